import { describe, expect, it } from "vitest";
import type { RuleCatalogue } from "./catalogue/catalogue";
import { makeWorld } from "./laws/world";
import { ruleProblems, testProblem } from "./problems";
import type { Rule, RuleNode } from "./rule";

const base = makeWorld(1, 5).catalogue;
const catalogue: RuleCatalogue = {
  ...base,
  attributes: [
    ...base.attributes,
    {
      key: "faith",
      label: "Faith",
      type: "text",
      dimension: "demographic",
      choices: [],
      special: "religion",
      isPersonal: false,
    },
  ],
  segments: [{ id: "old", no: 9, name: "Old", isArchived: true, dependsOn: [] }],
};
const messages = (...children: RuleNode[]) =>
  ruleProblems({ kind: "all", children } as Rule, catalogue).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
const event = (more: object): RuleNode =>
  ({ kind: "event", event: "email_opened", count: { op: "atLeast", value: 1 }, ...more }) as RuleNode;

describe("problems of a rule", () => {
  it("names each fault at its node, in the order of the tree", () => {
    const age: RuleNode = { kind: "field", field: "age", test: { op: "atLeast", value: 2.5 } };
    expect(
      messages({ kind: "any", children: [age, { kind: "none", children: [] }] }, event({ event: "" })),
    ).toEqual([
      "0.0: Enter an age in whole years, from 0 to 150",
      "0.1: This group is empty",
      "1: Choose an event",
    ]);
  });
  it("says nothing of what is off", () => {
    expect(messages(event({}), { ...event({ event: "" }), isOff: true })).toEqual([]);
  });
  it.each<[RuleNode, string]>([
    [
      event({ window: { kind: "between", from: "2026-05-02", to: "2026-05-01" } }),
      "The first day is after the second",
    ],
    [event({ window: { kind: "since", from: "2026-02-30" } }), "“2026-02-30” is not a day"],
    [event({ window: { kind: "since", from: "" } }), "Choose a day"],
    [
      event({ window: { kind: "last", count: 0, unit: "days" } }),
      "Enter a whole number of days from 1 to 36500",
    ],
    [event({ count: { op: "isBetween", from: 5, to: 2 } }), "The first number is larger than the second"],
    [event({ count: { op: "atLeast", value: Number.NaN } }), "Enter a number"],
    [
      event({ where: [{ property: "source", type: "text", test: { op: "is", value: "" } }] }),
      "source: enter a value",
    ],
    [
      {
        kind: "orders",
        figure: "count",
        test: { op: "atLeast", value: 1 },
        where: { by: "category", anyOf: [] },
      },
      "Choose at least one category",
    ],
    [
      { kind: "attribute", attribute: "faith", test: { op: "isKnown" } },
      "“Faith” is special category data (religion); it needs explicit consent and cannot be used in a rule",
    ],
    [{ kind: "segment", segmentId: "" }, "Choose a segment"],
    [{ kind: "segment", segmentId: "old" }, "“Old” is archived"],
    [
      { kind: "survey", survey: "x", question: "y", test: { op: "isKnown" } },
      "There is no such survey question",
    ],
    [
      {
        kind: "eventFigure",
        event: "page_viewed",
        figure: "sum",
        property: "source",
        test: { op: "atLeast", value: 1 },
      },
      "“source” is not a number",
    ],
    [
      {
        kind: "eventFigure",
        event: "page_viewed",
        figure: "sum",
        property: "gone",
        test: { op: "atLeast", value: 1 },
      },
      "“page_viewed” has no property “gone”",
    ],
    [
      { kind: "eventTime", event: "page_viewed", which: "last", test: { op: "equals", value: 3 } },
      "This comparison does not fit the type of the value",
    ],
    [
      { kind: "standing", standing: "rfmGroup", test: { op: "is", value: "kings" } },
      "There is no RFM group “kings”",
    ],
    [
      { kind: "standing", standing: "lifecycle", test: { op: "isAnyOf", values: [] } },
      "Choose at least one value",
    ],
    [{ kind: "moon" } as unknown as RuleNode, "This kind of condition is not known here"],
  ])("%j", (node, message) => {
    expect(messages(node)).toEqual([`0: ${message}`]);
  });
});

describe("a test on a value", () => {
  it("must fit the type", () => {
    expect(testProblem({ op: "contains", value: "a" }, "number")).toBe(
      "This comparison does not fit the type of the value",
    );
    expect(testProblem({ op: "isAnyOf", values: [] }, "choice")).toBe("Choose at least one value");
    expect(testProblem({ op: "isInLast", count: 3, unit: "weeks" }, "date")).toBeNull();
    expect(testProblem({ op: "is", value: "\ud800" }, "text")).toBe(
      "The text holds a character that cannot be stored",
    );
  });
});
