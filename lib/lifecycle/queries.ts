import { and, eq } from "drizzle-orm";
import { lifecycleFigures, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { isLarge } from "@/lib/customers/scale/queries";
import type { ScoreFormulas } from "@/lib/customers/scores/formulas";
import { getFormulas } from "@/lib/customers/scores/queries";
import { LIFECYCLE_STAGES, type LifecycleStage } from "@/lib/customers/scores/standings";
import type { Day } from "@/lib/days";
import { found } from "@/lib/errors";
import { readPatiently } from "@/lib/segments/patience/queries";
import { todayIn } from "@/lib/zone";
import type { StageCounts } from "./funnel";
import { type Cohort, type CohortRow, cohortsOf } from "./retention";
import type { RfmCell, RfmTies } from "./rfm";
import {
  type Among,
  type Counted,
  countsOf,
  everybody,
  keptScores,
  membersOf,
  type Scope,
  stageCounts,
  viewCounts,
} from "./sql";
import { basisOf, comparedDay, type LifecycleView } from "./view";

const PATIENCE = { seconds: 60, advice: "Choose a smaller segment." };

/** Whose figures: everybody's, or those of the members of a segment today; `isFresh`: counted now, also where they are kept. */
export type Group = { segmentId: string | null; isFresh?: boolean };
/** When they were counted; null: just now. */
export type CountedAt = { countedAt: Date | null };

type Rows<Row> = { rows: Row[] } & CountedAt;

/** The rows of a view as they are kept where the workspace is large, otherwise counted. */
async function rowsOf<Row extends Record<string, unknown>>(
  ctx: Ctx,
  { segmentId, isFresh = false }: Group,
  of: LifecycleView | ((scope: Scope, among: Among, formulas: ScoreFormulas) => Counted),
  signal: AbortSignal | undefined,
): Promise<Rows<Row>> {
  const { workspaceId, workspace } = ctx;
  const scope = { workspaceId, timeZone: workspace.timeZone, today: todayIn(workspace.timeZone, ctx.now()) };
  const segment = segmentId === null ? { no: 0, version: 0 } : await getSegment(ctx, segmentId);
  const formulas = await getFormulas(ctx);
  if (typeof of === "string" && !isFresh && (await isLarge(ctx))) {
    const basis = basisOf(scope.today, scope.timeZone, formulas);
    const kept = await getKept<Row>(ctx, { view: of, segment, basis });
    if (kept) return kept;
  }
  const among = segmentId === null ? everybody : membersOf(workspaceId, segment.no);
  const counted =
    typeof of === "string" ? viewCounts(of, scope, among, formulas) : of(scope, among, formulas);
  const rows = await readPatiently(ctx, { ...PATIENCE, signal }, ({ db }) =>
    db.execute<Row>(countsOf(counted)),
  );
  return { rows: [...rows] as Row[], countedAt: null };
}

type Version = { no: number; version: number };

async function getSegment({ db, workspaceId }: Ctx, segmentId: string): Promise<Version> {
  const [row] = await db
    .select({ no: segments.no, version: segments.version })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  return found(row, "segment");
}

async function getKept<Row>(
  { db, workspaceId }: Ctx,
  { view, segment, basis }: { view: LifecycleView; segment: Version; basis: string },
): Promise<Rows<Row> | null> {
  const [row] = await db
    .select({ rows: lifecycleFigures.rows, countedAt: lifecycleFigures.countedAt })
    .from(lifecycleFigures)
    .where(
      and(
        eq(lifecycleFigures.workspaceId, workspaceId),
        eq(lifecycleFigures.view, view),
        eq(lifecycleFigures.segmentNo, segment.no),
        eq(lifecycleFigures.version, segment.version),
        eq(lifecycleFigures.basis, basis),
      ),
    );
  return row ? { rows: row.rows as Row[], countedAt: row.countedAt } : null;
}

/** Cohorts by the month of the first order; a count that the role may not see is null, a cohort as small left out. */
export async function getCohorts(
  ctx: Ctx,
  group: Group,
  signal?: AbortSignal,
): Promise<{ cohorts: Cohort[] } & CountedAt> {
  authorize(ctx, "kpis:read");
  const { rows, countedAt } = await rowsOf<CohortRow>(ctx, group, "retention", signal);
  const cohorts = cohortsOf(rows, todayIn(ctx.workspace.timeZone, ctx.now()))
    .filter(({ people }) => !isBelowFloor(ctx, people))
    .map((cohort) => ({
      ...cohort,
      later: cohort.later.map((people) =>
        people !== null && people > 0 && isBelowFloor(ctx, people) ? null : people,
      ),
    }));
  return { cohorts, countedAt };
}

/** People by recency and frequency score; cells that the role may not see are left out, which `isPartial` says. */
export async function getRfm(
  ctx: Ctx,
  { ties, ...group }: Group & { ties: RfmTies },
  signal?: AbortSignal,
): Promise<{ cells: RfmCell[]; isPartial: boolean } & CountedAt> {
  authorize(ctx, "kpis:read");
  const { rows, countedAt } = await rowsOf<RfmCell>(
    ctx,
    group,
    ties === "even" ? "fifths" : keptScores,
    signal,
  );
  const cells = rows.filter(({ people }) => !isBelowFloor(ctx, people));
  return { cells, isPartial: cells.length < rows.length, countedAt };
}

export type StagePair = { before: string; now: string; people: number };

/**
 * How many were in which lifecycle stage at the end of an earlier day and in which at the end of today; "absent": not a
 * customer yet. Every pair with its number: what a role may see of it is for the caller to say.
 */
export async function readStagePairs(
  ctx: Ctx,
  { on, ...group }: Group & { on: Day },
  signal?: AbortSignal,
): Promise<Rows<StagePair>> {
  authorize(ctx, "kpis:read");
  const isUsual = on === comparedDay(todayIn(ctx.workspace.timeZone, ctx.now()));
  return rowsOf<StagePair>(
    ctx,
    group,
    isUsual
      ? "stages"
      : (scope, among, { lifecycle }) => stageCounts(scope, among, { formula: lifecycle, on }),
    signal,
  );
}

export type Stages = { now: StageCounts; before: StageCounts; isHidden: boolean } & CountedAt;

/** How many people are in each lifecycle stage at the end of today and were at the end of an earlier day; hidden where a stage is too small for the role. */
export async function getStages(ctx: Ctx, asked: Group & { on: Day }, signal?: AbortSignal): Promise<Stages> {
  authorize(ctx, "kpis:read");
  const { rows, countedAt } = await readStagePairs(ctx, asked, signal);
  const counts = (of: (row: StagePair) => string) =>
    Object.fromEntries(
      LIFECYCLE_STAGES.map((stage) => [
        stage,
        rows.reduce((sum, row) => sum + (of(row) === stage ? row.people : 0), 0),
      ]),
    ) as Record<LifecycleStage, number>;
  const now = counts((row) => row.now);
  const before = counts((row) => row.before);
  // Stages add up to the whole, so that one which is left out could be told from the others.
  const isHidden = LIFECYCLE_STAGES.flatMap((stage) => [now[stage], before[stage]]).some(
    (people) => people > 0 && isBelowFloor(ctx, people),
  );
  const none = counts(() => "");
  return isHidden ? { now: none, before: none, isHidden, countedAt } : { now, before, isHidden, countedAt };
}
