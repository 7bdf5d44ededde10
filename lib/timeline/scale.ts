import { formatDay, formatDayRange, fromDayNumber, toDayNumber, weekOfYear } from "@/lib/days";
import { formatCount } from "@/lib/format";

/*
 * Days are whole numbers since 1970-01-01 (see lib/days), so no time zone or clock change can move them.
 * A bar covers [start, end): its end is the day after its last one.
 */

export const ZOOM_PX = { day: 44, week: 17, month: 5.2, quarter: 2 } as const;
export type ZoomName = keyof typeof ZOOM_PX;
export const ZOOM_NAMES: readonly ZoomName[] = ["day", "week", "month", "quarter"];
/** A named step, or freely chosen pixels per day. */
export type Zoom = ZoomName | number;
export const MIN_PX = 1.2;
export const MAX_PX = 64;

export type Unit = "day" | "week" | "month" | "quarter" | "year";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** Pixels per day of a zoom, within the allowed range. */
export function pxPerDay(zoom: Zoom): number {
  return typeof zoom === "number" ? Math.min(MAX_PX, Math.max(MIN_PX, zoom)) : ZOOM_PX[zoom];
}

/** The named step with exactly these pixels per day, else the number with two decimals. */
export function zoomFor(px: number): Zoom {
  const rounded = Math.round(px * 100) / 100;
  return ZOOM_NAMES.find((name) => ZOOM_PX[name] === rounded) ?? rounded;
}

/** The next named step in or out from any zoom, or the same when there is none. */
export function stepZoom(px: number, direction: 1 | -1): Zoom {
  const names = direction > 0 ? [...ZOOM_NAMES].reverse() : ZOOM_NAMES;
  const next = names.find((name) => (direction > 0 ? ZOOM_PX[name] > px * 1.01 : ZOOM_PX[name] < px * 0.99));
  return next ?? zoomFor(px);
}

/** Reads a zoom from an address; anything unknown is "week". */
export function parseZoom(text: string | null | undefined): Zoom {
  const name = ZOOM_NAMES.find((known) => known === text);
  if (name) return name;
  const px = text ? Number(text) : Number.NaN;
  return Number.isFinite(px) && px > 0 ? zoomFor(pxPerDay(px)) : "week";
}

/** Pixels per day at which so many days fill a width, within the allowed range; in two decimals, as the address has it. */
export function fitPx(days: number, width: number): number {
  return pxPerDay(Math.floor((Math.max(1, width) / Math.max(1, days)) * 100) / 100);
}

export function zoomText(zoom: Zoom): string {
  return String(zoom);
}

/** The two tick rows of the head at this many pixels per day. */
export function unitsAt(px: number): { major: Unit; minor: Unit } {
  if (px >= 24) return { major: "month", minor: "day" };
  if (px >= 9) return { major: "month", minor: "week" };
  if (px >= 3) return { major: "quarter", minor: "month" };
  return { major: "year", minor: "quarter" };
}

/** Monday is 0. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

type Civil = { year: number; month: number; date: number };

export function civil(day: number): Civil {
  const at = new Date(day * 86_400_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}

function dayOf(year: number, month: number): number {
  return Math.floor(Date.UTC(year, month, 1) / 86_400_000);
}

/** First day of the unit that holds `day`. */
export function floorTo(day: number, unit: Unit): number {
  const { year, month } = civil(day);
  switch (unit) {
    case "day":
      return day;
    case "week":
      return day - weekday(day);
    case "month":
      return dayOf(year, month);
    case "quarter":
      return dayOf(year, month - (month % 3));
    case "year":
      return dayOf(year, 0);
  }
}

/** First day of the unit after the one that starts on `day`. */
export function nextAfter(day: number, unit: Unit): number {
  const { year, month } = civil(day);
  switch (unit) {
    case "day":
      return day + 1;
    case "week":
      return day + 7;
    case "month":
      return dayOf(year, month + 1);
    case "quarter":
      return dayOf(year, month + 3);
    case "year":
      return dayOf(year + 1, 0);
  }
}

export type Tick = { day: number; end: number };

/** The units that touch [from, to), in order. */
export function ticks(from: number, to: number, unit: Unit): Tick[] {
  const out: Tick[] = [];
  for (let day = floorTo(Math.floor(from), unit); day < to; ) {
    const end = nextAfter(day, unit);
    out.push({ day, end });
    day = end;
  }
  return out;
}

const shortMonth = (month: number) => (MONTHS[month] ?? "").slice(0, 3);

/** Words of a tick: a major one carries its year, a minor one only what differs from its neighbours. */
export function tickLabel(day: number, unit: Unit, place: "major" | "minor"): string {
  const { year, month, date } = civil(day);
  const quarter = `Q${Math.floor(month / 3) + 1}`;
  switch (unit) {
    case "year":
      return String(year);
    case "quarter":
      return place === "major" ? `${quarter} ${year}` : quarter;
    case "month":
      return place === "major" ? `${MONTHS[month]} ${year}` : shortMonth(month);
    case "week":
      return `${date} · w${weekOfYear(fromDayNumber(day)).week}`;
    case "day":
      return `${date} ${(WEEKDAYS[weekday(day)] ?? "").slice(0, 1)}`;
  }
}

/** "14 May", with the year when it is not that of `today`. */
export function dayWords(day: number, today: number): string {
  return formatDay(fromDayNumber(day), fromDayNumber(today));
}

/** "Thu 14 May". */
export function weekdayWords(day: number, today: number): string {
  return formatDay(fromDayNumber(day), fromDayNumber(today), { weekday: true });
}

/** Words for [start, end): "18 – 29 May", or one day alone. */
export function spanWords(start: number, end: number, today: number): string {
  return formatDayRange(fromDayNumber(start), fromDayNumber(end - 1), fromDayNumber(today));
}

/** "1 day", "12 days"; a minus sign for less than none. */
export function countDays(days: number): string {
  return formatCount(days, "day");
}

export type Range = { from: number; to: number };

/**
 * The days that the scroller covers: all bars, today and the anchor, with room on both sides, in whole
 * quarters so that it seldom changes while bars move.
 */
export function planRange(
  bars: Iterable<{ start: number; end: number }>,
  today: number,
  anchor: number,
): Range {
  let from = Math.min(today, anchor);
  let to = Math.max(today, anchor);
  for (const bar of bars) {
    if (bar.start < from) from = bar.start;
    if (bar.end > to) to = bar.end;
  }
  return { from: floorTo(from - 92, "quarter"), to: nextAfter(floorTo(to + 366, "quarter"), "quarter") };
}

const DAYS_BEFORE_TODAY: readonly (readonly [number, number])[] = [
  [24, 5],
  [9, 14],
  [3, 45],
  [0, 120],
];

/** The first visible day when the address names none: a Monday, so that today has some past beside it. */
export function defaultAnchor(today: string, px: number): string {
  const before = DAYS_BEFORE_TODAY.find(([from]) => px >= from)?.[1] ?? 14;
  return fromDayNumber(floorTo(toDayNumber(today) - before, "week"));
}
