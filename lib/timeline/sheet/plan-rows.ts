import { toDayNumber } from "@/lib/days";
import { type Bar, buildPlan } from "../bars";
import { workingDays } from "../calendar";
import { checkLinks, type LinkState } from "../links";
import type { Grouping, Holiday, NamedKey, PlanItem, PlanLink, PlanProblems } from "../plan";
import { type BarRow, buildRows, linkRows, type Row, rankBars, rowsByItem } from "../rows";
import { floorTo, type Range } from "../scale";

/** What the screen has of a plan, and how it shows it. */
export type SheetPlan = PlanProblems & {
  items: readonly PlanItem[];
  links: readonly PlanLink[];
  segments: readonly NamedKey[];
  people: readonly NamedKey[];
  holidays: readonly Holiday[];
  workdays: readonly number[];
  today: string;
};
export type SheetView = {
  grouping: Grouping;
  toggled: readonly string[];
  /** First and last day; without it the whole plan. */
  period?: { from: string; to: string };
};

export type DrawnLink = LinkState & { rows: readonly [BarRow, BarRow] };
export type SheetRows = {
  rows: readonly Row[];
  links: readonly DrawnLink[];
  states: readonly LinkState[];
  range: Range;
  byId: ReadonlyMap<string, Bar>;
};

const ROOM = 5;
const LEAST_DAYS = 28;

/** Whole weeks around all bars, with some room for what stands beside them. */
function rangeOf(bars: readonly Bar[], today: number): Range {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const bar of bars.flatMap((one) => [one, ...one.parts])) {
    from = Math.min(from, bar.start);
    to = Math.max(to, bar.end);
  }
  if (from > to) [from, to] = [today, today + 1];
  const start = floorTo(from - ROOM, "week");
  return { from: start, to: Math.max(floorTo(to + ROOM + 6, "week"), start + LEAST_DAYS) };
}

/** The rows of a plan as the screen shows them, in a period only campaigns with a day in it. */
export function sheetRows(plan: SheetPlan, { grouping, toggled, period }: SheetView): SheetRows {
  const { bars, byId } = buildPlan(plan.items);
  const range = period
    ? { from: toDayNumber(period.from), to: toDayNumber(period.to) + 1 }
    : rangeOf(bars, toDayNumber(plan.today));
  const touches = (bar: Bar): boolean =>
    (bar.start < range.to && bar.end > range.from) || bar.parts.some((part) => touches(part));
  const rows = buildRows(bars.filter(touches), {
    grouping,
    names: { segments: plan.segments, people: plan.people },
    toggled: new Set(toggled),
    rank: rankBars(byId.values(), new Map()),
  });
  const holidays = plan.holidays.map(({ day }) => toDayNumber(day));
  const states = checkLinks({ bars, byId }, plan.links, workingDays(holidays, plan.workdays));
  const rowsOf = rowsByItem(rows);
  const links = states.flatMap((state) => {
    const [from, to] = [rowsOf.get(state.link.fromId), rowsOf.get(state.link.toId)];
    return from && to ? linkRows(from, to).map((pair) => ({ ...state, rows: pair })) : [];
  });
  return { rows, links, states, range, byId };
}
