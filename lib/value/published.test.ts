import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { compiled } from "cephes";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { fitBgNbd } from "./bg-nbd";
import { chanceActive, chanceOfOrders, expectedNext, expectedOrders, repeatBars } from "./bg-nbd-predictions";
import { expectedSpend, fitGammaGamma } from "./gamma-gamma";
import { fold, type History, peopleIn } from "./histories";
import { discountedOrders } from "./lifetime-value";

await compiled;

/** Published files that are not part of the project: FACET_SHARED names their folder. */
const shared = process.env.FACET_SHARED ?? path.resolve("../shared/data");
const cdnowFile = path.join(shared, "cdnow/cdnow_customers_summary_with_transactions.csv");
const retailFile = path.join(shared, "online-retail/online_retail.csv.gz");
const expectedFile = path.join(shared, "EXPECTED.json");

type Rows = Record<string, string>[];
const published = (name: string) => JSON.parse(readFileSync(expectedFile, "utf8"))[name];

describe("as printed for buyers of CDs", () => {
  // Maximum likelihood on Fader, Hardie and Lee's sample to more digits than the paper (2005) has.
  const model = { r: 0.2425929, alpha: 4.413531, a: 0.792886, b: 2.425753 };

  test.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [32, 1.0437],
    [78, 1.8576],
  ])("in %d weeks somebody orders %d times more", (weeks, orders) => {
    expect(Math.abs(expectedOrders(model, weeks) - orders)).toBeLessThan(0.001);
  });

  test.each([
    [2, 30.43, 38.86, 39, 1.226, 0.72661],
    [26, 30.86, 31, 1, 0.710623, 0.96892],
    [29, 37.71, 38, 1, 0.662396, 0.969134],
    [17, 28.43, 28.86, 1, 0.486526, null],
    [0, 0, 38.86, 39, 0.194781, 1],
    [1, 1.71, 38.86, 39, 0.203251, 0.212227],
  ])(
    "%d orders, the last at %d of %d weeks: the next %d weeks bring %d",
    (repeats, recency, age, weeks, orders, active) => {
      const history = { repeats, recency, age };
      expect(expectedNext(model, history, weeks)).toBeCloseTo(orders, orders > 1 ? 3 : 5);
      if (active !== null) expect(chanceActive(model, history)).toBeCloseTo(active, 4);
    },
  );

  test("how many orders are how likely", () => {
    const printed = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    expect(chanceOfOrders(printed, 10, 2)).toBeCloseTo(1.07869e-7, 11);
    expect(chanceOfOrders(printed, 0, 39)).toBeCloseTo(0.5737864, 6);
    expect(chanceOfOrders(printed, 11, 30)).toBeCloseTo(0.0019995214, 9);
    expect(chanceOfOrders(printed, 20, 30)).toBeCloseTo(0.000222226, 9);
  });
});

