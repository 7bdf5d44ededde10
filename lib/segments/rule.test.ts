import { describe, expect, it } from "vitest";
import { dependentsOf, dependsOnSegment, EMPTY_CATALOGUE, evaluationOrder } from "./catalogue/catalogue";
import {
  countConditions,
  hasActive,
  mapRule,
  negate,
  nodeAt,
  pathKey,
  type Rule,
  type RuleNode,
  referencesOf,
  sameRule,
  walkActive,
  walkRule,
} from "./rule";
import { holdsByPath } from "./verdict";

const inSegment = (segmentId: string): RuleNode => ({ kind: "segment", segmentId });
const rule: Rule = {
  kind: "all",
  children: [
    inSegment("a"),
    { kind: "not", child: { kind: "any", children: [inSegment("b"), { ...inSegment("c"), isOff: true }] } },
    { kind: "none", isOff: true, children: [inSegment("d")] },
  ],
};
const paths = (walk: typeof walkRule) => {
  const seen: string[] = [];
  walk(rule, (_, path) => seen.push(pathKey(path)));
  return seen;
};

describe("the tree", () => {
  it("is walked from the root, with or without what is off", () => {
    expect(paths(walkRule)).toEqual(["", "0", "1", "1.0", "1.0.0", "1.0.1", "2", "2.0"]);
    expect(paths(walkActive)).toEqual(["", "0", "1", "1.0", "1.0.0"]);
    expect(countConditions(rule)).toBe(4);
    expect(hasActive(rule)).toBe(true);
    expect(hasActive({ kind: "any", children: [{ ...inSegment("a"), isOff: true }] })).toBe(false);
  });
  it("is reached by path", () => {
    expect(nodeAt(rule, [1, 0, 0])).toEqual(inSegment("b"));
    expect(nodeAt(rule, [1, 1])).toBeUndefined();
    expect(nodeAt(rule, [])).toBe(rule);
  });
  it("is changed without touching the old one; a not goes with its child", () => {
    const without = mapRule(rule, (node) => (node.kind === "any" ? null : node));
    expect(without).toEqual({ kind: "all", children: [rule.children[0], rule.children[2]] });
    expect(rule.children).toHaveLength(3);
  });
  it("names what it refers to, each once", () => {
    expect(referencesOf(rule).segmentIds).toEqual(["a", "b", "c", "d"]);
    const bought: RuleNode = {
      kind: "orders",
      figure: "count",
      test: { op: "atLeast", value: 1 },
      where: { by: "product", anyOf: ["x", "x"] },
    };
    expect(referencesOf({ kind: "all", children: [bought] }).products).toEqual(["x"]);
  });
  it("a negation put on and taken off leaves the node, with its id", () => {
    const node = { ...inSegment("a"), id: "n1" };
    expect(negate(node)).toEqual({ kind: "not", id: "n1", child: inSegment("a") });
    expect(negate(negate(node))).toEqual(node);
  });
  it("two rules are the same when only ids, order of keys and absent keys differ", () => {
    const one: RuleNode = {
      kind: "field",
      field: "city",
      test: { op: "is", value: "Riga" },
      id: "1",
      isOff: false,
    };
    const other = { test: { value: "Riga", op: "is" }, field: "city", kind: "field" } as RuleNode;
    expect(sameRule(one, other)).toBe(true);
    expect(sameRule(one, { ...one, isOff: true })).toBe(false);
    expect(sameRule(one, { ...one, test: { op: "is", value: "Oslo" } } as RuleNode)).toBe(false);
  });
});

it("the truth of every node follows from its conditions", () => {
  const truth = new Map([
    ["0", true],
    ["1.0.0", false],
  ]);
  expect(holdsByPath(rule, truth)).toEqual({ "": true, "0": true, "1": true, "1.0": false, "1.0.0": false });
});

describe("segments that read each other", () => {
  const segment = (id: string, dependsOn: string[]) => ({
    id,
    no: 1,
    name: id,
    isArchived: false,
    dependsOn,
  });
  const catalogue = {
    ...EMPTY_CATALOGUE,
    segments: [segment("d", ["b", "c"]), segment("c", ["a"]), segment("b", ["a"]), segment("a", [])],
  };
  it("are evaluated after those that they read", () => {
    expect(evaluationOrder(catalogue).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(dependentsOf(catalogue, "b").map(({ id }) => id)).toEqual(["d"]);
    expect(dependentsOf(catalogue, "a").map(({ id }) => id)).toEqual(["b", "c", "d"]);
  });
  it("in a circle are all there, once", () => {
    const circle = { ...EMPTY_CATALOGUE, segments: [segment("a", ["b"]), segment("b", ["a"])] };
    expect(evaluationOrder(circle)).toHaveLength(2);
    expect(dependsOnSegment(circle, "a", "c")).toBe(false);
  });
});
