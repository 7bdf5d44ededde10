import { clsx } from "clsx";
import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { round } from "@/components/charts/scale";
import { Delta } from "@/components/ui/delta";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import type { contributions } from "@/lib/kpis/comparison/contribution";
import { METRICS, type Metric } from "@/lib/kpis/metric";
import { metricText, plainValue } from "./metric-text";

type ContributionListProps = {
  metric: Metric;
  split: ReturnType<typeof contributions>;
  currency: string;
  /** "May 2026", "Apr 2026". */
  now: string;
  before: string;
  /** People in two of the segments or more. */
  shared: number;
  /** Where a segment leads: to its people for roles that see them. */
  hrefOf: (segmentId: string) => string;
};

/** What fell is hatched, so that direction shows without colour too. */
const FELL = "repeating-linear-gradient(135deg, var(--chart-2) 0 2px, transparent 2px 5px)";

/** Which segments a change came from, in points of the change of all. */
export function ContributionList({
  metric,
  split,
  currency,
  now,
  before,
  shared,
  hrefOf,
}: ContributionListProps) {
  const { label, polarity } = METRICS[metric];
  const rows = [...split.parts, split.rest];
  const text = (value: number) => metricText(metric, value, currency, true);
  const changes = rows.map(({ change }) => change);
  const [lowest, highest] = [Math.min(0, ...changes), Math.max(0, ...changes)];
  const x = (change: number) => round(((change - lowest) / (highest - lowest || 1)) * 100);
  const largest = split.parts[0];
  const whole =
    split.relative === null
      ? `${label} was 0 in ${before}.`
      : `${label} ${split.change < 0 ? "fell" : "rose"} ${formatPercent(Math.abs(split.relative), 1)} from ${before} to ${now}`;
  const most =
    largest && largest.points !== null
      ? `: of it ${formatNumber(largest.points * 100, 1)} points from “${largest.name}”.`
      : "";
  return (
    <Figure
      title="Where the change came from"
      take={`${whole}${most} ${
        shared > 0
          ? `${formatCount(shared, "person", "people")} are in two of these segments or more and count in each; the last line takes them off again, so that the sum is exact.`
          : "These segments share nobody, so the lines add up to the change of all."
      }`}
      data={{
        columns: ["Segment", before, now, "Change", "Points"],
        rows: rows.map(({ name, before, now, change, points }) => [name, before, now, change, points]),
        format: (value, column) =>
          column === 4 ? formatPercent(value, 1) : metricText(metric, value, currency),
        plain: (value, column) => (column === 4 ? value : plainValue(METRICS[metric].unit, value, currency)),
      }}
      fileName={`${label} by segment, ${now}`}
    >
      <ul aria-label={`Contribution to ${label.toLowerCase()}`} className="divide-y divide-line text-sm">
        {rows.map(({ key, name, change, points }) => (
          <li
            key={key}
            className="grid grid-cols-[1fr_auto_96px] items-center gap-x-3 gap-y-1 py-1.5 sm:grid-cols-[minmax(140px,26%)_1fr_96px_96px]"
          >
            <span className="min-w-0 truncate max-sm:col-span-3">
              {key === "rest" ? (
                shared > 0 ? (
                  "Everybody else, less who is in several"
                ) : (
                  name
                )
              ) : (
                <Link href={hrefOf(key)} className="inline-flex min-h-6 items-center hover:underline">
                  {name}
                </Link>
              )}
            </span>
            <span aria-hidden="true" className="relative h-3.5">
              <span className="absolute -inset-y-1 w-px bg-line-strong" style={{ left: `${x(0)}%` }} />
              <span
                className={clsx(
                  "absolute inset-y-0 rounded-[2px]",
                  change < 0 && "outline-1 -outline-offset-1 outline-chart-2",
                )}
                style={{
                  left: `${x(Math.min(0, change))}%`,
                  width: `${round(x(Math.max(0, change)) - x(Math.min(0, change)))}%`,
                  background: change < 0 ? FELL : "var(--chart-1)",
                }}
              />
            </span>
            <span className="num text-right text-ink-2">
              {change > 0 ? "+" : ""}
              {text(change)}
            </span>
            <span className="text-right">
              {points !== null && <Delta value={points * 100} unit="points" goodWhen={polarity} />}
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  );
}
