import { lgam, psi } from "cephes";
import { hessian, inverseOf, minimise, type Slope } from "./minimise";

/**
 * The Gamma-Gamma model of money: an order's amount is gamma distributed with shape p, its scale gamma distributed over
 * people (q, v); v is in the unit of the amounts. Fader and Hardie 2013, "The Gamma-Gamma Model of Monetary Value".
 */
export type GammaGamma = { p: number; q: number; v: number };

/** Mean amount of a person's repeat days, of which there are `repeats`; `weight` people share both. */
export type Spend = { repeats: number; mean: number; weight?: number };

export type GammaGammaFit = GammaGamma & {
  logLikelihood: number;
  people: number;
  standardErrors: GammaGamma | null;
  /** Between the number of repeats and the mean amount: the model takes it for 0. */
  correlation: number;
  /** With q up to 1 the mean amount of a person has no expectation. */
  hasMean: boolean;
  isConverged: boolean;
};

const THIN = 20_000;
const STARTS = [
  [4, 4],
  [1, 2],
  [10, 3],
] as const;

/** The log-likelihood over (ln p, ln q, ln v) and its gradient, both negated. */
export function negativeLogLikelihood(rows: readonly Spend[]): Slope {
  const counts = new Map<number, number>();
  for (const { repeats, weight = 1 } of rows) counts.set(repeats, (counts.get(repeats) ?? 0) + weight);
  const x = Float64Array.from(rows, (row) => row.repeats);
  const z = Float64Array.from(rows, (row) => row.mean);
  const people = Float64Array.from(rows, (row) => row.weight ?? 1);
  let [sumLogZ, sumXLogXZ, all] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [repeats = 0, mean = 0, weight = 0] = [x[i], z[i], people[i]];
    sumLogZ += weight * Math.log(mean);
    sumXLogXZ += weight * repeats * Math.log(repeats * mean);
    all += weight;
  }
  return (logs) => {
    const [p = 1, q = 1, v = 1] = logs.map(Math.exp);
    let value = p * sumXLogXZ - sumLogZ + all * (q * Math.log(v) - lgam(q));
    let [dp, dq, dv] = [sumXLogXZ, all * (Math.log(v) - psi(q)), (all * q) / v];
    for (const [repeats, weight] of counts) {
      const shape = p * repeats;
      value += weight * (lgam(shape + q) - lgam(shape));
      dp += weight * repeats * (psi(shape + q) - psi(shape));
      dq += weight * psi(shape + q);
    }
    for (let i = 0; i < x.length; i++) {
      const [repeats = 0, mean = 0, weight = 0] = [x[i], z[i], people[i]];
      const total = v + repeats * mean;
      const log = weight * Math.log(total);
      const shape = p * repeats + q;
      value -= shape * log;
      dp -= repeats * log;
      dq -= log;
      dv -= (weight * shape) / total;
    }
    return Number.isFinite(value)
      ? { value: -value, gradient: [-dp * p, -dq * q, -dv * v] }
      : { value: Number.POSITIVE_INFINITY, gradient: [0, 0, 0] };
  };
}

/** The parameters of highest likelihood over people with at least one repeat and a positive mean, from three starts. */
export function fitGammaGamma(given: readonly Spend[]): GammaGammaFit {
  const rows = thinned(given.filter((row) => row.repeats > 0 && row.mean > 0));
  const people = rows.reduce((sum, row) => sum + (row.weight ?? 1), 0);
  const scale = rows.reduce((sum, row) => sum + row.mean * (row.weight ?? 1), 0) / people;
  const slope = negativeLogLikelihood(rows.map((row) => ({ ...row, mean: row.mean / scale })));
  const [best] = STARTS.map(([p, q]) =>
    minimise(slope, [p, q, (q - 1 || 1) / p].map(Math.log), { tolerance: 1e-10 }),
  ).sort((one, other) => one.value - other.value);
  const at = best?.at ?? [0, 0, 0];
  const errors = inverseOf(hessian(slope, at))?.map((row, i) => Math.sqrt(row[i] ?? Number.NaN)) ?? null;
  const [p = 1, q = 1, v = 1] = at.map(Math.exp);
  return {
    p,
    q,
    v: v * scale,
    // A density of amounts changes with their unit, once per person.
    logLikelihood: -(best?.value ?? Number.NaN) - people * Math.log(scale),
    people,
    standardErrors: errors && {
      p: p * (errors[0] ?? Number.NaN),
      q: q * (errors[1] ?? Number.NaN),
      v: v * scale * (errors[2] ?? Number.NaN),
    },
    correlation: correlationOf(rows),
    hasMean: q > 1,
    isConverged: best?.isConverged ?? false,
  };
}

/** Amounts within half a percent of each other, of people with as many repeats, as one row where there are very many. */
function thinned(rows: readonly Spend[]): readonly Spend[] {
  if (rows.length <= THIN) return rows;
  const cells = new Map<number, Required<Spend>>();
  for (const { repeats, mean, weight = 1 } of rows) {
    const key = repeats * 100_000 + Math.round(Math.log(mean) * 200);
    const known = cells.get(key);
    if (known) {
      known.mean += ((mean - known.mean) * weight) / (known.weight + weight);
      known.weight += weight;
    } else cells.set(key, { repeats, mean, weight });
  }
  return [...cells.values()];
}

function correlationOf(rows: readonly Spend[]): number {
  let [n, sx, sz, sxx, szz, sxz] = [0, 0, 0, 0, 0, 0];
  for (const { repeats: x, mean: z, weight = 1 } of rows) {
    n += weight;
    sx += weight * x;
    sz += weight * z;
    sxx += weight * x * x;
    szz += weight * z * z;
    sxz += weight * x * z;
  }
  const spread = Math.sqrt((n * sxx - sx * sx) * (n * szz - sz * sz));
  return spread > 0 ? (n * sxz - sx * sz) / spread : 0;
}

/** The expected mean amount of a person's orders: between their own mean and everybody's, by how often they came back. */
export function expectedSpend({ p, q, v }: GammaGamma, { repeats, mean }: Spend): number {
  return (p * (v + (repeats > 0 ? repeats * mean : 0))) / (p * repeats + q - 1);
}
