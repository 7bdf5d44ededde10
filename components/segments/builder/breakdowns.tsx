import { CompareBars } from "@/components/charts/compare-bars";
import { formatNumber, formatPercent } from "@/lib/format";
import { BREAKDOWN_TITLE, type Breakdown } from "@/lib/segments/preview/breakdown";

const HEADS = { count: "n", share: "these", base: "all", index: "index" };

/** Who they are against all customers, one table per breakdown; an index of 100 is as common as among all. */
export function Breakdowns({ breakdowns }: { breakdowns: readonly Breakdown[] }) {
  return (
    <section>
      <h3 className="text-xs font-semibold text-ink-2">Against all customers</h3>
      <p className="mb-3 text-xs text-ink-3">The mark is the share among all; an index of 100 is the same.</p>
      <div className="flex flex-col gap-4">
        {breakdowns.map(({ key, bars }) => (
          <div key={key}>
            <h4 className="mb-1 text-xs font-medium">{BREAKDOWN_TITLE[key]}</h4>
            <CompareBars
              label={`${BREAKDOWN_TITLE[key]} of these against all customers`}
              heads={HEADS}
              items={bars.map((bar) => ({
                ...bar,
                count: formatNumber(bar.n),
                shareText: formatPercent(bar.share, 0),
                baseText: formatPercent(bar.baseShare, 0),
                indexText: bar.index === null ? "–" : formatNumber(bar.index * 100),
                isFaint: bar.n === 0 || bar.key === "unknown",
              }))}
            />
          </div>
        ))}
      </div>
    </section>
  );
}
