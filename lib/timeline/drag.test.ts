import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import { dragTo, edgeScroll, gripForKeys, snapAt } from "./drag";
import { weekday } from "./scale";

const bar = { start: toDayNumber("2026-05-14"), end: toDayNumber("2026-05-21") };
const shifted = (days: { start: number; end: number }) => [days.start - bar.start, days.end - bar.end];

describe("dragging", () => {
  it("moves and resizes by whole days", () => {
    expect(shifted(dragTo(bar, "move", 2.4, "day", "campaign"))).toEqual([2, 2]);
    expect(shifted(dragTo(bar, "start", -3.6, "day", "tactic"))).toEqual([-4, 0]);
    expect(shifted(dragTo(bar, "end", 1, "day", "tactic"))).toEqual([0, 1]);
    expect(shifted(dragTo(bar, "move", 0.4, "week", "campaign"))).toEqual([0, 0]);
  });

  it("keeps one day and only moves milestones", () => {
    expect(dragTo(bar, "start", 99, "day", "campaign")).toEqual({ start: bar.end - 1, end: bar.end });
    expect(dragTo(bar, "end", -99, "day", "campaign")).toEqual({ start: bar.start, end: bar.start + 1 });
    const milestone = { start: bar.start, end: bar.start + 1 };
    expect(dragTo(milestone, "end", 2, "day", "milestone")).toEqual({
      start: bar.start + 2,
      end: bar.start + 3,
    });
  });

  it("goes by weeks at quarter zoom unless Alt is held", () => {
    expect(snapAt(2, false)).toBe("week");
    expect(snapAt(2, true)).toBe("day");
    expect(snapAt(5.2, false)).toBe("day");
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), (delta) => {
        const next = dragTo(bar, "move", delta, "week", "campaign");
        expect(next.end - next.start).toBe(bar.end - bar.start);
        if (delta !== 0) expect(weekday(next.start)).toBe(0);
        const longer = dragTo(bar, "end", delta, "week", "campaign");
        expect(longer.end).toBeGreaterThan(longer.start);
      }),
    );
  });

  it("reads keys and scrolls near the edges", () => {
    expect(gripForKeys({ shift: true, alt: false })).toBe("end");
    expect(gripForKeys({ shift: false, alt: true })).toBe("start");
    expect(edgeScroll(400, 800)).toBe(0);
    expect(edgeScroll(2, 800)).toBeLessThan(0);
    expect(edgeScroll(900, 800)).toBe(14);
  });
});
