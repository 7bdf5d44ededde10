import { formatNumber } from "@/lib/format";
import type { ImportCounts } from "./import";

/** The parts of the bar, each in the colour that it has everywhere; without those that are nothing. */
export function countParts(counts: ImportCounts) {
  const parts = [
    { name: "new", count: counts.created, tone: 1 },
    { name: "changed", count: counts.changed, tone: 3 },
    { name: "unchanged", count: counts.unchanged, tone: 2 },
    { name: "left out", count: counts.leftOut, tone: 0 },
    { name: "set aside", count: counts.rejected, tone: 4 },
  ] as const;
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, ...part }) => ({ ...part, count, figure: formatNumber(count) }));
}
