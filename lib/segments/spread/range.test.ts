import { expect, it } from "vitest";
import { boundsOf, edgesOf, quickRanges, sharePassing, withEdge } from "./range";
import { spreadOf } from "./spread";

const spread = spreadOf(
  Array.from({ length: 10 }, (_, at) => ({ value: at + 1, count: 10 })),
  { kind: "all" },
);
if (!spread) throw new Error("no spread");

it("says which share passes each comparison, or its opposite", () => {
  const share = (op: "atLeast" | "moreThan" | "atMost" | "lessThan" | "equals", value: number) =>
    sharePassing(spread, { op, value }, false);
  expect(share("atLeast", 8)).toBeCloseTo(0.3);
  expect(share("moreThan", 8)).toBeCloseTo(0.2);
  expect(share("atMost", 3)).toBeCloseTo(0.3);
  expect(share("lessThan", 3)).toBeCloseTo(0.2);
  expect(share("equals", 3)).toBeCloseTo(0.1);
  expect(share("atLeast", Number.NaN)).toBeNull();
  expect(sharePassing(spread, { op: "isBetween", from: 2, to: 4 }, true)).toBeCloseTo(0.7);
  expect(sharePassing(spread, { op: "isBetween", from: 4, to: 2 }, false)).toBe(0);
  expect(boundsOf({ op: "moreThan", value: 1.5 }, false).from).toBe(1.5);
});

it("moves one end, and the ends do not pass each other", () => {
  const range = { op: "isBetween", from: 2, to: 4 } as const;
  expect(edgesOf(range).map(({ edge }) => edge)).toEqual(["from", "to"]);
  expect(withEdge(range, "from", 9)).toEqual({ ...range, from: 4 });
  expect(withEdge(range, "to", 1)).toEqual({ ...range, to: 2 });
  expect(withEdge({ op: "isBetween", from: Number.NaN, to: Number.NaN }, "to", 1)).toMatchObject({ to: 1 });
  expect(withEdge({ op: "atLeast", value: 2 }, "value", 5)).toEqual({ op: "atLeast", value: 5 });
});

it("offers ranges that people mean", () => {
  expect(quickRanges(spread, { op: "atLeast", value: Number.NaN })[0]).toEqual({
    label: "top 10 %",
    test: { op: "atLeast", value: 9 },
  });
  expect(quickRanges(spread, { op: "isBetween", from: 0, to: 0 })[0]?.test).toMatchObject({ from: 3, to: 8 });
  for (const op of ["atMost", "lessThan", "equals", "moreThan"] as const)
    expect(quickRanges(spread, { op, value: 1 }).length).toBeGreaterThan(0);
});
