import { currencyUnit, formatMoney, formatMoneyShort, formatNumber, formatPercent } from "@/lib/format";
import { METRICS, type Metric, metricParts } from "@/lib/kpis/metric";
import type { Tally } from "@/lib/kpis/tally";
import type { Unit } from "@/lib/kpis/unit";

/** A metric's value as text in its unit; a dash where its denominator is 0. */
export function metricText(metric: Metric, value: number | null, currency: string, isShort = false): string {
  const { unit } = METRICS[metric];
  const isCount = unit === "people" || unit === "count";
  return unitText(unit, isCount && value !== null ? Math.round(value) : value, currency, isShort);
}

/** The same of any figure that has this unit; a count that is none of whole things keeps its digits. */
export function unitText(unit: Unit, value: number | null, currency: string, isShort = false): string {
  if (value === null) return "–";
  switch (unit) {
    case "money":
      return isShort ? formatMoneyShort(value, currency) : formatMoney(value, currency);
    case "share":
      // Beyond ten times a tenth of a percent says nothing.
      return formatPercent(value, Math.abs(value) >= 10 ? 0 : 1);
    case "ratio":
      return formatNumber(value, Math.abs(value) >= 100 ? 0 : 1);
    case "people":
    case "count":
      return formatNumber(
        value,
        Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) < 1 ? 2 : 1,
      );
  }
}

/** The same for a file: money in units of the currency, everything else as it is. */
export function plainValue(unit: Unit, value: number, currency: string): number {
  return unit === "money" ? value / 10 ** currencyUnit(currency).digits : value;
}

/** Returns on spend divide money by money. */
const OF_MONEY: readonly Metric[] = ["roas", "romi"];

/** "12 300 € ÷ 210": what the figure is divided from; empty where nothing is divided. */
export function partsText(metric: Metric, tally: Tally, currency: string): string {
  const { above, below } = metricParts(metric, tally);
  if (below === null) return "";
  const isMoney = METRICS[metric].unit === "money" || OF_MONEY.includes(metric);
  const text = (value: number, isSum: boolean) =>
    isSum ? formatMoney(value, currency, 0) : formatNumber(value);
  return `${text(above, isMoney)} ÷ ${text(below, OF_MONEY.includes(metric))}`;
}
