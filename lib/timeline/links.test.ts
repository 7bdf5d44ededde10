import { describe, expect, it } from "vitest";
import { buildPlan } from "./bars";
import { countedLinks, hatches, linksByItem, marksByItem } from "./conflicts";
import { checkLinks, linkWords } from "./links";
import type { PlanItem } from "./plan";
import { planItem, planLink } from "./testing";

const plan = buildPlan([
  planItem("a", "2026-05-04", "2026-05-08"),
  planItem("b", "2026-05-08", "2026-05-12"),
  planItem("m", "2026-05-08", "2026-05-08", { kind: "milestone", parentId: "a" }),
]);

describe("dependencies", () => {
  it.each([
    ["FS", 0, -1],
    ["FS", -1, 0],
    ["SS", 0, 4],
    ["SS", 5, -1],
    ["FF", 0, 4],
    ["SF", 0, 9],
  ] as const)("%s with lag %i leaves %i days", (type, lagDays, slack) => {
    const [state] = checkLinks(plan, [planLink("a", "b", { type, lagDays })]);
    expect(state).toMatchObject({ slack, isBroken: slack < 0 });
  });

  it("hold when a milestone is on the last day of the work", () => {
    expect(checkLinks(plan, [planLink("a", "m")])[0]?.isBroken).toBe(false);
    expect(checkLinks(plan, [planLink("m", "b")])[0]?.isBroken).toBe(true);
  });

  it("are passed over when an end is not in view", () => {
    expect(checkLinks(plan, [planLink("a", "elsewhere")])).toEqual([]);
  });

  it("count where they break, at both ends", () => {
    const states = checkLinks(plan, [planLink("a", "b"), planLink("m", "b"), planLink("a", "m")]);
    expect(Object.fromEntries(linksByItem(states.filter(({ isBroken }) => isBroken)))).toEqual({
      ...{ a: 1, b: 2, m: 1 },
    });
  });

  it("count as conflicts while what waits is open, both campaigns are live and nobody allowed them", () => {
    const today = "2026-05-06";
    const counted = (rest: Partial<PlanItem>, ofA: Partial<PlanItem> = {}, days?: number) => {
      const { byId } = buildPlan([
        planItem("a", "2026-05-04", "2026-05-08", ofA),
        planItem("b", "2026-05-01", "2026-05-30"),
        planItem("t", "2026-05-06", "2026-05-12", { kind: "tactic", parentId: "b", ...rest }),
      ]);
      const states = checkLinks({ bars: [], byId }, [planLink("a", "t")]);
      const allowed = days === undefined ? [] : [{ linkId: "a>t", days }];
      return countedLinks(states, byId, allowed, today).length;
    };
    expect(counted({})).toBe(1);
    expect(counted({ progress: 100 })).toBe(0);
    expect(counted({}, { status: "draft" })).toBe(0);
    expect(counted({}, { status: "finished" })).toBe(0);
    expect(counted({}, {}, 3)).toBe(0);
    expect(counted({}, {}, 2)).toBe(1);
  });

  it("read as words", () => {
    expect(linkWords({ type: "FS", lagDays: 0 })).toBe("starts after it ends");
    expect(linkWords({ type: "FF", lagDays: -1 }).replaceAll("\u00a0", " ")).toBe(
      "ends with or after it, 1 day earlier",
    );
  });
});

describe("conflicts", () => {
  it("become marks on each item, joined and cut to the bar", () => {
    const marks = marksByItem([
      { id: "2", itemIds: ["a", "b"], startOn: "2026-05-07", endOn: "2026-05-10", text: "later" },
      { id: "1", itemIds: ["a"], startOn: "2026-05-01", endOn: "2026-05-04", text: "first" },
      { id: "3", itemIds: ["a", "a"], startOn: "2026-05-05", endOn: "2026-05-06", text: "touching" },
    ]);
    expect(marks.get("a")?.map((mark) => mark.text)).toEqual(["first", "touching", "later"]);
    const bar = plan.byId.get("a");
    if (!bar) throw new Error("a");
    expect(hatches(marks.get("a") ?? [], bar)).toEqual([{ start: bar.start, end: bar.end }]);
    expect(hatches(marks.get("b") ?? [], { start: bar.end + 5, end: bar.end + 9 })).toEqual([]);
  });
});
