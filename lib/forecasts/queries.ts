import { and, desc, eq, gt, max } from "drizzle-orm";
import { forecasts, segments, segmentVersions } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { type Day, dayInZone } from "@/lib/days";
import { found } from "@/lib/errors";
import { hindsight } from "./forecast";
import type { ForecastMetric, ShownForecast } from "./report";

/** The newest forecast that has been held to some weeks is at most so far back. */
const LOOK_BACK = 12;
const EVERYBODY = { no: 0, size: null };

/**
 * The newest forecast of a segment with how an earlier one fared: the oldest within its horizon, which has the most
 * weeks to be held to. Of everybody without a segment. Null before the first, and where the role may not see so small a group.
 */
export async function getForecast(
  ctx: Ctx,
  { segmentId, metric }: { segmentId: string | null; metric: ForecastMetric },
): Promise<ShownForecast | null> {
  authorize(ctx, "kpis:read");
  const { db, workspaceId } = ctx;
  const [row] = segmentId
    ? await db
        .select({ no: segments.no, size: segments.size })
        .from(segments)
        .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)))
    : [EVERYBODY];
  const { no, size } = found(row, "segment");
  if (isBelowFloor(ctx, size)) return null;
  const kept = await db
    .select({ week: forecasts.week, body: forecasts.body })
    .from(forecasts)
    .where(
      and(eq(forecasts.workspaceId, workspaceId), eq(forecasts.segmentNo, no), eq(forecasts.metric, metric)),
    )
    .orderBy(desc(forecasts.week))
    .limit(LOOK_BACK + 1);
  const [newest, ...earlier] = kept;
  if (!newest) return null;
  const { values, firstWeek } = newest.body;
  const last = earlier.flatMap(({ week, body }) => {
    const fared = body.forecast && hindsight(body.forecast.points, values, firstWeek);
    return fared && body.forecast ? [{ week, label: body.forecast.model.label, hindsight: fared }] : [];
  });
  const changedOn = segmentId && (await ruleChangedOn(ctx, segmentId));
  return {
    ...newest.body,
    week: newest.week,
    ruleChangedOn: changedOn && changedOn >= firstWeek ? changedOn : null,
    last: last.at(-1) ?? null,
  };
}

async function ruleChangedOn({ db, workspaceId, workspace }: Ctx, segmentId: string): Promise<Day | null> {
  const [row] = await db
    .select({ at: max(segmentVersions.createdAt) })
    .from(segmentVersions)
    .where(
      and(
        eq(segmentVersions.workspaceId, workspaceId),
        eq(segmentVersions.segmentId, segmentId),
        gt(segmentVersions.version, 1),
      ),
    );
  return row?.at ? dayInZone(row.at, workspace.timeZone) : null;
}
