import { lgam, psi } from "cephes";
import { type Histories, peopleIn, scaled, thinned } from "./histories";
import { hessian, inverseOf, minimise, type Slope } from "./minimise";

/**
 * The BG/NBD model: while active a person orders at a rate that is gamma distributed over people (shape r, rate alpha,
 * in the unit of time of the histories); after each order they leave with a probability that is beta distributed
 * (a, b). Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way, Marketing Science 24(2).
 */
export type BgNbd = { r: number; alpha: number; a: number; b: number };

export type BgNbdFit = BgNbd & {
  logLikelihood: number;
  people: number;
  /** Of r, alpha, a, b; null where the curvature does not give one. */
  standardErrors: BgNbd | null;
  /** How much likelihood is lost when nobody ever leaves: under 1.35 it cannot be told from that (5 %, one-sided). */
  dropoutGain: number;
  isDropoutIdentified: boolean;
  /** Whether it can be told how much people differ in leaving; if not, a and b are known by their ratio alone. */
  isSpreadIdentified: boolean;
  isConverged: boolean;
};

/** Half of the 10 % point of chi-square with one degree: a = 0 lies on the edge (Self and Liang 1987). */
const LEAST_GAIN = 2.7055 / 2;
/** A standard error on the log scale above which a parameter is known to a factor of seven at best. */
const VAGUE = 1;
/** Beyond, in logs, a likelihood only creeps along a ridge, and the predictions no longer change. */
const FARTHEST = Math.log(5000);
const THIN = 20_000;
const SLOPE_TOLERANCE = 1e-10;
const STARTS = [
  [1, 1, 1, 1],
  [0.3, 0.3, 0.5, 3],
  [3, 3, 0.1, 1],
] as const;

const NOWHERE = { value: Number.POSITIVE_INFINITY, gradient: [0, 0, 0, 0] };

/** The log-likelihood of the histories and its gradient over (ln r, ln alpha, ln a, ln b), both negated. */
export function negativeLogLikelihood(histories: Histories): Slope {
  const { repeats, recency, age, weight } = histories;
  const counts = countsOf(histories);
  return (logs) => {
    if (logs.some((log) => Math.abs(log) > FARTHEST)) return NOWHERE;
    const [r = 1, alpha = 1, a = 1, b = 1] = logs.map(Math.exp);
    let value = 0;
    let [dr, dAlpha, da, db] = [0, 0, 0, 0];
    for (const [x, people] of counts) {
      value +=
        people *
        (lgam(r + x) - lgam(r) + r * Math.log(alpha) + lgam(a + b) + lgam(b + x) - lgam(b) - lgam(a + b + x));
      dr += people * (psi(r + x) - psi(r) + Math.log(alpha));
      dAlpha += (people * r) / alpha;
      da += people * (psi(a + b) - psi(a + b + x));
      db += people * (psi(a + b) + psi(b + x) - psi(b) - psi(a + b + x));
    }
    const logA = Math.log(a);
    for (let i = 0; i < repeats.length; i++) {
      const x = repeats[i] ?? 0;
      const people = weight[i] ?? 0;
      const late = alpha + (age[i] ?? 0);
      const logLate = Math.log(late);
      value -= people * (r + x) * logLate;
      dr -= people * logLate;
      dAlpha -= (people * (r + x)) / late;
      if (x === 0) continue;
      const last = alpha + (recency[i] ?? 0);
      const ratio = logLate - Math.log(last);
      const odds = logA - Math.log(b + x - 1) + (r + x) * ratio;
      const left = 1 / (1 + Math.exp(-odds));
      value += people * (odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds)));
      dr += people * left * ratio;
      dAlpha += people * left * (r + x) * (1 / late - 1 / last);
      da += (people * left) / a;
      db -= (people * left) / (b + x - 1);
    }
    const gradient = [-dr * r, -dAlpha * alpha, -da * a, -db * b];
    return Number.isFinite(value) ? { value: -value, gradient } : NOWHERE;
  };
}

/** People per number of repeats: what depends on it alone is summed once. */
function countsOf({ repeats, weight }: Histories): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i] ?? 0;
    counts.set(x, (counts.get(x) ?? 0) + (weight[i] ?? 0));
  }
  return counts;
}

