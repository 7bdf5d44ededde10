/** What came above what was expected, for each horizon in turn. */
export type Errors = number[][];

/** Four of five weeks are to lie within. */
export const COVERAGE = 0.8;
/** Errors from neighbouring origins share most of their weeks, and the model was chosen by them: this much is added per origin. */
const CORRECTION = 3;

/**
 * How far the band reaches to each side at each horizon. The variance of an error grows along a line of the horizon
 * (nothing for noise, all of it for a random walk), which is fitted to the backtest; the multiple of it is the one within
 * which four of five errors of the backtest lay (split conformal prediction: Lei and others 2018, JASA 113), whatever their shape.
 */
export function halfWidths(errors: Errors, origins: number): number[] {
  const spread = spreads(errors);
  const sizes = errors
    .flatMap((list, at) => list.map((error) => Math.abs(error) / (spread[at] || 1)))
    .sort((one, other) => one - other);
  const rank = Math.ceil(COVERAGE * (sizes.length + 1)) - 1;
  const reach = (sizes[Math.min(rank, sizes.length - 1)] ?? 0) * (1 + CORRECTION / origins);
  return spread.map((one) => one * reach);
}

/** The root of the mean squared error as a line through the horizons, neither falling nor below nothing. */
function spreads(errors: Errors): number[] {
  const points = errors.flatMap((list, at) => {
    const square = list.reduce((sum, error) => sum + error ** 2, 0) / list.length;
    // The further ahead, the fewer origins are apart from each other.
    return list.length > 0 ? [{ at, square, weight: list.length / (at + 1) }] : [];
  });
  const sum = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((total, point) => total + point.weight * of(point), 0);
  const [all, ats, squares] = [sum(() => 1), sum(({ at }) => at), sum(({ square }) => square)];
  const [bent, both] = [sum(({ at }) => at * at), sum(({ at, square }) => at * square)];
  const below = all * bent - ats * ats;
  const free = below > 0 ? (all * both - ats * squares) / below : 0;
  const start = all > 0 ? (squares - free * ats) / all : 0;
  if (free < 0) return errors.map(() => Math.sqrt(all > 0 ? squares / all : 0));
  // A line that would start below nothing goes through the week before the first.
  if (start <= 0) {
    const slope = both + squares > 0 ? (both + squares) / (bent + 2 * ats + all) : 0;
    return errors.map((_, at) => Math.sqrt(slope * (at + 1)));
  }
  return errors.map((_, at) => Math.sqrt(start + free * at));
}
