import { byDifferences, minimise } from "@/lib/value/minimise";

export type Season = "additive" | "multiplicative";
export type HoltWinters = {
  alpha: number;
  beta: number;
  gamma: number;
  sse: number;
  level: number;
  trend: number;
  season: number[];
};

type Start = { level: number; trend: number; season: number[] };

/**
 * Triple exponential smoothing (Winters 1960), begun as R's `HoltWinters` does: from a decomposition of the first two
 * periods, smoothing from the second on, parameters of the least squared one-step error.
 */
export function fitHoltWinters(values: readonly number[], period: number, kind: Season): HoltWinters {
  const start = startOf(values, period, kind);
  const share = (logit: number) => 1 / (1 + Math.exp(-logit));
  const error = ([a = 0, b = 0, c = 0]: readonly number[]) =>
    smooth(values, period, kind, start, share(a), share(b), share(c)).sse;
  const logit = (value: number) => Math.log(value / (1 - value));
  const [best] = [
    [0.3, 0.1, 0.1],
    [0.3, 0.05, 0.8],
  ]
    .map((from) => minimise(byDifferences(error), from.map(logit), { tolerance: 1e-10 }))
    .sort((one, other) => one.value - other.value);
  const [alpha = 0, beta = 0, gamma = 0] = (best?.at ?? []).map(share);
  return { alpha, beta, gamma, ...smooth(values, period, kind, start, alpha, beta, gamma) };
}

/** The next values. */
export function nextValues({ level, trend, season }: HoltWinters, kind: Season, count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    const along = level + (at + 1) * trend;
    const part = season[at % season.length] ?? 0;
    return kind === "additive" ? along + part : along * part;
  });
}

function startOf(values: readonly number[], period: number, kind: Season): Start {
  const first = values.slice(0, period * 2);
  const half = Math.floor(period / 2);
  const trend = first.map((_, i) => {
    if (i < half || i >= first.length - half) return null;
    if (period % 2 === 1) return mean(first.slice(i - half, i + half + 1));
    const inner = first.slice(i - half + 1, i + half).reduce((sum, one) => sum + one, 0);
    return (inner + ((first[i - half] ?? 0) + (first[i + half] ?? 0)) / 2) / period;
  });
  const figure = Array.from({ length: period }, (_, at) =>
    mean(
      [at, at + period].flatMap((i) => {
        const [value, middle] = [first[i], trend[i]];
        if (value === undefined || middle === null || middle === undefined) return [];
        return [kind === "additive" ? value - middle : value / middle];
      }),
    ),
  );
  const middle = mean(figure);
  const line = leastSquares(trend.filter((one) => one !== null));
  return {
    level: line.start,
    trend: line.slope,
    season: figure.map((one) => (kind === "additive" ? one - middle : one / middle)),
  };
}

/** Intercept and slope over 1, 2, 3 … */
function leastSquares(values: readonly number[]): { start: number; slope: number } {
  const middle = (values.length + 1) / 2;
  const top = values.reduce((sum, one, i) => sum + (i + 1 - middle) * one, 0);
  const below = values.reduce((sum, _, i) => sum + (i + 1 - middle) ** 2, 0);
  const slope = below > 0 ? top / below : 0;
  return { start: mean(values) - slope * middle, slope };
}

function smooth(
  values: readonly number[],
  period: number,
  kind: Season,
  start: Start,
  alpha: number,
  beta: number,
  gamma: number,
) {
  let { level, trend } = start;
  const season = [...start.season];
  let sse = 0;
  for (let i = period; i < values.length; i++) {
    const value = values[i] ?? 0;
    const old = season[i % period] ?? 0;
    const expected = kind === "additive" ? level + trend + old : (level + trend) * old;
    sse += (value - expected) ** 2;
    const before = level;
    level = alpha * (kind === "additive" ? value - old : value / old) + (1 - alpha) * (level + trend);
    trend = beta * (level - before) + (1 - beta) * trend;
    season[i % period] = gamma * (kind === "additive" ? value - level : value / level) + (1 - gamma) * old;
  }
  const turn = values.length % period;
  return { sse, level, trend, season: [...season.slice(turn), ...season.slice(0, turn)] };
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
