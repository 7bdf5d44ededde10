import { type Effect, effectOf } from "./shares";

/** An estimate of a difference with the variance of that estimate, at one look. */
export type Look = { estimate: number; variance: number };

/**
 * How much better a normal mixture of effects explains what was seen than none does, from the square of the estimate's z and
 * the ratio of the mixture's variance to the estimate's.
 */
const mixture = (zSquare: number, ratio: number) =>
  Math.exp((zSquare * ratio) / (2 * (1 + ratio))) / Math.sqrt(1 + ratio);

const zSquareOf = ({ estimate, variance }: Look) => (variance > 0 ? estimate ** 2 / variance : 0);

/**
 * The mixture likelihood ratio of a look while people come in: effects are spread around zero with variance `tau2` (Johari,
 * Pekelis and Walsh 2022, Operations Research 70, 1806–1821, equation 8, for groups of any sizes).
 */
export function likelihoodRatio(look: Look, tau2: number): number {
  return look.variance > 0 ? mixture(zSquareOf(look), tau2 / look.variance) : 1;
}

/**
 * The p-value that stays valid however often somebody looks while people come in: the least of 1 / ratio so far.
 * `looks` in their order.
 */
export function alwaysValidP(looks: readonly Look[], tau2: number): number {
  return looks.reduce((least, look) => Math.min(least, 1 / likelihoodRatio(look, tau2)), 1);
}

/**
 * The interval around a look that holds the truth at all looks together in 95 % of cases: what the test above would not
 * reject. Null where nothing varies yet.
 */
export function alwaysValidInterval(look: Look, tau2: number): Effect | null {
  const { estimate, variance } = look;
  if (variance <= 0) return null;
  const ratio = tau2 / variance;
  const reach = Math.sqrt(((variance * (1 + ratio)) / ratio) * (Math.log(1 + ratio) - 2 * Math.log(0.05)));
  return effectOf(estimate, { low: estimate - reach, high: estimate + reach });
}

/** At 5 %: the ratio by which the test over a grown variance is narrowest at the end that was planned for (Howard et al. 2021, Annals of Statistics 49, 1055–1080, section 3.5). */
const BEST_RATIO = -2 * Math.log(0.05) + Math.log(-2 * Math.log(0.05) + 1);

/**
 * The same for an audience that is fixed while its outcomes come in: the difference grows like a random walk whose clock is
 * its own variance, so the mixture is over the slope of that walk. `planned` is the variance at the planned end.
 */
export function alwaysValidPOverTime(looks: readonly Look[], planned: number): number {
  if (planned <= 0) return 1;
  return looks.reduce((least, look) => {
    const ratio = (BEST_RATIO * look.variance) / planned;
    return Math.min(least, 1 / mixture(zSquareOf(look), ratio));
  }, 1);
}
