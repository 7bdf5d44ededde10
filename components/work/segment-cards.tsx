import Link from "next/link";
import type { ReactNode } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { Delta } from "@/components/ui/delta";
import { Pill } from "@/components/ui/pill";
import { formatNumber } from "@/lib/format";
import type { OwnSegment } from "@/lib/work/task";

/** Segments as cards: size, twelve weeks, change in four, and what can be done with them. */
export function SegmentCards({
  segments,
  floor,
  actions,
}: {
  segments: readonly OwnSegment[];
  floor: number;
  actions: (segment: OwnSegment) => ReactNode;
}) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {segments.map((segment) => (
        <li key={segment.id} className="rounded-lg border border-line bg-surface px-3 pt-3 pb-2">
          <div className="flex items-baseline gap-2">
            <h3 className="min-w-0 flex-1 truncate text-base font-medium">
              <Link href={`/segments/${segment.id}`} className="hover:underline">
                {segment.name}
              </Link>
            </h3>
            {!segment.isAccepted && <Pill tone="accent">new for you</Pill>}
            {segment.change !== null && (
              <Delta value={segment.change * 100} goodWhen="none" period="in four weeks" />
            )}
          </div>
          <div className="mt-1 flex items-center gap-3">
            <span className="num text-md font-semibold">
              {segment.size === null ? `fewer than ${floor}` : formatNumber(segment.size)}
            </span>
            <span className="min-w-0 flex-1">
              {segment.sizes.length > 1 && (
                <Sparkline
                  values={segment.sizes}
                  label={`Members of ${segment.name}, twelve weeks, now ${segment.size ?? "unknown"}`}
                />
              )}
            </span>
          </div>
          <div className="mt-1 flex flex-wrap justify-end gap-1">{actions(segment)}</div>
        </li>
      ))}
    </ul>
  );
}
