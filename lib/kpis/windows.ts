import { addDays, addMonths, type Day, diffDays, startOfMonth } from "@/lib/days";
import type { Span } from "./grain";

/** A window with the first day of the one before it, which is as long. */
export function windowOf({ from, to }: Span): Span & { before: Day } {
  const isMonths = from === startOfMonth(from) && addDays(to, 1) === startOfMonth(addDays(to, 1));
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7)) +
    1;
  return { from, to, before: isMonths ? addMonths(from, -months) : addDays(from, -diffDays(from, to) - 1) };
}

/** The last `months` whole months before the month of `today`, and as many before them. */
export function lastMonths(today: Day, months: number): [now: Span, before: Span] {
  const end = startOfMonth(today);
  const from = addMonths(end, -months);
  return [
    { from, to: addDays(end, -1) },
    { from: addMonths(from, -months), to: addDays(from, -1) },
  ];
}

/** Lengths of the overview's period. */
export const OVERVIEW_MONTHS = [1, 3, 12] as const;
