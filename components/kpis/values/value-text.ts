import { formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { figureUnit } from "@/lib/kpis/typed-figure";
import type { ValueRow } from "@/lib/kpis/values/value";

/** A typed value in its unit; one of the workspace's own keeps up to two digits. */
export function valueText(figure: string, value: number, currency: string): string {
  const unit = figureUnit(figure);
  if (unit === "money") return formatMoney(value, currency);
  if (unit === "share") return formatPercent(value, 1);
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}

/** Whom the value speaks of. */
export const placeText = ({ segmentName, campaignName }: Pick<ValueRow, "segmentName" | "campaignName">) =>
  segmentName ?? campaignName ?? "All customers";
