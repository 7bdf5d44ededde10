import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromDayNumber, toDayNumber } from "@/lib/days";
import {
  countDays,
  dayWords,
  defaultAnchor,
  floorTo,
  nextAfter,
  parseZoom,
  planRange,
  pxPerDay,
  spanWords,
  stepZoom,
  tickLabel,
  ticks,
  type Unit,
  unitsAt,
  weekday,
  zoomFor,
} from "./scale";

const at = toDayNumber;
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const UNITS: Unit[] = ["day", "week", "month", "quarter", "year"];

describe("zoom", () => {
  it("knows the four steps and keeps free values within bounds", () => {
    expect(pxPerDay("day")).toBe(44);
    expect(pxPerDay("week")).toBe(17);
    expect(pxPerDay("month")).toBe(5.2);
    expect(pxPerDay("quarter")).toBe(2);
    expect(pxPerDay(0.01)).toBe(1.2);
    expect(pxPerDay(1000)).toBe(64);
  });

  it("reads what it writes, and falls back to week", () => {
    expect(parseZoom("month")).toBe("month");
    expect(parseZoom("12.5")).toBe(12.5);
    expect(parseZoom("44")).toBe("day");
    expect(parseZoom("nonsense")).toBe("week");
    expect(parseZoom("-3")).toBe("week");
    expect(parseZoom(undefined)).toBe("week");
  });

  it("steps to the next named zoom from anywhere", () => {
    expect(stepZoom(17, 1)).toBe("day");
    expect(stepZoom(17, -1)).toBe("month");
    expect(stepZoom(10, 1)).toBe("week");
    expect(stepZoom(44, 1)).toBe("day");
    expect(stepZoom(1.5, -1)).toBe(1.5);
    expect(zoomFor(5.2)).toBe("month");
  });

  it("chooses tick rows by the room there is", () => {
    expect(unitsAt(44)).toEqual({ major: "month", minor: "day" });
    expect(unitsAt(17)).toEqual({ major: "month", minor: "week" });
    expect(unitsAt(5.2)).toEqual({ major: "quarter", minor: "month" });
    expect(unitsAt(2)).toEqual({ major: "year", minor: "quarter" });
  });
});

describe("ticks", () => {
  it("cover the range without gap or overlap, in every unit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -40_000, max: 60_000 }),
        fc.integer({ min: 1, max: 900 }),
        (from, days) => {
          for (const unit of UNITS) {
            const list = ticks(from, from + days, unit);
            expect(list[0]?.day).toBeLessThanOrEqual(from);
            expect(list.at(-1)?.end).toBeGreaterThanOrEqual(from + days);
            list.slice(1).forEach((tick, index) => {
              expect(tick.day).toBe(list[index]?.end);
            });
          }
        },
      ),
    );
  });

  it("floor is idempotent and next lies after", () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), fc.constantFrom(...UNITS), (day, unit) => {
        const floor = floorTo(day, unit);
        expect(floorTo(floor, unit)).toBe(floor);
        expect(floor).toBeLessThanOrEqual(day);
        expect(nextAfter(floor, unit)).toBeGreaterThan(day);
      }),
    );
  });

  it("names weeks by ISO 8601, across year ends", () => {
    expect(tickLabel(at("2027-01-03"), "week", "minor")).toBe("3 · w53");
    expect(tickLabel(at("2024-12-30"), "week", "minor")).toBe("30 · w1");
    expect(weekday(at("2026-05-11"))).toBe(0);
    expect(weekday(at("1969-12-28"))).toBe(6);
  });

  it("labels majors with their year and minors without", () => {
    expect(tickLabel(at("2026-05-01"), "month", "major")).toBe("May 2026");
    expect(tickLabel(at("2026-09-01"), "month", "minor")).toBe("Sep");
    expect(tickLabel(at("2026-04-01"), "quarter", "major")).toBe("Q2 2026");
    expect(tickLabel(at("2026-04-01"), "quarter", "minor")).toBe("Q2");
    expect(tickLabel(at("2026-05-11"), "week", "minor")).toBe("11 · w20");
    expect(tickLabel(at("2026-05-14"), "day", "minor")).toBe("14 T");
  });
});

describe("words", () => {
  const today = at("2026-05-14");
  it("say the year only when it differs", () => {
    expect(plain(dayWords(at("2026-05-18"), today))).toBe("18 May");
    expect(plain(dayWords(at("2027-01-02"), today))).toBe("2 Jan 2027");
    expect(plain(spanWords(at("2026-05-18"), at("2026-05-30"), today))).toBe("18 – 29 May");
    expect(plain(spanWords(at("2026-05-18"), at("2026-05-19"), today))).toBe("18 May");
    expect(plain(countDays(1))).toBe("1 day");
    expect(plain(countDays(-3))).toBe("−3 days");
  });
});

describe("range", () => {
  it("holds all bars, today and the anchor with room on both sides", () => {
    const today = at("2026-05-14");
    const bars = [{ start: at("2026-01-05"), end: at("2026-02-01") }];
    const range = planRange(bars, today, at("2026-06-01"));
    expect(fromDayNumber(range.from)).toBe("2025-10-01");
    expect(range.to).toBeGreaterThan(at("2027-06-01"));
  });

  it("starts a little before today by default", () => {
    expect(defaultAnchor("2026-05-14", 17)).toBe("2026-04-27");
    expect(defaultAnchor("2026-05-14", 44)).toBe("2026-05-04");
    expect(defaultAnchor("2026-05-14", 1.2)).toBe("2026-01-12");
  });
});
