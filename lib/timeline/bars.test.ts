import { describe, expect, it } from "vitest";
import { buildPlan, rollUpProgress, toDays, toSpan, withOverlay } from "./bars";
import { planItem } from "./testing";

const tactic = (id: string, start: string, end: string, progress: number, hours?: number) =>
  planItem(id, start, end, {
    kind: "tactic",
    parentId: "c",
    progress,
    ...(hours === undefined ? {} : { hours }),
  });

describe("bars", () => {
  it("turn inclusive days into [start, end) and back", () => {
    const span = { startOn: "2026-05-18", endOn: "2026-05-29" };
    const days = toDays(span);
    expect(days.end - days.start).toBe(12);
    expect(toSpan(days)).toEqual(span);
  });

  it("stand under their campaign, orphans at the top", () => {
    const plan = buildPlan([
      tactic("t", "2026-05-01", "2026-05-02", 0),
      planItem("c", "2026-05-01", "2026-05-09"),
      planItem("lost", "2026-05-01", "2026-05-02", { kind: "tactic", parentId: "gone" }),
    ]);
    expect(plan.bars.map((bar) => bar.item.id)).toEqual(["c", "lost"]);
    expect(plan.byId.get("c")?.parts.map((bar) => bar.item.id)).toEqual(["t"]);
  });

  it("roll progress up by hours, by days without them, and ignore milestones", () => {
    const bars = (items: ReturnType<typeof tactic>[]) => items.map((item) => ({ item, ...toDays(item) }));
    const byDays = [tactic("a", "2026-05-01", "2026-05-03", 100), tactic("b", "2026-05-01", "2026-05-01", 0)];
    expect(rollUpProgress(bars(byDays))).toBe(75);
    const byHours = [
      tactic("a", "2026-05-01", "2026-05-03", 100, 10),
      tactic("b", "2026-05-01", "2026-05-01", 0, 30),
    ];
    expect(rollUpProgress(bars(byHours))).toBe(25);
    expect(
      rollUpProgress(bars([planItem("m", "2026-05-01", "2026-05-01", { kind: "milestone" })])),
    ).toBeNull();
    expect(rollUpProgress([])).toBeNull();
  });

  it("take days and versions that are newer here", () => {
    const items = [planItem("a", "2026-05-01", "2026-05-02"), planItem("b", "2026-05-01", "2026-05-02")];
    const shown = withOverlay(
      items,
      new Map([["a", { startOn: "2026-05-04", endOn: "2026-05-05", version: 7 }]]),
    );
    expect(shown[0]).toMatchObject({ startOn: "2026-05-04", version: 7 });
    expect(withOverlay(items, new Map())).toBe(items);
  });
});
