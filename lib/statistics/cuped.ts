import type { Sample } from "./means";

/** Sums over the people of a group: of what is measured (y), of what is known from before (x), squares and products. */
export type Pairs = { n: number; x: number; y: number; xx: number; yy: number; xy: number };

export type Adjustment = {
  theta: number;
  /** Correlation of before and after. */
  rho: number;
  /** Variance with the adjustment as a part of that without: 0.8 is a gain of a fifth. */
  varianceRatio: number;
  /** The groups in their order, adjusted to the mean of x of all. */
  samples: Sample[];
};

/**
 * Takes out of y what x, known from before the treatment, explains: y − θ (x − mean of x), θ = cov(x, y) / var(x) over the
 * people of all groups (Deng, Xu, Kohavi and Walker 2013, WSDM, 123–132). Null where x or y does not vary.
 */
export function adjustByBefore(groups: readonly Pairs[]): Adjustment | null {
  const sum = (pick: (group: Pairs) => number) => groups.reduce((total, group) => total + pick(group), 0);
  const [n, meanX, meanY] = [
    sum((g) => g.n),
    sum((g) => g.x) / sum((g) => g.n),
    sum((g) => g.y) / sum((g) => g.n),
  ];
  const xx = sum((g) => g.xx) - n * meanX ** 2;
  const yy = sum((g) => g.yy) - n * meanY ** 2;
  if (!(xx > 0) || !(yy > 0)) return null;
  const xy = sum((g) => g.xy) - n * meanX * meanY;
  const theta = xy / xx;
  const rho = xy / Math.sqrt(xx * yy);
  return { theta, rho, varianceRatio: 1 - rho ** 2, samples: groups.map((g) => adjusted(g, theta, meanX)) };
}

function adjusted({ n, x, y, xx, yy, xy }: Pairs, theta: number, meanX: number): Sample {
  if (n < 2) return { n, mean: n > 0 ? y / n : 0, variance: 0 };
  const squares = yy - (y * y) / n - 2 * theta * (xy - (x * y) / n) + theta ** 2 * (xx - (x * x) / n);
  return { n, mean: y / n - theta * (x / n - meanX), variance: Math.max(0, squares / (n - 1)) };
}
