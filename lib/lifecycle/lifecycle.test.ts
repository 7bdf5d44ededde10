import { describe, expect, test } from "vitest";
import { behindOf } from "./behind";
import { funnelSteps } from "./funnel";
import { cohortsOf, meanRetention } from "./retention";
import { groupsOf } from "./rfm";

describe("retention", () => {
  const rows = [
    { cohort: "2026-01-01", month: "2026-01-01", people: 10 },
    { cohort: "2026-01-01", month: "2026-03-01", people: 4 },
    { cohort: "2026-02-01", month: "2026-02-01", people: 30 },
    { cohort: "2026-02-01", month: "2026-03-01", people: 6 },
    { cohort: "2026-09-01", month: "2026-09-01", people: 1 },
  ];
  const cohorts = cohortsOf(rows, "2026-03-15");

  test("a month without orders is nobody, and months to come are left out", () => {
    expect(cohorts).toEqual([
      { month: "2026-01-01", people: 10, later: [0, 4] },
      { month: "2026-02-01", people: 30, later: [6] },
    ]);
    expect(cohortsOf(rows, "2026-03-15", 1)).toHaveLength(1);
  });

  test("the mean weighs people and waits until a month has ended", () => {
    expect(meanRetention(cohorts, "2026-03-15", 1)).toBe(0);
    expect(meanRetention(cohorts, "2026-04-02", 1)).toBeCloseTo(6 / 40, 9);
    expect(meanRetention(cohorts, "2026-03-15", 2)).toBeNull();
  });
});

test("groups add up to the cells", () => {
  const cells = [1, 2, 3, 4, 5].flatMap((r) =>
    [1, 2, 3, 4, 5].map((f) => ({ r, f, people: r * f, recency: r, frequency: f, spend: 10 })),
  );
  const groups = groupsOf(cells);
  const sum = (list: readonly { people: number }[]) => list.reduce((all, { people }) => all + people, 0);
  expect(sum(groups)).toBe(sum(cells));
  expect(groups.find(({ group }) => group === "champions")?.people).toBe(20 + 25);
});

test("each step of the funnel is a part of the one before", () => {
  const steps = funnelSteps({ prospect: 40, new: 5, active: 30, slipping: 10, lapsed: 15 });
  expect(steps.map(({ value }) => value)).toEqual([100, 60, 45, 35]);
});

describe("the people behind a figure", () => {
  test.each(["stage:active", "group:champions", "pair:54", "active:0", "cohort:2026-03", "cohort:2026-03:2"])(
    "%s is a rule",
    (key) => expect(behindOf(key)?.rule.children.length).toBeGreaterThan(0),
  );
  test.each([
    "",
    "stage:",
    "stage:__proto__",
    "group:toString",
    "pair:66",
    "active:9",
    "cohort:2026-13",
    "cohort:2026-03:x",
  ])("“%s” is none", (key) => expect(behindOf(key)).toBeNull());
  test("who came back two months after the first order has both orders and none before", () => {
    expect(behindOf("cohort:2026-11:2")).toMatchObject({
      name: "First order in November 2026, back in January 2027",
      rule: {
        children: [
          { window: { kind: "between", from: "2026-11-01", to: "2026-11-30" } },
          { kind: "not", child: { window: { kind: "before", to: "2026-11-01" } } },
          { window: { kind: "between", from: "2027-01-01", to: "2027-01-31" } },
        ],
      },
    });
  });
});
