import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { LineChart } from "@/components/charts/line-chart";
import { scaledToSize } from "@/lib/kpis/comparison/scaled";
import { type Goal, targetIn } from "@/lib/kpis/comparison/target";
import { lastWhole } from "@/lib/kpis/comparison/view";
import { periodName, periodTick } from "@/lib/kpis/grain";
import type { GroupSeries } from "@/lib/kpis/group/series";
import { FIGURE_GROUPS, type GroupView, hasFigure } from "@/lib/kpis/group/view";
import { metricMeasure } from "@/lib/kpis/measure";
import { isCount, METRICS, type Metric, metricValue } from "@/lib/kpis/metric";
import type { Period } from "@/lib/kpis/series/period";
import { Change } from "./change";
import { MetricFactsDetails } from "./metric-facts";
import { metricText, partsText, plainValue } from "./metric-text";
import { correctedWords, seriesTake, typedNote } from "./series-take";

type GroupFiguresProps = {
  name: string;
  series: GroupSeries;
  view: GroupView;
  goals: readonly Goal[];
  currency: string;
  /** Where the role may see the people behind. */
  membersHref: string | null;
};

/** Every figure that the segment has, as small multiples; those of which nothing was counted are named at the end. */
export function GroupFigures(props: GroupFiguresProps) {
  const { series } = props;
  const groups = FIGURE_GROUPS.map(({ title, metrics }) => ({
    title,
    shown: metrics.filter((metric) => hasFigure(metric, series.own)),
    empty: metrics.filter((metric) => !hasFigure(metric, series.own)),
  }));
  const empty = groups.flatMap((group) => group.empty);
  return (
    <>
      {groups
        .filter(({ shown }) => shown.length > 0)
        .map(({ title, shown }) => (
          <section key={title}>
            <h2 className="mb-2 text-md font-semibold">{title}</h2>
            <ul aria-label={title} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
              {shown.map((metric) => (
                <li
                  key={metric}
                  className="min-w-0 rounded-lg border border-line bg-surface p-4 print:break-inside-avoid"
                >
                  <GroupFigure {...props} metric={metric} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      {empty.length > 0 && (
        <p className="max-w-[80ch] text-sm text-ink-2">
          Nothing was counted in these periods for: {empty.map((metric) => METRICS[metric].label).join(", ")}.
          Spend counts for a segment when a campaign is for it alone; anything else can be typed.
        </p>
      )}
    </>
  );
}

function GroupFigure(props: GroupFiguresProps & { metric: Metric }) {
  const { name, series, view, goals, currency, membersHref, metric } = props;
  const { own, today, sibling } = series;
  const { grain } = view;
  const measure = metricMeasure(metric);
  const { label, formula, polarity, unit } = METRICS[metric];
  const figureOf = (period: Period | undefined) => period && metricValue(metric, period.tally);
  const values = (periods: readonly Period[]) => own.map((_, index) => figureOf(periods[index]) ?? null);
  const base = own.map((period, index) => scaledToSize(metric, series.base[index]?.tally, period.tally));
  const baseName = isCount(metric) ? "all customers, scaled to this size" : "all customers";
  const against = {
    previous: { name: "the period before", values: values(series.previous) },
    year: { name: "the same period last year", values: values(series.year) },
    base: { name: baseName, values: base },
    target: { name: "the target", values: own.map((period) => targetIn(goals, metric, period)) },
  };
  const beside = sibling && { name: sibling.name, values: values(sibling.periods) };
  const compared = beside ?? against[view.against];
  const here = lastWhole(own, today);
  const place = here ? own.indexOf(here) : -1;
  const before = compared.values[place] ?? null;
  const now = figureOf(here) ?? null;
  const format = (value: number) => metricText(metric, value, currency, true);
  const goal = against.target.values;
  const parts = here ? partsText(metric, here.tally, currency) : "";
  const corrected = correctedWords(grain, own);
  return (
    <>
      <Figure
        headingLevel={3}
        title={
          <span className="flex flex-wrap items-baseline gap-x-2">
            {label}
            <span className="num">{metricText(metric, now, currency, true)}</span>
            <Change {...{ unit, now, before, goodWhen: polarity, period: `against ${compared.name}` }} />
          </span>
        }
        take={seriesTake({ measure, grain, currency, here, before, against: compared.name })}
        data={{
          columns: [
            ...["Period", label, "Period before", "Same period last year"],
            `All customers${isCount(metric) ? ", scaled" : ""}`,
            ...(beside ? [beside.name] : []),
            ...["Target", "Of it typed", "Corrected on"],
          ],
          rows: own.map((period, index) => [
            ...[periodName(grain, period.startOn), figureOf(period) ?? null],
            ...[against.previous.values[index] ?? null, against.year.values[index] ?? null],
            ...[base[index] ?? null, ...(beside ? [beside.values[index] ?? null] : [])],
            ...[goal[index] ?? null, typedNote(measure, period, currency)],
            ...[period.correctedOn],
          ]),
          format: (value) => metricText(metric, value, currency),
          plain: (value) => plainValue(METRICS[metric].unit, value, currency),
        }}
        fileName={`${name} ${label} by ${grain}`}
        action={
          membersHref && (
            <Link
              href={membersHref}
              className="inline-flex min-h-6 items-center text-xs text-accent hover:underline print:hidden"
              aria-label={`Members behind ${label.toLowerCase()}`}
            >
              Members
            </Link>
          )
        }
      >
        <LineChart
          name={label}
          label={`${label} of ${name} by ${grain}, ${own.length} periods, beside ${compared.name}`}
          points={own.map((period) => ({
            label: periodTick(grain, period.startOn),
            value: figureOf(period) ?? null,
          }))}
          {...(compared !== against.target && { comparison: compared })}
          {...(goal.some((value) => value !== null) && { target: goal })}
          format={format}
          hasZero={measure.isAmount}
          height={112}
          isLastOpen
        />
      </Figure>
      {corrected && <p className="mt-1 text-xs text-ink-2">{corrected}</p>}
      <p className="mt-1 text-xs text-ink-3">
        {formula}
        {parts && <span className="num">: {parts}</span>}
      </p>
      <MetricFactsDetails measure={measure} />
    </>
  );
}
