"use client";

import { usePathname } from "next/navigation";
import { Tabs } from "@/components/ui/tabs";

const TABS = [
  { label: "Summary", path: "" },
  { label: "Members", path: "/members" },
  { label: "Children", path: "/children" },
  { label: "Movement", path: "/movement" },
  { label: "KPIs", path: "/kpis" },
  { label: "Campaigns", path: "/campaigns" },
  { label: "History", path: "/history" },
  { label: "Chain", path: "/chain" },
] as const;

/** The parts of a segment; the layout above them stays while they change. */
export function SegmentTabs({
  segmentId,
  counts,
}: {
  segmentId: string;
  counts: { Children: number; Campaigns: number };
}) {
  const pathname = usePathname();
  const countOf = (label: string) => (label === "Children" || label === "Campaigns" ? counts[label] : 0);
  return (
    <Tabs
      label="Parts of the segment"
      tabs={TABS.map(({ label, path }) => ({
        label,
        href: `/segments/${segmentId}${path}`,
        isCurrent: pathname === `/segments/${segmentId}${path}`,
        ...(countOf(label) > 0 && { count: countOf(label) }),
      }))}
    />
  );
}
