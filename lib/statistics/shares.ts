/** An estimate's 95 % interval. */
export type Interval = { low: number; high: number };
/** An estimate and its interval; certain when that excludes zero. */
export type Effect = Interval & { difference: number; isCertain: boolean };
/** `count` of `total`. Either may be a fraction where observations belong together. */
export type Share = { count: number; total: number };

/** The standard normal's quantile of 97.5 %. */
export const Z95 = 1.959963984540054;

/**
 * Interval of a share, 0 to 1, 95 % unless another quantile is given: Wilson's score interval without continuity correction
 * (Wilson 1927, JASA 22, 209–212; Newcombe 1998, Statistics in Medicine 17, 857–872, method 3). Of nobody: 0 to 1.
 */
export function shareInterval({ count, total }: Share, z = Z95): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const share = count / total;
  const spread = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const middle = share + (z * z) / (2 * total);
  const scale = 1 + (z * z) / total;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

export function effectOf(difference: number, { low, high }: Interval): Effect {
  return { difference, low, high, isCertain: low > 0 || high < 0 };
}

/**
 * Difference of two independent shares with its interval: Newcombe's hybrid score (1998, Statistics in
 * Medicine 17, 873–890, method 10). Null when a group is empty.
 */
export function shareEffect(treated: Share, control: Share): Effect | null {
  if (treated.total === 0 || control.total === 0) return null;
  const a = treated.count / treated.total;
  const b = control.count / control.total;
  const wa = shareInterval(treated);
  const wb = shareInterval(control);
  return effectOf(a - b, {
    low: a - b - Math.hypot(a - wa.low, wb.high - b),
    high: a - b + Math.hypot(wa.high - a, b - wb.low),
  });
}
