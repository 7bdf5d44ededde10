import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { randomFrom } from "@/lib/value/testing";
import { fitAirline, nextOfAirline } from "./airline";
import { forecast, HORIZON, hindsight, LEAST_WEEKS } from "./forecast";
import { fitHoltWinters, nextValues } from "./holt-winters";

/** Published files that are not part of the project: FACET_SHARED names their folder. */
const shared = process.env.FACET_SHARED ?? path.resolve("../shared/data");
const airFile = path.join(shared, "airpassengers/airpassengers.csv");

describe.skipIf(!existsSync(airFile))("passengers of twelve years", () => {
  const values = existsSync(airFile)
    ? readFileSync(airFile, "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => Number(line.split(",")[1]))
    : [];
  const published = existsSync(airFile)
    ? JSON.parse(readFileSync(path.join(shared, "EXPECTED.json"), "utf8")).forecast_airpassengers
    : {};

  test("multiplicative Holt-Winters is that of R", () => {
    const fit = fitHoltWinters(values, 12, "multiplicative");
    const { alpha, beta, gamma, SSE, level, trend } = published.hw_mult;
    expect(fit.sse).toBeCloseTo(SSE, 1);
    expect(fit.alpha).toBeCloseTo(alpha, 3);
    expect(fit.beta).toBeCloseTo(beta, 3);
    expect(fit.gamma).toBeCloseTo(gamma, 3);
    expect(fit.level).toBeCloseTo(level, 1);
    expect(fit.trend).toBeCloseTo(trend, 2);
  });

  test("additive Holt-Winters is that of R", () => {
    const fit = fitHoltWinters(values, 12, "additive");
    const { alpha, beta, gamma, SSE_C } = published.hw_add;
    expect(fit.sse).toBeCloseTo(SSE_C, 0);
    expect(fit.alpha).toBeCloseTo(alpha, 2);
    expect(fit.beta).toBeCloseTo(beta, 2);
    expect(fit.gamma).toBeCloseTo(gamma, 2);
  });

  test("the seasonal ARIMA of their logarithms foretells 1961 as R does", () => {
    const logs = values.map(Math.log);
    const fit = fitAirline(logs, 12);
    // As R prints them: arima(log(AirPassengers), c(0, 1, 1), list(order = c(0, 1, 1), period = 12)).
    expect(fit.theta).toBeCloseTo(-0.4018, 4);
    expect(fit.seasonal).toBeCloseTo(-0.5569, 4);
    expect(fit.logLikelihood).toBeCloseTo(244.7, 1);
    const next = nextOfAirline(logs, 12, fit, 12).map(Math.exp);
    expect(next.map((one) => Math.round(one * 10) / 10)).toEqual(published.sarima_011_011_log_1961);
  });

  test("beats the same month a year before, which is off as published", () => {
    const [known, held] = [values.slice(0, -12), values.slice(-12)];
    const off = (next: readonly number[]) => held.map((value, at) => Math.abs(value - (next[at] ?? 0)));
    const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
    const naive = off(known.slice(-12));
    expect(mean(naive)).toBeCloseTo(published.seasonal_naive_1960.MAE_C, 5);
    expect(mean(naive.map((one, at) => (one / (held[at] ?? 1)) * 100))).toBeCloseTo(
      published.seasonal_naive_1960.MAPE_C,
      5,
    );
    const next = nextValues(fitHoltWinters(known, 12, "multiplicative"), "multiplicative", 12);
    expect(mean(off(next))).toBeLessThan(mean(naive));
  });
});

describe("a forecast of weeks", () => {
  /** Around a hundred, with a wave that no model knows. */
  const noisy = (length: number) =>
    Array.from({ length }, (_, at) => 100 + 30 * Math.sin(at * 2.1) + 10 * Math.sin(at * 7.7));

  test("uses a model that beats the last week, with an interval that widens", () => {
    const made = forecast(noisy(60), "2026-01-05");
    expect(made?.isBetter).toBe(true);
    expect(made?.model.error).toBeLessThan(made?.benchmark.error ?? 0);
    expect(made?.points).toHaveLength(HORIZON);
    expect(made?.points[0]?.week).toBe("2027-03-01");
    const widths = made?.points.map(({ low, high }) => high - low) ?? [];
    expect([...widths].sort((a, b) => a - b)).toEqual(widths);
  });

  test("says so where none does, and shows the benchmark", () => {
    // Mostly still, with steps: the last week is the best there is.
    const steps: number[] = [100];
    for (let week = 1; week < 60; week++)
      steps.push((steps.at(-1) ?? 0) + (week % 9 === 0 ? (week % 2 ? 40 : -35) : 0));
    const made = forecast(steps, "2026-01-05");
    expect(made).toMatchObject({ isBetter: false, model: { key: "naive" } });
    expect(made?.points[0]?.mean).toBe(steps.at(-1));
  });

  test("needs half a year, is never below zero, and knows a year's season only from two", () => {
    expect(forecast(noisy(LEAST_WEEKS - 1), "2026-01-05")).toBeNull();
    const falling = Array.from({ length: 40 }, (_, week) => Math.max(0, 80 - week * 3));
    expect(forecast(falling, "2026-01-05")?.points.every(({ mean, low }) => mean >= 0 && low >= 0)).toBe(
      true,
    );
    expect(forecast(noisy(80), "2026-01-05")?.benchmark.key).toBe("naive");
    expect(forecast(noisy(120), "2026-01-05")?.benchmark.key).toBe("seasonalNaive");
  });

  test("knows a year's season from three, by a model that has learnt it", () => {
    const wave = Array.from(
      { length: 156 },
      (_, at) => 200 + at / 4 + 60 * Math.sin((2 * Math.PI * at) / 52) + 8 * Math.sin(at * 2.1),
    );
    const made = forecast(wave, "2023-01-02");
    expect(made?.trials.map(({ key }) => key)).toEqual(expect.arrayContaining(["holtWinters", "airline"]));
    expect(made).toMatchObject({ isBetter: true, benchmark: { key: "seasonalNaive" } });
    expect(["holtWinters", "airline"]).toContain(made?.model.key);
    expect(made?.origins).toBeGreaterThanOrEqual(HORIZON);
  });

  test("the season is found by its own weights again, and goes on where weeks brought nothing", () => {
    const random = randomFrom(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const errors = Array.from({ length: 400 }, normal);
    const error = (at: number) => errors[at] ?? 0;
    const values: number[] = [];
    for (let at = 0; at < 400; at++) {
      const change = error(at) - 0.5 * error(at - 1) - 0.6 * error(at - 4) + 0.3 * error(at - 5);
      values.push(change + (values[at - 1] ?? 0) + (values[at - 4] ?? 0) - (values[at - 5] ?? 0));
    }
    const fit = fitAirline(values, 4);
    expect(Math.abs(fit.theta + 0.5)).toBeLessThan(0.12);
    expect(Math.abs(fit.seasonal + 0.6)).toBeLessThan(0.12);
    const still = Array(40).fill(0);
    expect(nextOfAirline(still, 4, fit, 3)).toEqual([0, 0, 0]);
  });

  test("is held to the weeks that came", () => {
    const points = [
      { week: "2026-02-02", mean: 10, low: 5, high: 15 },
      { week: "2026-02-09", mean: 10, low: 5, high: 15 },
      { week: "2026-02-16", mean: 10, low: 5, high: 15 },
    ];
    expect(hindsight(points, [1, 2, 3, 4, 12, 20], "2026-01-05")).toEqual({
      weeks: 2,
      error: 6,
      share: 12 / 32,
      within: 1,
    });
    expect(hindsight(points, [1, 2], "2026-01-05")).toBeNull();
  });
});
