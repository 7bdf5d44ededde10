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
import type { StageCounts } from "./funnel";
import { type Cohort, type CohortRow, cohortsOf } from "./retention";
import type { RfmCell, RfmTies } from "./rfm";
import { type Scope, scopeOf } from "./scope";
import {
  type Among,
  type Counted,
  countsOf,
  everybody,
  keptScores,
  membersOf,
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
/** A segment as it is now; everybody is 0. */
type Version = { no: number; version: number };
const EVERYBODY: Version = { no: 0, version: 0 };

/** The rows of a view as they are kept where the workspace is large, otherwise counted. */
async function rowsOf<Row extends Record<string, unknown>>(
  ctx: Ctx,
  { segmentId, isFresh = false }: Group,
  of: LifecycleView | ((scope: Scope, among: Among, formulas: ScoreFormulas) => Counted),
  signal: AbortSignal | undefined,
): Promise<Rows<Row>> {
  const scope = scopeOf(ctx);
  const segment = segmentId === null ? EVERYBODY : await getSegment(ctx, segmentId);
  const formulas = await getFormulas(ctx);
  const isView = typeof of === "string";
  const kept = isView && !isFresh ? await getKept<Row>(ctx, { view: of, segment, formulas }) : null;
  if (kept) return kept;
  const among = segmentId === null ? everybody : membersOf(scope.workspaceId, segment.no);
  const counted = isView ? viewCounts(of, scope, among, formulas) : of(scope, among, formulas);
  const rows = await readPatiently(ctx, { ...PATIENCE, signal }, ({ db }) =>
    db.execute<Row>(countsOf(counted)),
  );
  return { rows: [...rows] as Row[], countedAt: null };
}

async function getSegment({ db, workspaceId }: Ctx, segmentId: string): Promise<Version> {
  const [row] = await db
    .select({ no: segments.no, version: segments.version })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  return found(row, "segment");
}

/** Null where the workspace is small, and where something that the rows rest on has changed since. */
async function getKept<Row>(
  ctx: Ctx,
  { view, segment, formulas }: { view: LifecycleView; segment: Version; formulas: ScoreFormulas },
): Promise<Rows<Row> | null> {
  if (!(await isLarge(ctx))) return null;
  const [row] = await ctx.db
    .select({ rows: lifecycleFigures.rows, countedAt: lifecycleFigures.countedAt })
    .from(lifecycleFigures)
    .where(
      and(
        eq(lifecycleFigures.workspaceId, ctx.workspaceId),
        eq(lifecycleFigures.view, view),
        eq(lifecycleFigures.segmentNo, segment.no),
        eq(lifecycleFigures.version, segment.version),
        eq(lifecycleFigures.basis, basisOf(scopeOf(ctx), formulas)),
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
  const cohorts = cohortsOf(rows, scopeOf(ctx).today)
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

/** In which lifecycle stage people were at the end of an earlier day and are today; "absent": not a customer yet. */
export type StagePair = { before: string; now: string; people: number };

/**
 * How many of everybody went from which stage to which from the end of one day to that of another, where that is kept.
 * Every pair with its number: what a role may see of it is for the caller to say.
 */
export async function getKeptMoves(
  ctx: Ctx,
  { from, to }: { from: Day; to: Day },
): Promise<Rows<StagePair> | null> {
  authorize(ctx, "kpis:read");
  if (to !== scopeOf(ctx).today || from !== comparedDay(to)) return null;
  return getKept(ctx, { view: "stages", segment: EVERYBODY, formulas: await getFormulas(ctx) });
}

export type Stages = { now: StageCounts; before: StageCounts; isHidden: boolean } & CountedAt;

/** How many people are in each lifecycle stage at the end of today and were at the end of an earlier day; hidden where a stage is too small for the role. */
export async function getStages(
  ctx: Ctx,
  { on, ...group }: Group & { on: Day },
  signal?: AbortSignal,
): Promise<Stages> {
  authorize(ctx, "kpis:read");
  const { rows, countedAt } = await rowsOf<StagePair>(
    ctx,
    group,
    on === comparedDay(scopeOf(ctx).today)
      ? "stages"
      : (scope, among, { lifecycle }) => stageCounts(scope, among, { formula: lifecycle, on }),
    signal,
  );
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
