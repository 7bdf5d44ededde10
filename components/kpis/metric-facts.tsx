import { DescriptionList } from "@/components/ui/description-list";
import { METRICS, type Metric } from "@/lib/kpis/metric";

/** What a figure is made of: shown where it is shown. */
export function MetricFacts({ metric }: { metric: Metric }) {
  const { formula, numerator, denominator, source, polarity } = METRICS[metric];
  return (
    <DescriptionList
      items={[
        { term: "Formula", value: formula },
        { term: "Numerator", value: numerator },
        { term: "Denominator", value: denominator },
        { term: "Source", value: source },
        { term: "Better", value: polarity === "up" ? "more" : "less" },
      ]}
    />
  );
}
