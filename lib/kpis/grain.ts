import {
  addDays,
  addMonths,
  type Day,
  formatDay,
  formatDayRange,
  MONTHS,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  weekOfYear,
} from "@/lib/days";

/** Lengths of a period on the screens. */
export const CALENDAR_GRAINS = ["day", "week", "month", "quarter"] as const;
export type CalendarGrain = (typeof CALENDAR_GRAINS)[number];

/** A window is any run of whole months: the last twelve, or the months of a target. */
export const GRAINS = [...CALENDAR_GRAINS, "window"] as const;
export type Grain = (typeof GRAINS)[number];

export const GRAIN_LABEL: Record<CalendarGrain, string> = {
  day: "Day",
  week: "Week",
  month: "Month",
  quarter: "Quarter",
};

/** A run of days, both ends in it. */
export type Span = { from: Day; to: Day };

/** The first day of the period that a day lies in. */
export function startOf(grain: CalendarGrain, day: Day): Day {
  switch (grain) {
    case "day":
      return day;
    case "week":
      return startOfWeek(day);
    case "month":
      return startOfMonth(day);
    case "quarter":
      return startOfQuarter(day);
  }
}

/** The start of the period `count` periods after the one that starts on `start`. */
export function addPeriods(grain: CalendarGrain, start: Day, count: number): Day {
  switch (grain) {
    case "day":
      return addDays(start, count);
    case "week":
      return addDays(start, count * 7);
    case "month":
      return addMonths(start, count);
    case "quarter":
      return addMonths(start, count * 3);
  }
}

/** The last day of the period that starts on `start`. */
export function endOf(grain: CalendarGrain, start: Day): Day {
  return addDays(addPeriods(grain, start, 1), -1);
}

/** The starts of `count` periods, the last of which holds `day`. */
export function lastPeriods(grain: CalendarGrain, day: Day, count: number): Day[] {
  const last = startOf(grain, day);
  return Array.from({ length: count }, (_, index) => addPeriods(grain, last, index - count + 1));
}

/** The same period a year before: by date, and of weeks the one with the same number of the ISO calendar. */
export function yearBefore(grain: CalendarGrain, start: Day): Day {
  return grain === "week" ? addDays(start, -364) : startOf(grain, addMonths(start, -12));
}

/** "14 May", "week 20, 2026", "May 2026", "Q2 2026". */
export function periodName(grain: CalendarGrain, start: Day): string {
  switch (grain) {
    case "day":
      return formatDay(start);
    case "week": {
      const { year, week } = weekOfYear(start);
      return `week ${week}, ${year}`;
    }
    case "month":
      return `${MONTHS[Number(start.slice(5, 7)) - 1]} ${start.slice(0, 4)}`;
    case "quarter":
      return `Q${Math.ceil(Number(start.slice(5, 7)) / 3)} ${start.slice(0, 4)}`;
  }
}

/** The name at an axis, where room is scarce: "14 May", "W20", "May 26", "Q2 26". */
export function periodTick(grain: CalendarGrain, start: Day): string {
  const year = start.slice(2, 4);
  switch (grain) {
    case "day":
      return formatDay(start, start);
    case "week":
      return `W${weekOfYear(start).week} ${String(weekOfYear(start).year).slice(2)}`;
    case "month":
      return `${(MONTHS[Number(start.slice(5, 7)) - 1] ?? "").slice(0, 3)} ${year}`;
    case "quarter":
      return `Q${Math.ceil(Number(start.slice(5, 7)) / 3)} ${year}`;
  }
}

/** The days of a period in words, against today for the year. */
export function periodDays(grain: CalendarGrain, start: Day, today: Day): string {
  return formatDayRange(start, endOf(grain, start), today);
}
