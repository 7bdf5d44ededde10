import { Figure } from "@/components/charts/figure";
import { HeatTable } from "@/components/charts/heat-table";
import type { Day } from "@/lib/days";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { monthName } from "@/lib/lifecycle/behind";
import { type Cohort, meanRetention } from "@/lib/lifecycle/retention";
import { behindHref } from "./address";

export type RetentionFigureProps = {
  cohorts: readonly Cohort[];
  today: Day;
  showsPeople: boolean;
  segmentId: string | null;
  /** A cell opens the rule of its people. */
  mayBuild: boolean;
};

/** Months of the first order down, months since across; the ground darkens with the share, the figure says it. */
export function RetentionFigure({ cohorts, today, showsPeople, segmentId, mayBuild }: RetentionFigureProps) {
  const width = Math.max(...cohorts.map(({ later }) => later.length), 0);
  const columns = Array.from({ length: width }, (_, at) => `+${at + 1}`);
  const share = (cohort: Cohort, at: number) => {
    const back = cohort.later[at];
    return typeof back === "number" && cohort.people > 0 ? back / cohort.people : null;
  };
  const cells = cohorts.flatMap((cohort) => cohort.later.map((_, at) => share(cohort, at) ?? 0));
  const [first, third] = [meanRetention(cohorts, today, 1), meanRetention(cohorts, today, 3)];
  const take = [
    first !== null && `${formatPercent(first)} of all new buyers ordered again in the month after`,
    third !== null && `${formatPercent(third)} three months after`,
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <Figure
      title="Orders again, by month of the first order"
      take={`${take ? `${take}. ` : ""}The last figure of each row is of the running month.`}
      fileName="retention"
      data={{
        columns: ["First order", "People", ...columns],
        rows: cohorts.map((cohort) => [
          monthName(cohort.month),
          cohort.people,
          ...columns.map((_, at) => (showsPeople ? (cohort.later[at] ?? null) : share(cohort, at))),
        ]),
        format: (value, column) =>
          showsPeople || column === 1 ? formatNumber(value) : formatPercent(value, 1),
      }}
    >
      <HeatTable
        label={`Share of new buyers that ordered again, by month. ${take}.`}
        rowHead="First order"
        hasStickyNames
        columns={columns}
        none="·"
        rows={cohorts.map((cohort) => ({
          key: cohort.month,
          label: (
            <>
              {monthName(cohort.month)} <span className="text-ink-2">{formatNumber(cohort.people)}</span>
            </>
          ),
          cells: columns.map((_, at) => (showsPeople ? (cohort.later[at] ?? null) : share(cohort, at))),
        }))}
        max={showsPeople ? undefined : Math.max(...cells, 0.01)}
        format={(value) => (showsPeople ? formatNumber(value) : formatNumber(value * 100, 0))}
        linkOf={
          mayBuild
            ? (row, column) => {
                const cohort = cohorts[row];
                const people = cohort?.later[column];
                if (!cohort || !people) return null;
                return {
                  href: behindHref(`cohort:${cohort.month.slice(0, 7)}:${column + 1}`, segmentId),
                  label: `${formatCount(people, "person", "people")}, ${formatPercent(people / cohort.people)} of ${monthName(cohort.month)}, ${column + 1} months later: open as a rule`,
                  isOpen: false,
                };
              }
            : undefined
        }
      />
      {!showsPeople && <p className="mt-1 text-2xs text-ink-3">Figures are percent of the row’s people.</p>}
    </Figure>
  );
}
