import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import {
  addWorking,
  countWorking,
  EVERY_DAY,
  nextWorking,
  type WorkCalendar,
  weekdaysOff,
  workingDays,
} from "./calendar";

const day = toDayNumber;
const calendar = workingDays([day("2026-05-14")]);

describe("working days", () => {
  it("skip weekends and holidays", () => {
    expect(nextWorking(calendar, day("2026-05-16"))).toBe(day("2026-05-18"));
    expect(addWorking(calendar, day("2026-05-13"), 2)).toBe(day("2026-05-16"));
    expect(addWorking(calendar, day("2026-05-18"), -1)).toBe(day("2026-05-15"));
    expect(countWorking(calendar, day("2026-05-11"), day("2026-05-18"))).toBe(4);
    expect(countWorking(calendar, day("2026-05-18"), day("2026-05-11"))).toBe(-4);
    expect(addWorking(EVERY_DAY, 100, -3)).toBe(97);
  });

  it("are those of the workspace", () => {
    const fromSunday = workingDays([], [7, 1, 2, 3, 4]);
    expect(nextWorking(fromSunday, day("2026-05-15"))).toBe(day("2026-05-17"));
    expect(addWorking(fromSunday, day("2026-05-14"), 2)).toBe(day("2026-05-18"));
  });

  const anyCalendar = fc
    .record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      holidays: fc.array(fc.integer({ min: 20_300, max: 20_700 }), { maxLength: 40 }),
    })
    .map(({ weekdays, holidays }) => workingDays(holidays, weekdays));

  /** The definition, by walking over the days. */
  function walk({ isWorking }: WorkCalendar, from: number, count: number): number {
    let at = from;
    for (let left = count; left > 0; at += 1) if (isWorking(at)) left -= 1;
    for (let left = count; left < 0; ) {
      at -= 1;
      if (isWorking(at)) left += 1;
    }
    return at;
  }

  it("are counted as one would on the fingers", () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.integer({ min: 20_000, max: 21_000 }),
        fc.integer({ min: -60, max: 60 }),
        (any, from, count) => {
          const to = addWorking(any, from, count);
          expect(to).toBe(walk(any, from, count));
          expect(countWorking(any, from, to)).toBe(count);
          const next = nextWorking(any, from);
          expect(any.isWorking(next)).toBe(true);
          expect(countWorking(any, from, next)).toBe(0);
        },
      ),
    );
  });

  it("leave runs of days off in each week", () => {
    expect(weekdaysOff([1, 2, 3, 4, 5])).toEqual([{ from: 5, days: 2 }]);
    expect(weekdaysOff([1, 3, 4, 5, 6])).toEqual([
      { from: 1, days: 1 },
      { from: 6, days: 1 },
    ]);
  });
});
