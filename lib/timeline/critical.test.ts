import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import { buildPlan, toSpan } from "./bars";
import { addWorking, countWorking, EVERY_DAY, workingDays } from "./calendar";
import { findFloats } from "./critical";
import { slackOf } from "./links";
import type { PlanItem, PlanLink } from "./plan";
import { buildGraph, schedulePlan, shiftPlan } from "./schedule";
import { acyclicPlan, planItem, planLink } from "./testing";

const DAY_0 = toDayNumber("2026-01-01");

/**
 * The Reliable Construction Co. of Hillier and Lieberman, Introduction to Operations Research, 7th ed., section 10.3:
 * activity, duration in weeks (days here), predecessors; then ES, EF, LS, LF and slack as the book gives them.
 */
const RELIABLE = `
A  2  -    0  2  0  2 0
B  4  A    2  6  2  6 0
C 10  B    6 16  6 16 0
D  6  C   16 22 20 26 4
E  4  C   16 20 16 20 0
F  5  E   20 25 20 25 0
G  7  D   22 29 26 33 4
H  9  E,G 29 38 33 42 4
I  7  C   16 23 18 25 2
J  8  F,I 25 33 25 33 0
K  4  J   33 37 34 38 1
L  5  J   33 38 33 38 0
M  2  H   38 40 42 44 4
N  6  K,L 38 44 38 44 0`
  .trim()
  .split("\n")
  .map((line) => {
    const [id = "", length = "", before = "", ...figures] = line.trim().split(/\s+/);
    return {
      id,
      length: Number(length),
      before: before === "-" ? [] : before.split(","),
      figures: figures.map(Number),
    };
  });

const inCampaign = (id: string, start: number, length: number, rest: Partial<PlanItem> = {}) => {
  const { startOn, endOn } = toSpan({ start, end: start + length });
  return planItem(id, startOn, endOn, { kind: "tactic", parentId: "all", ...rest });
};
const graphOf = (items: readonly PlanItem[], links: readonly PlanLink[]) =>
  buildGraph(buildPlan([planItem("all", "2026-01-01", "2026-12-31"), ...items]), links);
const moved = (items: readonly PlanItem[], days: ReadonlyMap<string, { start: number; end: number }>) =>
  items.map((item) => {
    const next = days.get(item.id);
    return next ? { ...item, ...toSpan(next) } : item;
  });

describe("the textbook's network", () => {
  const links = RELIABLE.flatMap(({ id, before }) => before.map((from) => planLink(from, id)));
  /** Everything on the first day: scheduling has to find the rest. */
  const heap = RELIABLE.map(({ id, length }) => inCampaign(id, DAY_0, length));
  const scheduled = schedulePlan(graphOf(heap, links));
  if (!scheduled.ok) throw new Error("refused");
  const items = moved(heap, scheduled.days);

  it("has the early and late days and the slack that the book gives", () => {
    const floats = findFloats(graphOf(items, links));
    for (const { id, figures } of RELIABLE) {
      const { early, late, slack } = floats?.get(id) ?? {};
      expect([id, early?.start, early?.end, late?.start, late?.end, slack]).toEqual([
        id,
        ...figures.slice(0, 4).map((day) => DAY_0 + day),
        figures[4],
      ]);
    }
  });

  it("has the book's critical path, of 44 weeks", () => {
    const floats = findFloats(graphOf(items, links));
    const path = RELIABLE.filter(({ id }) => floats?.get(id)?.isCritical).map(({ id }) => id);
    expect(path.join("")).toBe("ABCEFJLN");
    expect(Math.max(...RELIABLE.map(({ id }) => floats?.get(id)?.early.end ?? 0)) - DAY_0).toBe(44);
  });

  it("counts working days where there are days off", () => {
    const calendar = workingDays([DAY_0 + 1]);
    const working = RELIABLE.map(({ id, length }) =>
      inCampaign(id, DAY_0, addWorking(calendar, DAY_0, length) - DAY_0),
    );
    const again = schedulePlan(graphOf(working, links), calendar);
    if (!again.ok) throw new Error("refused");
    const floats = findFloats(graphOf(moved(working, again.days), links), calendar);
    const path = RELIABLE.filter(({ id }) => floats?.get(id)?.isCritical).map(({ id }) => id);
    expect(path.join("")).toBe("ABCEFJLN");
    expect(RELIABLE.map(({ id }) => floats?.get(id)?.slack)).toEqual(
      RELIABLE.map(({ figures }) => figures[4]),
    );
  });
});

