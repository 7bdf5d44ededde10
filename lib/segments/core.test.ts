import { describe, expect, it } from "vitest";
import type { Core, Leaf } from "./core";
import { desugar, escapeLike, testOf } from "./core";
import type { RuleCondition, RuleNode } from "./rule";

const clock = { now: new Date("2026-03-29T22:30:00Z"), timeZone: "Europe/Riga" };
const field = (value: string): RuleCondition => ({ kind: "field", field: "city", test: { op: "is", value } });
const leaf = (value: string, path: number[], isNegated = false): Core => ({
  kind: "leaf",
  leaf: { kind: "field", field: "city", test: { op: "anyOf", values: [value] } },
  isNegated,
  path,
});
const only = (node: RuleNode): Leaf | undefined => {
  const core = desugar({ kind: "all", children: [node] }, clock);
  return core?.kind === "leaf" ? core.leaf : undefined;
};
const isNegated = (node: RuleNode): boolean | undefined => {
  const core = desugar({ kind: "all", children: [node] }, clock);
  return core?.kind === "leaf" ? core.isNegated : undefined;
};

describe("groups", () => {
  it("none of becomes all of the negations", () => {
    expect(desugar({ kind: "none", children: [field("a"), field("b")] }, clock)).toEqual({
      kind: "and",
      parts: [leaf("a", [0], true), leaf("b", [1], true)],
    });
  });
  it("a negated group swaps and with or, and two negations are none", () => {
    const inner: RuleNode = { kind: "not", child: field("b") };
    expect(desugar({ kind: "not", child: { kind: "all", children: [field("a"), inner] } }, clock)).toEqual({
      kind: "or",
      parts: [leaf("a", [0, 0], true), leaf("b", [0, 1, 0])],
    });
    expect(
      desugar({ kind: "not", child: { kind: "none", children: [field("a"), field("b")] } }, clock),
    ).toEqual({
      kind: "or",
      parts: [leaf("a", [0, 0]), leaf("b", [0, 1])],
    });
  });
  it("groups of one kind melt into one", () => {
    const nested: RuleNode = { kind: "all", children: [field("b"), { kind: "all", children: [field("c")] }] };
    const core = desugar({ kind: "all", children: [field("a"), nested] }, clock);
    expect(core).toEqual({ kind: "and", parts: [leaf("a", [0]), leaf("b", [1, 0]), leaf("c", [1, 1, 0])] });
  });
  it("what is off is absent, a group whose children are all off too", () => {
    const off: RuleNode = { kind: "any", children: [{ ...field("b"), isOff: true }] };
    expect(desugar({ kind: "all", children: [field("a"), off] }, clock)).toEqual(leaf("a", [0]));
    expect(desugar({ kind: "all", children: [off] }, clock)).toBeNull();
    expect(
      desugar({ kind: "all", children: [{ kind: "not", child: { ...field("a"), isOff: true } }] }, clock),
    ).toBeNull();
  });
});

describe("how often", () => {
  const event = (count: Extract<RuleCondition, { kind: "event" }>["count"]): RuleCondition => ({
    kind: "event",
    event: "visit",
    count,
  });
  it("at most n is not (more than n): who never did it counts", () => {
    const node = event({ op: "atMost", value: 2 });
    expect(only(node)).toMatchObject({
      having: { range: { to: { value: 2, isIncluded: true } }, isOutside: true },
    });
    expect(isNegated(node)).toBe(true);
  });
  it("at least n is asked of the rows", () => {
    const node = event({ op: "atLeast", value: 2 });
    expect(only(node)).toMatchObject({
      having: { range: { from: { value: 2, isIncluded: true } }, isOutside: false },
    });
    expect(isNegated(node)).toBe(false);
  });
  it.each([
    [{ op: "equals", value: 0 } as const, true],
    [{ op: "isBetween", from: 0, to: 3 } as const, true],
    [{ op: "isBetween", from: 1, to: 3 } as const, false],
    [{ op: "lessThan", value: 1 } as const, true],
    [{ op: "moreThan", value: 0 } as const, false],
  ])("%j holds for nobody's rows: %s", (count, expected) => {
    expect(isNegated(event(count))).toBe(expected);
  });
});

