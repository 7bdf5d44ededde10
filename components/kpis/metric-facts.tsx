import { DescriptionList } from "@/components/ui/description-list";
import type { Measure } from "@/lib/kpis/measure";
import { UNIT_LABEL } from "@/lib/kpis/unit";

type Counted = Pick<Measure, "facts" | "polarity" | "unit">;

function factsOf({ facts, unit, polarity }: Counted): { term: string; value: string }[] {
  const { formula, numerator, denominator, source } = facts;
  return [
    { term: "Formula", value: formula },
    ...(numerator ? [{ term: "Numerator", value: numerator }] : []),
    ...(denominator ? [{ term: "Denominator", value: denominator }] : []),
    { term: "Unit", value: UNIT_LABEL[unit] },
    { term: "Source", value: source },
    { term: "Better", value: polarity === "up" ? "more" : "less" },
  ];
}

/** What a figure is made of: shown where it is shown. */
export function MetricFacts({ measure }: { measure: Counted }) {
  return <DescriptionList items={factsOf(measure)} />;
}

/** The same behind a word, for figures that stand close together. */
export function MetricFactsDetails({ measure }: { measure: Counted }) {
  return (
    <details className="text-xs text-ink-3 print:hidden">
      <summary className="flex min-h-6 w-max cursor-pointer items-center gap-1 rounded-sm hover:text-ink before:content-['▸'] [[open]>&]:before:content-['▾'] coarse:min-h-control">
        How it is counted
      </summary>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {factsOf(measure).map(({ term, value }) => (
          <div key={term} className="contents">
            <dt>{term}</dt>
            <dd className="text-ink-2">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
