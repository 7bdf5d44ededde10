import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import { buildPlan, type Days, toDays, toSpan } from "./bars";
import { addWorking, countWorking, EVERY_DAY, workingDays } from "./calendar";
import { earliest, slackOf } from "./links";
import type { FollowerMode, PlanItem, PlanLink } from "./plan";
import { buildGraph, shiftPlan } from "./schedule";
import { acyclicPlan, planItem, planLink } from "./testing";

function shift(
  items: readonly PlanItem[],
  links: readonly PlanLink[],
  moves: Record<string, [string, string]>,
  followers: FollowerMode = "slack",
  calendar = EVERY_DAY,
) {
  const graph = buildGraph(buildPlan(items), links);
  const asked = new Map(
    Object.entries(moves).map(([id, [startOn, endOn]]) => [id, toDays({ startOn, endOn })]),
  );
  const result = shiftPlan(graph, asked, { followers, calendar });
  if (!result.ok) return result;
  return Object.fromEntries(
    [...result.days].map(([id, days]) => {
      const span = toSpan(days);
      return [id, [span.startOn, span.endOn]];
    }),
  );
}

const chain = [
  planItem("a", "2026-05-04", "2026-05-08"),
  planItem("b", "2026-05-09", "2026-05-12"),
  planItem("c", "2026-05-20", "2026-05-22"),
];
const chainLinks = [planLink("a", "b"), planLink("b", "c")];

