import { and, eq, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { getFormulas } from "@/lib/customers/scores/queries";
import { LIFECYCLE_STAGES, type LifecycleStage } from "@/lib/customers/scores/standings";
import { addDays, type Day } from "@/lib/days";
import { found } from "@/lib/errors";
import { startOfDay } from "@/lib/segments/clock";
import { stagePlaces } from "@/lib/segments/flows/sql";
import { readPatiently } from "@/lib/segments/patience/queries";
import { todayIn } from "@/lib/zone";
import type { StageCounts } from "./funnel";
import { type Cohort, type CohortRow, cohortsOf } from "./retention";
import type { RfmCell, RfmTies } from "./rfm";
import { cohortMonths, evenScores, keptScores } from "./sql";

const PATIENCE = { seconds: 60, advice: "Choose a smaller segment." };

/** Whose figures: everybody's, or those of the members of a segment today. */
export type Group = { segmentId: string | null };

async function scopeOf(ctx: Ctx, { segmentId }: Group) {
  const { timeZone } = ctx.workspace;
  const scope = {
    workspaceId: ctx.workspaceId,
    timeZone,
    segmentNo: null,
    today: todayIn(timeZone, ctx.now()),
  };
  if (segmentId === null) return scope;
  const [row] = await ctx.db
    .select({ no: segments.no })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  return { ...scope, segmentNo: found(row, "segment").no };
}

/** Cohorts by the month of the first order; a count that the role may not see is null, a cohort as small left out. */
export async function getCohorts(ctx: Ctx, group: Group, signal?: AbortSignal): Promise<Cohort[]> {
  authorize(ctx, "kpis:read");
  const { today, ...scope } = await scopeOf(ctx, group);
  const rows = await readPatiently(ctx, { ...PATIENCE, signal }, ({ db }) =>
    db.execute<CohortRow>(cohortMonths(scope)),
  );
  return cohortsOf([...rows], today)
    .filter(({ people }) => !isBelowFloor(ctx, people))
    .map((cohort) => ({
      ...cohort,
      later: cohort.later.map((people) =>
        people !== null && people > 0 && isBelowFloor(ctx, people) ? null : people,
      ),
    }));
}

/** People by recency and frequency score; cells that the role may not see are left out, which `isPartial` says. */
export async function getRfm(
  ctx: Ctx,
  { ties, ...group }: Group & { ties: RfmTies },
  signal?: AbortSignal,
): Promise<{ cells: RfmCell[]; isPartial: boolean }> {
  authorize(ctx, "kpis:read");
  const { today, ...scope } = await scopeOf(ctx, group);
  const formulas = await getFormulas(ctx);
  const rows = await readPatiently(ctx, { ...PATIENCE, signal }, ({ db }) =>
    db.execute<RfmCell>(ties === "even" ? evenScores(scope, today, formulas) : keptScores(scope, today)),
  );
  const cells = rows.filter(({ people }) => !isBelowFloor(ctx, people));
  return { cells, isPartial: cells.length < rows.length };
}

export type Stages = { now: StageCounts; before: StageCounts; isHidden: boolean };

/** How many people are in each lifecycle stage at the end of today and were at the end of an earlier day; hidden where a stage is too small for the role. */
export async function getStages(
  ctx: Ctx,
  { on, ...group }: Group & { on: Day },
  signal?: AbortSignal,
): Promise<Stages> {
  authorize(ctx, "kpis:read");
  const { workspaceId, timeZone, segmentNo, today } = await scopeOf(ctx, group);
  const { lifecycle: formula } = await getFormulas(ctx);
  const end = (day: Day) => ({ day, until: startOfDay(addDays(day, 1), timeZone) });
  const places = stagePlaces({ workspaceId, timeZone, formula }, end(on), end(today));
  const among =
    segmentNo === null
      ? sql``
      : sql` where customer_no in (select customer_no from segment_members
          where workspace_id = ${workspaceId}::int and segment_no = ${segmentNo}::int)`;
  type Row = { before: string | null; now: string | null; people: number };
  const rows = await readPatiently(ctx, { ...PATIENCE, signal }, ({ db }) =>
    db.execute<Row>(sql`select a as "before", b as "now", count(*)::int as people from (${places}) p${among}
      group by grouping sets ((a), (b))`),
  );
  const counts = (of: (row: Row) => string | null) =>
    Object.fromEntries(
      LIFECYCLE_STAGES.map((stage) => [stage, rows.find((row) => of(row) === stage)?.people ?? 0]),
    ) as Record<LifecycleStage, number>;
  const now = counts((row) => row.now);
  const before = counts((row) => row.before);
  // Stages add up to the whole, so that one which is left out could be told from the others.
  const isHidden = LIFECYCLE_STAGES.flatMap((stage) => [now[stage], before[stage]]).some(
    (people) => people > 0 && isBelowFloor(ctx, people),
  );
  const none = counts(() => null);
  return isHidden ? { now: none, before: none, isHidden } : { now, before, isHidden };
}
