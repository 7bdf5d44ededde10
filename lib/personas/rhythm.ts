import { type Fact, shareFact } from "./fact";

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

export type RhythmRow = { weekday: number; slot: number; k: number; base_k: number };
/** 7 weekdays (Monday first) by 7 slots: each cell's share of all orders, between 0 and 1. */
export type Rhythm = number[][];

/** Orders by weekday and part of the day, as shares that add up to 1 (all 0 without orders). */
export function rhythmOf(rows: RhythmRow[]): Rhythm {
  const total = rows.reduce((sum, row) => sum + row.k, 0);
  return WEEKDAYS.map((_, weekday) =>
    SLOTS.map((_, slot) => {
      const row = rows.find((each) => each.weekday === weekday && each.slot === slot);
      return total === 0 || !row ? 0 : row.k / total;
    }),
  );
}

/** Facts about the best day, the best part of the day and the best of both. */
export function rhythmFacts(rows: RhythmRow[]): Fact[] {
  const n = rows.reduce((sum, row) => sum + row.k, 0);
  const baseN = rows.reduce((sum, row) => sum + row.base_k, 0);
  if (n === 0) return [];
  const best = (
    keyOf: (row: RhythmRow) => string,
    labelOf: (row: RhythmRow) => string,
    name: string,
  ): Fact => {
    const sums = new Map<string, { k: number; baseK: number; label: string }>();
    for (const row of rows) {
      const sum = sums.get(keyOf(row)) ?? { k: 0, baseK: 0, label: labelOf(row) };
      sums.set(keyOf(row), { ...sum, k: sum.k + row.k, baseK: sum.baseK + row.base_k });
    }
    const top = [...sums.values()].reduce((a, b) => (b.k > a.k ? b : a));
    return shareFact(
      { key: `rhythm:${name}`, group: "rhythm", label: `Orders on ${top.label}` },
      { ...top, n, baseN },
    );
  };
  const day = (row: RhythmRow) => WEEKDAYS[row.weekday] ?? "";
  const slot = (row: RhythmRow) => SLOTS[row.slot] ?? "";
  return [
    best((row) => day(row), day, "day"),
    best(
      (row) => slot(row),
      (row) => `any day, ${slot(row)}`,
      "slot",
    ),
    best(
      (row) => `${day(row)} ${slot(row)}`,
      (row) => `${day(row)}, ${slot(row)}`,
      "best",
    ),
  ];
}