describe("slack", () => {
  it("ends with the campaign's own last day for work that nothing waits for, and is free or shared", () => {
    const items = [
      inCampaign("a", DAY_0, 2),
      inCampaign("b", DAY_0 + 5, 2),
      inCampaign("c", DAY_0, 10),
      inCampaign("done", DAY_0 + 9, 1, { progress: 100 }),
    ];
    const floats = findFloats(graphOf(items, [planLink("a", "b")]));
    expect(floats?.get("a")).toMatchObject({ slack: 6, free: 3, isCritical: false });
    expect(floats?.get("b")).toMatchObject({ slack: 3, free: 3 });
    expect(floats?.get("c")).toMatchObject({ slack: 0, isCritical: true });
    expect(floats?.get("done")).toMatchObject({ slack: 0, isCritical: false });
    expect(floats?.has("all")).toBe(false);
  });

  it("is less than none where a dependency is broken, and there is none to tell in a circle", () => {
    const items = [inCampaign("a", DAY_0, 5), inCampaign("b", DAY_0 + 3, 5)];
    expect(findFloats(graphOf(items, [planLink("a", "b")]))?.get("a")).toMatchObject({ slack: -2 });
    expect(findFloats(graphOf(items, [planLink("a", "b"), planLink("b", "a")]))).toBeNull();
  });

  it("is what a bar may slip: pushed by that much the network ends on the same day, by one more it ends later", () => {
    fc.assert(
      fc.property(acyclicPlan, fc.nat(), ({ items, links }, pick) => {
        const free = items
          .filter((item) => item.kind !== "campaign")
          .map((item) => ({ ...item, progress: 0, locked: false, parentId: "all" }));
        const tied = links.filter(({ fromId, toId }) => fromId[0] === "p" && toId[0] === "p");
        const chosen = free[pick % Math.max(1, free.length)];
        const early = schedulePlan(graphOf(free, tied));
        if (!chosen || !early.ok) return;
        const graph = graphOf(moved(free, early.days), tied);
        const bar = graph.plan.byId.get(chosen.id);
        const float = findFloats(graph)?.get(chosen.id);
        if (!bar || !float) throw new Error("no float");
        const lastAfter = (by: number) => {
          const slipped = new Map([[chosen.id, { start: bar.start + by, end: bar.end + by }]]);
          const result = shiftPlan(graph, slipped, { followers: "slack" });
          if (!result.ok) throw new Error("refused");
          return Math.max(
            ...free.map(({ id }) => (result.days.get(id) ?? graph.plan.byId.get(id))?.end ?? 0),
          );
        };
        expect(float.slack).toBeGreaterThanOrEqual(float.free);
        expect(lastAfter(float.slack)).toBe(lastAfter(0));
        expect(lastAfter(float.slack + 1)).toBe(lastAfter(0) + 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe("scheduling random plans without a circle", () => {
  const anyPlan = fc.tuple(acyclicPlan, fc.boolean()).map(([plan, works]) => ({
    ...plan,
    calendar: works ? workingDays([toDayNumber("2026-04-06")]) : EVERY_DAY,
  }));
  const isFree = ({ progress = 0, locked, isByHand, kind }: PlanItem) =>
    progress === 0 && !locked && !isByHand && kind !== "campaign";

  it("puts nothing that may move before what it waits for", () => {
    fc.assert(
      fc.property(anyPlan, ({ items, links, calendar }) => {
        const result = schedulePlan(buildGraph(buildPlan(items), links), calendar);
        if (!result.ok) throw new Error("an acyclic plan was refused");
        const { byId } = buildPlan(moved(items, result.days));
        for (const link of links) {
          const [from, to] = [byId.get(link.fromId), byId.get(link.toId)];
          if (from && to && isFree(to.item))
            expect(slackOf(link, from, to, calendar)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("puts each as early as that allows: a working day earlier would break a dependency", () => {
    fc.assert(
      fc.property(anyPlan, ({ items, links, calendar }) => {
        const result = schedulePlan(buildGraph(buildPlan(items), links), calendar);
        if (!result.ok) throw new Error("an acyclic plan was refused");
        const { byId } = buildPlan(moved(items, result.days));
        for (const [id, days] of result.days) {
          const to = byId.get(id);
          const into = links.filter((link) => link.toId === id);
          if (!to || !isFree(to.item) || into.length === 0) continue;
          const counts = countWorking(calendar, days.start, days.end) > 0 ? calendar : EVERY_DAY;
          const earlier = {
            ...to,
            start: addWorking(counts, days.start, -1),
            end: addWorking(counts, days.end - 1, -1) + 1,
          };
          const isBroken = into.some((link) => {
            const from = byId.get(link.fromId);
            return from && slackOf(link, from, earlier, calendar) < 0;
          });
          expect(isBroken).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("changes nothing the second time, moves nothing placed by hand, and is taken back exactly", () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), ({ items: given, links, calendar }, pick) => {
        const items = given.map((item, index) =>
          index === pick % given.length ? { ...item, isByHand: true } : item,
        );
        const result = schedulePlan(buildGraph(buildPlan(items), links), calendar);
        if (!result.ok) throw new Error("an acyclic plan was refused");
        const placed = moved(items, result.days);
        const again = schedulePlan(buildGraph(buildPlan(placed), links), calendar);
        expect(again.ok && [...again.days]).toEqual([]);
        for (const item of items) if (item.isByHand) expect(result.days.has(item.id)).toBe(false);
        const before = new Map(
          items.flatMap(({ id }) => {
            const bar = buildPlan(items).byId.get(id);
            return bar && result.days.has(id) ? [[id, { start: bar.start, end: bar.end }] as const] : [];
          }),
        );
        expect(moved(placed, before)).toEqual(items);
      }),
      { numRuns: 200 },
    );
  });

  it("names the circle that makes it impossible", () => {
    const items = [inCampaign("a", DAY_0, 1), inCampaign("b", DAY_0, 1), inCampaign("c", DAY_0, 1)];
    const links = [planLink("a", "b"), planLink("b", "c"), planLink("c", "b")];
    expect(schedulePlan(graphOf(items, links))).toEqual({ ok: false, cycle: ["b", "c", "b"] });
  });
});
