import { formatNumber } from "@/lib/format";

/** "16", "2.5": a tenth of an hour where there is one. */
export function hoursText(hours: number): string {
  const rounded = Math.round(hours * 10) / 10;
  return formatNumber(rounded, Number.isInteger(rounded) ? 0 : 1);
}
