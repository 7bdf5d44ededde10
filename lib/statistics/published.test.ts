import { describe, expect, test } from "vitest";
import { adjustByBefore } from "./cuped";
import { meanTest, relativeLift, sampleOf, sampleOfShare } from "./means";
import { adjustByBonferroni, adjustForMany } from "./multiple";
import { ratioTest } from "./sample-ratio";
import { evanMillerSampleSize, meanPower, meanSampleSize, sharePower, shareSampleSize } from "./sample-size";
import { alwaysValidP, likelihoodRatio } from "./sequential";
import { sharesTest, shareTest } from "./share-test";
import { shareEffect, shareInterval } from "./shares";
import { noncentralTTail, normalTails, tTails } from "./special";

const share = (count: number, total: number) => ({ count, total });
const fraction = (text: string) => {
  const [count = 0, total = 0] = text.split("/").map(Number);
  return share(count, total);
};

describe("shares, as printed by Newcombe in 1998", () => {
  test.each([
    ["81/263", 0.2553, 0.3662],
    ["15/148", 0.0624, 0.1605],
    ["0/20", 0, 0.1611],
    ["1/29", 0.0061, 0.1718],
  ])("the interval of %s", (text, low, high) => {
    const interval = shareInterval(fraction(text));
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test.each([
    ["56/70", "48/80", 0.0524, 0.3339],
    ["9/10", "3/10", 0.1705, 0.809],
    ["6/7", "2/7", 0.0582, 0.8062],
    ["5/56", "0/29", -0.0381, 0.1926],
    ["0/10", "0/20", -0.1611, 0.2775],
    ["0/10", "0/10", -0.2775, 0.2775],
    ["10/10", "0/20", 0.6791, 1],
    ["10/10", "0/10", 0.6075, 1],
    ["7/34", "1/34", 0.0189, 0.3404],
  ])("the difference of %s and %s", (treated, control, low, high) => {
    const effect = shareEffect(fraction(treated), fraction(control));
    expect(effect?.low).toBeCloseTo(low, 4);
    expect(effect?.high).toBeCloseTo(high, 4);
    expect(effect?.isCertain).toBe(low > 0);
  });

  test("the pooled test, which is never without an answer", () => {
    const known = shareTest(share(56, 70), share(48, 80));
    expect(known?.z).toBeCloseTo(2.650172, 6);
    expect(known?.p).toBeCloseTo(0.008045, 6);
    for (const both of [share(0, 10), share(10, 10)]) expect(shareTest(both, both)).toEqual({ z: 0, p: 1 });
    expect(shareTest(share(0, 0), share(1, 2))).toBeNull();
    expect(shareEffect(share(5, 100), share(0, 0))).toBeNull();
  });

  test("four groups at once, as R's prop.test has smokers", () => {
    const test = sharesTest([share(83, 86), share(90, 93), share(129, 136), share(70, 82)]);
    expect(test.df).toBe(3);
    expect(test.chiSquare).toBeCloseTo(12.600411, 6);
    expect(test.p).toBeCloseTo(0.00558548, 8);
    expect(sharesTest([share(0, 5), share(0, 9)])).toEqual({ chiSquare: 0, df: 1, p: 1 });
    expect(sharesTest([share(3, 5), share(0, 0)])).toEqual({ chiSquare: 0, df: 0, p: 1 });
    expect(sharesTest([])).toEqual({ chiSquare: 0, df: 0, p: 1 });
  });
});

const listed = (values: readonly number[]) =>
  sampleOf({
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    squares: values.reduce((sum, value) => sum + value * value, 0),
  });

describe("means", () => {
  test("Welch's test of R's sleep data keeps the fractions of its degrees", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const test = meanTest(listed(first), listed(second));
    expect(test?.t).toBeCloseTo(-1.860813, 6);
    expect(test?.df).toBeCloseTo(17.776474, 6);
    expect(test?.p).toBeCloseTo(0.079394, 6);
    expect(test?.low).toBeCloseTo(-3.365483, 6);
    expect(test?.high).toBeCloseTo(0.205483, 6);
  });

  test("without variance there is an answer too", () => {
    const flat = (mean: number) => ({ n: 5, mean, variance: 0 });
    expect(meanTest(flat(1), flat(1))).toMatchObject({ t: 0, p: 1, isCertain: false });
    expect(meanTest(flat(2), flat(1))).toMatchObject({ p: 0, difference: 1, low: 1, high: 1 });
    expect(meanTest({ n: 1, mean: 2, variance: 0 }, flat(1))).toBeNull();
  });

  test("the relative lift as GrowthBook's statistics have it", () => {
    const lift = relativeLift(
      { n: 3461, mean: 0.7, variance: 6.2 ** 2 },
      { n: 3407, mean: 0.41, variance: 3.9 ** 2 },
    );
    expect(lift?.difference).toBeCloseTo(0.70732, 5);
    expect(lift?.error).toBeCloseTo(0.37879, 5);
    expect(lift?.low).toBeCloseTo(-0.03526, 5);
    expect(lift?.high).toBeCloseTo(1.44989, 4);
    expect(lift?.p).toBeCloseTo(0.06191, 4);
    const nothing = sampleOfShare(share(0, 10));
    expect(relativeLift(sampleOfShare(share(3, 10)), nothing)).toBeNull();
  });
});

describe("sizes", () => {
  test("of two shares, by R's power.prop.test and by Evan Miller's calculator", () => {
    expect(sharePower({ from: 0.5, to: 0.75 }, 50)).toBeCloseTo(0.740166, 5);
    expect(shareSampleSize({ from: 0.5, to: 0.75 }, 0.9)).toBeCloseTo(76.70693, 4);
    expect(shareSampleSize({ from: 0.2, to: 0.25 })).toBeCloseTo(1093.739, 3);
    expect(shareSampleSize({ from: 0.1, to: 0.11 })).toBeCloseTo(14_750.8, 1);
    expect(shareSampleSize({ from: 0.05, to: 0.06 })).toBeCloseTo(8157.7, 1);
    expect(evanMillerSampleSize({ from: 0.2, to: 0.25 })).toBe(1030);
  });

  test("of two means, by R's power.t.test", () => {
    expect(meanPower(1, 20)).toBeCloseTo(0.868953, 5);
    expect(meanSampleSize(1, 0.9)).toBeCloseTo(22.0211, 3);
  });

  test("the special functions in their tails", () => {
    expect(normalTails(8)).toBeCloseTo(1.244e-15, 18);
    expect(tTails(0, 7)).toBe(1);
    expect(noncentralTTail(2, 10, 0)).toBeCloseTo(tTails(2, 10) / 2, 12);
  });
});

describe("the split", () => {
  test.each([
    [50_000, 50_500, 2.4876, 0.11475, "fine"],
    [8600, 9000, 9.0909, 0.002569, "caution"],
    [8500, 9000, 14.2857, 0.000157, "alarm"],
  ])("%d and %d of what was to be halves", (a, b, chiSquare, p, state) => {
    const test = ratioTest([a, b], [1, 1]);
    expect(test?.chiSquare).toBeCloseTo(chiSquare, 4);
    expect(test?.p).toBeCloseTo(p, 5);
    expect(test?.state).toBe(state);
  });

  test("of three groups, of shares in percent, and of one", () => {
    const test = ratioTest([21_307, 21_387, 21_306], [1, 1, 1]);
    expect(test).toMatchObject({ df: 2, state: "fine" });
    expect(test?.chiSquare).toBeCloseTo(0.20253125, 8);
    expect(test?.p).toBeCloseTo(0.903693, 6);
    expect(ratioTest([900, 100], [90, 10])?.chiSquare).toBe(0);
    expect(ratioTest([900, 0], [100, 0])).toBeNull();
    expect(ratioTest([0, 0], [1, 1])).toBeNull();
  });
});

describe("many questions, many looks", () => {
  const PS = [1e-4, 4e-4, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719];
  const ALL = [...PS, 0.6528, 0.759, 1];
  const ADJUSTED = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486];
  const WHOLE = [...ADJUSTED, 0.581182, 0.714875, 0.753231, 0.813214, 1];

  test("the fifteen p-values of Benjamini and Hochberg, in any order", () => {
    for (const [place, p] of adjustForMany(ALL).entries()) expect(p).toBeCloseTo(WHOLE[place] ?? 0, 6);
    expect(adjustForMany(ALL).filter((p) => p <= 0.05)).toHaveLength(4);
    expect(adjustByBonferroni(ALL).filter((p) => p <= 0.05)).toHaveLength(3);
    const reversed = [...ALL].reverse();
    expect(adjustForMany(reversed).reverse()).toEqual(adjustForMany(ALL));
    expect(adjustForMany([])).toEqual([]);
  });

  test.each([
    [1000, 0.1, 0.12, 1.149627, 0.869848],
    [5000, 0.1, 0.12, 20.916014, 0.0478103],
    [10_000, 0.1, 0.12, 2094.317013, 0.00047748],
    [5000, 0.1, 0.1, 0.514496, 1],
  ])("the mixture test of %d people each, %d against %d", (n, a, b, ratio, p) => {
    const look = { estimate: b - a, variance: (a * (1 - a) + b * (1 - b)) / n };
    expect(likelihoodRatio(look, 1e-4)).toBeCloseTo(ratio, ratio > 1000 ? 2 : 5);
    expect(alwaysValidP([look], 1e-4)).toBeCloseTo(p, 6);
  });
});

