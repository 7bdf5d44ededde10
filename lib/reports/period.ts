import {
  addDays,
  addMonths,
  type Day,
  formatDayRange,
  MONTHS,
  startOfMonth,
  startOfWeek,
  weekOfYear,
} from "@/lib/days";
import type { ReportPeriod } from "./report";

/** Both days belong to it. */
export type Span = { from: Day; to: Day };

/** The week (Monday to Sunday) or calendar month that a day lies in. */
export function spanAround(period: ReportPeriod, day: Day): Span {
  const from = period === "week" ? startOfWeek(day) : startOfMonth(day);
  return { from, to: addDays(spanStart(period, from, 1), -1) };
}

const spanStart = (period: ReportPeriod, from: Day, count: number): Day =>
  period === "week" ? addDays(from, count * 7) : addMonths(from, count);

/** The one so many periods later, or earlier with a negative count. */
export function spanBeside(period: ReportPeriod, { from }: Span, count: number): Span {
  return spanAround(period, spanStart(period, from, count));
}

/** The last one that is over. */
export function lastSpan(period: ReportPeriod, today: Day): Span {
  return spanBeside(period, spanAround(period, today), -1);
}

/** "week 47, 16 – 22 Nov", "October 2026". */
export function spanName(period: ReportPeriod, { from, to }: Span, today: Day): string {
  if (period === "week") return `week ${weekOfYear(from).week}, ${formatDayRange(from, to, today)}`;
  return `${MONTHS[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`;
}
