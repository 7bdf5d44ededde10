import { STANDING_CHOICES, type Standing } from "@/lib/customers/scores/standings";
import { addMonths, isDay } from "@/lib/days";
import { currencyUnit } from "@/lib/format";
import { MAX_PARTS, type SplitPart } from "./part";
import { quantileEdges, type SplitProfile } from "./profile";
import type { SplitSubject } from "./subject";

/**
 * How an axis is divided, as it stands in the address: "top6" or a list of values, "q4" (equally many people),
 * "w5" (equally wide), "18,25,35" (own edges), "month", "quarter", "year", "decade" or own days.
 */
export type Way =
  | { kind: "top"; count: number }
  | { kind: "values"; values: string[] }
  | { kind: "quantiles" | "widths"; count: number }
  | { kind: "edges"; edges: number[] }
  | { kind: "calendar"; by: CalendarStep }
  | { kind: "days"; days: string[] };

export const CALENDAR_STEPS = ["month", "quarter", "year", "decade"] as const;
export type CalendarStep = (typeof CALENDAR_STEPS)[number];
const MONTHS_OF: Record<CalendarStep, number> = { month: 1, quarter: 3, year: 12, decade: 120 };

export function wayText(way: Way): string {
  switch (way.kind) {
    case "top":
      return `top${way.count}`;
    case "values":
      return JSON.stringify(way.values);
    case "quantiles":
      return `q${way.count}`;
    case "widths":
      return `w${way.count}`;
    case "edges":
      return way.edges.join(",") || "none";
    case "calendar":
      return way.by;
    case "days":
      return way.days.join(",") || "none";
  }
}

/** The way that the address names, or the usual one when it names none that fits. */
export function readWay(text: string | undefined, subject: SplitSubject, profile: SplitProfile): Way {
  return (text && parsed(text, subject)) || usualWay(profile);
}

function parsed(text: string, { kind }: SplitSubject): Way | null {
  const [, sign = "", digits = ""] = /^(top|q|w)(\d{1,2})$/.exec(text) ?? [];
  const count = Number(digits);
  if (kind === "values") {
    if (sign === "top" && count >= 1 && count <= MAX_PARTS) return { kind: "top", count };
    const values = listOf(text);
    return values && { kind: "values", values };
  }
  if (kind === "number") {
    if ((sign === "q" || sign === "w") && count >= 2 && count <= 10)
      return { kind: sign === "q" ? "quantiles" : "widths", count };
    const edges = text === "none" ? [] : text.split(",").map(Number);
    return edges.every(Number.isFinite) && edges.length < MAX_PARTS
      ? { kind: "edges", edges: sorted(edges) }
      : null;
  }
  const by = CALENDAR_STEPS.find((step) => step === text);
  if (by) return { kind: "calendar", by };
  const days = text === "none" ? [] : text.split(",");
  return days.every(isDay) && days.length < MAX_PARTS
    ? { kind: "days", days: [...new Set(days)].sort() }
    : null;
}

function listOf(text: string): string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || value.length > MAX_PARTS) return null;
    return value.every((one): one is string => typeof one === "string") ? [...new Set(value)] : null;
  } catch {
    return null;
  }
}

const sorted = (edges: readonly number[]) => [...new Set(edges)].sort((a, b) => a - b);

function usualWay(profile: SplitProfile): Way {
  switch (profile.kind) {
    case "values":
      return { kind: "top", count: Math.max(1, Math.min(6, profile.values.length)) };
    case "number":
      return { kind: "quantiles", count: 4 };
    case "days": {
      const months = spanOf(profile);
      return {
        kind: "calendar",
        by: CALENDAR_STEPS.find((step) => months / MONTHS_OF[step] <= 12) ?? "decade",
      };
    }
  }
}

