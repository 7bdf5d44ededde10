/** A share with its 95 % interval. */
export type Interval = { low: number; high: number };

const Z = 1.959964;

/**
 * Interval of a share, 0 to 1: Wilson's score interval without continuity correction
 * (Newcombe 1998, Statistics in Medicine 17, 857–872, method 3). `total` above 0.
 */
export function shareInterval(count: number, total: number): Interval {
  const share = count / total;
  const spread = Z * Math.sqrt((share * (1 - share)) / total + (Z * Z) / (4 * total * total));
  const middle = share + (Z * Z) / (2 * total);
  const scale = 1 + (Z * Z) / total;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

export type Effect = Interval & { difference: number; isCertain: boolean };
type Group = { count: number; total: number };

/**
 * Difference of two independent shares with its interval: Newcombe's hybrid score (1998, Statistics in
 * Medicine 17, 873–890, method 10). Certain when the interval excludes zero. Null when a group is empty.
 */
export function shareEffect(treated: Group, control: Group): Effect | null {
  if (treated.total === 0 || control.total === 0) return null;
  const a = treated.count / treated.total;
  const b = control.count / control.total;
  const wa = shareInterval(treated.count, treated.total);
  const wb = shareInterval(control.count, control.total);
  const low = a - b - Math.hypot(a - wa.low, wb.high - b);
  const high = a - b + Math.hypot(wa.high - a, b - wb.low);
  return { difference: a - b, low, high, isCertain: low > 0 || high < 0 };
}
