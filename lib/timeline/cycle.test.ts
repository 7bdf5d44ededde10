import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cycleWith, findCycle, findPath } from "./cycle";
import { acyclicPlan, planItem, planLink } from "./testing";

const abc = ["a", "b", "c"].map((id) => planItem(id, "2026-05-01", "2026-05-02"));

describe("circles", () => {
  it("name the path, first and last alike", () => {
    expect(findCycle(abc, [planLink("a", "b"), planLink("b", "c")])).toBeNull();
    expect(findCycle(abc, [planLink("a", "b"), planLink("b", "c"), planLink("c", "b")])).toEqual([
      "b",
      "c",
      "b",
    ]);
    expect(findCycle(abc, [planLink("a", "a")])).toEqual(["a", "a"]);
    expect(cycleWith(abc, [planLink("a", "b"), planLink("b", "c")], { fromId: "c", toId: "a" })).toEqual([
      "c",
      "a",
      "b",
      "c",
    ]);
    expect(cycleWith(abc, [planLink("a", "b")], { fromId: "a", toId: "c" })).toBeNull();
    expect(findPath(abc, [planLink("a", "b"), planLink("b", "c")], "a", "c")).toEqual(["a", "b", "c"]);
  });

  it("count a campaign that waits for its own tactic", () => {
    const items = [
      planItem("c", "2026-05-01", "2026-05-09"),
      planItem("t", "2026-05-01", "2026-05-02", { kind: "tactic", parentId: "c" }),
    ];
    expect(findCycle(items, [planLink("t", "c")])).toEqual(["t", "c", "t"]);
  });

  it("are found exactly when a link back is added to a random plan", () => {
    fc.assert(
      fc.property(acyclicPlan, fc.nat(), fc.nat(), ({ items, links }, a, b) => {
        expect(findCycle(items, links)).toBeNull();
        const edge = { fromId: items[a % items.length]?.id ?? "", toId: items[b % items.length]?.id ?? "" };
        const closed = cycleWith(items, links, edge);
        const found = findCycle(items, [...links, planLink(edge.fromId, edge.toId)]);
        expect(found === null).toBe(closed === null);
        if (closed) expect(closed[0]).toBe(closed.at(-1));
      }),
      { numRuns: 300 },
    );
  });
});
