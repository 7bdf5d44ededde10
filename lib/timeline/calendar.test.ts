import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import { addWorking, countWorking, EVERY_DAY, nextWorking, workingDays } from "./calendar";

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

  it("count what was added", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 21_000 }),
        fc.integer({ min: -60, max: 60 }),
        (from, count) => {
          expect(countWorking(calendar, from, addWorking(calendar, from, count))).toBe(count);
        },
      ),
    );
  });
});
