import { type Adjustment, adjustByBefore, type Pairs } from "@/lib/statistics/cuped";
import { type Influence, largestInfluence } from "@/lib/statistics/influence";
import {
  type MeanTest,
  meanTest,
  type RelativeLift,
  relativeLift,
  type Sample,
  sampleOf,
  sampleOfShare,
} from "@/lib/statistics/means";
import { shareTest } from "@/lib/statistics/share-test";
import { type Effect, type Interval, type Share, shareEffect } from "@/lib/statistics/shares";
import type { Tally } from "./cell";

/** What the treated people did more than they would have: the difference times their number, with its interval. */
export type Incremental = Interval & { value: number };

/** A share of people on both sides. */
export type ShareResult = {
  treated: Share;
  control: Share;
  effect: Effect;
  p: number;
  relative: RelativeLift | null;
  incremental: Incremental;
};

/** A mean per person on both sides. */
export type MeanResult = {
  treated: Sample;
  control: Sample;
  effect: MeanTest;
  relative: RelativeLift | null;
  incremental: Incremental;
};

/** Treated against control in all that is measured; a result is null where a side has too few people for it. */
export type Comparison = {
  treated: Tally;
  control: Tally;
  bought: ShareResult | null;
  /** Null too where the campaign aims at orders only. */
  reached: ShareResult | null;
  orders: MeanResult | null;
  /** Minor units per person. */
  spend: MeanResult | null;
};

function incrementalOf({ difference, low, high }: Effect, people: number): Incremental {
  return { value: difference * people, low: low * people, high: high * people };
}

function shareResult(treated: Share, control: Share): ShareResult | null {
  const effect = shareEffect(treated, control);
  const test = shareTest(treated, control);
  if (!effect || !test) return null;
  return {
    ...{ treated, control, effect, p: test.p },
    relative: relativeLift(sampleOfShare(treated), sampleOfShare(control)),
    incremental: incrementalOf(effect, treated.total),
  };
}

export function meanResult(treated: Sample, control: Sample): MeanResult | null {
  const effect = meanTest(treated, control);
  if (!effect) return null;
  return {
    ...{ treated, control, effect, relative: relativeLift(treated, control) },
    incremental: incrementalOf(effect, treated.n),
  };
}

const spendOf = ({ people, revenue, revenueSquares }: Tally) =>
  sampleOf({ n: people, sum: revenue, squares: revenueSquares });
const ordersOf = ({ people, orders, orderSquares }: Tally) =>
  sampleOf({ n: people, sum: orders, squares: orderSquares });

export function compare(treated: Tally, control: Tally, { hasGoal }: { hasGoal: boolean }): Comparison {
  const share = (tally: Tally, count: number): Share => ({ count, total: tally.people });
  return {
    treated,
    control,
    bought: shareResult(share(treated, treated.buyers), share(control, control.buyers)),
    reached: hasGoal ? shareResult(share(treated, treated.reached), share(control, control.reached)) : null,
    orders: meanResult(ordersOf(treated), ordersOf(control)),
    spend: meanResult(spendOf(treated), spendOf(control)),
  };
}

/** What one large order weighs in the difference of the spend; null where nobody ordered. */
export function influenceOf({ treated, control }: Comparison): (Influence & { customerNo: number }) | null {
  const sums = ({ people, revenue, revenueSquares, largest }: Tally) => ({
    ...{ n: people, sum: revenue, squares: revenueSquares, largest },
  });
  const found = largestInfluence(sums(treated), sums(control));
  if (!found) return null;
  return { ...found, customerNo: (found.group === "treated" ? treated : control).largestNo };
}

/** From this part of the variance down what was spent before is worth taking out: the interval is 5 % narrower. */
const WORTH = 0.9;

export type Adjusted = MeanResult & Pick<Adjustment, "rho" | "varianceRatio">;

/** The spend with what was spent before taken out; null where that does not make it clearly narrower. */
export function adjustedSpend({ treated, control }: Comparison): Adjusted | null {
  const pairs = (tally: Tally): Pairs => ({
    ...{ n: tally.people, x: tally.before, y: tally.revenue },
    ...{ xx: tally.beforeSquares, yy: tally.revenueSquares, xy: tally.product },
  });
  const adjustment = adjustByBefore([pairs(treated), pairs(control)]);
  if (!adjustment || adjustment.varianceRatio > WORTH) return null;
  const [a, b] = adjustment.samples;
  const result = a && b && meanResult(a, b);
  return result ? { ...result, rho: adjustment.rho, varianceRatio: adjustment.varianceRatio } : null;
}