/** People, visits, buyers, then in hundredths: spend, its squares, spend before, its squares, and the products of both. */
const ARMS = {
  men: [21_307, 3894, 267, 3_031_169, 67_590_244_973, 517_410_518, 27_006_876_192_752, 98_575_262_586],
  women: [21_387, 3238, 189, 2_303_811, 49_114_465_763, 518_713_098, 26_523_269_785_210, 75_130_961_923],
  none: [21_306, 2262, 122, 1_390_833, 28_700_503_621, 513_224_581, 25_971_724_145_563, 42_679_338_399],
} as const;

const armOf = (name: keyof typeof ARMS) => {
  const [n, visits, buyers, y, yy, x, xx, xy] = ARMS[name];
  return {
    visits: share(visits, n),
    buyers: share(buyers, n),
    spend: sampleOf({ n, sum: y / 100, squares: yy / 1e4 }),
    pairs: { n, x: x / 100, y: y / 100, xx: xx / 1e4, yy: yy / 1e4, xy: xy / 1e4 },
  };
};

describe("Hillstrom's e-mails of 2008", () => {
  const control = armOf("none");
  test.each([
    {
      arm: "men" as const,
      ...{ visits: [0.0765896, 0.0699533, 0.0832267, 22.486041, 1631.894] },
      ...{ buyers: [0.00680501, 0.00501434, 0.00864072, 7.385114, 144.994] },
      ...{ spend: [0.769827, 0.48514, 1.054515, 5.30014, 16_402.707], df: 36_671.157, p: 1.1638e-7 },
    },
    {
      arm: "women" as const,
      ...{ visits: [0.0452331, 0.0388941, 0.0515743, 13.949179, 967.4] },
      ...{ buyers: [0.00311106, 0.00150166, 0.00474547, 3.779561, 66.536] },
      ...{ spend: [0.424412, 0.168957, 0.679868, 3.256372, 9076.904], df: 40_064.884, p: 0.0011294 },
    },
  ])("$arm against nobody", ({ arm, visits, buyers, spend, df, p }) => {
    const treated = armOf(arm);
    const n = treated.visits.total;
    for (const [of, expected] of [
      ["visits", visits],
      ["buyers", buyers],
    ] as const) {
      const effect = shareEffect(treated[of], control[of]);
      const [difference = 0, low = 0, high = 0, z = 0, incremental = 0] = expected;
      expect(effect?.difference).toBeCloseTo(difference, 6);
      expect(effect?.low).toBeCloseTo(low, 6);
      expect(effect?.high).toBeCloseTo(high, 6);
      expect(shareTest(treated[of], control[of])?.z).toBeCloseTo(z, 5);
      expect((effect?.difference ?? 0) * n).toBeCloseTo(incremental, 2);
    }
    const test = meanTest(treated.spend, control.spend);
    const [difference = 0, low = 0, high = 0, t = 0, incremental = 0] = spend;
    expect(test?.difference).toBeCloseTo(difference, 5);
    expect(test?.low).toBeCloseTo(low, 5);
    expect(test?.high).toBeCloseTo(high, 5);
    expect(test?.t).toBeCloseTo(t, 5);
    expect(test?.df).toBeCloseTo(df, 2);
    expect((test?.p ?? 0) / p).toBeCloseTo(1, 3);
    expect((test?.difference ?? 0) * n).toBeCloseTo(incremental, 2);
  });

  test("what they spent before says nothing about what they spend", () => {
    const adjusted = adjustByBefore([armOf("men").pairs, control.pairs]);
    expect(adjusted?.theta).toBeCloseTo(0.0012229, 7);
    expect(adjusted?.rho).toBeCloseTo(0.02092, 5);
    expect(adjusted?.varianceRatio).toBeCloseTo(0.99956, 5);
  });
});
