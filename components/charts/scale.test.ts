import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { niceTicks, sparkRange, stretches, toneAt } from "./scale";

describe("ticks", () => {
  test("are round and enclose the values", () => {
    expect(niceTicks(0, 42)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(niceTicks(31.2, 40.6)).toEqual([30, 32, 34, 36, 38, 40, 42]);
    expect(niceTicks(0, 0.21)).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25]);
  });

  test("hold for any range", () => {
    const number = fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 1000);
    fc.assert(
      fc.property(number, number, (a, b) => {
        const ticks = niceTicks(Math.min(a, b), Math.max(a, b));
        const slack = Math.abs(b - a) * 1e-6 + 1e-6;
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(12);
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(a, b) + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(a, b) - slack);
      }),
    );
  });
});

test("a flat line stays flat: its range is at least 12 % of the mean", () => {
  const { low, high } = sparkRange([100, 101, 100]);
  expect(high - low).toBeCloseTo(12.04, 1);
  expect(sparkRange([0, 50, 100])).toEqual({ low: 0, high: 100 });
  expect(sparkRange([0, 0]).high).toBeGreaterThan(0);
});

test("gaps break a line", () => {
  expect(stretches([1, null, 2, 3]).map((part) => part.map((point) => point.index))).toEqual([[0], [2, 3]]);
  expect(stretches([null])).toEqual([]);
});

test("six tones, then other", () => {
  expect([0, 5, 6, 20].map(toneAt)).toEqual([1, 6, 0, 0]);
});
