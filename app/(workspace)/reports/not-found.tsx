import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function ReportsNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Reports", href: "/reports" }}
      title="There is no such report"
      action="Open all reports"
    />
  );
}
