import { fitAirline, nextOfAirline } from "./airline";
import { fitHoltWinters, nextValues } from "./holt-winters";

/** Goes on from a series. */
export type Next = (values: readonly number[], count: number) => number[];

/** A way to go on from a series. `least` is how many values it needs. */
export type Forecaster = {
  key: "naive" | "seasonalNaive" | "mean" | "smoothing" | "damped" | "holtWinters" | "airline";
  label: string;
  least: number;
  next: Next;
  /** Learns once what `next` would learn anew each time, where that takes long. */
  learn?: (values: readonly number[]) => Next;
};

const YEAR = 52;

const naive: Forecaster = {
  key: "naive",
  label: "as in the last week",
  least: 1,
  next: (values, count) => Array(count).fill(values.at(-1) ?? 0),
};

const seasonalNaive: Forecaster = {
  key: "seasonalNaive",
  label: "as in the same week a year before",
  least: YEAR * 2,
  next: (values, count) =>
    Array.from({ length: count }, (_, at) => values[values.length - YEAR + (at % YEAR)] ?? 0),
};

const mean: Forecaster = {
  key: "mean",
  label: "mean of the last eight weeks",
  least: 8,
  next: (values, count) => {
    const last = values.slice(-8);
    return Array(count).fill(last.reduce((sum, one) => sum + one, 0) / Math.max(1, last.length));
  },
};

const GRID = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Simple exponential smoothing, its weight that of the least squared one-step error (Brown 1956). */
const smoothing: Forecaster = {
  key: "smoothing",
  label: "exponential smoothing",
  least: 10,
  next: (values, count) => {
    const [best] = GRID.map((alpha) => smoothed(values, alpha, 0, 0)).sort((a, b) => a.sse - b.sse);
    return Array(count).fill(best?.level ?? 0);
  },
};

/** With a trend that fades by a tenth or a fifth each week (Gardner and McKenzie 1985). */
const damped: Forecaster = {
  key: "damped",
  label: "smoothing with a fading trend",
  least: 16,
  next: (values, count) => {
    const tries = GRID.flatMap((alpha) =>
      [0.05, 0.1, 0.2, 0.4].flatMap((beta) =>
        [0.8, 0.9].map((fade) => ({ fade, ...smoothed(values, alpha, beta, fade) })),
      ),
    );
    const [best] = tries.sort((a, b) => a.sse - b.sse);
    if (!best) return Array(count).fill(values.at(-1) ?? 0);
    let sum = 0;
    return Array.from({ length: count }, (_, at) => {
      sum += best.fade ** (at + 1);
      return best.level + sum * best.trend;
    });
  },
};

const holtWinters: Forecaster = {
  key: "holtWinters",
  label: "Holt-Winters with a yearly season",
  least: YEAR * 2.5,
  next: (values, count) => nextValues(fitHoltWinters(values, YEAR, "additive"), "additive", count),
};

/** On logarithms where every week brought something: a season is a share of what there is. */
const airline: Forecaster = {
  key: "airline",
  label: "seasonal ARIMA with a yearly season",
  least: YEAR * 2.5,
  next: (values, count) => learnAirline(values)(values, count),
  learn: (values) => learnAirline(values),
};

function learnAirline(known: readonly number[]): Next {
  const isPositive = known.every((value) => value > 0);
  const weights = fitAirline(isPositive ? known.map(Math.log) : known, YEAR);
  return (values, count) => {
    if (!isPositive || values.some((value) => value <= 0)) return nextOfAirline(values, YEAR, weights, count);
    return nextOfAirline(values.map(Math.log), YEAR, weights, count).map(Math.exp);
  };
}

function smoothed(values: readonly number[], alpha: number, beta: number, fade: number) {
  const begin = values.slice(0, 4);
  let level = begin.reduce((sum, one) => sum + one, 0) / Math.max(1, begin.length);
  let trend = 0;
  let sse = 0;
  for (const value of values) {
    const expected = level + fade * trend;
    sse += (value - expected) ** 2;
    const before = level;
    level = expected + alpha * (value - expected);
    trend = beta * (level - before) + (1 - beta) * fade * trend;
  }
  return { level, trend, sse };
}

/** What a model has to beat: the same week a year before, or where two years are not there the last week. */
export function benchmarkFor(length: number): Forecaster {
  return length >= seasonalNaive.least ? seasonalNaive : naive;
}

export const CANDIDATES: readonly Forecaster[] = [mean, smoothing, damped, holtWinters, airline];
