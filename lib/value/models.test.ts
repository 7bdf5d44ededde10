import { compiled } from "cephes";
import { describe, expect, test } from "vitest";
import { type BgNbd, fitBgNbd, negativeLogLikelihood } from "./bg-nbd";
import { chanceActive, chanceOfOrders, expectedNext, expectedOrders, repeatBars } from "./bg-nbd-predictions";
import { expectedSpend, fitGammaGamma, negativeLogLikelihood as spendLikelihood } from "./gamma-gamma";
import { fold, peopleIn, scaled, thinned } from "./histories";
import { discountedOrders, monthlyRate } from "./lifetime-value";
import { byDifferences, inverseOf, minimise } from "./minimise";
import { gammaDraw, randomFrom, shoppers } from "./testing";

await compiled;

const MODEL: BgNbd = { r: 0.6, alpha: 6, a: 0.8, b: 2.5 };

describe("BG/NBD", () => {
  test("gives back the parameters that people were made with", () => {
    const fit = fitBgNbd(fold(shoppers(MODEL, 20_000, 7)));
    for (const key of ["r", "alpha", "a", "b"] as const) {
      const error = fit.standardErrors?.[key] ?? Number.NaN;
      expect(Math.abs(fit[key] - MODEL[key]) / error, key).toBeLessThan(3);
    }
    expect(fit).toMatchObject({ isDropoutIdentified: true, isSpreadIdentified: true });
  });

  test("says that leaving cannot be told where nobody leaves", () => {
    const stayers = shoppers({ ...MODEL, a: 1e-9, b: 1 }, 2000, 3);
    const fit = fitBgNbd(fold(stayers));
    expect(fit.isDropoutIdentified).toBe(false);
    expect(fit.dropoutGain).toBeLessThan(1.36);
    expect(fit.r).toBeCloseTo(0.6, 1);
  });

  test("stays on the ground where everybody leaves alike", () => {
    const alike = Array.from({ length: 300 }, (_, i) => ({
      repeats: i % 7,
      recency: (i % 7) * 3,
      age: 30 + (i % 10),
    }));
    const fit = fitBgNbd(fold(alike));
    expect(fit).toMatchObject({ isDropoutIdentified: true, isSpreadIdentified: false });
    expect(fit.a / (fit.a + fit.b)).toBeCloseTo(0.276, 2);
    expect(expectedNext(fit, { repeats: 3, recency: 9, age: 30 }, 52)).toBeLessThan(0.2);
  });

  test("has a gradient that differences agree with", () => {
    const slope = negativeLogLikelihood(fold(shoppers(MODEL, 500, 1)));
    const at = [0.2, 1.1, -0.4, 0.9];
    const byHand = byDifferences((logs) => slope(logs).value)(at).gradient;
    for (const [i, one] of slope(at).gradient.entries()) expect(one).toBeCloseTo(byHand[i] ?? 0, 4);
  });

  test("is the same in days as in weeks", () => {
    const weeks = fold(shoppers(MODEL, 3000, 5));
    const [inWeeks, inDays] = [fitBgNbd(weeks), fitBgNbd(scaled(weeks, 7))];
    expect(inDays.r).toBeCloseTo(inWeeks.r, 6);
    expect(inDays.alpha).toBeCloseTo(inWeeks.alpha * 7, 4);
    const someone = { repeats: 3, recency: 20, age: 30 };
    expect(expectedNext(inDays, { repeats: 3, recency: 140, age: 210 }, 70)).toBeCloseTo(
      expectedNext(inWeeks, someone, 10),
      6,
    );
  });

  test("has chances that add up to one and to the expected number", () => {
    let [all, mean] = [0, 0];
    for (let count = 0; count < 400; count++) {
      const chance = chanceOfOrders(MODEL, count, 30);
      all += chance;
      mean += count * chance;
    }
    expect(all).toBeCloseTo(1, 6);
    expect(mean).toBeCloseTo(expectedOrders(MODEL, 30), 3);
  });

  test("a new person's next orders are the expected ones, and nobody leaves before a repeat", () => {
    const fresh = { repeats: 0, recency: 0, age: 0 };
    expect(expectedNext(MODEL, fresh, 12)).toBeCloseTo(expectedOrders(MODEL, 12), 10);
    expect(chanceActive(MODEL, { repeats: 0, recency: 0, age: 200 })).toBe(1);
  });

  test("holds at a = 1 and where age is far beyond the rate", () => {
    const edge = expectedNext({ ...MODEL, a: 1 }, { repeats: 2, recency: 5, age: 20 }, 10);
    const near = expectedNext({ ...MODEL, a: 1.0001 }, { repeats: 2, recency: 5, age: 20 }, 10);
    expect(edge).toBeCloseTo(near, 3);
    const late = expectedNext(MODEL, { repeats: 40, recency: 5, age: 2000 }, 52);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(1e-6);
  });

  test("counts people per number of repeats, the last bar open", () => {
    const histories = fold(shoppers(MODEL, 4000, 9));
    const bars = repeatBars(MODEL, histories, 5);
    const sum = (key: "actual" | "expected") => bars.reduce((total, bar) => total + bar[key], 0);
    expect(sum("actual")).toBe(4000);
    expect(sum("expected")).toBeCloseTo(4000, 6);
    for (const bar of bars)
      expect(Math.abs(bar.actual - bar.expected)).toBeLessThan(4 * Math.sqrt(bar.expected));
  });
});

