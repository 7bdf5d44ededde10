import { formatMoney, formatMoneyShort, formatNumber, formatPercent } from "@/lib/format";
import { METRICS, type Metric } from "@/lib/kpis/metric";

/** A metric's value as text in its unit; a dash where its denominator is 0. */
export function metricText(metric: Metric, value: number | null, currency: string, isShort = false): string {
  if (value === null) return "–";
  switch (METRICS[metric].unit) {
    case "money":
      return isShort ? formatMoneyShort(value, currency) : formatMoney(value, currency);
    case "share":
      return formatPercent(value, 1);
    case "ratio":
      return formatNumber(value, Math.abs(value) >= 100 ? 0 : 1);
    case "people":
    case "count":
      return formatNumber(value);
  }
}
