import { expect, it } from "vitest";
import { OPERATORS_OF, VALUE_TYPES } from "../operators";
import { testProblem } from "../problems";
import {
  comparisonKey,
  comparisonOf,
  comparisonsFor,
  figureComparisons,
  usualTest,
  withOp,
} from "./comparison";

it("every operator of every type can be chosen, and its opposite too, by one word each", () => {
  for (const type of VALUE_TYPES) {
    const options = comparisonsFor(type);
    expect(options).toHaveLength(OPERATORS_OF[type].length * 2);
    expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
    for (const { value } of options) expect(comparisonKey(comparisonOf(value))).toBe(value);
  }
});

it("a test made for an operator fits its type once it is filled in", () => {
  for (const type of VALUE_TYPES)
    for (const op of OPERATORS_OF[type]) {
      const test = withOp(null, op);
      expect(test.op).toBe(op);
      expect(testProblem(test, type)).not.toBe("This comparison does not fit the type of the value");
    }
  expect(usualTest("text")).toEqual({ op: "isAnyOf", values: [] });
  expect(usualTest("boolean")).toEqual({ op: "isTrue" });
});

it("another operator keeps what still fits", () => {
  expect(withOp({ op: "is", value: "LV" }, "isAnyOf")).toEqual({ op: "isAnyOf", values: ["LV"] });
  expect(withOp({ op: "isAnyOf", values: ["LV", "EE"] }, "is")).toEqual({ op: "is", value: "LV" });
  expect(withOp({ op: "is", value: "" }, "isAnyOf")).toEqual({ op: "isAnyOf", values: [] });
  expect(withOp({ op: "atLeast", value: 3 }, "isBetween")).toEqual({
    op: "isBetween",
    from: 3,
    to: Number.NaN,
  });
  expect(withOp({ op: "isBetween", from: 3, to: 5 }, "atMost")).toEqual({ op: "atMost", value: 3 });
  expect(withOp({ op: "isOn", day: "2026-05-01" }, "isBetweenDays")).toEqual({
    op: "isBetweenDays",
    from: "2026-05-01",
    to: "",
  });
  expect(withOp({ op: "isInLast", count: 7, unit: "weeks" }, "isInNext")).toEqual({
    op: "isInNext",
    count: 7,
    unit: "weeks",
  });
});

it("figures offer the opposites that have no word of their own, and the one in use", () => {
  const labels = (op: "atLeast" | "equals", isNegated: boolean) =>
    figureComparisons({ op, isNegated }, "fewer than").map(({ label }) => label);
  expect(labels("equals", false)).toEqual([
    "at least",
    "at most",
    "exactly",
    "more than",
    "fewer than",
    "between",
    "not exactly",
    "not between",
  ]);
  expect(labels("atLeast", true)).toContain("not at least");
});
