import { DescriptionList } from "@/components/ui/description-list";
import type { Measure } from "@/lib/kpis/measure";
import { UNIT_LABEL } from "@/lib/kpis/unit";

type Counted = Pick<Measure, "facts" | "polarity" | "unit">;

/** What a figure is made of: shown where it is shown. */
export function MetricFacts({ measure }: { measure: Counted }) {
  const { formula, numerator, denominator, source } = measure.facts;
  return (
    <DescriptionList
      items={[
        { term: "Formula", value: formula },
        ...(numerator ? [{ term: "Numerator", value: numerator }] : []),
        ...(denominator ? [{ term: "Denominator", value: denominator }] : []),
        { term: "Unit", value: UNIT_LABEL[measure.unit] },
        { term: "Source", value: source },
        { term: "Better", value: measure.polarity === "up" ? "more" : "less" },
      ]}
    />
  );
}

/** The same behind a word, for figures that stand close together. */
export function MetricFactsDetails({ measure }: { measure: Counted }) {
  return (
    <details className="text-xs text-ink-3 print:hidden">
      <summary className="flex min-h-6 w-max cursor-pointer items-center gap-1 rounded-sm hover:text-ink before:content-['▸'] [[open]>&]:before:content-['▾'] coarse:min-h-control">
        How it is counted
      </summary>
      <div className="mt-1">
        <MetricFacts measure={measure} />
      </div>
    </details>
  );
}
