import { addDays, type Day, diffDays } from "@/lib/days";
import { type Errors, halfWidths } from "./band";
import { benchmarkFor, CANDIDATES, type Forecaster } from "./models";

/** Weeks ahead. */
export const HORIZON = 12;
/** Weeks of history below which nothing is foretold: a backtest needs some to learn from and some to be held to. */
export const LEAST_WEEKS = 26;
/** How many earlier weeks each model is put back to at most, and how many it is told at least. */
const MOST_ORIGINS = 52;
const LEAST_TOLD = 14;

export type ForecastPoint = { week: Day; mean: number; low: number; high: number };
export type Trial = { key: Forecaster["key"]; label: string; error: number };
export type Forecast = {
  points: ForecastPoint[];
  /** The one in use first; `error` is the mean absolute error of a week over all origins and horizons. */
  model: Trial;
  benchmark: Trial;
  trials: Trial[];
  /** How many earlier weeks the models were put back to. */
  origins: number;
  /** False: no model beat the benchmark, and the benchmark is what is shown. */
  isBetter: boolean;
};

/**
 * Goes on from whole weeks, the oldest first. Each model is put back to earlier weeks, told only what was known then,
 * and held to what followed (rolling origin); the best is used where it beats the benchmark, in a band that comes from how far
 * it was off by then. Null for too short a series.
 */
export function forecast(values: readonly number[], firstWeek: Day): Forecast | null {
  if (values.length < LEAST_WEEKS) return null;
  const origins = originsFor(values.length);
  const models = [
    benchmarkFor(values.length),
    ...CANDIDATES.filter(({ least }) => values.length - origins >= least),
  ];
  const tested = models.map((model) => ({ model, ...backtest(values, model, origins) }));
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
  const widths = halfWidths(used.errors, origins);
  return {
    points: used.model.next(values, HORIZON).map((mean, at) => {
      const half = widths[at] ?? 0;
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
    origins,
    isBetter,
  };
}

/** A year of earlier weeks, fewer where the first would be told too little: of its season, once there are two. */
function originsFor(weeks: number): number {
  const season = Math.min(...CANDIDATES.map(({ least }) => least).filter((least) => least > 52));
  const told = weeks >= season + HORIZON ? season : LEAST_TOLD;
  return Math.min(MOST_ORIGINS, weeks - told);
}

/** Mean absolute error over all origins and horizons, and every error by its horizon. */
function backtest(
  values: readonly number[],
  model: Forecaster,
  origins: number,
): { error: number; errors: Errors } {
  const errors: Errors = Array.from({ length: HORIZON }, () => []);
  const next = model.learn?.(values.slice(0, values.length - origins)) ?? model.next;
  let [total, count] = [0, 0];
  for (let back = origins; back >= 1; back--) {
    const known = values.slice(0, values.length - back);
    for (const [at, mean] of next(known, Math.min(back, HORIZON)).entries()) {
      const off = (values[known.length + at] ?? 0) - Math.max(0, mean);
      errors[at]?.push(off);
      total += Math.abs(off);
      count += 1;
    }
  }
  return { error: count > 0 ? total / count : 0, errors };
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
