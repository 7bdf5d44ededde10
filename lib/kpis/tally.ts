/** Sums of a period. All add up over days, and over segments that share nobody. Money is minor units. */
export type Sums = {
  newBuyers: number;
  orders: number;
  revenueMinor: number;
  sent: number;
  bounced: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
  complained: number;
  visits: number;
  costMinor: number;
};

/** Different people of a period, who are counted once however often they come: periods do not add up. */
export type Heads = {
  members: number;
  present: number;
  buyers: number;
  repeatBuyers: number;
  priorBuyers: number;
  returningBuyers: number;
};

/** What holds of the members today, over their whole life. */
export type Standing = { members: number; revenueMinor: number; engagement: number };

/** What is counted in a period; every metric follows from it. `margin` is the share of revenue that remains as contribution. */
export type Tally = Sums & Heads & { margin?: number; standing?: Standing };

export const NO_TALLY: Tally = {
  ...{ newBuyers: 0, orders: 0, revenueMinor: 0, sent: 0, bounced: 0, opened: 0, clicked: 0 },
  ...{ unsubscribed: 0, complained: 0, visits: 0, costMinor: 0 },
  ...{ members: 0, present: 0, buyers: 0, repeatBuyers: 0, priorBuyers: 0, returningBuyers: 0 },
};
export const SUM_KEYS = [
  ...["newBuyers", "orders", "revenueMinor", "sent", "bounced", "opened", "clicked"],
  ...["unsubscribed", "complained", "visits", "costMinor"],
] as (keyof Sums)[];

/** Several periods as one, for metrics that may be added; people are those of the last. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sums = Object.fromEntries(
    SUM_KEYS.map((key) => [key, tallies.reduce((sum, tally) => sum + tally[key], 0)]),
  ) as Sums;
  return { ...NO_TALLY, ...tallies.at(-1), ...sums };
}
