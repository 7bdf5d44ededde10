export type Unit = "people" | "money" | "count" | "share";

/** A KPI as a table of facts. `polarity` says which direction is good; `isSum` whether periods add up. */
export const METRICS = {
  members: {
    label: "Members",
    unit: "people",
    polarity: "up",
    isSum: false,
    formula: "customers in the segment",
    denominator: "none: a count",
  },
  revenue: {
    label: "Revenue",
    unit: "money",
    polarity: "up",
    isSum: true,
    formula: "order amounts added up, returns and cancellations taken off",
    denominator: "none: a sum",
  },
  orders: {
    label: "Orders",
    unit: "count",
    polarity: "up",
    isSum: true,
    formula: "orders placed; a return is not an order",
    denominator: "none: a count",
  },
  averageOrderValue: {
    label: "Average order value",
    unit: "money",
    polarity: "up",
    isSum: false,
    formula: "revenue ÷ orders",
    denominator: "orders in the period",
  },
  repeatRate: {
    label: "Repeat rate",
    unit: "share",
    polarity: "up",
    isSum: false,
    formula: "buyers whose order was their second or later ÷ buyers",
    denominator: "buyers in the period",
  },
} as const satisfies Record<
  string,
  { label: string; unit: Unit; polarity: "up" | "down"; isSum: boolean; formula: string; denominator: string }
>;
export type Metric = keyof typeof METRICS;
export const METRIC_KEYS = Object.keys(METRICS) as Metric[];

/** What is counted in a period; every metric but `members` follows from it. Money is minor units. */
export type Tally = { buyers: number; repeatBuyers: number; orders: number; revenueMinor: number };

/** The metric's value, or null where its denominator is 0. Shares lie between 0 and 1. */
export function metricValue(metric: Exclude<Metric, "members">, tally: Tally): number | null {
  switch (metric) {
    case "revenue":
      return tally.revenueMinor;
    case "orders":
      return tally.orders;
    case "averageOrderValue":
      return tally.orders === 0 ? null : tally.revenueMinor / tally.orders;
    case "repeatRate":
      return tally.buyers === 0 ? null : tally.repeatBuyers / tally.buyers;
  }
}

/** (now − before) ÷ before, or null without a figure to compare with. */
export function relativeChange(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return (now - before) / Math.abs(before);
}

/** Whether a change is good news, by the metric's polarity; null for no change. */
export function isGoodChange(metric: Metric, change: number): boolean | null {
  if (change === 0) return null;
  return change > 0 === (METRICS[metric].polarity === "up");
}