describe.skipIf(!existsSync(cdnowFile))("2 357 buyers of CDs", () => {
  const rows: Rows = existsSync(cdnowFile) ? parse(readFileSync(cdnowFile), { columns: true }) : [];
  const people = rows.map((row) => ({
    repeats: Number(row.x),
    recency: Number(row.t_x),
    age: Number(row.T),
    mean: Number(row.zbar),
  }));
  const histories = fold(people);
  const fit = fitBgNbd(histories);
  const money = fitGammaGamma(people);

  test("BG/NBD: parameters, likelihood and standard errors", () => {
    const paper = published("bgnbd_cdnow_sample");
    expect(peopleIn(histories)).toBe(paper.n);
    expect(people.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(paper.sum_x);
    expect(people.filter(({ repeats }) => repeats > 0)).toHaveLength(paper.n_repeat);
    for (const key of ["r", "alpha", "a", "b"] as const)
      expect(Math.abs(fit[key] - paper[key]), key).toBeLessThan(0.0005);
    expect(fit.logLikelihood).toBeCloseTo(paper.LL, 3);
    const { standardErrors: errors } = fit;
    expect([errors?.r, errors?.alpha, errors?.a, errors?.b].map((one) => one?.toFixed(3))).toEqual(
      paper.se.map((one: number) => one.toFixed(3)),
    );
    expect(fit.isDropoutIdentified).toBe(true);
  });

  test("expected orders of anybody and of people with a history", () => {
    const paper = published("bgnbd_cdnow_sample");
    for (const [time, orders] of Object.entries<number>(paper.E_X))
      expect(Math.abs(expectedOrders(fit, Number(time)) - orders), time).toBeLessThan(paper.E_X_tol);
    for (const { x, tx, T, t, CE, PA } of paper.cond) {
      const history = { repeats: x, recency: tx, age: T };
      expect(expectedNext(fit, history, t), `${x} ${tx}`).toBeCloseTo(CE, CE > 1 ? 3 : 5);
      if (PA !== undefined) expect(chanceActive(fit, history)).toBeCloseTo(PA, 4);
    }
    const top = [509, 841, 1981, 157, 1516].map((id) => {
      const row = people[id - 1];
      return row ? expectedNext(fit, row, 1) : null;
    });
    const topPublished = [0.424877, 0.474738, 0.486526, 0.662396, 0.710623];
    for (const [i, orders] of topPublished.entries()) expect(top[i]).toBeCloseTo(orders, 5);
  });

  test("how often people come back, in the sample and in the paper's table", () => {
    const paper = published("bgnbd_cdnow_sample");
    const bars = repeatBars(fit, histories);
    expect(bars.map((bar) => bar.actual)).toEqual(paper.calibration_actual_0_7plus);
    for (const [i, bar] of bars.entries())
      expect(Math.abs(bar.expected - paper.calibration_expected[i])).toBeLessThan(0.02);
    const printed = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    const pmf = paper.pmf_at_paper_params;
    expect(chanceOfOrders(printed, 10, 2)).toBeCloseTo(pmf["P(X(2)=10)"], 11);
    expect(chanceOfOrders(printed, 0, 39)).toBeCloseTo(pmf["P(X(39)=0)"], 6);
    for (const [i, chance] of pmf.t30_n11_20.entries())
      expect(chanceOfOrders(printed, 11 + i, 30)).toBeCloseTo(chance, 9);
  });

  test("Gamma-Gamma: parameters, likelihood, expected amounts", () => {
    const paper = published("gammagamma_cdnow_sample");
    expect(money.people).toBe(paper.n);
    expect(money.p).toBeCloseTo(paper.p, 3);
    expect(money.q).toBeCloseTo(paper.q, 3);
    expect(money.v).toBeCloseTo(paper.v, 2);
    expect(money.logLikelihood).toBeCloseTo(paper.LL, 3);
    expect(money.correlation).toBeCloseTo(paper.corr_x_zbar, 5);
    const spent = people.filter(({ repeats }) => repeats > 0).map(({ mean }) => mean);
    expect(spent.reduce((sum, one) => sum + one, 0) / spent.length).toBeCloseTo(paper.mean_zbar, 5);
    const amounts = people.map((one) => expectedSpend(money, one));
    for (const [i, amount] of paper.E_M_first10.entries()) expect(amounts[i]).toBeCloseTo(amount, 3);
    expect(amounts.reduce((sum, one) => sum + one, 0) / amounts.length).toBeCloseTo(paper.mean_E_M, 3);
  });

  test("value of twelve months at one percent a month: in weeks, and with the 30 units that notebooks use", () => {
    const paper = published("clv12_d1pct_first10");
    const values = (unitsPerMonth: number) =>
      people
        .slice(0, 10)
        .map(
          (one) =>
            discountedOrders(fit, one, { months: 12, discount: 0.01, unitsPerMonth }) *
            expectedSpend(money, one),
        );
    for (const [i, value] of values(30).entries())
      expect(Math.abs(value / paper.factor30[i] - 1)).toBeLessThan(0.0005);
    for (const [i, value] of values(4.345).entries())
      expect(Math.abs(value / paper["C_factor_4.345_weeks"][i] - 1)).toBeLessThan(0.0005);
  });
});

describe.skipIf(!existsSync(retailFile))("the customers of a retailer, in days", () => {
  /** Quantity, day, price and customer of a line that was sold, not cancelled. */
  const SOLD = /^(?!C).*,([1-9]\d*),(\d{4}-\d\d-\d\d)[^,]*,([\d.]+),([\d.]+),[^,]*$/gm;

  /** Distinct days with an order, and the mean amount of the days after the first. */
  function histories(): (History & { mean: number })[] {
    const byCustomer = new Map<string, Map<number, number>>();
    for (const [, quantity, on, price, customer = ""] of gunzipSync(readFileSync(retailFile))
      .toString()
      .matchAll(SOLD)) {
      if (Number(price) === 0) continue;
      const day = Date.parse(`${on}T00:00:00Z`) / 86_400_000;
      const days = byCustomer.get(customer) ?? new Map<number, number>();
      days.set(day, (days.get(day) ?? 0) + Number(quantity) * Number(price));
      byCustomer.set(customer, days);
    }
    const last = Date.parse("2011-12-09T00:00:00Z") / 86_400_000;
    return [...byCustomer.values()].map((days) => {
      const at = [...days.keys()].sort((a, b) => a - b);
      const first = at[0] ?? 0;
      const repeats = at.length - 1;
      const sum = at.slice(1).reduce((total, day) => total + (days.get(day) ?? 0), 0);
      return {
        repeats,
        recency: (at.at(-1) ?? 0) - first,
        age: last - first,
        mean: repeats > 0 ? sum / repeats : 0,
      };
    });
  }

  test("nobody seems to leave: the fit says that dropout cannot be told", { timeout: 120_000 }, () => {
    const paper = published("online_retail");
    const people = histories();
    expect(people).toHaveLength(4338);
    const fit = fitBgNbd(fold(people));
    expect(fit.logLikelihood).toBeCloseTo(paper.bgnbd_daily.LL_C, 1);
    expect(fit.r).toBeCloseTo(paper.bgnbd_daily.r, 2);
    expect(fit.alpha).toBeCloseTo(paper.bgnbd_daily.alpha, 0);
    expect(fit.isDropoutIdentified).toBe(false);
    const next = people.reduce((sum, one) => sum + expectedNext(fit, one, 30), 0);
    expect(Math.abs(next - 1557.7)).toBeLessThan(1);
    const money = fitGammaGamma(people);
    expect(money.people).toBe(paper.gg.n);
    expect(money.p).toBeCloseTo(paper.gg.p, 2);
    expect(money.q).toBeCloseTo(paper.gg.q, 1);
    expect(Math.abs(money.v / paper.gg.v - 1)).toBeLessThan(0.01);
    expect(money.correlation).toBeCloseTo(paper.gg.corr, 3);
  });
});
