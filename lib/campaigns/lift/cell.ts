import type { Day } from "@/lib/days";

/** Sums over people: what they ordered in the campaign's days, what of it is known from before. Money in minor units. */
export type Tally = {
  people: number;
  buyers: number;
  /** People who did what the campaign aims at; 0 where it aims at nothing but orders. */
  reached: number;
  orders: number;
  orderSquares: number;
  revenue: number;
  revenueSquares: number;
  /** Spent before the campaign. */
  before: number;
  beforeSquares: number;
  /** Of spent before and spent in its days. */
  product: number;
  /** The largest revenue of one person, and who it is; 0 for nobody. */
  largest: number;
  largestNo: number;
};

/** People of one segment, side and set of variants who ordered for the first time on one day; null for who did not. */
export type Cell = Tally & {
  day: Day | null;
  segmentId: string;
  isControl: boolean;
  variantIds: string[];
};

export const NOBODY: Tally = {
  ...{ people: 0, buyers: 0, reached: 0, orders: 0, orderSquares: 0, revenue: 0, revenueSquares: 0 },
  ...{ before: 0, beforeSquares: 0, product: 0, largest: 0, largestNo: 0 },
};

/** One tally of many: sums, and the largest of the largest. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, each) => ({
      people: sum.people + each.people,
      buyers: sum.buyers + each.buyers,
      reached: sum.reached + each.reached,
      orders: sum.orders + each.orders,
      orderSquares: sum.orderSquares + each.orderSquares,
      revenue: sum.revenue + each.revenue,
      revenueSquares: sum.revenueSquares + each.revenueSquares,
      before: sum.before + each.before,
      beforeSquares: sum.beforeSquares + each.beforeSquares,
      product: sum.product + each.product,
      ...(each.largest > sum.largest
        ? { largest: each.largest, largestNo: each.largestNo }
        : { largest: sum.largest, largestNo: sum.largestNo }),
    }),
    NOBODY,
  );
}
