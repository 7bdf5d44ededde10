import { formatMoment, formatNumber } from "@/lib/format";
import type { Dimension } from "@/lib/segments/dimension";
import type { SegmentStatus } from "@/lib/segments/segment";

export function dimensionWords(dimension: Dimension): string {
  return dimension.charAt(0).toUpperCase() + dimension.slice(1);
}

/** "3 214", "fewer than 10" for a role that must not see it, "–" before the first count. */
export function sizeWords(
  { size, isHidden }: { size: number | null; isHidden: boolean },
  floor: number,
): string {
  if (size !== null) return formatNumber(size);
  return isHidden ? `fewer than ${formatNumber(floor)}` : "–";
}

/** When the members were last determined: "counted 09:41". */
export function countedWords(
  { evaluatedAt, status }: { evaluatedAt: Date | null; status: SegmentStatus },
  timeZone: string,
  now: Date,
): string {
  if (!evaluatedAt) return "not counted yet";
  const at = formatMoment(evaluatedAt, timeZone, now);
  return status === "failing" ? `counting fails, last ${at}` : `counted ${at}`;
}
