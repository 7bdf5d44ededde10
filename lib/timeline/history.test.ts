import { describe, expect, it } from "vitest";
import { apply, doAgain, invert, NO_HISTORY, record, type Step, takeBack } from "./history";
import type { PlanLink } from "./plan";
import { planItem, planLink } from "./testing";

const span = (day: string) => ({ startOn: day, endOn: day });
const move: Step = {
  kind: "days",
  label: "Move Early access and 1 follower",
  days: [
    { id: "a", kind: "tactic", before: span("2026-05-01"), after: span("2026-05-02") },
    { id: "b", kind: "tactic", before: span("2026-05-03"), after: span("2026-05-04") },
  ],
};
const link: Step = { kind: "link", label: "Link", isAdded: true, link: planLink("a", "b") };

describe("undo and redo", () => {
  it("take a whole drag back in one step and do it again", () => {
    const history = record(record(NO_HISTORY, move), link);
    const first = takeBack(history);
    expect(first?.step).toMatchObject({ kind: "link", isAdded: false });
    const second = first && takeBack(first.rest);
    expect(second?.step).toMatchObject({
      days: [{ id: "a", kind: "tactic", before: span("2026-05-02"), after: span("2026-05-01") }, {}],
    });
    expect(second && takeBack(second.rest)).toBeNull();
    const again = second && doAgain(second.rest);
    expect(again?.step).toEqual(move);
    expect(again && doAgain(again.rest)?.rest).toEqual(history);
  });

  it("forget what could be redone after something new", () => {
    const back = takeBack(record(NO_HISTORY, move));
    expect(back && record(back.rest, link).future).toEqual([]);
  });

  it("keep every step", () => {
    let history = NO_HISTORY;
    for (let count = 0; count < 1000; count += 1) history = record(history, move);
    expect(history.past.length).toBe(1000);
  });

  it("restore the plan exactly, whatever was done", () => {
    const item = planItem("a", "2026-05-01", "2026-05-01", { isByHand: false });
    const part = planItem("p", "2026-05-01", "2026-05-02", { kind: "tactic", parentId: "a" });
    const steps: Step[] = [
      { ...move, days: [{ id: "a", kind: "tactic", before: span("2026-05-01"), after: span("2026-05-02") }] },
      { kind: "hand", label: "By hand", id: "a", isByHand: true },
      { kind: "parts", label: "Copy", isAdded: true, parts: [part], links: [planLink("a", "p")] },
      link,
    ];
    const items = new Map([["a", item]]);
    const links = new Map<string, PlanLink>();
    for (const step of steps) apply(step, items, links);
    expect([items.get("a")?.startOn, items.has("p"), links.size]).toEqual(["2026-05-02", true, 2]);
    for (const step of steps.reverse()) apply(invert(step), items, links);
    expect([[...items.values()], [...links]]).toEqual([[item], []]);
  });
});
