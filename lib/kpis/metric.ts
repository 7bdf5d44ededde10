import type { Tally } from "./tally";
import type { Unit } from "./unit";

export type { Unit } from "./unit";

/**
 * How the periods of a metric go together. `sum`: they add up; `ratio`: what is above and below the line does; `people`:
 * each length of period is counted anew; `level`: what holds at the end; `now`: known of today only.
 */
export type Adding = "sum" | "ratio" | "people" | "level" | "now";

type Facts = {
  label: string;
  unit: Unit;
  /** Which direction is good. */
  polarity: "up" | "down";
  adding: Adding;
  formula: string;
  numerator: string;
  denominator: string;
  source: string;
  above: (tally: Tally) => number;
  below?: (tally: Tally) => number;
};

const NONE = { count: "none: a count", sum: "none: a sum" };
const ORDERS = "orders";
const MAILS = "events of e-mail, SMS and push, and typed values";
const ONCE =
  "each person once per message, on the day of the first; of a campaign where events name no message";
const UNIQUE = { opens: `unique opens: ${ONCE}`, clicks: `unique clicks: ${ONCE}` };
const SPEND = "spend of campaigns, and typed values";

const delivered = (tally: Tally) => tally.sent - tally.bounced;
const contribution = ({ revenueMinor, margin = 1 }: Tally) => revenueMinor * margin;

/**
 * Every KPI as one table of facts. The definitions of messages are those that most vendors share: what arrived is below
 * the line, but for bounces, of which it is what was sent.
 */
