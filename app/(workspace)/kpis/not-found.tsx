import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function KpisNotFound() {
  return (
    <AreaNotFound
      area={{ label: "KPIs", href: "/kpis" }}
      title="There is nothing at this address"
      action="Open KPIs"
    />
  );
}
