import { Treemap, type TreemapGroup } from "@/components/charts/treemap";
import { formatCount } from "@/lib/format";
import { mapGroups } from "@/lib/segments/listing";
import type { SegmentRow } from "@/lib/segments/segment";
import { addressWith, type SegmentsAddress } from "./address";

/** Macro segments as headings over their children, areas in proportion to people; a press opens the panel. */
export function SegmentMap({ rows, address }: { rows: readonly SegmentRow[]; address: SegmentsAddress }) {
  const groups = mapGroups(rows);
  const drawn = groups.reduce((sum, { parts }) => sum + 1 + parts.length, 0);
  const hrefOf = (id: string) => addressWith(address, { open: id });
  const restOf = (id: string, value: number, hasParts: boolean) =>
    hasParts
      ? { key: "rest", name: "In no child", value, isRest: true }
      : { key: "rest", name: "Not narrowed", value, href: hrefOf(id) };
  const boxes: TreemapGroup[] = groups.map(({ segment, parts, rest }) => ({
    key: segment.id,
    name: segment.name,
    href: hrefOf(segment.id),
    figure: segment.size ?? 0,
    parts: [
      ...parts.map((part) => ({
        key: part.id,
        name: part.name,
        value: part.size ?? 0,
        href: hrefOf(part.id),
      })),
      ...(rest > 0 ? [restOf(segment.id, rest, parts.length > 0)] : []),
    ],
  }));
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-[70ch] text-sm text-ink-2">
        Each area is as large as its members are many. People in several segments count in each of them.
        {drawn < rows.length &&
          ` ${formatCount(rows.length - drawn, "segment")} further down, empty or too small to show ${rows.length - drawn === 1 ? "is" : "are"} in the tree and the list.`}
      </p>
      <div className="max-md:hidden">
        <Treemap label="Segments by size" groups={boxes} height={560} ratio={1.8} />
      </div>
      <div className="md:hidden">
        <Treemap label="Segments by size" groups={boxes} height={760} ratio={0.48} />
      </div>
    </div>
  );
}
