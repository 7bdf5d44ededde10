import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { Sparkline } from "@/components/charts/sparkline";
import { Change } from "@/components/kpis/change";
import { MetricFactsDetails } from "@/components/kpis/metric-facts";
import { metricText, plainValue } from "@/components/kpis/metric-text";
import { correctedWords } from "@/components/kpis/series-take";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { formatDayRange, MONTHS } from "@/lib/days";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { metricMeasure } from "@/lib/kpis/measure";
import { METRICS, type Metric, metricValue } from "@/lib/kpis/metric";
import type { Overview } from "@/lib/kpis/report";

const FIGURES = ["revenue", "orders", "averageOrderValue", "repeatRate"] as const satisfies Metric[];

const monthName = (month: string) => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

/** The four figures of the period, each with its formula and the way to it by segment, and their months as numbers. */
export function KeyFigures({
  overview,
  currency,
  seesPeople,
}: {
  overview: Overview;
  currency: string;
  /** The customers lead to the people where the role may see them, else to the segments. */
  seesPeople: boolean;
}) {
  const { period, members, today } = overview;
  const before = period.months === 1 ? "month" : `${period.months} months`;
  const corrected = correctedWords(
    "month",
    overview.months.map(({ month, correctedOn }) => ({ startOn: month, correctedOn })),
  );
  const share = formatPercent(members.inSegments / members.all, 0);
  return (
    <Figure
      title="Key figures"
      take={
        <>
          Whole months, {formatDayRange(period.from, period.to, today)}, compared with the{" "}
          {formatCount(period.months, "month")} before.{" "}
          <Link href={seesPeople ? "/customers" : "/segments"} className="underline hover:text-ink">
            {formatNumber(members.inSegments)} of {formatCount(members.all, "customer")}
          </Link>{" "}
          ({share}) are in at least one segment. {corrected}
        </>
      }
      data={{
        columns: ["Month", ...FIGURES.map((metric) => METRICS[metric].label)],
        rows: overview.months.map((month) => [
          monthName(month.month),
          ...FIGURES.map((metric) => metricValue(metric, month)),
        ]),
        format: (value, column) => {
          const metric = FIGURES[column - 1];
          return metric ? metricText(metric, value, currency) : formatNumber(value);
        },
        plain: (value, column) => {
          const metric = FIGURES[column - 1];
          return metric ? plainValue(METRICS[metric].unit, value, currency) : value;
        },
      }}
      fileName="Key figures by month"
    >
      <KeyFigureStrip label={`Key figures, ${formatDayRange(period.from, period.to, today)}`}>
        {FIGURES.map((metric) => {
          const { label, formula, polarity, unit } = METRICS[metric];
          const now = metricValue(metric, overview.now);
          return (
            <KeyFigure
              key={metric}
              name={
                <Link href={`/kpis?metric=${metric}`} className="hover:text-ink hover:underline">
                  {label}
                </Link>
              }
              value={metricText(metric, now, currency, true)}
              change={
                <Change
                  {...{ unit, now, goodWhen: polarity, period: `against the ${before} before` }}
                  before={metricValue(metric, overview.before)}
                />
              }
              note={formula}
            >
              <Sparkline
                values={overview.months.map((month) => metricValue(metric, month) ?? 0)}
                label={`${label} by month, 12 months`}
              />
              <MetricFactsDetails measure={metricMeasure(metric)} />
            </KeyFigure>
          );
        })}
      </KeyFigureStrip>
    </Figure>
  );
}
