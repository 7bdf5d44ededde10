import { Temporal } from "temporal-polyfill";
import { addDays, addMonths, startOfMonth, startOfQuarter, startOfWeek, startOfYear } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import type { Period, SpanUnit } from "./operators";

/** When a rule is judged: days are those of the zone. */
export type Clock = { now: Date; timeZone: string };
/** Half-open: `from` is in, `until` is not; undefined is open. Days are "YYYY-MM-DD". */
export type DayRange = { from?: string; until?: string };

export function todayOf({ now, timeZone }: Clock): string {
  return todayIn(timeZone, now);
}

/** The first moment of the day in the zone, also where midnight is skipped by a clock change. */
export function startOfDay(day: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

export function addSpan(day: string, count: number, unit: SpanUnit): string {
  if (unit === "months") return addMonths(day, count);
  return addDays(day, unit === "weeks" ? count * 7 : count);
}

/** The week (from Monday), month, quarter or year that holds the day. */
export function periodAround(day: string, period: Period): DayRange {
  switch (period) {
    case "week": {
      const from = startOfWeek(day);
      return { from, until: addDays(from, 7) };
    }
    case "month": {
      const from = startOfMonth(day);
      return { from, until: addMonths(from, 1) };
    }
    case "quarter": {
      const from = startOfQuarter(day);
      return { from, until: addMonths(from, 3) };
    }
    case "year": {
      const from = startOfYear(day);
      return { from, until: addMonths(from, 12) };
    }
  }
}

/**
 * The "MM-DD" ranges (both ends in) that hold the anniversaries from `day` to `days` later: two when the year
 * turns in between. Who is born on 29 February has the anniversary on 1 March of a common year.
 */
export function anniversaryRanges(day: string, days: number): { from: string; to: string }[] {
  const end = addDays(day, days);
  const year = Number(day.slice(0, 4));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const from = day.slice(5) === "03-01" && !isLeap ? "02-29" : day.slice(5);
  const to = end.slice(5);
  if (end.slice(0, 4) === day.slice(0, 4)) return [{ from, to }];
  return [
    { from, to: "12-31" },
    { from: "01-01", to },
  ];
}