describe("shiftPlan", () => {
  it("pushes a follower only as far as it must and stops where there is slack", () => {
    expect(shift(chain, chainLinks, { a: ["2026-05-07", "2026-05-11"] })).toEqual({
      a: ["2026-05-07", "2026-05-11"],
      b: ["2026-05-12", "2026-05-15"],
    });
  });

  it("keeps the distance of all followers when asked, in both directions", () => {
    expect(shift(chain, chainLinks, { a: ["2026-05-07", "2026-05-11"] }, "gap")).toEqual({
      a: ["2026-05-07", "2026-05-11"],
      b: ["2026-05-12", "2026-05-15"],
      c: ["2026-05-23", "2026-05-25"],
    });
    expect(shift(chain, chainLinks, { a: ["2026-05-01", "2026-05-05"] }, "gap")).toMatchObject({
      b: ["2026-05-06", "2026-05-09"],
      c: ["2026-05-17", "2026-05-19"],
    });
  });

  it("leaves followers alone when asked", () => {
    expect(shift(chain, chainLinks, { a: ["2026-06-01", "2026-06-05"] }, "leave")).toEqual({
      a: ["2026-06-01", "2026-06-05"],
    });
  });

  it("does not pull a follower forward into its slack", () => {
    expect(shift(chain, chainLinks, { a: ["2026-04-01", "2026-04-05"] })).toEqual({
      a: ["2026-04-01", "2026-04-05"],
    });
  });

  it.each([
    ["FS", 2, ["2026-05-11", "2026-05-12"]],
    ["SS", 0, ["2026-05-04", "2026-05-05"]],
    ["SS", 3, ["2026-05-07", "2026-05-08"]],
    ["FF", 0, ["2026-05-07", "2026-05-08"]],
    ["FF", -2, ["2026-05-05", "2026-05-06"]],
    ["SF", 5, ["2026-05-07", "2026-05-08"]],
  ] as const)("places a follower by %s with lag %i", (type, lagDays, days) => {
    const items = [planItem("a", "2026-04-01", "2026-04-05"), planItem("b", "2026-04-20", "2026-04-21")];
    expect(
      shift(items, [planLink("a", "b", { type, lagDays })], { a: ["2026-05-04", "2026-05-08"] }),
    ).toMatchObject({ b: days });
  });

  it("lets a milestone fall on the last day of the work before it, and work start the day after", () => {
    const items = [
      planItem("c", "2026-05-01", "2026-05-31"),
      planItem("work", "2026-05-01", "2026-05-02", { kind: "tactic", parentId: "c" }),
      planItem("go", "2026-05-02", "2026-05-02", { kind: "milestone", parentId: "c" }),
      planItem("send", "2026-05-03", "2026-05-04", { kind: "tactic", parentId: "c" }),
    ];
    const links = [planLink("work", "go"), planLink("go", "send")];
    expect(shift(items, links, { work: ["2026-05-01", "2026-05-06"] })).toEqual({
      work: ["2026-05-01", "2026-05-06"],
      go: ["2026-05-06", "2026-05-06"],
      send: ["2026-05-07", "2026-05-08"],
    });
  });

  it("takes the parts of a moved campaign along, but not those of a resized one", () => {
    const items = [
      planItem("c", "2026-05-01", "2026-05-31"),
      planItem("t", "2026-05-05", "2026-05-06", { kind: "tactic", parentId: "c" }),
      planItem("done", "2026-05-01", "2026-05-02", { kind: "tactic", parentId: "c", progress: 100 }),
    ];
    expect(shift(items, [], { c: ["2026-05-08", "2026-06-07"] }, "leave")).toEqual({
      c: ["2026-05-08", "2026-06-07"],
      t: ["2026-05-12", "2026-05-13"],
    });
    expect(shift(items, [], { c: ["2026-05-01", "2026-06-07"] })).toEqual({
      c: ["2026-05-01", "2026-06-07"],
    });
  });

  it("takes the parts of a pushed campaign along in working days, however many days off lie on the way", () => {
    const items = [
      planItem("a", "2026-05-04", "2026-05-08"),
      planItem("c", "2026-05-11", "2026-05-20"),
      planItem("t", "2026-05-12", "2026-05-14", { kind: "tactic", parentId: "c" }),
      planItem("m", "2026-05-18", "2026-05-18", { kind: "milestone", parentId: "c" }),
    ];
    const calendar = workingDays([toDayNumber("2026-05-25")]);
    const pushed = {
      c: ["2026-05-14", "2026-05-26"],
      t: ["2026-05-15", "2026-05-19"],
      m: ["2026-05-21", "2026-05-21"],
    };
    const links = [planLink("a", "c")];
    const later: [string, string] = ["2026-05-07", "2026-05-13"];
    expect(shift(items, links, { a: later }, "slack", calendar)).toEqual({ a: later, ...pushed });
    expect(shift(items, [], { c: ["2026-05-14", "2026-05-26"] }, "slack", calendar)).toEqual(pushed);
  });

  it("starts pushed work on working days and keeps its length in them", () => {
    const items = [planItem("a", "2026-04-27", "2026-04-29"), planItem("b", "2026-05-04", "2026-05-06")];
    const calendar = workingDays([toDayNumber("2026-05-25")]);
    expect(
      shift(items, [planLink("a", "b")], { a: ["2026-05-20", "2026-05-22"] }, "slack", calendar),
    ).toMatchObject({ b: ["2026-05-26", "2026-05-28"] });
    expect(
      shift(
        items,
        [planLink("a", "b", { lagDays: 2 })],
        { a: ["2026-05-20", "2026-05-22"] },
        "slack",
        calendar,
      ),
    ).toMatchObject({ b: ["2026-05-28", "2026-06-01"] });
  });

  it("never moves done or locked bars", () => {
    const items = [
      planItem("a", "2026-05-01", "2026-05-02"),
      planItem("b", "2026-05-03", "2026-05-04", { progress: 100 }),
      planItem("c", "2026-05-03", "2026-05-04", { locked: true }),
    ];
    const links = [planLink("a", "b"), planLink("a", "c")];
    expect(Object.keys(shift(items, links, { a: ["2026-05-09", "2026-05-10"] }))).toEqual(["a"]);
  });

  it("refuses a circle and names its path", () => {
    const links = [...chainLinks, planLink("c", "a")];
    expect(shift(chain, links, { a: ["2026-05-09", "2026-05-12"] })).toEqual({
      ok: false,
      cycle: ["a", "b", "c", "a"],
    });
  });
});

