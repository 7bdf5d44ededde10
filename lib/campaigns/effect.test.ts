import { expect, test } from "vitest";
import { shareEffect, shareInterval } from "./effect";

test("Wilson's interval as printed by Newcombe 1998 (81 of 263: 0.2553 to 0.3662)", () => {
  const { low, high } = shareInterval(81, 263);
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
});

test("the difference as printed by Newcombe 1998, method 10 (56/70 against 48/80: 0.0524 to 0.3339)", () => {
  const effect = shareEffect({ count: 56, total: 70 }, { count: 48, total: 80 });
  expect(effect?.difference).toBeCloseTo(0.2, 10);
  expect(effect?.low).toBeCloseTo(0.0524, 4);
  expect(effect?.high).toBeCloseTo(0.3339, 4);
  expect(effect?.isCertain).toBe(true);
});

test("an interval over zero is not certain, and an empty group has no effect", () => {
  expect(shareEffect({ count: 5, total: 100 }, { count: 4, total: 100 })?.isCertain).toBe(false);
  expect(shareEffect({ count: 5, total: 100 }, { count: 0, total: 0 })).toBeNull();
});
