import { formatDay } from "@/lib/days";
import { formatPercent } from "@/lib/format";
import { type CalendarGrain, periodName } from "@/lib/kpis/grain";
import { type Metric, metricValue, relativeChange } from "@/lib/kpis/metric";
import type { Period } from "@/lib/kpis/series/period";
import { metricText } from "./metric-text";

type Take = {
  metric: Metric;
  grain: CalendarGrain;
  currency: string;
  here: Period | undefined;
  there: Period | undefined;
  /** "the period before". */
  against: string;
};

/** The last whole period in a sentence, with the change and the day of a correction. */
export function seriesTake({ metric, grain, currency, here, there, against }: Take): string {
  if (!here) return "Nothing was counted yet.";
  const now = metricValue(metric, here.tally);
  if (now === null) return `Nothing to divide by in ${periodName(grain, here.startOn)}.`;
  const before = there ? metricValue(metric, there.tally) : null;
  const change = relativeChange(now, before);
  const compared =
    change === null
      ? ""
      : `, ${formatPercent(Math.abs(change), 1)} ${change < 0 ? "less" : "more"} than ${against} (${metricText(metric, before, currency, true)})`;
  const corrected = here.correctedAt
    ? ` Corrected on ${formatDay(here.correctedAt.toISOString().slice(0, 10))}, when late data came in.`
    : "";
  return `${metricText(metric, now, currency, true)} in ${periodName(grain, here.startOn)}${compared}.${corrected}`;
}
