import { FigureWells } from "@/components/ui/key-figure";
import { formatNumber } from "@/lib/format";
import type { Reach } from "@/lib/segments/reach/reach";

/** Three counts: who matches, who may be contacted, whom no running campaign speaks to today. */
export function ReachFigures({ reach, floor }: { reach: Reach; floor: number }) {
  const text = (count: number | null) => (count === null ? `< ${floor}` : formatNumber(count));
  return (
    <FigureWells
      figures={[
        { name: "In the segment", value: text(reach.size) },
        { name: "May be contacted", value: text(reach.contactable) },
        { name: "Free today", value: text(reach.free) },
      ]}
    />
  );
}
