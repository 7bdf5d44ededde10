import { Figure } from "@/components/charts/figure";
import { LineChart } from "@/components/charts/line-chart";
import type { FormulaPoint } from "@/lib/kpis/formulas/formula";
import { periodName, periodTick } from "@/lib/kpis/grain";
import type { FormulaUnit } from "@/lib/kpis/unit";
import { plainValue, unitText } from "../metric-text";

type FormulaChartProps = {
  name: string;
  unit: FormulaUnit;
  points: readonly FormulaPoint[];
  currency: string;
};

/** The last twelve months of a KPI of the workspace's own, of all customers. */
export function FormulaChart({ name, unit, points, currency }: FormulaChartProps) {
  const known = points.filter(({ value }) => value !== null);
  const last = points.at(-2);
  const format = (value: number) => unitText(unit, value, currency, true);
  return (
    <Figure
      headingLevel={3}
      title={`${name || "The KPI"} of all customers`}
      take={
        known.length === 0
          ? "No month of the last twelve has a value: the formula divides by 0 in each."
          : last
            ? `${unitText(unit, last.value, currency)} in ${periodName("month", last.startOn)}. A month in which it divides by 0 has no value.`
            : undefined
      }
      data={{
        columns: ["Month", name || "The KPI"],
        rows: points.map(({ startOn, value }) => [periodName("month", startOn), value]),
        format: (value) => unitText(unit, value, currency),
        plain: (value) => plainValue(unit, value, currency),
      }}
      fileName={name || "KPI"}
    >
      <LineChart
        name={name || "The KPI"}
        label={`${name || "The KPI"} of all customers by month over ${points.length} months`}
        points={points.map(({ startOn, value }) => ({ label: periodTick("month", startOn), value }))}
        format={format}
        hasZero={unit === "count"}
        isLastOpen
        height={160}
      />
    </Figure>
  );
}
