import { addDays, type Day } from "@/lib/days";

/** People who are reached by exactly the campaigns at these places of a list. */
export type Combination = { places: number[]; people: number };

/** Bits that one word holds: a bigint of the database without its sign. */
export const WORD_BITS = 62;

/** A contact of so long ago can still count: the longest window of a contact rule. */
export const LOOK_BACK_DAYS = 90;

/** So many memberships are counted for each page; where campaigns hold more, what was counted last is shown with its time. */
export const MOST_AT_ONCE = 200_000;

type Span = { startOn: Day; endOn: Day };

/** For each day from `from` to `to`, how many people none of the campaigns of that day reaches. */
export function freeDays(
  combinations: readonly Combination[],
  rivals: readonly Span[],
  from: Day,
  to: Day,
): { day: Day; free: number }[] {
  const days: { day: Day; free: number }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const isOn = rivals.map(({ startOn, endOn }) => startOn <= day && day <= endOn);
    const free = combinations
      .filter(({ places }) => !places.some((place) => isOn[place]))
      .reduce((sum, { people }) => sum + people, 0);
    days.push({ day, free });
  }
  return days;
}