function spanOf({ months }: Extract<SplitProfile, { kind: "days" }>): number {
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  return first && last ? monthNumber(last) - monthNumber(first) + 1 : 1;
}

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthText = (number: number) =>
  `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

/** The parts of an axis; with `withUnknown` those who have no value are one more. */
export function partsOf(
  way: Way,
  subject: SplitSubject,
  profile: SplitProfile,
  currency: string,
  withUnknown: boolean,
): SplitPart[] {
  const parts = knownParts(way, subject, profile, currency);
  return withUnknown && subject.unknown
    ? [...parts.slice(0, MAX_PARTS - 1), { kind: "unknown" }]
    : parts.slice(0, MAX_PARTS);
}

function knownParts(way: Way, subject: SplitSubject, profile: SplitProfile, currency: string): SplitPart[] {
  if (way.kind === "top")
    return profile.kind === "values"
      ? inOrder(
          subject,
          profile.values.slice(0, way.count).map(({ value }) => value),
        )
      : [];
  if (way.kind === "values") return inOrder(subject, way.values);
  if (way.kind === "calendar") return profile.kind === "days" ? calendarParts(way.by, profile) : [];
  if (way.kind === "days") return between(way.days, (from, until) => ({ kind: "days", from, until }));
  return between(numberEdges(way, subject, profile, currency), (from, until) => ({
    kind: "band",
    from,
    until,
  }));
}

/** Scores and stages read best in their order; all other values in that of their frequency. */
function inOrder(subject: SplitSubject, values: readonly string[]): SplitPart[] {
  const [, standing = ""] = subject.key.split(" ");
  const order =
    subject.type === "score"
      ? ["1", "2", "3", "4", "5"]
      : subject.type === "standing"
        ? STANDING_CHOICES[standing as Standing]
        : null;
  const listed = order ? values.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)) : values;
  return listed.map((value) => ({ kind: "values", values: [value] }));
}

function between<T>(edges: readonly T[], part: (from: T | null, until: T | null) => SplitPart): SplitPart[] {
  return [null, ...edges].map((from, index) => part(from, edges[index] ?? null));
}

/** Where bands begin. Computed edges beyond the smallest or largest value would leave an empty band: they are left out. */
export function numberEdges(
  way: Way,
  subject: SplitSubject,
  profile: SplitProfile,
  currency: string,
): number[] {
  if (way.kind === "edges") return sorted(way.edges);
  if (profile.kind !== "number") return [];
  if (way.kind === "quantiles")
    return within(
      quantileEdges(profile, way.count).map((edge) => rounded(edge, subject, currency)),
      profile,
    );
  if (way.kind !== "widths") return [];
  const end = Math.min(profile.max, profile.low + profile.step * profile.columns.length);
  const unit = subject.isMoney ? 10 ** currencyUnit(currency).digits : 1;
  const rough = (end - profile.min) / way.count / unit;
  const step = rough > 0 ? niceStep(rough, subject.isWhole && !subject.isMoney) : 1;
  const first = Math.floor(profile.min / unit / step) * step;
  return within(
    Array.from({ length: way.count - 1 }, (_, index) =>
      Number(((first + step * (index + 1)) * unit).toPrecision(12)),
    ),
    profile,
  );
}

function within(edges: readonly number[], { min, max }: { min: number; max: number }): number[] {
  return sorted(edges).filter((edge) => edge > min && edge <= max);
}

/** Three digits are enough for a band; money in whole units where there are several of them. */
function rounded(edge: number, subject: SplitSubject, currency: string): number {
  const unit = subject.isMoney ? 10 ** currencyUnit(currency).digits : 1;
  if (subject.isMoney) return Math.abs(edge) >= 10 * unit ? Math.round(edge / unit) * unit : Math.round(edge);
  return subject.isWhole ? edge : Number(edge.toPrecision(3));
}

/** 1, 2, 2.5 or 5 times a power of ten, at least the width asked for. */
function niceStep(rough: number, isWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  return isWhole ? Math.max(1, Math.ceil(step)) : step;
}

/** The latest calendar periods that have anybody between the first and the last; older ones become one part. */
function calendarParts(by: CalendarStep, profile: Extract<SplitProfile, { kind: "days" }>): SplitPart[] {
  const length = MONTHS_OF[by];
  const begins = (month: string) => Math.floor(monthNumber(month) / length) * length;
  const [first, last] = [profile.months[0]?.month, profile.months.at(-1)?.month];
  if (!first || !last) return [];
  const parts: SplitPart[] = [];
  for (let at = begins(first); at <= begins(last); at += length) {
    const from = `${monthText(at)}-01`;
    parts.push({ kind: "days", from, until: addMonths(from, length) });
  }
  const most = MAX_PARTS - 1;
  const kept = parts.slice(-most);
  const [oldest] = kept;
  return parts.length > most && oldest?.kind === "days"
    ? [{ kind: "days", from: null, until: oldest.from }, ...kept]
    : kept;
}

/** What somebody typed as edges: "18, 25 35.5"; money in whole units of the currency. Null when it is no list of numbers. */
export function readEdges(text: string, subject: SplitSubject, currency: string): number[] | null {
  const unit = subject.isMoney ? 10 ** currencyUnit(currency).digits : 1;
  const words = text.split(/[\s;,]+/).filter(Boolean);
  const edges = words.map((word) => Number(word) * unit);
  if (edges.length === 0 || edges.length >= MAX_PARTS || !edges.every(Number.isFinite)) return null;
  return sorted(edges.map((edge) => (subject.isWhole ? Math.round(edge) : edge)));
}

/** The edges as one would type them. */
export function edgesText(edges: readonly number[], subject: SplitSubject, currency: string): string {
  const unit = subject.isMoney ? 10 ** currencyUnit(currency).digits : 1;
  return edges.map((edge) => String(edge / unit)).join(", ");
}