describe("histories", () => {
  test("people with the same three figures are one row", () => {
    const rows = [
      { repeats: 1, recency: 2, age: 5 },
      { repeats: 1, recency: 2, age: 5 },
      { repeats: 0, recency: 0, age: 5, weight: 3 },
    ];
    expect(fold(rows)).toMatchObject({ weight: Float64Array.of(2, 3) });
    expect(peopleIn(fold(rows))).toBe(5);
  });

  test("thinned ones keep everybody, and the fit is finished on all of them", () => {
    const whole = fold(shoppers(MODEL, 60_000, 11));
    const thin = thinned(whole, 20_000);
    expect(thin.repeats.length).toBeLessThanOrEqual(20_000);
    expect(peopleIn(thin)).toBeCloseTo(60_000, 6);
    const fit = fitBgNbd(whole);
    const exact = minimise(negativeLogLikelihood(whole), [fit.r, fit.alpha, fit.a, fit.b].map(Math.log));
    expect(-fit.logLikelihood).toBeCloseTo(exact.value, 2);
  });
});

describe("Gamma-Gamma", () => {
  const random = randomFrom(21);
  const rows = Array.from({ length: 5000 }, () => {
    const repeats = 1 + Math.floor(random() * 6);
    const scale = gammaDraw(random, 3.7) / 15;
    return { repeats, mean: gammaDraw(random, 6 * repeats) / scale / repeats };
  });

  test("gives back the parameters that amounts were made with", () => {
    const fit = fitGammaGamma(rows);
    for (const [key, value] of Object.entries({ p: 6, q: 3.7, v: 15 } as const)) {
      const error = fit.standardErrors?.[key as "p"] ?? Number.NaN;
      expect(Math.abs(fit[key as "p"] - value) / error, key).toBeLessThan(3);
    }
    expect(Math.abs(fit.correlation)).toBeLessThan(0.05);
    expect(fit.hasMean).toBe(true);
  });

  test("has a gradient that differences agree with", () => {
    const slope = spendLikelihood(rows.slice(0, 50));
    const at = [1.5, 1.2, 2.2];
    const byHand = byDifferences((logs) => slope(logs).value)(at).gradient;
    for (const [i, one] of slope(at).gradient.entries()) expect(one).toBeCloseTo(byHand[i] ?? 0, 4);
  });

  test("expects everybody's mean of who never came back, and near their own of who often did", () => {
    const money = { p: 6.25, q: 3.74, v: 15.44 };
    expect(expectedSpend(money, { repeats: 0, mean: 0 })).toBeCloseTo((6.25 * 15.44) / 2.74, 6);
    expect(expectedSpend(money, { repeats: 200, mean: 80 })).toBeCloseTo(80, 0);
  });
});

describe("lifetime value", () => {
  test("without a discount is the orders of the whole time, and less with one", () => {
    const history = { repeats: 4, recency: 20, age: 26 };
    const plain = discountedOrders(MODEL, history, { months: 12, discount: 0, unitsPerMonth: 4.345 });
    expect(plain).toBeCloseTo(expectedNext(MODEL, history, 52.14), 9);
    expect(
      discountedOrders(MODEL, history, { months: 12, discount: 0.01, unitsPerMonth: 4.345 }),
    ).toBeLessThan(plain);
    expect((1 + monthlyRate(0.1)) ** 12).toBeCloseTo(1.1, 12);
  });
});

describe("the minimiser", () => {
  test("finds the bottom of Rosenbrock's valley", () => {
    const found = minimise(
      byDifferences(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2),
      [-1.2, 1],
    );
    expect(found.at[0]).toBeCloseTo(1, 4);
    expect(found.at[1]).toBeCloseTo(1, 4);
  });

  test("inverts what is positive definite and nothing else", () => {
    expect(
      inverseOf([
        [4, 2],
        [2, 3],
      ])?.map((row) => row.map((one) => Number(one.toFixed(6)))),
    ).toEqual([
      [0.375, -0.25],
      [-0.25, 0.5],
    ]);
    expect(
      inverseOf([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull();
  });
});
