import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayInZone,
  diffDays,
  formatDay,
  formatDayRange,
  fromDayNumber,
  isDay,
  isWeekend,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  toDayNumber,
  weekday,
  weekOfYear,
} from "./days";

const dayNumber = fc.integer({ min: -20_000, max: 60_000 });

describe("day numbers", () => {
  test("count from 1970-01-01", () => {
    expect(toDayNumber("1970-01-01")).toBe(0);
    expect(toDayNumber("2026-05-14")).toBe(20_587);
    expect(fromDayNumber(-1)).toBe("1969-12-31");
  });

  test("go there and back, and keep distances", () => {
    fc.assert(
      fc.property(dayNumber, fc.integer({ min: -2000, max: 2000 }), (number, count) => {
        const day = fromDayNumber(number);
        expect(toDayNumber(day)).toBe(number);
        expect(diffDays(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  test("refuse what is no day", () => {
    for (const text of ["2026-02-30", "2026-13-01", "14.05.2026", "2026-5-14", ""]) {
      expect(isDay(text)).toBe(false);
      expect(() => toDayNumber(text)).toThrow(RangeError);
    }
    expect(isDay("2028-02-29")).toBe(true);
  });
});

describe("weeks, months, quarters", () => {
  test("Monday starts the week", () => {
    expect(startOfWeek("2026-05-14")).toBe("2026-05-11");
    expect(weekday("2026-05-11")).toBe(0);
    expect(isWeekend("2026-05-16")).toBe(true);
    expect(isWeekend("2026-05-15")).toBe(false);
  });

  test("ISO weeks belong to the year of their Thursday", () => {
    expect(weekOfYear("2026-01-01")).toEqual({ year: 2026, week: 1 });
    expect(weekOfYear("2027-01-03")).toEqual({ year: 2026, week: 53 });
    expect(weekOfYear("2024-12-30")).toEqual({ year: 2025, week: 1 });
  });

  test("starts lie on or before the day", () => {
    fc.assert(
      fc.property(dayNumber, (number) => {
        const day = fromDayNumber(number);
        for (const start of [startOfWeek(day), startOfMonth(day), startOfQuarter(day)]) {
          expect(start <= day).toBe(true);
        }
        expect(startOfQuarter(startOfQuarter(day))).toBe(startOfQuarter(day));
      }),
    );
    expect(startOfQuarter("2026-12-31")).toBe("2026-10-01");
  });

  test("a month later stays inside that month", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-03-15", -3)).toBe("2025-12-15");
  });
});

test("the day of a moment depends on the zone", () => {
  const moment = new Date("2026-05-14T22:30:00Z");
  expect(dayInZone(moment, "Europe/Riga")).toBe("2026-05-15");
  expect(dayInZone(moment, "America/New_York")).toBe("2026-05-14");
});

describe("words", () => {
  test("the year is named when it differs", () => {
    expect(formatDay("2026-05-14", "2026-11-24")).toBe("14\u00a0May");
    expect(formatDay("2025-05-14", "2026-11-24")).toBe("14\u00a0May\u00a02025");
    expect(formatDay("2026-05-14")).toBe("14\u00a0May\u00a02026");
    expect(formatDay("2026-05-15", "2026-01-01", { weekday: true, month: "long" })).toBe("Fri 15\u00a0May");
  });

  test("ranges say each thing once", () => {
    expect(formatDayRange("2026-05-18", "2026-05-29", "2026-01-01")).toBe("18\u00a0– 29\u00a0May");
    expect(formatDayRange("2026-05-18", "2026-06-02", "2026-01-01")).toBe("18\u00a0May\u00a0– 2\u00a0Jun");
    expect(formatDayRange("2025-12-20", "2026-01-04", "2026-01-01")).toBe(
      "20\u00a0Dec\u00a02025\u00a0– 4\u00a0Jan\u00a02026",
    );
  });
});
