import { chiSquareTail } from "./special";

/** How far apart what was split and what was meant to be are: below 0.01 caution, below 0.001 alarm. */
export type RatioState = "fine" | "caution" | "alarm";
export type RatioTest = { chiSquare: number; df: number; p: number; state: RatioState };

/**
 * Test that groups have the sizes that the split was to give them: chi-square goodness of fit (Fabijan et al. 2019,
 * Diagnosing Sample Ratio Mismatch, KDD, 2156–2164). `shares` are weights in any unit; null when fewer than two are above 0.
 */
export function ratioTest(sizes: readonly number[], shares: readonly number[]): RatioTest | null {
  const df = shares.filter((share) => share > 0).length - 1;
  const people = sizes.reduce((sum, size) => sum + size, 0);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (df < 1 || people === 0) return null;
  const chiSquare = sizes.reduce((sum, size, place) => {
    const expected = (people * (shares[place] ?? 0)) / whole;
    return expected > 0 ? sum + (size - expected) ** 2 / expected : sum;
  }, 0);
  const p = chiSquareTail(chiSquare, df);
  return { chiSquare, df, p, state: p < 0.001 ? "alarm" : p < 0.01 ? "caution" : "fine" };
}
