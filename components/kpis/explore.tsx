"use client";

import { AreaChart, BarChart } from "@tremor/react";
import { useState } from "react";
import { Figure } from "@/components/charts/figure";
import { metricText, plainValue } from "@/components/kpis/metric-text";
import { SegmentedChoice } from "@/components/ui/segmented";
import { scaledToSize } from "@/lib/kpis/comparison/scaled";
import { isSum, METRICS, metricValue } from "@/lib/kpis/metric";
import type { MonthTally } from "@/lib/kpis/report";

const SHOWN = ["revenue", "orders", "averageOrderValue", "repeatRate"] as const;
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });

export type ExploreProps = {
  name: string;
  months: MonthTally[];
  baseMonths: MonthTally[];
  currency: string;
};

type Row = Record<string, string | number | null>;

const numberIn = (row: Row, key: string) => {
  const value = row[key];
  return typeof value === "number" ? value : null;
};

/** One metric at a time, the segment beside the base, with a cross-hair and a legend to switch series. */
export function Explore({ name, months, baseMonths, currency }: ExploreProps) {
  const [metric, setMetric] = useState<(typeof SHOWN)[number]>("revenue");
  const base = isSum(metric) ? "All customers, scaled to this size" : "All customers";
  const rows = months.map((month, index): Row => {
    const whole = baseMonths[index];
    return {
      month: MONTH.format(new Date(month.month)),
      [name]: metricValue(metric, month),
      [base]: scaledToSize(metric, whole, month),
    };
  });
  const format = (value: number) => metricText(metric, value, currency, true);
  const whole = rows.at(-2);
  const [here, there] = [whole?.[name], whole?.[base]].map((value) =>
    typeof value === "number" ? format(value) : "–",
  );
  const Chart = metric === "orders" ? BarChart : AreaChart;
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-x-auto">
        <SegmentedChoice
          label="Metric"
          options={SHOWN.map((value) => ({ value, label: METRICS[value].label }))}
          value={metric}
          onChange={(event) => setMetric(event.target.value as (typeof SHOWN)[number])}
        />
      </div>
      <Figure
        headingLevel={3}
        title={`${METRICS[metric].label} by month`}
        take={`${here} in ${whole?.month}, the last whole month; ${base.toLowerCase()} ${there}.`}
        data={{
          columns: ["Month", name, base],
          rows: rows.map((row) => [row.month ?? null, numberIn(row, name), numberIn(row, base)]),
          format: (value) => metricText(metric, value, currency),
          plain: (value) => plainValue(METRICS[metric].unit, value, currency),
        }}
        fileName={`${name} ${METRICS[metric].label} beside all`}
      >
        <Chart
          className="h-72"
          data={rows}
          index="month"
          categories={[name, base]}
          colors={["blue", "gray"]}
          valueFormatter={format}
          yAxisWidth={72}
          showAnimation={false}
        />
      </Figure>
    </div>
  );
}
