import { BarList } from "@/components/charts/bar-list";
import { formatNumber, formatPercent } from "@/lib/format";
import { shareOf } from "@/lib/segments/listing";
import type { SegmentDetail } from "@/lib/segments/segment";

/** The segments that narrow this one, with their share of it. */
export function ChildShares({
  segment,
  floor,
}: {
  segment: Pick<SegmentDetail, "name" | "size" | "children">;
  floor: number;
}) {
  const items = segment.children
    .toSorted((a, b) => (b.size ?? -1) - (a.size ?? -1))
    .map((child) => {
      const share = shareOf(child.size, segment.size);
      return {
        key: child.id,
        label: child.name,
        href: `/segments/${child.id}`,
        value: child.size ?? 0,
        text:
          child.size === null
            ? child.isHidden
              ? `fewer than ${floor}`
              : "not counted"
            : formatNumber(child.size),
        note: share === null ? undefined : formatPercent(share, 0),
      };
    });
  return <BarList label={`Segments within ${segment.name}`} items={items} max={segment.size ?? undefined} />;
}
