import { addDays, type Day } from "@/lib/days";

/** People who are reached by exactly the campaigns at these places of a list. */
export type Combination = { places: number[]; people: number };

/** Bits that one word holds: a bigint of the database without its sign. */
export const WORD_BITS = 62;

/** The places of the bits that are set, over several words of 62 bits, the lowest first. */
export function placesOf(words: readonly string[]): number[] {
  const places: number[] = [];
  words.forEach((word, index) => {
    let rest = BigInt(word);
    for (let bit = 0; rest > 0n; bit += 1, rest >>= 1n) if (rest & 1n) places.push(index * WORD_BITS + bit);
  });
  return places;
}

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
