import { and, eq, isNull, lt } from "drizzle-orm";
import { forecasts, segments } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { addDays, type Day, diffDays, startOfWeek } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { forecast } from "./forecast";
import { FORECAST_METRICS, type ForecastMetric } from "./report";
import { weeklyTallies } from "./sql";

/** Weeks that are read: three years, so that a yearly season can be told. */
const WEEKS = 156;
const KEPT_WEEKS = 60;
const PART = 200;

type Row = { no: number; week: Day; orders: number; revenue: number };

/**
 * Foretells revenue and orders of everybody and of every live segment, once for each week that has ended: one that is
 * there already stays, so that it can be held to what comes. The members are those of the day.
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
  const from = addDays(week, -WEEKS * 7);
  const rows = await db.execute<Row>(weeklyTallies(workspaceId, workspace.timeZone, from, week));
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
      body: keptFrom(bySegment.get(segmentNo) ?? [], metric, week),
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

/** The weeks from the first with an order, those without one as zero. */
function keptFrom(rows: readonly Row[], metric: ForecastMetric, week: Day) {
  const firstWeek = rows.reduce((first, row) => (row.week < first ? row.week : first), week);
  const values: number[] = Array(diffDays(firstWeek, week) / 7).fill(0);
  for (const row of rows) values[diffDays(firstWeek, row.week) / 7] = row[metric];
  return { firstWeek, values, forecast: forecast(values, firstWeek) };
}
