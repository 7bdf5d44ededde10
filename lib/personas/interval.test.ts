import { describe, expect, it } from "vitest";
import {
  type Clusters,
  effectiveN,
  type Interval,
  indexInterval,
  medianIndexInterval,
  wilson,
} from "./interval";

const near = (got: Interval, want: Interval) => {
  expect(got[0]).toBeCloseTo(want[0], 4);
  expect(got[1]).toBeCloseTo(want[1], 4);
};

describe("wilson", () => {
  it("gives Newcombe's (1998) examples", () => {
    near(wilson(81, 263), [0.2553, 0.3662]);
    near(wilson(15, 148), [0.0624, 0.1605]);
    near(wilson(0, 20), [0, 0.1611]);
    near(wilson(1, 29), [0.0061, 0.1718]);
  });
});

describe("the interval of an index", () => {
  it("is that of Katz and Walter where the members are no part of all", () => {
    const [low, high] = indexInterval({ k: 29, n: 118 }, { k: 56, n: 96 }, 0);
    const log = Math.log(29.5 / 118.5 / (56.5 / 96.5));
    const half = 1.959964 * Math.sqrt(1 / 29.5 - 1 / 118.5 + 1 / 56.5 - 1 / 96.5);
    near([low, high], [Math.exp(log - half), Math.exp(log + half)]);
  });

  it("comes closer to one the more of all are members, and is one where all are", () => {
    const counts = [
      { k: 60, n: 100 },
      { k: 240, n: 900 },
    ] as const;
    const apart = indexInterval(...counts, 0);
    const within = indexInterval(...counts, 0.5);
    expect(within[0]).toBeGreaterThan(1);
    expect(within[0]).toBeLessThan(apart[0]);
    expect(within[1]).toBeLessThan(2);
    expect(indexInterval({ k: 6, n: 10 }, { k: 0, n: 0 }, 1)).toEqual([1, 1]);
  });

  it("stands zeros", () => {
    const [low, high] = indexInterval({ k: 0, n: 40 }, { k: 10, n: 400 }, 0.1);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeGreaterThan(1);
    const none = indexInterval({ k: 0, n: 40 }, { k: 0, n: 400 }, 0.1);
    expect(none[0]).toBeLessThan(1);
    expect(none[1]).toBeGreaterThan(1);
  });

  it("holds the true index in about 95 of 100 draws", () => {
    let seed = 20260514;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    const draw = (n: number, p: number) => Array.from({ length: n }, random).filter((r) => r < p).length;
    const f = 80 / 400;
    const truth = 0.3 / (f * 0.3 + (1 - f) * 0.15);
    let held = 0;
    for (let round = 0; round < 2000; round++) {
      const [low, high] = indexInterval({ k: draw(80, 0.3), n: 80 }, { k: draw(320, 0.15), n: 320 }, f);
      if (low <= truth && truth <= high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.935);
    expect(held / 2000).toBeLessThan(0.975);
  });
});

describe("the interval of a ratio of middle values", () => {
  it("grows with either spread, and is none without positive values", () => {
    const narrow = medianIndexInterval([38, 42], [19, 21], 2);
    const wide = medianIndexInterval([30, 52], [19, 21], 2);
    expect(narrow?.[0]).toBeGreaterThan(1.8);
    expect(wide?.[0]).toBeLessThan(narrow?.[0] ?? 0);
    expect(medianIndexInterval([0, 42], [19, 21], 2)).toBeNull();
  });
});

describe("what clustered orders are worth", () => {
  const clusters = (persons: readonly (readonly [x: number, m: number])[]): Clusters => {
    const sum = (of: (x: number, m: number) => number) => persons.reduce((all, [x, m]) => all + of(x, m), 0);
    return {
      ...{ x: sum((x) => x), m: sum((_, m) => m), persons: persons.length, lots: persons.length },
      ...{ xx: sum((x) => x * x), xm: sum((x, m) => x * m), mm: sum((_, m) => m * m) },
    };
  };

  it("is all of them where each person ordered once", () => {
    const once = clusters(Array.from({ length: 200 }, (_, index) => [index % 4 === 0 ? 1 : 0, 1] as const));
    expect(effectiveN(once)).toBeGreaterThan(198);
    expect(effectiveN(once)).toBeLessThanOrEqual(200);
  });

  it("is the number of persons where each orders always or never on that day", () => {
    const same = clusters(Array.from({ length: 100 }, (_, index) => [index % 4 === 0 ? 10 : 0, 10] as const));
    expect(effectiveN(same)).toBeCloseTo(99, 0);
  });

  it("is nothing without orders, and the persons where the share is all", () => {
    expect(effectiveN(clusters([]))).toBe(0);
    expect(
      effectiveN(
        clusters([
          [5, 5],
          [3, 3],
        ]),
      ),
    ).toBe(2);
  });
});
