import { Figure } from "@/components/charts/figure";
import { LineChart } from "@/components/charts/line-chart";
import type { Day } from "@/lib/days";
import { isSum, METRICS, type Metric, metricValue } from "@/lib/kpis/metric";
import type { MonthTally, SegmentKpis } from "@/lib/kpis/report";
import { metricText } from "./metric-text";

const CHARTED = ["revenue", "orders", "averageOrderValue", "repeatRate"] as const;
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });
const monthName = (day: Day) => MONTH.format(new Date(`${day}T00:00:00Z`));

/** The monthly target of a metric for a chart: a sum's target is spread evenly over its months. */
function monthlyTarget(kpis: SegmentKpis, metric: Metric): number | undefined {
  const target = kpis.targets.find(
    (each) => each.metric === metric && each.startOn <= kpis.today && each.endOn >= kpis.today,
  );
  if (!target) return undefined;
  const months = kpis.months.filter(
    (month) => month.month >= target.startOn && month.month <= target.endOn,
  ).length;
  const all = Math.max(months, 1 + monthsBetween(target.startOn, target.endOn));
  return isSum(metric) ? target.value / all : target.value;
}

const monthsBetween = (from: Day, to: Day) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));

/** Four metrics by month, the segment beside the base; sums of the base are scaled to the segment's size. */
export function MetricCharts({
  kpis,
  currency,
  scale,
}: {
  kpis: SegmentKpis;
  currency: string;
  scale: number;
}) {
  const value = (metric: (typeof CHARTED)[number], month: MonthTally) => metricValue(metric, month);
  return (
    <div className="grid gap-5 md:grid-cols-2">
      {CHARTED.map((metric) => {
        const { label, formula } = METRICS[metric];
        const isAdded = isSum(metric);
        const format = (each: number) => metricText(metric, each, currency, true);
        const own = kpis.months.map((month) => value(metric, month));
        const base = kpis.baseMonths.map((month) => {
          const all = value(metric, month);
          return all === null ? null : isAdded ? all * scale : all;
        });
        const baseName = isAdded ? "all customers, scaled to this size" : "all customers";
        const last = own.at(-2) ?? null;
        const lastBase = base.at(-2) ?? null;
        const target = monthlyTarget(kpis, metric);
        return (
          <Figure
            key={metric}
            title={label}
            take={
              last === null || lastBase === null
                ? `No order in the last whole month. ${formula}.`
                : `${format(last)} in the last whole month, ${format(lastBase)} for ${baseName}.`
            }
            data={{
              columns: ["Month", label, `All customers${isAdded ? ", scaled" : ""}`],
              rows: kpis.months.map((month, index) => [
                monthName(month.month),
                own[index] ?? null,
                base[index] ?? null,
              ]),
              format: (each) => metricText(metric, each, currency),
            }}
            fileName={`${kpis.name} ${label}`}
          >
            <LineChart
              name={label}
              label={`${label} of ${kpis.name} by month over ${own.length} months, beside ${baseName}`}
              points={kpis.months.map((month, index) => ({
                label: monthName(month.month),
                value: own[index] ?? null,
              }))}
              comparison={{ name: baseName, values: base }}
              format={format}
              hasZero={isAdded}
              isLastOpen
              {...(target !== undefined && { target })}
            />
          </Figure>
        );
      })}
    </div>
  );
}
