import { useMemo } from "react";
import { fromDayNumber, toDayNumber } from "@/lib/days";
import type { Bar } from "@/lib/timeline/bars";
import { type WorkCalendar, weekdaysOff } from "@/lib/timeline/calendar";
import { countedLinks, linksByItem, marksByItem } from "@/lib/timeline/conflicts";
import type { Float } from "@/lib/timeline/critical";
import type { Grouping, Holiday, NamedKey, PlanProblems } from "@/lib/timeline/plan";
import { buildRows, rowsByItem } from "@/lib/timeline/rows";
import { countDays } from "@/lib/timeline/scale";
import { differenceWords } from "@/lib/timeline/sentence";
import type { Column } from "./column";
import type { PlanState } from "./plan-store";
import type { BarsModel } from "./timeline-bars";
import { placeLinks } from "./timeline-links";
import { useCritical } from "./use-critical";

export type Sort = "none" | "most" | "least";

export type ModelOptions = {
  state: PlanState;
  calendar: WorkCalendar;
  group: Grouping;
  segments: readonly NamedKey[];
  people: readonly NamedKey[];
  problems: PlanProblems;
  holidays: readonly Holiday[];
  workdays: readonly number[];
  toggled: readonly string[];
  today: number;
  column: Column;
  sort: Sort;
  /** The critical path is drawn, or a panel tells of it. */
  needsFloats: boolean;
};

/** Everything that is drawn, from the plan and how it is looked at. */
export function useModel(options: ModelOptions): BarsModel {
  const { state, calendar, group, segments, people, problems, holidays, workdays, toggled, today } = options;
  const { column, sort } = options;
  const { plan, links, states } = state;
  const critical = useCritical(options.needsFloats || column === "slack", state, calendar);
  const floats = critical?.floats ?? null;
  const values = useMemo(
    () => (column === "none" ? null : valuesOf([...plan.byId.values()], column, floats)),
    [column, plan, floats],
  );
  const rank = useMemo(
    () => (values && sort !== "none" ? rankByValue(state.rank, values, sort) : state.rank),
    [state.rank, values, sort],
  );
  const rows = useMemo(
    () =>
      buildRows(plan.bars, {
        grouping: group,
        names: { segments, people },
        toggled: new Set(toggled),
        rank,
      }),
    [plan, group, segments, people, toggled, rank],
  );
  const rowsOf = useMemo(() => rowsByItem(rows), [rows]);
  const counted = useMemo(
    () => countedLinks(states, plan.byId, problems.allowedLinks, fromDayNumber(today)),
    [states, plan, problems, today],
  );
  // Both bars of a pair have a mark with the pair's id; what stands on no bar here is told elsewhere.
  const pairs = useMemo(() => {
    const shown = problems.conflicts.filter(({ itemIds }) => itemIds.some((id) => plan.byId.has(id)));
    return new Set(shown.map(({ id }) => id)).size;
  }, [plan, problems]);
  const placed = useMemo(() => placeLinks(states, rowsOf), [states, rowsOf]);
  const figures = useMemo(
    () => values && new Map([...values].map(([id, value]) => [id, figureWords(value, column)])),
    [values, column],
  );
  return useMemo<BarsModel>(
    () => ({
      rows,
      rowByKey: new Map(rows.map((row) => [row.key, row])),
      rowsOf,
      plan,
      lines: placed,
      marks: marksByItem(problems.conflicts),
      broken: linksByItem(counted),
      problemCount: pairs + counted.length,
      withLineOut: new Set(links.filter((link) => link.type[0] === "F").map((link) => link.fromId)),
      owners: new Map(people.map((person) => [person.key, person.label])),
      holidays: holidays.map(({ day, name }) => ({ day: toDayNumber(day), name })),
      weekdaysOff: weekdaysOff(workdays),
      calendar,
      critical,
      figures,
      today,
    }),
    [
      rows,
      rowsOf,
      placed,
      plan,
      problems,
      counted,
      pairs,
      links,
      people,
      holidays,
      workdays,
      calendar,
      critical,
      figures,
      today,
    ],
  );
}

function valuesOf(
  bars: readonly Bar[],
  column: Column,
  floats: ReadonlyMap<string, Float> | null,
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const bar of bars) {
    const { id } = bar.item;
    const value = column === "slack" ? floats?.get(id)?.slack : bar.baseline && bar.end - bar.baseline.end;
    if (value !== undefined && value !== null) values.set(id, value);
  }
  return values;
}

function figureWords(value: number, column: Column): string {
  if (column === "slack") return countDays(value);
  return value === 0 ? "on plan" : differenceWords(0, value);
}

/** By the column; bars without a figure keep their order behind the others. */
function rankByValue(
  rank: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, number>,
  sort: Exclude<Sort, "none">,
): ReadonlyMap<string, number> {
  const last = Number.POSITIVE_INFINITY;
  const sign = sort === "most" ? -1 : 1;
  const of = (id: string) => {
    const value = values.get(id);
    return value === undefined ? last : sign * value;
  };
  const ids = [...rank.keys()].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    return x === y ? (rank.get(a) ?? 0) - (rank.get(b) ?? 0) : x - y;
  });
  return new Map(ids.map((id, place) => [id, place]));
}