/** The same with nobody ever leaving (a = 0): the NBD model over (ln r, ln alpha). */
function withoutDropout(histories: Histories): Slope {
  const byAge = new Map<string, { x: number; age: number; people: number }>();
  for (let i = 0; i < histories.repeats.length; i++) {
    const [x = 0, age = 0, people = 0] = [histories.repeats[i], histories.age[i], histories.weight[i]];
    const known = byAge.get(`${x} ${age}`);
    if (known) known.people += people;
    else byAge.set(`${x} ${age}`, { x, age, people });
  }
  const rows = [...byAge.values()];
  const counts = countsOf(histories);
  return (logs) => {
    const [r = 1, alpha = 1] = logs.map(Math.exp);
    let value = 0;
    let [dr, dAlpha] = [0, 0];
    for (const [x, people] of counts) {
      value += people * (lgam(r + x) - lgam(r) + r * Math.log(alpha));
      dr += people * (psi(r + x) - psi(r) + Math.log(alpha));
      dAlpha += (people * r) / alpha;
    }
    for (const { x, age, people } of rows) {
      const logLate = Math.log(alpha + age);
      value -= people * (r + x) * logLate;
      dr -= people * logLate;
      dAlpha -= (people * (r + x)) / (alpha + age);
    }
    return { value: -value, gradient: [-dr * r, -dAlpha * alpha] };
  };
}

/**
 * The parameters of highest likelihood, from three starts on their logarithms. Times are scaled to a mean age of 10
 * for it, whatever their unit. Many different histories are first thinned, and the fit is then finished on all of them.
 */
export function fitBgNbd(given: Histories): BgNbdFit {
  const people = peopleIn(given);
  const meanAge = given.age.reduce((sum, age, i) => sum + age * (given.weight[i] ?? 0), 0) / people;
  const factor = 10 / (meanAge || 1);
  const histories = scaled(given, factor);
  const coarse = thinned(histories, THIN);
  const rough = negativeLogLikelihood(coarse);
  const [best] = STARTS.map(([r, alpha, a, b]) =>
    minimise(rough, [r, alpha * 10, a, b].map(Math.log), { tolerance: SLOPE_TOLERANCE }),
  ).sort((one, other) => one.value - other.value);
  const slope = negativeLogLikelihood(histories);
  const start = best?.at ?? [0, 0, 0, 0];
  const found =
    coarse === histories && best ? best : finished(slope, start, inverseOf(hessian(rough, start)));
  const covariance = inverseOf(hessian(coarse === histories ? slope : rough, found.at));
  const [r = 1, alpha = 1, a = 1, b = 1] = found.at.map(Math.exp);
  const errors = covariance?.map((row, i) => Math.sqrt(row[i] ?? Number.NaN)) ?? null;
  const nbd = minimise(withoutDropout(coarse), [Math.log(r), Math.log(alpha)], {
    tolerance: SLOPE_TOLERANCE,
  });
  const gain = nbd.value - rough(found.at).value;
  const repeats = given.repeats.reduce((sum, x, i) => sum + x * (given.weight[i] ?? 0), 0);
  return {
    r,
    alpha: alpha / factor,
    a,
    b,
    // A density of times changes with their unit, once per repeat.
    logLikelihood: -found.value + repeats * Math.log(factor),
    people,
    standardErrors: errors && {
      r: r * (errors[0] ?? Number.NaN),
      alpha: (alpha / factor) * (errors[1] ?? Number.NaN),
      a: a * (errors[2] ?? Number.NaN),
      b: b * (errors[3] ?? Number.NaN),
    },
    dropoutGain: gain,
    isDropoutIdentified: gain > LEAST_GAIN,
    isSpreadIdentified: errors !== null && (errors[2] ?? VAGUE) < VAGUE && (errors[3] ?? VAGUE) < VAGUE,
    isConverged: found.isConverged,
  };
}

/** From the optimum of a thinned likelihood to that of the whole one: Newton's steps with its curvature. */
function finished(slope: Slope, start: number[], inverse: number[][] | null) {
  if (!inverse) return minimise(slope, start, { steps: 20, tolerance: SLOPE_TOLERANCE });
  let at = start;
  let here = slope(at);
  for (let step = 0; step < 5; step++) {
    const next = at.map(
      (one, i) =>
        one - (inverse[i] ?? []).reduce((sum, weight, j) => sum + weight * (here.gradient[j] ?? 0), 0),
    );
    const there = slope(next);
    if (!(there.value < here.value - 1e-7)) break;
    [at, here] = [next, there];
  }
  return { at, value: here.value, isConverged: true };
}
