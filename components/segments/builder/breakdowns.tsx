import { ChevronDown } from "lucide-react";
import { CompareBars } from "@/components/charts/compare-bars";
import { CompareColumns } from "@/components/charts/compare-columns";
import { formatNumber, formatPercent } from "@/lib/format";
import {
  BREAKDOWN_TITLE,
  type Breakdown,
  type BreakdownBar,
  type BreakdownKey,
  strikingBars,
} from "@/lib/segments/preview/breakdown";

const HEADS = { count: "n", share: "these", base: "all", index: "index" };

export type BreakdownsProps = {
  breakdowns: readonly Breakdown[];
  /** Those that are unfolded; kept outside, so that they stay so while the rule is counted again. */
  open: ReadonlySet<BreakdownKey>;
  onToggle: (key: BreakdownKey, isOpen: boolean) => void;
};

/** What sets them apart from all customers, and each breakdown as small bars that unfold to its table. */
export function Breakdowns({ breakdowns, open, onToggle }: BreakdownsProps) {
  const striking = strikingBars(breakdowns);
  return (
    <section>
      <h3 className="text-xs font-semibold text-ink-2">What sets them apart</h3>
      {striking.length === 0 ? (
        <p className="text-xs text-ink-3">Nothing: they are like all customers in what is known of them.</p>
      ) : (
        <ul className="mt-1 flex flex-col">
          {striking.map(({ by, bar }) => (
            <li key={`${by} ${bar.key}`} className="flex min-h-6 items-baseline gap-2 text-xs">
              <span className="min-w-0 flex-1 truncate">
                <span className="text-ink-3">{BREAKDOWN_TITLE[by]}: </span>
                {bar.label}
              </span>
              <span className="num flex-none font-medium">{timesText(bar)}</span>
            </li>
          ))}
        </ul>
      )}
      <h3 className="mt-4 text-xs font-semibold text-ink-2">Against all customers</h3>
      <p className="text-xs text-ink-3">Bars are their shares, the marks those of all.</p>
      <div className="-mx-2 mt-1">
        {breakdowns.map(({ key, bars }) => (
          <details
            key={key}
            open={open.has(key)}
            onToggle={(event) => onToggle(key, event.currentTarget.open)}
            className="group/fold border-t border-line first:border-t-0"
          >
            <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-md px-2 text-xs hover:bg-hover coarse:min-h-control [&::-webkit-details-marker]:hidden">
              <span className="w-[5.5em] flex-none font-medium">{BREAKDOWN_TITLE[key]}</span>
              <CompareColumns items={bars} />
              <span className="num min-w-0 flex-1 truncate text-right text-ink-2">{headline(bars)}</span>
              <ChevronDown
                aria-hidden="true"
                className="size-3.5 flex-none text-ink-3 transition-transform group-open/fold:rotate-180"
              />
            </summary>
            <div className="px-2 pt-1 pb-2">
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
              <p className="text-2xs text-ink-3">An index of 100 is as common as among all customers.</p>
            </div>
          </details>
        ))}
      </div>
    </section>
  );
}

/** "2.4 ×" for what is more common, "0.6 ×" for what is rarer; "none" where nobody is. */
function timesText({ index }: BreakdownBar): string {
  if (!index) return "none";
  return `${formatNumber(index, index < 10 ? 1 : 0)}\u202f×`;
}

/** The largest part in words: "45–54 40 %". */
function headline(bars: readonly BreakdownBar[]): string {
  const known = bars.filter(({ key }) => key !== "unknown");
  const [first] = known;
  if (!first) return "";
  const largest = known.reduce((best, bar) => (bar.n > best.n ? bar : best), first);
  return `${largest.label} ${formatPercent(largest.share, 0)}`;
}
