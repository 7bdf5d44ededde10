import type { Share } from "./shares";
import { chiSquareTail, normalTails } from "./special";

export type ShareTest = { z: number; p: number };

/**
 * Two-sided test that two shares are one, with the pooled variance (Fleiss 1981, Statistical Methods for Rates and
 * Proportions, 2.2). Where nobody or everybody of both did it there is no difference: z 0, p 1. Null when a group is empty.
 */
export function shareTest(treated: Share, control: Share): ShareTest | null {
  if (treated.total === 0 || control.total === 0) return null;
  const pooled = (treated.count + control.count) / (treated.total + control.total);
  const variance = pooled * (1 - pooled) * (1 / treated.total + 1 / control.total);
  if (variance <= 0) return { z: 0, p: 1 };
  const z = (treated.count / treated.total - control.count / control.total) / Math.sqrt(variance);
  return { z, p: normalTails(z) };
}

export type ChiSquareTest = { chiSquare: number; df: number; p: number };

/**
 * Test that the shares of k groups are one: Pearson's chi-square without continuity correction (Fleiss 1981, 9.1). Empty
 * groups are left out; with fewer than two, or where nobody or everybody did it, there is nothing to tell apart: p 1.
 */
export function sharesTest(groups: readonly Share[]): ChiSquareTest {
  const filled = groups.filter(({ total }) => total > 0);
  const people = filled.reduce((sum, { total }) => sum + total, 0);
  const pooled = filled.reduce((sum, { count }) => sum + count, 0) / people;
  const df = Math.max(0, filled.length - 1);
  const spread = pooled * (1 - pooled);
  if (df === 0 || !(spread > 0)) return { chiSquare: 0, df, p: 1 };
  const chiSquare = filled.reduce(
    (sum, { count, total }) => sum + (count - total * pooled) ** 2 / (total * spread),
    0,
  );
  return { chiSquare, df, p: chiSquareTail(chiSquare, df) };
}
