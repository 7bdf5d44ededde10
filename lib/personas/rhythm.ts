import { type ShareFact, shareFact } from "./fact";
import { type Clusters, effectiveN } from "./interval";

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
/** The parts of a day that the buying rhythm is drawn in. */
export const SLOTS = ["0–6 h", "6–9 h", "9–12 h", "12–15 h", "15–18 h", "18–21 h", "21–24 h"] as const;

export type RhythmRow = { weekday: number; slot: number; k: number };
/** 7 weekdays (Monday first) by 7 slots: each cell's share of all orders, between 0 and 1. */
export type Rhythm = number[][];

/** Orders by weekday and part of the day, as shares that add up to 1 (all 0 without orders). */
export function rhythmOf(rows: readonly RhythmRow[]): Rhythm {
  const total = rows.reduce((sum, row) => sum + row.k, 0);
  return WEEKDAYS.map((_, weekday) =>
    SLOTS.map((_, slot) => {
      const row = rows.find((each) => each.weekday === weekday && each.slot === slot);
      return total === 0 || !row ? 0 : row.k / total;
    }),
  );
}

/**
 * Orders of one day, hour or part of a day. `x` is how many of the `m` orders of `persons` persons they are, with
 * the sums over the persons that the interval of such a share needs.
 */
export type RhythmCell = {
  key: "day" | "hour" | "slot";
  value: string;
  baseX: number;
  baseM: number;
} & Record<"member" | "rest", Clusters>;

export function rhythmRows(cells: readonly RhythmCell[]): RhythmRow[] {
  return cells.flatMap(({ key, value, member }) => {
    const [weekday = 0, slot = 0] = value.split(".").map(Number);
    return key === "slot" ? [{ weekday, slot, k: member.x }] : [];
  });
}

/** "Saturday", "9–10 h" or "Saturday, 6–9 h". */
export function timeWords(key: string, value: string): string {
  const [first = 0, slot = 0] = value.split(".").map(Number);
  if (key === "hour") return `${first}–${first + 1} h`;
  const day = WEEKDAYS[first] ?? "";
  return key === "day" ? day : `${day}, ${SLOTS[slot] ?? ""}`;
}

/** How many of each stand on the page. */
const MOST: Record<RhythmCell["key"], number> = { day: 7, hour: 3, slot: 3 };

/** Shares of orders by day, by the best hours and by the best parts of a day, and those wanted. */
export function rhythmFacts(cells: readonly RhythmCell[], wanted: ReadonlySet<string>): ShareFact[] {
  return (["slot", "day", "hour"] as const).flatMap((key) =>
    cells
      .filter((cell) => cell.key === key && cell.member.x > 0)
      .toSorted((a, b) => b.member.x - a.member.x || a.value.localeCompare(b.value, "en"))
      .filter(({ value }, index) => index < MOST[key] || wanted.has(`${key}:${value}`))
      .map(({ value, member, rest, baseX, baseM }) =>
        shareFact(
          {
            key: `${key}:${value}`,
            group: "rhythm",
            label: `Orders on ${timeWords(key, value)}`,
            of: "order",
          },
          { k: member.x, n: member.m, baseK: baseX, baseN: baseM, restK: rest.x, restN: rest.m },
          { n: effectiveN(member), restN: effectiveN(rest) },
        ),
      ),
  );
}
