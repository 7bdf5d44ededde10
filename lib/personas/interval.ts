import { shareInterval, Z95 } from "@/lib/statistics/shares";

/** A share as it was counted: `k` of `n`. Either may be a fraction where observations belong together. */
export type Count = { k: number; n: number };
export type Interval = [low: number, high: number];

/** 95 % interval of a share (`shareInterval` of lib/statistics/shares) as the two ends that a fact keeps. */
export function wilson(k: number, n: number, z = Z95): Interval {
  const { low, high } = shareInterval({ count: k, total: n }, z);
  return [low, high];
}

/**
 * 95 % interval of the index of a share, members against all. Members are part of all, so the two shares are not
 * independent; members and the rest are. Their ratio R has the log interval of Katz et al. (1978, Biometrics 34,
 * p. 469) with Walter's half added to each count (1975, Biometrika 62, p. 371), which stands zeros. The index
 * is 1 / (f + (1 - f) / R) with `f` the members' part of all: it grows with R, so the ends go over as they are.
 */
export function indexInterval(members: Count, rest: Count, f: number): Interval {
  if (rest.n === 0 || f >= 1) return [1, 1];
  if (members.n === 0) return [0, Number.POSITIVE_INFINITY];
  const [a, b] = [members, rest].map(({ k, n }) => ({ k: k + 0.5, n: n + 0.5 })) as [Count, Count];
  const middle = Math.log(a.k / a.n) - Math.log(b.k / b.n);
  const half = Z95 * Math.sqrt(Math.max(0, 1 / a.k - 1 / a.n + 1 / b.k - 1 / b.n));
  const index = (log: number) => 1 / (f + (1 - f) / Math.exp(log));
  return [index(middle - half), index(middle + half)];
}

/**
 * 95 % interval of the ratio of two middle values, by the delta method on the logarithm (Price and Bonett 2002,
 * J. Stat. Comput. Simul. 72, p. 119): each median's spread is read from its own order-statistic interval.
 * That all include the members is left aside, which can only make the interval wider. Null without a positive pair.
 */
export function medianIndexInterval(members: Interval, base: Interval, index: number): Interval | null {
  if (Math.min(...members, ...base, index) <= 0) return null;
  const variance = ([low, high]: Interval) => (Math.log(high / low) / (2 * Z95)) ** 2;
  const half = Z95 * Math.sqrt(variance(members) + variance(base));
  return [index * Math.exp(-half), index * Math.exp(half)];
}

/**
 * Observations that belong to `persons` persons, who fall into `lots`: sums over the lots of the x that count, of the m
 * in all, and of the squares. A lot may be one person.
 */
export type Clusters = {
  x: number;
  m: number;
  xx: number;
  xm: number;
  mm: number;
  lots: number;
  persons: number;
};

/**
 * How many independent observations `m` orders of fewer persons are worth for the share x / m: the variance of a
 * ratio of sums over lots (Cochran 1977, Sampling Techniques, 3rd ed., section 2.11) turned into the n of a
 * binomial with that variance (Korn and Graubard 1998, Survey Methodology 24, p. 193). Between 0 and m.
 */
export function effectiveN({ x, m, xx, xm, mm, lots, persons }: Clusters): number {
  if (m === 0) return 0;
  const p = x / m;
  if (lots < 2 || p === 0 || p === 1) return Math.min(m, persons);
  const squares = xx - 2 * p * xm + p * p * mm;
  const variance = (lots / (lots - 1)) * (squares / (m * m));
  return variance <= 0 ? m : Math.min(m, (p * (1 - p)) / variance);
}
