import type { Day } from "@/lib/days";
import { CALENDAR_GRAINS, type CalendarGrain } from "../grain";
import { METRIC_KEYS, METRICS, type Metric } from "../metric";
import type { Period } from "../series/period";

/** Metrics that have a figure for each period. */
export const PERIOD_METRICS = METRIC_KEYS.filter((metric) => METRICS[metric].adding !== "now");

export const COMPARISONS = ["previous", "year", "base", "target"] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const COMPARISON_LABEL: Record<Comparison, string> = {
  previous: "The period before",
  year: "The same period last year",
  base: "All customers",
  target: "The target",
};

/** Periods that a screen shows, by their length. */
export const RANGES: Record<CalendarGrain, readonly number[]> = {
  day: [14, 28, 91],
  week: [13, 26, 53],
  month: [6, 13, 24],
  quarter: [4, 8, 12],
};

export type KpiView = {
  metric: Metric;
  /** A KPI of the workspace's own that is asked for in place of the metric. */
  formulaId: string | null;
  grain: CalendarGrain;
  range: number;
  against: Comparison;
  channel: string;
  /** Up to six segments; none: those with the most of it. */
  segmentIds: string[];
};

export type KpiParams = Partial<Record<"metric" | "grain" | "range" | "against" | "channel" | "s", string>>;
export const MOST_COMPARED = 6;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The view that an address asks for; what it does not know is as usual. */
export function viewOf(params: KpiParams): KpiView {
  const grain = CALENDAR_GRAINS.find((one) => one === params.grain) ?? "month";
  const asked = Number(params.range);
  return {
    metric: PERIOD_METRICS.find((one) => one === params.metric) ?? "revenue",
    formulaId: params.metric && ID.test(params.metric) ? params.metric : null,
    grain,
    range: RANGES[grain].find((one) => one === asked) ?? RANGES[grain][1] ?? 13,
    against: COMPARISONS.find((one) => one === params.against) ?? "previous",
    channel: params.channel ?? "",
    segmentIds: [...new Set((params.s ?? "").split(","))].filter((id) => ID.test(id)).slice(0, MOST_COMPARED),
  };
}

/** The last period that has ended. */
export const lastWhole = (periods: readonly Period[], today: Day): Period | undefined =>
  periods.findLast(({ endOn }) => endOn < today) ?? periods.at(-1);
