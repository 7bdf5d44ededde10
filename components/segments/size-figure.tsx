import { Figure } from "@/components/charts/figure";
import { LineChart } from "@/components/charts/line-chart";
import { Segmented } from "@/components/ui/segmented";
import { type Day, formatDay } from "@/lib/days";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { type SizePoint, sizeSeries } from "@/lib/segments/size-series";

export const SIZE_SPANS = { quarter: 84, year: 364 } as const;
export type SizeSpan = keyof typeof SIZE_SPANS;

/** How many were in the segment, over twelve weeks or a year. */
export function SizeFigure({
  name,
  sizes,
  span,
  today,
  path,
}: {
  name: string;
  sizes: readonly SizePoint[];
  span: SizeSpan;
  today: Day;
  /** The address of the page, for the choice of the span. */
  path: string;
}) {
  const points = sizeSeries(sizes, today, SIZE_SPANS[span]);
  const [first, last] = [points[0], points.at(-1)];
  const change = first && last && first.size > 0 ? last.size / first.size - 1 : null;
  return (
    <Figure
      title="Size over time"
      take={
        first && last && first !== last
          ? `From ${formatCount(first.size, "member")} on ${formatDay(first.day, today)} to ${formatNumber(last.size)} on ${formatDay(last.day, today)}${change === null ? "" : `, ${formatPercent(Math.abs(change))} ${change < 0 ? "fewer" : "more"}`}.`
          : "It needs two days on which it was counted."
      }
      action={
        <Segmented
          label="Period"
          items={[
            { label: "12 weeks", href: path, isCurrent: span === "quarter" },
            { label: "A year", href: `${path}?span=year`, isCurrent: span === "year" },
          ]}
        />
      }
      fileName={`${name}, size`}
      data={{
        columns: ["Day", "Members"],
        rows: points.map(({ day, size }) => [day, size]),
      }}
    >
      {first && last && first !== last && (
        <LineChart
          label={`Members of ${name} from ${formatDay(first.day)} to ${formatDay(last.day)}: ${formatNumber(first.size)} to ${formatNumber(last.size)}`}
          name="Members"
          points={points.map(({ day, size }) => ({ label: formatDay(day, today), value: size }))}
          format={(value) => formatNumber(value)}
        />
      )}
    </Figure>
  );
}
