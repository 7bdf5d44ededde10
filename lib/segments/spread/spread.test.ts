import { expect, it } from "vitest";
import { shareWithin, spreadOf } from "./spread";

const ALL = { kind: "all" } as const;
const each = (values: number[]) => values.map((value) => ({ value, count: 1 }));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

it("spreads few whole figures with a bin each", () => {
  const spread = spreadOf(
    [
      { value: 5, count: 4 },
      { value: 1, count: 2 },
      { value: 2, count: 1 },
    ],
    ALL,
  );
  expect(spread?.bins).toEqual([
    { from: 1, to: 2, count: 2 },
    { from: 2, to: 3, count: 1 },
    { from: 3, to: 4, count: 0 },
    { from: 4, to: 5, count: 0 },
    { from: 5, to: 6, count: 4 },
  ]);
  expect(spread).toMatchObject({ min: 1, max: 5, known: 7, isWhole: true });
  expect(spread?.marks.find(({ share }) => share === 0.5)?.value).toBe(5);
});

it("spreads many figures over even edges, the tail in the last bin, and loses nobody", () => {
  const spread = spreadOf(each([...numbers(1000), 1_000_000]), ALL);
  expect(spread?.bins.length).toBeLessThanOrEqual(25);
  expect(spread?.bins.length).toBeGreaterThan(10);
  expect(spread?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(1001);
  expect(spread?.max).toBe(1_000_000);
  const fractions = spreadOf(each(numbers(101).map((value) => value / 1000)), ALL);
  expect(fractions?.isWhole).toBe(false);
  expect(fractions?.bins[1]).toMatchObject({ from: 0.005, to: 0.01 });
});

it("knows nothing of nothing, and one figure is one bin", () => {
  expect(spreadOf([], ALL)).toBeNull();
  expect(spreadOf([{ value: Number.NaN, count: 1 }], ALL)).toBeNull();
  expect(spreadOf([{ value: 0.5, count: 3 }], ALL)?.bins).toHaveLength(1);
  expect(spreadOf([{ value: -7, count: 3 }], ALL)?.bins).toEqual([{ from: -7, to: -6, count: 3 }]);
});

it("says which share lies in a range, both ends included for whole figures", () => {
  const spread = spreadOf(each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ALL);
  if (!spread) throw new Error("no spread");
  expect(shareWithin(spread, 3, 5)).toBeCloseTo(0.3);
  expect(shareWithin(spread, 10, Number.POSITIVE_INFINITY)).toBeCloseTo(0.1);
  expect(shareWithin(spread, Number.NEGATIVE_INFINITY, 0)).toBe(0);
  expect(shareWithin(spread, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(1);
});
