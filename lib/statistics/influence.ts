import { type MeanTest, meanTest, sampleOf } from "./means";

/** Sums over the people of a group, and the largest single amount among them. */
export type Sums = { n: number; sum: number; squares: number; largest: number };

export type Influence = {
  /** In which group the person with the largest amount is. */
  group: "treated" | "control";
  amount: number;
  without: MeanTest;
  /** The interval excludes zero with this person and holds it without, or the other way about. */
  turnsVerdict: boolean;
  /** How far the difference moves, as a part of it. */
  share: number;
  /** The verdict turns, or a quarter of the difference and more is this person. */
  carries: boolean;
};

const CARRIES = 0.25;

function withoutLargest({ n, sum, squares, largest }: Sums): Sums {
  return { n: n - 1, sum: sum - largest, squares: squares - largest ** 2, largest: 0 };
}

/**
 * What is left of the difference in means without the one person with the largest amount: leave-one-out (Cook and Weisberg
 * 1982, Residuals and Influence in Regression, 3.1). Null where a group has fewer than three people or nobody has an amount.
 */
export function largestInfluence(treated: Sums, control: Sums): Influence | null {
  if (treated.n < 3 || control.n < 3) return null;
  const group = treated.largest >= control.largest ? "treated" : "control";
  const amount = Math.max(treated.largest, control.largest);
  if (amount <= 0) return null;
  const whole = meanTest(sampleOf(treated), sampleOf(control));
  const without = meanTest(
    sampleOf(group === "treated" ? withoutLargest(treated) : treated),
    sampleOf(group === "control" ? withoutLargest(control) : control),
  );
  if (!whole || !without) return null;
  const move = Math.abs(whole.difference - without.difference);
  const share = whole.difference === 0 ? 0 : move / Math.abs(whole.difference);
  const turnsVerdict = whole.isCertain !== without.isCertain;
  return { group, amount, without, turnsVerdict, share, carries: turnsVerdict || share >= CARRIES };
}
