import { addDays, type Day, diffDays } from "@/lib/days";
import { risable } from "../launch/design";
import { neededPeople, smallestRise } from "../launch/power";

export type Pace = {
  treated: number;
  control: number;
  /** Shares of both groups together that bought so far. */
  share: number;
  startOn: Day;
  endOn: Day;
  today: Day;
  /** The rise worth seeing, as a part of what can rise (`risable`). */
  relativeRise: number;
};

export type Outlook = {
  /** The share that will have bought by the end if people go on as so far. */
  shareAtEnd: number;
  /** The rise that the groups then show in four cases of five; null where none would be. */
  seenAtEnd: number | null;
  /** People of both groups together who would be needed for the rise worth seeing; null where none are enough. */
  needed: number | null;
  people: number;
  /** The day on which the groups show it if people go on as so far; null where that is not within a year of the start. */
  readyOn: Day | null;
};

/**
 * What the groups can show by when, from the pace so far: buyers are taken to come evenly. Null before the first day and
 * before the first buyer, from which nothing can be reckoned.
 */
export function outlookOf({
  treated,
  control,
  share,
  startOn,
  endOn,
  today,
  relativeRise,
}: Pace): Outlook | null {
  const elapsed = Math.min(diffDays(startOn, today), diffDays(startOn, endOn)) + 1;
  const people = treated + control;
  if (elapsed < 1 || share <= 0 || control === 0 || treated === 0) return null;
  const shareOn = (days: number) => Math.min(1, (share * days) / elapsed);
  const neededOn = (days: number) => {
    const base = shareOn(days);
    return neededPeople({ base, rise: risable(base) * relativeRise, controlShare: control / people });
  };
  const length = diffDays(startOn, endOn) + 1;
  const shareAtEnd = shareOn(length);
  let ready: number | null = null;
  for (let days = 1; days <= Math.max(length, 365) && ready === null; days++) {
    const needed = neededOn(days);
    if (needed !== null && needed <= people) ready = days;
  }
  return {
    ...{ shareAtEnd, people, needed: neededOn(length) },
    seenAtEnd: smallestRise({ base: shareAtEnd, treated, control }),
    readyOn: ready === null ? null : addDays(startOn, ready - 1),
  };
}
