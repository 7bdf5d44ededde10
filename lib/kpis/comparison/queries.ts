import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { kpiSnapshots, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import { intArray } from "@/lib/segments/values/sql";
import { todayIn } from "@/lib/zone";
import type { Formula } from "../formulas/formula";
import { getFormula, listFormulaNames, listFormulaPeriods } from "../formulas/queries";
import { addPeriods, type CalendarGrain, lastPeriods, yearBefore } from "../grain";
import { formulaMeasure, metricMeasure } from "../measure";
import type { Period } from "../series/period";
import { listPeriods } from "../series/queries";
import type { Tally } from "../tally";
import { type KpiView, lastWhole, MOST_COMPARED } from "./view";

export type SegmentSeries = {
  id: string;
  name: string;
  size: number | null;
  periods: Period[];
  /** The same periods of what it is compared with; none where that is the target. */
  compared: Period[];
};

export type KpiPage = {
  today: Day;
  base: { periods: Period[]; compared: Period[] };
  shown: SegmentSeries[];
  choices: { id: string; name: string }[];
  /** The KPI of the workspace's own that is shown, and all that can be. */
  formula: Formula | null;
  formulas: { id: string; name: string }[];
  channels: string[];
  /** The channel of everybody's periods; empty: every channel. Segments are not parted by channel. */
  channel: string;
  /** How many people are in two of the segments shown or more. */
  shared: number;
};

/** A figure over periods: of everybody, and of the segments that were chosen or that have the most of it. */
export async function getKpiPage(ctx: Ctx, view: KpiView): Promise<KpiPage> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const { formulaId } = view;
  const [rows, channels, formulas, formula] = await Promise.all([
    ctx.db
      .select({ id: segments.id, no: segments.no, name: segments.name, size: segments.size })
      .from(segments)
      .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name)),
    listChannels(ctx),
    listFormulaNames(ctx),
    formulaId ? getFormula(ctx, { formulaId }) : null,
  ]);
  const measure = formula ? formulaMeasure(formula) : metricMeasure(view.metric);
  const open = rows.filter(({ size }) => !isBelowFloor(ctx, size));
  const chosen = view.segmentIds.flatMap((id) => open.find((row) => row.id === id) ?? []);
  const asked = chosen.length > 0 ? chosen : open;
  const starts = lastPeriods(view.grain, today, view.range);
  const from = starts[0] ?? today;
  const nos = asked.map(({ no }) => no);
  const earlier = earlierStart(view, from);
  // A formula's events and typed values are those of every channel.
  const channel = !formula && channels.includes(view.channel) ? view.channel : "";
  const days = { grain: view.grain, from: earlier, to: today, segmentNos: [0, ...nos] };
  const series = formula
    ? await listFormulaPeriods(ctx, { formula, ...days })
    : await listPeriods(ctx, { ...days, channel: "" });
  const everybody = series.get(0) ?? [];
  const base = channel ? await listChannelPeriods(ctx, { ...days, channel, everybody }) : everybody;
  const cut = (periods: readonly Period[]) => periods.filter(({ startOn }) => startOn >= from);
  const compared = (own: readonly Period[]) =>
    view.against === "target"
      ? []
      : view.against === "base"
        ? cut(everybody)
        : starts.flatMap((start) => own.find(({ startOn }) => startOn === before(view, start)) ?? []);
  const last = (periods: readonly Period[]) => lastWhole(cut(periods), today);
  const ranked = asked
    .map((row) => ({ ...row, own: series.get(row.no) ?? [] }))
    .sort((a, b) => {
      const value = (own: readonly Period[]) => {
        const period = last(own);
        return period ? (measure.valueOf(period) ?? Number.NEGATIVE_INFINITY) : 0;
      };
      return chosen.length > 0 ? 0 : value(b.own) - value(a.own);
    })
    .slice(0, MOST_COMPARED);
  return {
    today,
    base: { periods: cut(base), compared: view.against === "base" ? [] : compared(base) },
    shown: ranked.map(({ id, name, size, own }) => ({
      id,
      name,
      size,
      periods: cut(own),
      compared: compared(own),
    })),
    choices: open.map(({ id, name }) => ({ id, name })),
    ...{ formula, formulas, channels: formula ? [] : channels, channel },
    shared: await countShared(
      ctx,
      ranked.map(({ no }) => no),
    ),
  };
}

/** What came through one channel, of as many people as there were: nobody belongs to a channel alone. */
async function listChannelPeriods(
  ctx: Ctx,
  {
    everybody,
    ...asked
  }: { grain: CalendarGrain; from: Day; to: Day; channel: string; everybody: readonly Period[] },
): Promise<Period[]> {
  const through = (await listPeriods(ctx, { ...asked, segmentNos: [0] })).get(0) ?? [];
  return through.map((period, index) => {
    const { members = 0, present = 0 } = everybody[index]?.tally ?? {};
    const of = (tally: Tally) => ({ ...tally, members, present });
    return { ...period, tally: of(period.tally), seen: period.seen && of(period.seen) };
  });
}

const before = ({ grain, against }: KpiView, start: Day): Day =>
  against === "year" ? yearBefore(grain, start) : addPeriods(grain, start, -1);

const earlierStart = (view: KpiView, from: Day): Day =>
  view.against === "base" || view.against === "target" ? from : before(view, from);

async function listChannels(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ channel: kpiSnapshots.channel })
    .from(kpiSnapshots)
    .where(
      and(
        eq(kpiSnapshots.workspaceId, ctx.workspaceId),
        eq(kpiSnapshots.grain, "quarter"),
        eq(kpiSnapshots.segmentNo, 0),
      ),
    )
    .orderBy(asc(kpiSnapshots.channel));
  return rows.map(({ channel }) => channel).filter((channel) => channel !== "");
}

async function countShared(ctx: Ctx, segmentNos: readonly number[]): Promise<number> {
  if (segmentNos.length < 2) return 0;
  const [row] = await ctx.db.execute<{ people: number }>(sql`
    select count(*)::int as people from (
      select customer_no from segment_members where workspace_id = ${ctx.workspaceId}::int and segment_no = any(${intArray(segmentNos)})
      group by customer_no having count(*) > 1) s`);
  return row?.people ?? 0;
}
