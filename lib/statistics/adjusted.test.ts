import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustByBefore, type Pairs } from "./cuped";
import { largestInfluence } from "./influence";
import { meanTest, sampleOf } from "./means";
import { alwaysValidInterval, alwaysValidP, alwaysValidPOverTime } from "./sequential";

const pairsOf = (values: readonly (readonly [x: number, y: number])[]): Pairs => {
  const sum = (pick: (x: number, y: number) => number) =>
    values.reduce((total, [x, y]) => total + pick(x, y), 0);
  return {
    n: values.length,
    ...{ x: sum((x) => x), y: sum((_, y) => y) },
    ...{ xx: sum((x) => x * x), yy: sum((_, y) => y * y), xy: sum((x, y) => x * y) },
  };
};

describe("what was known before", () => {
  test("takes its part of the noise out, and leaves the difference to be found", () => {
    const base = Array.from({ length: 200 }, (_, at) => (at * 37) % 101);
    const noise = (at: number) => ((at * 53) % 17) - 8;
    const control = base.map((x, at) => [x, 2 * x + noise(at)] as const);
    const treated = base.map((x, at) => [x, 2 * x + 3 + noise(at + 7)] as const);
    const adjusted = adjustByBefore([pairsOf(treated), pairsOf(control)]);
    expect(adjusted?.theta).toBeCloseTo(2, 1);
    expect(adjusted?.varianceRatio).toBeLessThan(0.02);
    const [a, b] = adjusted?.samples ?? [];
    const test = a && b && meanTest(a, b);
    expect(test?.difference).toBeCloseTo(3, 0);
    expect(test?.isCertain).toBe(true);
    const plain = meanTest(
      sampleOf({ n: 200, sum: pairsOf(treated).y, squares: pairsOf(treated).yy }),
      sampleOf({ n: 200, sum: pairsOf(control).y, squares: pairsOf(control).yy }),
    );
    expect(plain?.isCertain).toBe(false);
  });

  test("is nothing where nothing varies", () => {
    const flat = pairsOf([
      [0, 1],
      [0, 2],
    ]);
    expect(adjustByBefore([flat, flat])).toBeNull();
    expect(adjustByBefore([])).toBeNull();
  });
});

describe("one person", () => {
  const group = (values: readonly number[]) => ({
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    squares: values.reduce((sum, value) => sum + value * value, 0),
    largest: Math.max(...values),
  });

  test("who carries the result is found, and what is left without them", () => {
    const control = Array.from({ length: 50 }, (_, at) => at % 5);
    const influence = largestInfluence(group([...control, 900]), group(control));
    expect(influence).toMatchObject({ group: "treated", amount: 900 });
    expect(influence?.share).toBeCloseTo(1, 1);
    expect(influence?.without.difference).toBeCloseTo(0, 10);
  });

  test("who turns the verdict is told of", () => {
    const low = Array.from({ length: 30 }, (_, at) => at % 3);
    const high = Array.from({ length: 30 }, (_, at) => 1 + (at % 3));
    expect(largestInfluence(group([...high, 80]), group(low))?.turnsVerdict).toBe(true);
    expect(largestInfluence(group([...high, 3]), group(low))?.turnsVerdict).toBe(false);
    expect(largestInfluence(group([0, 0, 0]), group([0, 0, 0]))).toBeNull();
    expect(largestInfluence(group([5, 1]), group(low))).toBeNull();
  });
});

describe("looks", () => {
  const looks = fc.array(
    fc.record({
      estimate: fc.double({ min: -1, max: 1, noNaN: true }),
      variance: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 20 },
  );

  test("the p-value never rises with a look and stays a chance", () => {
    fc.assert(
      fc.property(looks, (seen) => {
        for (const p of [alwaysValidP, alwaysValidPOverTime]) {
          const [before, after] = [p(seen.slice(0, -1), 0.01), p(seen, 0.01)];
          expect(after).toBeLessThanOrEqual(before);
          expect(after).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("the interval excludes zero exactly when its look alone is below 5 %", () => {
    fc.assert(
      fc.property(looks, ([look = { estimate: 0, variance: 1 }]) => {
        const interval = alwaysValidInterval(look, 0.01);
        expect(interval?.isCertain).toBe(alwaysValidP([look], 0.01) < 0.05);
      }),
    );
  });

  test("nothing is said before anything varies", () => {
    expect(alwaysValidP([{ estimate: 0, variance: 0 }], 1e-4)).toBe(1);
    expect(alwaysValidInterval({ estimate: 0, variance: 0 }, 1e-4)).toBeNull();
    expect(alwaysValidPOverTime([{ estimate: 0.1, variance: 0.1 }], 0)).toBe(1);
  });
});
