import { PrintTitle } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";

const TABS = [
  { key: "figures", label: "Figures", href: "/kpis" },
  { key: "funnel", label: "Funnel", href: "/kpis/funnel" },
  { key: "retention", label: "Retention", href: "/kpis/retention" },
  { key: "rfm", label: "RFM", href: "/kpis/rfm" },
  { key: "value", label: "Expected value", href: "/kpis/value" },
  { key: "values", label: "Typed values", href: "/kpis/values" },
  { key: "own", label: "Your own", href: "/kpis/own" },
] as const;
export type KpiTab = (typeof TABS)[number]["key"];

/** The parts of the KPIs that speak of customers as a whole. */
export function KpiTabs({ current }: { current: KpiTab }) {
  return (
    <>
      <PrintTitle>KPIs: {TABS.find(({ key }) => key === current)?.label}</PrintTitle>
      <Tabs
        label="Parts of the KPIs"
        tabs={TABS.map(({ key, label, href }) => ({ label, href, isCurrent: key === current }))}
      />
    </>
  );
}
