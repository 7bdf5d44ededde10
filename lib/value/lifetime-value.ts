import type { BgNbd } from "./bg-nbd";
import { expectedNext } from "./bg-nbd-predictions";
import type { History } from "./histories";

/** Mean weeks of a month: 365.25 / 12 / 7, to the digits that published values use. */
export const WEEKS_PER_MONTH = 4.345;
export const DAYS_PER_MONTH = 365.25 / 12;

export type Horizon = {
  months: number;
  /** Per month: 0.01 is one percent. */
  discount: number;
  /** How much of the histories' unit of time a month is: 4.345 for weeks, about 30.4 for days. */
  unitsPerMonth: number;
};

/** Discounted orders of the coming months, each month's at its end: what a lifetime value is per unit of money. */
export function discountedOrders(
  model: BgNbd,
  history: History,
  { months, discount, unitsPerMonth }: Horizon,
): number {
  let sum = 0;
  let before = 0;
  for (let month = 1; month <= months; month++) {
    const until = expectedNext(model, history, month * unitsPerMonth);
    sum += (until - before) / (1 + discount) ** month;
    before = until;
  }
  return sum;
}

/** A yearly rate as the monthly one that compounds to it. */
export function monthlyRate(yearly: number): number {
  return (1 + yearly) ** (1 / 12) - 1;
}
