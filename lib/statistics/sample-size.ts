import { Z95 } from "./shares";
import { noncentralTTail, normalQuantile, normalTail, tCritical } from "./special";

/** Two shares that are to be told apart in groups of one size. */
type Shares = { from: number; to: number };

/**
 * The chance to see the difference at 5 % two-sided in groups of `n` each, other direction left aside; pooled standard
 * deviation under the null (Fleiss 1981, 3.2; what R calls power.prop.test).
 */
export function sharePower({ from, to }: Shares, n: number): number {
  const mean = (from + to) / 2;
  const apart = Math.sqrt(n) * Math.abs(to - from) - Z95 * Math.sqrt(2 * mean * (1 - mean));
  return normalTail(-apart / Math.sqrt(from * (1 - from) + to * (1 - to)));
}

/** People needed in each of two groups for that chance to be `power`, by the same formula; a fraction, to be rounded up. */
export function shareSampleSize({ from, to }: Shares, power = 0.8): number {
  const mean = (from + to) / 2;
  const wide = Z95 * Math.sqrt(2 * mean * (1 - mean));
  const narrow = normalQuantile(power) * Math.sqrt(from * (1 - from) + to * (1 - to));
  return ((wide + narrow) / (to - from)) ** 2;
}

/**
 * The same by the formula of Evan Miller's calculator, which takes the variance of the base for both under the null:
 * smaller where the share rises. For comparing with what others computed; the product plans by the formula of
 * `lib/campaigns/launch/power`, whose groups may differ in size.
 */
export function evanMillerSampleSize({ from, to }: Shares, power = 0.8): number {
  const wide = Z95 * Math.sqrt(2 * from * (1 - from));
  const narrow = normalQuantile(power) * Math.sqrt(from * (1 - from) + to * (1 - to));
  return Math.round(((wide + narrow) / (to - from)) ** 2);
}

/** The chance to see a difference of `d` standard deviations by Student's t at 5 % two-sided in groups of `n` each. */
export function meanPower(d: number, n: number): number {
  const df = 2 * (n - 1);
  return noncentralTTail(tCritical(0.05, df), df, Math.sqrt(n / 2) * d);
}

/** People needed in each of two groups for that chance to be `power`; a fraction, to be rounded up. */
export function meanSampleSize(d: number, power = 0.8): number {
  let [low, high] = [2, 4];
  while (meanPower(d, high) < power) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (meanPower(d, middle) < power) low = middle;
    else high = middle;
  }
  return high;
}
