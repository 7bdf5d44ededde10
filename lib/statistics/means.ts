import { type Effect, effectOf, type Share } from "./shares";
import { tCritical, tTails } from "./special";

/** A sample as its size, mean and variance (n − 1 in the denominator). */
export type Sample = { n: number; mean: number; variance: number };

/** The sample from sums over its members. */
export function sampleOf({ n, sum, squares }: { n: number; sum: number; squares: number }): Sample {
  const mean = n > 0 ? sum / n : 0;
  return { n, mean, variance: n > 1 ? Math.max(0, (squares - n * mean * mean) / (n - 1)) : 0 };
}

/** A share as a sample of zeros and ones. */
export function sampleOfShare({ count, total }: Share): Sample {
  return sampleOf({ n: total, sum: count, squares: count });
}

export type MeanTest = Effect & { t: number; df: number; p: number };

/**
 * Difference of two means with its 95 % interval, variances not taken for equal (Welch 1947, Biometrika 34, 28–35).
 * Where neither sample varies there is nothing to test by: t 0, p 1 when the means are one, else t infinite, p 0.
 * Null when a sample has fewer than two members.
 */
export function meanTest(treated: Sample, control: Sample): MeanTest | null {
  if (treated.n < 2 || control.n < 2) return null;
  const difference = treated.mean - control.mean;
  const [a, b] = [treated.variance / treated.n, control.variance / control.n];
  const error = Math.sqrt(a + b);
  if (error === 0) {
    const point = effectOf(difference, { low: difference, high: difference });
    const df = treated.n + control.n - 2;
    return difference === 0
      ? { ...point, t: 0, df, p: 1 }
      : { ...point, t: Math.sign(difference) * Number.POSITIVE_INFINITY, df, p: 0 };
  }
  const df = degrees(treated, control);
  const reach = tCritical(0.05, df) * error;
  const t = difference / error;
  return {
    ...effectOf(difference, { low: difference - reach, high: difference + reach }),
    ...{ t, df, p: tTails(t, df) },
  };
}

/** Welch's degrees of freedom, a fraction as a rule. */
function degrees(treated: Sample, control: Sample): number {
  const [a, b] = [treated.variance / treated.n, control.variance / control.n];
  return (a + b) ** 2 / (a ** 2 / (treated.n - 1) + b ** 2 / (control.n - 1));
}

export type RelativeLift = Effect & { error: number; p: number };

/**
 * How many times the control's mean the difference is (0.7: 70 % more), with its 95 % interval by the delta method, first
 * order, with Welch's degrees (Casella and Berger 2002, Statistical Inference, 5.5.4). Null when a sample has fewer
 * than two members or the control's mean is not above zero: then there is nothing to be a part of.
 */
export function relativeLift(treated: Sample, control: Sample): RelativeLift | null {
  if (treated.n < 2 || control.n < 2 || control.mean <= 0) return null;
  const difference = treated.mean / control.mean - 1;
  const error = Math.sqrt(
    treated.variance / treated.n / control.mean ** 2 +
      ((control.variance / control.n) * treated.mean ** 2) / control.mean ** 4,
  );
  if (error === 0)
    return {
      ...effectOf(difference, { low: difference, high: difference }),
      ...{ error, p: Number(difference === 0) },
    };
  const df = degrees(treated, control);
  const reach = tCritical(0.05, df) * error;
  return {
    ...effectOf(difference, { low: difference - reach, high: difference + reach }),
    ...{ error, p: tTails(difference / error, df) },
  };
}