describe("orders", () => {
  it("figures over all time come from the kept ones, others from the orders", () => {
    const node: RuleCondition = { kind: "orders", figure: "count", test: { op: "atLeast", value: 1 } };
    expect(only(node)).toMatchObject({ kind: "metric", metric: "orderCount" });
    expect(only({ ...node, window: { kind: "since", from: "2026-01-01" } })).toMatchObject({
      kind: "orders",
      when: { kind: "days", days: { from: "2026-01-01" } },
    });
    expect(only({ ...node, where: { by: "category", anyOf: ["Tea"] } })).toMatchObject({ kind: "orders" });
  });
  it("days since the last order turn into days of the calendar", () => {
    const since = (test: Extract<RuleCondition, { kind: "orders" }>["test"]) =>
      only({ kind: "orders", figure: "daysSinceLast", test });
    expect(since({ op: "atLeast", value: 30 })).toMatchObject({ test: { days: { until: "2026-03-01" } } });
    expect(since({ op: "atMost", value: 30 })).toMatchObject({ test: { days: { from: "2026-02-28" } } });
    expect(since({ op: "lessThan", value: 30.5 })).toMatchObject({ test: { days: { from: "2026-02-28" } } });
    expect(since({ op: "atMost", value: 1e15 })).toMatchObject({ test: { op: "days" } });
  });
});

describe("dates", () => {
  it("the last 7 days are today in the zone and the 7 days before", () => {
    expect(
      only({
        kind: "event",
        event: "visit",
        count: { op: "atLeast", value: 1 },
        window: { kind: "last", count: 7, unit: "days" },
      }),
    ).toMatchObject({
      when: { kind: "days", days: { from: "2026-03-23", until: "2026-03-31" } },
    });
  });
  it("hours are counted back from the moment", () => {
    expect(
      only({
        kind: "event",
        event: "visit",
        count: { op: "atLeast", value: 1 },
        window: { kind: "last", count: 2, unit: "hours" },
      }),
    ).toMatchObject({
      when: { kind: "moments", from: new Date("2026-03-29T20:30:00Z"), to: clock.now },
    });
  });
  it.each([
    ["isOn", { op: "isOn", day: "2026-02-28" }, { from: "2026-02-28", until: "2026-03-01" }],
    ["isAfter", { op: "isAfter", day: "2026-02-28" }, { from: "2026-03-01" }],
    [
      "isBetweenDays",
      { op: "isBetweenDays", from: "2026-01-01", to: "2026-01-31" },
      { from: "2026-01-01", until: "2026-02-01" },
    ],
    ["isInLast", { op: "isInLast", count: 1, unit: "months" }, { from: "2026-02-28", until: "2026-03-31" }],
    ["isMoreThanAgo", { op: "isMoreThanAgo", count: 2, unit: "weeks" }, { until: "2026-03-16" }],
    ["isInNext", { op: "isInNext", count: 7, unit: "days" }, { from: "2026-03-30", until: "2026-04-07" }],
    ["this week", { op: "isInThis", period: "week" }, { from: "2026-03-30", until: "2026-04-06" }],
    ["this quarter", { op: "isInThis", period: "quarter" }, { from: "2026-01-01", until: "2026-04-01" }],
    ["this year", { op: "isInThis", period: "year" }, { from: "2026-01-01", until: "2027-01-01" }],
  ] as const)("%s", (_, test, days) => {
    expect(testOf(test, "2026-03-30")).toEqual({ op: "days", days });
  });
  it("an age is a range of birth dates", () => {
    const age = (test: Extract<RuleCondition, { kind: "score" }>["test"]) =>
      only({ kind: "field", field: "age", test });
    expect(age({ op: "atLeast", value: 18 })).toMatchObject({
      field: "birthDate",
      test: { days: { until: "2008-03-31" } },
    });
    expect(age({ op: "atMost", value: 17 })).toMatchObject({ test: { days: { from: "2008-03-31" } } });
    expect(age({ op: "equals", value: 30 })).toMatchObject({
      test: { days: { from: "1995-03-31", until: "1996-03-31" } },
    });
  });
  it("anniversaries cross the year's end, and 29 February is 1 March in a common year", () => {
    const within = (day: string, days: number) => testOf({ op: "hasAnniversaryWithin", days }, day);
    expect(within("2026-12-30", 3)).toEqual({
      op: "anniversary",
      ranges: [
        { from: "12-30", to: "12-31" },
        { from: "01-01", to: "01-02" },
      ],
    });
    expect(within("2026-03-01", 0)).toEqual({ op: "anniversary", ranges: [{ from: "02-29", to: "03-01" }] });
    expect(within("2028-03-01", 0)).toEqual({ op: "anniversary", ranges: [{ from: "03-01", to: "03-01" }] });
  });
});

describe("text", () => {
  it("signs of LIKE lose their meaning; * and ? are the pattern's own", () => {
    expect(escapeLike("50%_\\")).toBe("50\\%\\_\\\\");
    expect(testOf({ op: "contains", value: "50%" }, "2026-03-30")).toEqual({
      op: "like",
      pattern: "%50\\%%",
    });
    expect(testOf({ op: "matches", value: "a*_?" }, "2026-03-30")).toEqual({ op: "like", pattern: "a%\\__" });
  });
});
