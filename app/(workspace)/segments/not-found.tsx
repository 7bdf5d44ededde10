import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function SegmentsNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Segments", href: "/segments" }}
      title="There is no such segment"
      action="Open all segments"
    />
  );
}
