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

/** "Saturday", "9–10 h" or "Saturday, 6–9 h". */
export function timeWords(key: string, value: string): string {
  const [first = 0, slot = 0] = value.split(".").map(Number);
  if (key === "hour") return `${first}–${first + 1} h`;
  const day = WEEKDAYS[first] ?? "";
  return key === "day" ? day : `${day}, ${SLOTS[slot] ?? ""}`;
}

/** The part of the day that an hour lies in: 0 is the night, 6 the late evening. */
export function slotOf(hour: number): number {
  return hour < 6 ? 0 : Math.floor(hour / 3) - 1;
}
