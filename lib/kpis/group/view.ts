import { type Comparison, viewOf } from "../comparison/view";
import type { CalendarGrain } from "../grain";
import { METRIC_KEYS, METRICS, type Metric, metricParts } from "../metric";
import type { Period } from "../series/period";

/** `siblingId`: compared with a segment beside it in place of `against`. */
export type GroupView = {
  grain: CalendarGrain;
  range: number;
  against: Comparison;
  siblingId: string | null;
};

export type GroupParams = Partial<Record<"grain" | "range" | "against", string>>;

/** The view of one segment that an address asks for; what it does not know is as usual. */
export function groupViewOf(params: GroupParams): GroupView {
  const { grain, range, against } = viewOf(params);
  const asked = params.against ?? "";
  return { grain, range, against, siblingId: /^[0-9a-f-]{36}$/i.test(asked) ? asked : null };
}

/** The figures of a period as they stand together on the page. */
export const FIGURE_GROUPS: readonly { title: string; metrics: readonly Metric[] }[] = [
  {
    title: "People",
    metrics: ["members", "buyers", "newBuyers", "conversionRate", "repeatRate", "retention", "churn"],
  },
  { title: "Money", metrics: ["revenue", "orders", "averageOrderValue"] },
  {
    title: "Messages and visits",
    metrics: [
      "sent",
      "delivered",
      "openRate",
      "clickRate",
      "clickToOpen",
      "bounceRate",
      "unsubscribeRate",
      "complaintRate",
      "visits",
    ],
  },
  { title: "Spend", metrics: ["cost", "acquisitionCost", "roas", "romi"] },
];

/** What is known of today only, and stands beside the figures of the periods. */
export const STANDING_METRICS = METRIC_KEYS.filter((metric) => METRICS[metric].adding === "now");

/** Whether there is anything to show: something to divide by in some period, or something counted. */
export function hasFigure(metric: Metric, periods: readonly Period[]): boolean {
  return periods.some(({ tally }) => {
    const { above, below } = metricParts(metric, tally);
    return (below ?? above) !== 0;
  });
}
