import { describe, expect, it } from "vitest";
import { estimateOf, samplePercent, spoken } from "./estimate";

describe("an estimate", () => {
  it("looks at about as many people whatever the size of the table", () => {
    expect(samplePercent(2_000_000)).toBe(1);
    expect(samplePercent(1_000_000_000)).toBe(0.1);
    expect(samplePercent(5000)).toBe(100);
  });

  it("is the share seen of all, with the 95 % interval of a share", () => {
    expect(estimateOf({ seen: 10_000, n: 2500, percent: 1 })).toEqual({
      size: 250_000,
      margin: Math.ceil(1.96 * Math.sqrt(0.1875 / 10_000) * 1_000_000),
      share: 0.25,
    });
  });

  it("says how many there may be when nobody was seen, and nothing when it saw no customer", () => {
    expect(estimateOf({ seen: 10_000, n: 0, percent: 1 })).toEqual({ size: 0, margin: 300, share: 0 });
    expect(estimateOf({ seen: 0, n: 0, percent: 1 })).toBeNull();
  });
});

it("is said no finer than it is known", () => {
  expect(spoken({ size: 12_387, margin: 287 })).toEqual({ size: 12_400, margin: 300 });
  expect(spoken({ size: 12_387, margin: 134 })).toEqual({ size: 12_390, margin: 140 });
  expect(spoken({ size: 0, margin: 150 })).toEqual({ size: 0, margin: 150 });
  expect(spoken({ size: 7, margin: 0 })).toEqual({ size: 7, margin: 0 });
});
