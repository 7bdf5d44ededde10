import { DescriptionList } from "@/components/ui/description-list";
import type { Measure } from "@/lib/kpis/measure";

/** What a figure is made of: shown where it is shown. */
export function MetricFacts({ measure }: { measure: Pick<Measure, "facts" | "polarity"> }) {
  const { formula, numerator, denominator, source } = measure.facts;
  return (
    <DescriptionList
      items={[
        { term: "Formula", value: formula },
        ...(numerator ? [{ term: "Numerator", value: numerator }] : []),
        ...(denominator ? [{ term: "Denominator", value: denominator }] : []),
        { term: "Source", value: source },
        { term: "Better", value: measure.polarity === "up" ? "more" : "less" },
      ]}
    />
  );
}
