/** About how many match, judged from a part of the customers; the exact number replaces it. */
export type Estimate = {
  size: number;
  /** Half the width of the 95 % interval. */
  margin: number;
  share: number;
};

/** Looked at in all: enough for a share within a percentage point or so. */
export const SEEN_ENOUGH = 20_000;
/** With fewer customers in the database counting is as quick as estimating. */
export const COUNTED_AT_ONCE = 100_000;

/** Percent of the table to look at. */
export function samplePercent(rows: number): number {
  return Math.min(100, Math.max(0.1, (100 * SEEN_ENOUGH) / Math.max(1, rows)));
}

/**
 * From `n` of `seen` customers in `percent` of the table. The interval is the usual one of a share; where nobody was
 * seen it is the rule of three (Hanley and Lippman-Hand 1983, JAMA 249).
 */
export function estimateOf({
  seen,
  n,
  percent,
}: {
  seen: number;
  n: number;
  percent: number;
}): Estimate | null {
  if (seen === 0) return null;
  const base = (seen * 100) / percent;
  const share = n / seen;
  const half = n === 0 || n === seen ? 3 / seen : 1.96 * Math.sqrt((share * (1 - share)) / seen);
  return { size: Math.round(share * base), margin: Math.ceil(half * base), share };
}

/** As it is said: the margin to one figure (two where that is a one), and the size no finer than its margin. */
export function spoken({ size, margin }: Pick<Estimate, "size" | "margin">): {
  size: number;
  margin: number;
} {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, margin)));
  const step = margin < 2 * power ? Math.max(1, power / 10) : power;
  return { size: Math.round(size / step) * step, margin: Math.ceil(margin / step) * step };
}
