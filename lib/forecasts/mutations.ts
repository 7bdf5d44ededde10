import { and, eq, gte, isNull, lt, sql } from "drizzle-orm";
import { forecasts, kpiSnapshots, segmentSizes, segments } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { addDays, type Day, diffDays, startOfWeek } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { forecast, LEAST_WEEKS } from "./forecast";
import { FORECAST_METRICS, type ForecastMetric } from "./report";

/** Weeks that are read: three years, so that a yearly season can be told. */
const WEEKS = 156;
const KEPT_WEEKS = 60;
const PART = 200;

type Row = { no: number; week: Day; orders: number; revenue: number };

/**
 * Foretells revenue and orders of everybody and of every live segment, once for each week that has ended: one that is
 * there already stays, so that it can be held to what comes. It rests on the snapshots, which must be there: on whoever
 * was a member on each day, as every figure does, so that what comes is counted as what went.
 */
export async function makeForecasts(ctx: Ctx): Promise<void> {
  authorize(ctx, "segments:edit");
  const { db, workspaceId, workspace } = ctx;
  const week = startOfWeek(todayIn(workspace.timeZone, ctx.now()));
  const [live, there] = await Promise.all([
    db
      .select({ no: segments.no })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), isNull(segments.archivedAt))),
    db
      .select({ no: forecasts.segmentNo })
      .from(forecasts)
      .where(and(eq(forecasts.workspaceId, workspaceId), eq(forecasts.week, week))),
  ]);
  const made = new Set(there.map(({ no }) => no));
  const missing = [0, ...live.map(({ no }) => no)].filter((no) => !made.has(no));
  if (missing.length === 0) return;
  const [rows, firstCounts] = await Promise.all([
    listWeeks(ctx, { from: addDays(week, -WEEKS * 7), until: week }),
    listFirstCounts(ctx),
  ]);
  const bySegment = new Map<number, Row[]>();
  for (const row of rows) {
    const known = bySegment.get(row.no);
    if (known) known.push(row);
    else bySegment.set(row.no, [row]);
  }
  const kept = missing.flatMap((segmentNo) =>
    FORECAST_METRICS.map((metric) => ({
      workspaceId,
      segmentNo,
      metric,
      week,
      body: keptFrom(
        sinceCounted(bySegment.get(segmentNo) ?? [], firstCounts.get(segmentNo) ?? null, week),
        metric,
        week,
      ),
    })),
  );
  await inTransaction(ctx, async (tx) => {
    for (let at = 0; at < kept.length; at += PART)
      await tx.db
        .insert(forecasts)
        .values(kept.slice(at, at + PART))
        .onConflictDoNothing();
    await tx.db
      .delete(forecasts)
      .where(and(eq(forecasts.workspaceId, workspaceId), lt(forecasts.week, addDays(week, -KEPT_WEEKS * 7))));
  });
}

async function listWeeks(
  { db, workspaceId }: Ctx,
  { from, until }: { from: Day; until: Day },
): Promise<Row[]> {
  return db
    .select({
      no: kpiSnapshots.segmentNo,
      week: kpiSnapshots.startOn,
      orders: kpiSnapshots.orders,
      revenue: kpiSnapshots.revenueMinor,
    })
    .from(kpiSnapshots)
    .where(
      and(
        eq(kpiSnapshots.workspaceId, workspaceId),
        eq(kpiSnapshots.grain, "week"),
        eq(kpiSnapshots.channel, ""),
        gte(kpiSnapshots.startOn, from),
        lt(kpiSnapshots.startOn, until),
      ),
    );
}

/** The day from which each segment's members are known as of the day. */
async function listFirstCounts({ db, workspaceId }: Ctx): Promise<Map<number, Day>> {
  const rows = await db
    .select({ no: segmentSizes.segmentNo, day: sql<Day>`min(${segmentSizes.day})::text` })
    .from(segmentSizes)
    .where(eq(segmentSizes.workspaceId, workspaceId))
    .groupBy(segmentSizes.segmentNo);
  return new Map(rows.map(({ no, day }) => [no, day]));
}

/**
 * Before its first count a segment's past is that of its first members, who were chosen by that very past: weeks since
 * then say more, once there are enough of them.
 */
function sinceCounted(rows: readonly Row[], firstCount: Day | null, week: Day): readonly Row[] {
  if (firstCount === null) return rows;
  const begin = addDays(startOfWeek(firstCount), 7);
  return diffDays(begin, week) / 7 >= LEAST_WEEKS ? rows.filter((row) => row.week >= begin) : rows;
}

/** The weeks from the first with an order, those without one as zero. */
function keptFrom(rows: readonly Row[], metric: ForecastMetric, week: Day) {
  const firstWeek = rows.reduce(
    (first, row) => (row.orders > 0 && row.week < first ? row.week : first),
    week,
  );
  const values: number[] = Array(diffDays(firstWeek, week) / 7).fill(0);
  for (const row of rows) if (row.week >= firstWeek) values[diffDays(firstWeek, row.week) / 7] = row[metric];
  return { firstWeek, values, forecast: forecast(values, firstWeek) };
}
