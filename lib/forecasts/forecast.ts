import { addDays, type Day, diffDays } from "@/lib/days";
import { benchmarkFor, CANDIDATES, type Forecaster } from "./models";

/** Weeks ahead. */
export const HORIZON = 12;
/** Weeks of history below which nothing is foretold: a backtest needs some to learn from and some to be held to. */
export const LEAST_WEEKS = 26;
/** How many earlier weeks each model is put back to. */
const ORIGINS = 16;
/** Four of five weeks are to lie within: 1.2816 standard deviations of a normal error. */
const WIDTH = 1.2816;

export type ForecastPoint = { week: Day; mean: number; low: number; high: number };
export type Trial = { key: Forecaster["key"]; label: string; error: number };
export type Forecast = {
  points: ForecastPoint[];
  /** The one in use first; `error` is the mean absolute error of a week over all origins and horizons. */
  model: Trial;
  benchmark: Trial;
  trials: Trial[];
  /** False: no model beat the benchmark, and the benchmark is what is shown. */
  isBetter: boolean;
};

/**
 * Goes on from whole weeks, the oldest first. Each model is put back to earlier weeks, told only what was known then,
 * and held to what followed (rolling origin); the best is used where it beats the benchmark. Null for too short a series.
 */
export function forecast(values: readonly number[], firstWeek: Day): Forecast | null {
  if (values.length < LEAST_WEEKS) return null;
  const bench = benchmarkFor(values.length);
  const models = [bench, ...CANDIDATES.filter(({ least }) => values.length - ORIGINS >= least)];
  const tested = models.map((model) => ({ model, ...backtest(values, model) }));
  const [naive, ...others] = tested;
  const [best] = [...others].sort((one, other) => one.error - other.error);
  if (!naive) return null;
  const isBetter = best !== undefined && best.error < naive.error;
  const used = isBetter ? best : naive;
  const trial = ({ model, error }: (typeof tested)[number]): Trial => ({
    key: model.key,
    label: model.label,
    error,
  });
  const begin = addDays(firstWeek, values.length * 7);
  return {
    points: used.model.next(values, HORIZON).map((mean, at) => {
      const half = WIDTH * (used.spread[at] ?? 0);
      return {
        week: addDays(begin, at * 7),
        mean: Math.max(0, mean),
        low: Math.max(0, mean - half),
        high: Math.max(0, mean + half),
      };
    }),
    model: trial(used),
    benchmark: trial(naive),
    trials: tested.map(trial).sort((one, other) => one.error - other.error),
    isBetter,
  };
}

/** Mean absolute error, and the root of the mean squared error of each horizon, never less than of one nearer. */
function backtest(values: readonly number[], model: Forecaster): { error: number; spread: number[] } {
  const squares = Array.from({ length: HORIZON }, () => ({ sum: 0, count: 0 }));
  let [total, count] = [0, 0];
  for (let back = 1; back <= ORIGINS; back++) {
    const known = values.slice(0, values.length - back);
    const next = model.next(known, Math.min(back, HORIZON));
    for (const [at, mean] of next.entries()) {
      const off = (values[known.length + at] ?? 0) - Math.max(0, mean);
      total += Math.abs(off);
      count += 1;
      const square = squares[at];
      if (square) {
        square.sum += off ** 2;
        square.count += 1;
      }
    }
  }
  let widest = 0;
  const spread = squares.map(({ sum, count: n }) => {
    widest = Math.max(widest, n > 0 ? Math.sqrt(sum / n) : 0);
    return widest;
  });
  return { error: count > 0 ? total / count : 0, spread };
}

export type Hindsight = {
  /** Whole weeks that have passed since. */
  weeks: number;
  /** Mean absolute error of a week, and as a share of what came. */
  error: number;
  share: number | null;
  /** Weeks that lay within the interval. */
  within: number;
};

/** How an earlier forecast fared against the weeks that are known now; null before the first has ended. */
export function hindsight(
  points: readonly ForecastPoint[],
  values: readonly number[],
  firstWeek: Day,
): Hindsight | null {
  const met = points.flatMap((point) => {
    const value = values[diffDays(firstWeek, point.week) / 7];
    return value === undefined ? [] : [{ ...point, value }];
  });
  if (met.length === 0) return null;
  const off = met.reduce((sum, { mean, value }) => sum + Math.abs(mean - value), 0);
  const came = met.reduce((sum, { value }) => sum + Math.abs(value), 0);
  return {
    weeks: met.length,
    error: off / met.length,
    share: came > 0 ? off / came : null,
    within: met.filter(({ low, high, value }) => value >= low && value <= high).length,
  };
}