const moved = acyclicPlan.chain(({ items, links }) =>
  fc.record({
    items: fc.constant(items),
    links: fc.constant(links),
    moves: fc.array(
      fc.record({
        index: fc.nat(),
        by: fc.integer({ min: -30, max: 30 }),
        grow: fc.constantFrom(0, 0, 0, 3),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    followers: fc.constantFrom<FollowerMode>("slack", "gap"),
    works: fc.boolean(),
  }),
);

function run({ items, links, moves, followers, works }: Run) {
  const plan = buildPlan(items);
  const graph = buildGraph(plan, links);
  const asked = new Map<string, Days>();
  for (const { index, by, grow } of moves) {
    const bar = plan.byId.get(items[index % items.length]?.id ?? "");
    if (!bar) continue;
    const longer = bar.item.kind === "milestone" ? 0 : grow;
    asked.set(bar.item.id, { start: bar.start + by, end: bar.end + by + longer });
  }
  const calendar = works ? workingDays([toDayNumber("2026-04-06")]) : EVERY_DAY;
  const result = shiftPlan(graph, asked, { followers, calendar });
  if (!result.ok) throw new Error("an acyclic plan was refused");
  const shown = (id: string) => {
    const bar = plan.byId.get(id);
    if (!bar) throw new Error(id);
    return { ...bar, ...(result.days.get(id) ?? {}) };
  };
  return { plan, graph, asked, calendar, days: result.days, shown };
}

type Run = {
  items: readonly PlanItem[];
  links: readonly PlanLink[];
  moves: readonly { index: number; by: number; grow: number }[];
  followers: FollowerMode;
  works: boolean;
};

describe("shiftPlan on random plans without a circle", () => {
  it("leaves no shifted bar before what it waits for", () => {
    fc.assert(
      fc.property(moved, (input) => {
        const { asked, calendar, days, shown } = run(input);
        for (const link of input.links)
          if (days.has(link.toId) && !asked.has(link.toId))
            expect(slackOf(link, shown(link.fromId), shown(link.toId), calendar)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 400 },
    );
  });

  it("pushes with slack no later than the first day that fits", () => {
    fc.assert(
      fc.property(moved, (input) => {
        const { plan, asked, calendar, days, shown } = run({ ...input, followers: "slack" });
        for (const [id, next] of days) {
          const bar = plan.byId.get(id);
          if (!bar || asked.has(id) || (bar.item.parentId !== null && days.has(bar.item.parentId))) continue;
          expect(next.start).toBeGreaterThan(bar.start);
          const counts = countWorking(calendar, bar.start, bar.end) > 0 ? calendar : EVERY_DAY;
          const bound = input.links
            .filter((link) => link.toId === id)
            .some((link) => {
              const byStart = bar.item.kind !== "milestone" && (link.type === "FS" || link.type === "SS");
              const dayBefore = byStart
                ? addWorking(counts, next.start, -1)
                : addWorking(counts, next.end - 1, -1) + 1;
              return dayBefore < earliest(link, shown(link.fromId), calendar);
            });
          expect(bound).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("changes nothing when asked again, and keeps lengths in working days", () => {
    fc.assert(
      fc.property(moved, (input) => {
        const { asked, calendar, days, shown } = run({ ...input, followers: "slack" });
        const items = input.items.map((item) => ({ ...item, ...toSpan(shown(item.id)) }));
        const graph = buildGraph(buildPlan(items), input.links);
        const again = shiftPlan(graph, asked, { followers: "slack", calendar });
        expect(again.ok && again.days.size).toBe(0);
        for (const id of days.keys()) {
          const old = input.items.find((item) => item.id === id);
          if (!old || asked.has(id)) continue;
          const { start, end } = shown(id);
          expect(end).toBeGreaterThan(start);
          if (!input.works) expect(end - start).toBe(toDays(old).end - toDays(old).start);
        }
      }),
      { numRuns: 400 },
    );
  });
});
