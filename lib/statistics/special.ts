import { compiled, igamc, incbet, incbi, lgam, ndtr, ndtri } from "cephes";

// Its functions answer only once the WebAssembly is there, which takes a few milliseconds at the first import.
await compiled;

/** P(|Z| > |z|) of a standard normal. */
export const normalTails = (z: number): number => 2 * ndtr(-Math.abs(z));

/** P(Z > z) of a standard normal. */
export const normalTail = (z: number): number => ndtr(-z);

/** The z below which a standard normal lies with this chance. */
export const normalQuantile = (chance: number): number => ndtri(chance);

/**
 * P(|T| > |t|) of Student's t. By the incomplete beta function (Abramowitz and Stegun 1964, 26.7.1), which takes the
 * fractions of a degree that Welch's test has; the library's own t distribution cuts them off.
 */
export const tTails = (t: number, df: number): number => incbet(df / 2, 0.5, df / (df + t * t));

/** The t that |T| exceeds with this chance. */
export function tCritical(tails: number, df: number): number {
  const x = incbi(df / 2, 0.5, tails);
  return Math.sqrt((df * (1 - x)) / x);
}

/** P(X > x) of chi-square. */
export const chiSquareTail = (x: number, df: number): number => igamc(df / 2, x / 2);

/** Terms after which the series below has long converged for every power that is asked for. */
const MOST_TERMS = 2000;

/** P(T > t) of the noncentral t distribution, t above 0: algorithm AS 243 (Lenth 1989, Applied Statistics 38, 185–189). */
export function noncentralTTail(t: number, df: number, shift: number): number {
  const x = (t * t) / (t * t + df);
  const half = (shift * shift) / 2;
  let below = ndtr(-shift);
  for (let j = 0; j < MOST_TERMS; j++) {
    const weight = (logGamma: number) => Math.exp((j === 0 ? 0 : j * Math.log(half)) - half - logGamma);
    const even = weight(lgam(j + 1)) * incbet(j + 0.5, df / 2, x);
    const odd = weight(lgam(j + 1.5)) * (shift / Math.SQRT2) * incbet(j + 1, df / 2, x);
    below += (even + odd) / 2;
    if (j > half && Math.abs(even) + Math.abs(odd) < 1e-14) break;
  }
  return 1 - below;
}
