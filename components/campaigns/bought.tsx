import type { Outcome } from "@/lib/campaigns/results/outcome";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";

/** How many of those whom a campaign contacted bought. */
export function Bought({
  outcome,
  isLaunched,
}: {
  outcome: Outcome | "hidden" | undefined;
  isLaunched: boolean;
}) {
  if (outcome === "hidden") return <span className="text-ink-3">too few to show</span>;
  if (!outcome || outcome.treated.people === 0)
    return <span className="text-ink-3">{isLaunched ? "no audience" : "–"}</span>;
  const { buyers, people } = outcome.treated;
  return (
    <span title={`${buyers} of ${formatCount(people, "person", "people")} in the audience bought`}>
      {formatPercent(buyers / people)}
      <span className="text-xs text-ink-3"> of {formatNumber(people)}</span>
    </span>
  );
}