export const METRICS = {
  members: {
    label: "Members",
    unit: "people",
    polarity: "up",
    adding: "level",
    formula: "customers in the segment at the end of the period",
    numerator: "members at the end of the last day",
    denominator: NONE.count,
    source: "memberships",
    above: (t) => t.members,
  },
  revenue: {
    label: "Revenue",
    unit: "money",
    polarity: "up",
    adding: "sum",
    formula: "order amounts added up, returns and cancellations taken off",
    numerator: "amounts of orders on days on which the buyer was a member",
    denominator: NONE.sum,
    source: ORDERS,
    above: (t) => t.revenueMinor,
  },
  orders: {
    label: "Orders",
    unit: "count",
    polarity: "up",
    adding: "sum",
    formula: "orders placed; a return is not an order",
    numerator: "orders on days on which the buyer was a member",
    denominator: NONE.count,
    source: ORDERS,
    above: (t) => t.orders,
  },
  buyers: {
    label: "Buyers",
    unit: "people",
    polarity: "up",
    adding: "people",
    formula: "different people with an order in the period",
    numerator: "people who ordered on a day on which they were members",
    denominator: NONE.count,
    source: ORDERS,
    above: (t) => t.buyers,
  },
  newBuyers: {
    label: "New buyers",
    unit: "people",
    polarity: "up",
    adding: "sum",
    formula: "people whose first order of all fell into the period",
    numerator: "people with their first order",
    denominator: NONE.count,
    source: ORDERS,
    above: (t) => t.newBuyers,
  },
  averageOrderValue: {
    label: "Average order value",
    unit: "money",
    polarity: "up",
    adding: "ratio",
    formula: "revenue ÷ orders",
    numerator: "revenue",
    denominator: "orders in the period",
    source: ORDERS,
    above: (t) => t.revenueMinor,
    below: (t) => t.orders,
  },
  conversionRate: {
    label: "Conversion rate",
    unit: "share",
    polarity: "up",
    adding: "people",
    formula: "buyers ÷ people who were members at any time of the period",
    numerator: "buyers in the period",
    denominator: "people who were members at any time of the period",
    source: "orders and memberships",
    above: (t) => t.buyers,
    below: (t) => t.present,
  },
  repeatRate: {
    label: "Repeat rate",
    unit: "share",
    polarity: "up",
    adding: "people",
    formula: "buyers whose order was their second or later ÷ buyers",
    numerator: "buyers with an order that was not the first of their life",
    denominator: "buyers in the period",
    source: ORDERS,
    above: (t) => t.repeatBuyers,
    below: (t) => t.buyers,
  },
  retention: {
    label: "Retention",
    unit: "share",
    polarity: "up",
    adding: "people",
    formula: "buyers of the period before who bought again ÷ buyers of the period before",
    numerator: "people who bought in both periods",
    denominator: "buyers of the period before",
    source: ORDERS,
    above: (t) => t.returningBuyers,
    below: (t) => t.priorBuyers,
  },
  churn: {
    label: "Churn",
    unit: "share",
    polarity: "down",
    adding: "people",
    formula: "1 − retention: buyers of the period before who did not buy ÷ buyers of the period before",
    numerator: "buyers of the period before who did not buy in this one",
    denominator: "buyers of the period before",
    source: ORDERS,
    above: (t) => t.priorBuyers - t.returningBuyers,
    below: (t) => t.priorBuyers,
  },
  customerValue: {
    label: "Value so far",
    unit: "money",
    polarity: "up",
    adding: "now",
    formula: "net revenue of today’s members over their whole life ÷ members",
    numerator: "net revenue of today’s members, ever",
    denominator: "members today",
    source: ORDERS,
    above: (t) => t.standing?.revenueMinor ?? 0,
    below: (t) => t.standing?.members ?? 0,
  },
  engagement: {
    label: "Engagement score",
    unit: "ratio",
    polarity: "up",
    adding: "now",
    formula:
      "engagement scores of today’s members, 0 to 100, added up ÷ members; Settings, Scores has the formula",
    numerator: "engagement scores added up",
    denominator: "members today",
    source: "events, by the workspace’s score formula",
    above: (t) => t.standing?.engagement ?? 0,
    below: (t) => t.standing?.members ?? 0,
  },
  sent: {
    label: "Sent",
    unit: "count",
    polarity: "up",
    adding: "sum",
    formula: "messages sent",
    numerator: "messages sent",
    denominator: NONE.count,
    source: MAILS,
    above: (t) => t.sent,
  },
  delivered: {
    label: "Delivered",
    unit: "count",
    polarity: "up",
    adding: "sum",
    formula: "sent − bounced",
    numerator: "messages sent that did not bounce",
    denominator: NONE.count,
    source: MAILS,
    above: delivered,
  },
  openRate: {
    label: "Open rate",
    unit: "share",
    polarity: "up",
    adding: "ratio",
    formula: "unique opens ÷ delivered; mail programs that open by themselves make it too high",
    numerator: UNIQUE.opens,
    denominator: "delivered",
    source: MAILS,
    above: (t) => t.opened,
    below: delivered,
  },
  clickRate: {
    label: "Click rate",
    unit: "share",
    polarity: "up",
    adding: "ratio",
    formula: "unique clicks ÷ delivered",
    numerator: UNIQUE.clicks,
    denominator: "delivered",
    source: MAILS,
    above: (t) => t.clicked,
    below: delivered,
  },
  clickToOpen: {
    label: "Click-to-open rate",
    unit: "share",
    polarity: "up",
    adding: "ratio",
    formula: "unique clicks ÷ unique opens",
    numerator: "unique clicks",
    denominator: "unique opens",
    source: MAILS,
    above: (t) => t.clicked,
    below: (t) => t.opened,
  },
  bounceRate: {
    label: "Bounce rate",
    unit: "share",
    polarity: "down",
    adding: "ratio",
    formula: "bounced ÷ sent",
    numerator: "messages that bounced",
    denominator: "sent, not delivered",
    source: MAILS,
    above: (t) => t.bounced,
    below: (t) => t.sent,
  },
  unsubscribeRate: {
    label: "Unsubscribe rate",
    unit: "share",
    polarity: "down",
    adding: "ratio",
    formula: "unsubscribes ÷ delivered",
    numerator: "unsubscribes",
    denominator: "delivered, not sent",
    source: MAILS,
    above: (t) => t.unsubscribed,
    below: delivered,
  },
  complaintRate: {
    label: "Complaint rate",
    unit: "share",
    polarity: "down",
    adding: "ratio",
    formula: "complaints ÷ delivered",
    numerator: "messages marked as spam",
    denominator: "delivered",
    source: MAILS,
    above: (t) => t.complained,
    below: delivered,
  },
  visits: {
    label: "Visits",
    unit: "count",
    polarity: "up",
    adding: "sum",
    formula: "visits of the website by known customers, and typed ones",
    numerator: "visits",
    denominator: NONE.count,
    source: "events of visits, and typed values",
    above: (t) => t.visits,
  },
  cost: {
    label: "Cost",
    unit: "money",
    polarity: "down",
    adding: "sum",
    formula: "spend of campaigns in the period, and typed cost",
    numerator: "spend",
    denominator: NONE.sum,
    source: SPEND,
    above: (t) => t.costMinor,
  },
  acquisitionCost: {
    label: "Cost per new buyer (CAC)",
    unit: "money",
    polarity: "down",
    adding: "ratio",
    formula: "cost ÷ new buyers; all cost and all new buyers, paid for or not",
    numerator: "cost",
    denominator: "new buyers",
    source: `${SPEND}; orders`,
    above: (t) => t.costMinor,
    below: (t) => t.newBuyers,
  },
  roas: {
    label: "Return on spend (ROAS)",
    unit: "ratio",
    polarity: "up",
    adding: "ratio",
    formula: "revenue ÷ cost; all revenue of these people, not only what the spend caused",
    numerator: "revenue",
    denominator: "cost",
    source: `orders; ${SPEND}`,
    above: (t) => t.revenueMinor,
    below: (t) => t.costMinor,
  },
  romi: {
    label: "Return on marketing (ROMI)",
    unit: "share",
    polarity: "up",
    adding: "ratio",
    formula: "(revenue × contribution margin − cost) ÷ cost; the margin is 100 % until one is typed",
    numerator: "revenue × contribution margin − cost",
    denominator: "cost",
    source: `orders; ${SPEND}`,
    above: (t) => contribution(t) - t.costMinor,
    below: (t) => t.costMinor,
  },
} as const satisfies Record<string, Facts>;
export type Metric = keyof typeof METRICS;
export const METRIC_KEYS = Object.keys(METRICS) as Metric[];

/** Metrics that a period can be held to. */
export const TARGET_METRICS = METRIC_KEYS.filter((metric) => METRICS[metric].adding !== "now");

/** Whether the metric's periods add up, so that a target of it grows with the days. */
export function isSum(metric: Metric): boolean {
  return METRICS[metric].adding === "sum";
}

/** A count grows with the group, so that a larger one is scaled to be compared; a rate does not. */
export function isCount(metric: Metric): boolean {
  return !("below" in METRICS[metric]);
}

/** The metric's value, or null where its denominator is 0 or it is not known. Shares lie between 0 and 1. */
export function metricValue(metric: Metric, tally: Tally): number | null {
  const { above, below, adding }: Facts = METRICS[metric];
  if (adding === "now" && !tally.standing) return null;
  if (!below) return above(tally);
  const denominator = below(tally);
  return denominator === 0 ? null : above(tally) / denominator;
}

/** What is above and below the line, for a screen that shows both. */
export function metricParts(metric: Metric, tally: Tally): { above: number; below: number | null } {
  const { above, below }: Facts = METRICS[metric];
  return { above: above(tally), below: below ? below(tally) : null };
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
