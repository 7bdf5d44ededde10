import { Figure } from "@/components/charts/figure";
import { Delta } from "@/components/ui/delta";
import { formatCount, formatPercent } from "@/lib/format";
import type { contributions } from "@/lib/kpis/comparison/contribution";
import { METRICS, type Metric } from "@/lib/kpis/metric";
import { metricText } from "./metric-text";

type ContributionListProps = {
  metric: Metric;
  split: ReturnType<typeof contributions>;
  currency: string;
  /** "May 2026", "Apr 2026". */
  now: string;
  before: string;
  /** People in two of the segments or more. */
  shared: number;
};

/** Which segments a change came from, in points of the change of all. */
export function ContributionList({ metric, split, currency, now, before, shared }: ContributionListProps) {
  const { label, polarity } = METRICS[metric];
  const rows = [...split.parts, split.rest];
  const text = (value: number) => metricText(metric, value, currency, true);
  const largest = split.parts[0];
  const whole =
    split.relative === null
      ? `${label} was 0 in ${before}.`
      : `${label} ${split.change < 0 ? "fell" : "rose"} ${formatPercent(Math.abs(split.relative), 1)} from ${before} to ${now}`;
  const most =
    largest && largest.points !== null
      ? `: of it ${formatPercent(largest.points, 1)} from “${largest.name}”.`
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
      }}
      fileName={`${label} by segment, ${now}`}
    >
      <ul aria-label={`Contribution to ${label.toLowerCase()}`} className="divide-y divide-line text-sm">
        {rows.map(({ key, name, change, points }) => (
          <li key={key} className="flex items-baseline gap-3 py-1.5">
            <span className="min-w-0 flex-1 truncate">
              {key === "rest" && shared > 0 ? "Everybody else, less who is in several" : name}
            </span>
            <span className="num text-ink-2">
              {change > 0 ? "+" : ""}
              {text(change)}
            </span>
            <span className="w-20 text-right">
              {points !== null && <Delta value={points * 100} unit="points" goodWhen={polarity} />}
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  );
}
