import { and, eq, gte, isNull, lt, sql } from "drizzle-orm";
import { forecasts, kpiSnapshots, segmentSizes, segments, segmentVersions } from "@/db/schema";
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
  const [rows, begins] = await Promise.all([
    listWeeks(ctx, { from: addDays(week, -WEEKS * 7), until: week }),
    listBegins(ctx),
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
        sinceBegin(bySegment.get(segmentNo) ?? [], begins.get(segmentNo) ?? [], week),
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

/** The days on which each segment's members came to be chosen as they are now, the latest first: its last version, its first count. */
async function listBegins({ db, workspaceId, workspace, now }: Ctx): Promise<Map<number, Day[]>> {
  const rows = await db.execute<{ no: number; days: Day[] }>(sql`
    select s.no, array_agg(distinct t.day::text order by t.day::text desc) as days
    from ${segments} s cross join lateral (
      select min(z.day) as day from ${segmentSizes} z where z.workspace_id = s.workspace_id and z.segment_no = s.no
      union all
      select max((v.created_at at time zone ${workspace.timeZone}::text)::date) from ${segmentVersions} v
      where v.workspace_id = s.workspace_id and v.segment_id = s.id and v.version > 1 and v.created_at < ${now().toISOString()}::timestamptz
    ) t where s.workspace_id = ${workspaceId}::int and t.day is not null group by s.no`);
  return new Map(rows.map(({ no, days }) => [no, days]));
}

/**
 * Before its first count a segment's past is that of its first members, who were chosen by that very past, and before its
 * last version that of other people: weeks since then say more, once there are enough of them.
 */
function sinceBegin(rows: readonly Row[], begins: readonly Day[], week: Day): readonly Row[] {
  const begin = begins
    .map((day) => addDays(startOfWeek(day), 7))
    .find((monday) => diffDays(monday, week) / 7 >= LEAST_WEEKS);
  return begin ? rows.filter((row) => row.week >= begin) : rows;
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
