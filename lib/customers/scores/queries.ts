import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { customers, eventNames, scoreChanges, segments, users, workspaces } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { readsScores } from "@/lib/segments/freshness/reads";
import { todayIn } from "@/lib/zone";
import { type MetricsScope, scoredPeople } from "../metrics/sql";
import { formulasOf, type ScoreFormulas } from "./formulas";
import type { ScoreChange } from "./model";
import { SCORED, type Scored, type ScoreEdges, type ScoreMovement, type ScoreRun } from "./movement";
import { bandEdges } from "./sql";
import { LIFECYCLE_STAGES, type LifecycleStage } from "./standings";

/** The score formulas that the workspace uses. */
export async function getFormulas(ctx: Ctx): Promise<ScoreFormulas> {
  authorize(ctx, "segments:read");
  const [row] = await ctx.db
    .select({ formulas: workspaces.scoreFormulas })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  return formulasOf(row?.formulas ?? {});
}

/** What scoring needs besides the rows; with other formulas than those in use, to see what they would do. */
export async function scoreScope(ctx: Ctx, formulas?: ScoreFormulas): Promise<MetricsScope> {
  authorize(ctx, "segments:read");
  const { workspaceId, workspace, now } = ctx;
  const { timeZone } = workspace;
  return {
    workspaceId,
    today: todayIn(timeZone, now()),
    timeZone,
    formulas: formulas ?? (await getFormulas(ctx)),
  };
}

export type ScoreSettings = {
  formulas: ScoreFormulas;
  edges: ScoreEdges;
  events: { name: string; label: string }[];
  /** Live segments whose rules read a score or a standing. */
  readers: { id: string; name: string }[];
  lastRun: ScoreRun | null;
};

/** The formulas with what they come to today, and who reads them. */
export async function getScoreSettings(ctx: Ctx): Promise<ScoreSettings> {
  authorize(ctx, "segments:read");
  const formulas = await getFormulas(ctx);
  const scope = await scoreScope(ctx, formulas);
  const [[edges], events, rules, lastRun] = await Promise.all([
    ctx.db.execute<ScoreEdges>(bandEdges(scope)),
    ctx.db
      .select({ name: eventNames.name, label: eventNames.label })
      .from(eventNames)
      .where(eq(eventNames.workspaceId, ctx.workspaceId))
      .orderBy(asc(eventNames.label)),
    ctx.db
      .select({ id: segments.id, name: segments.name, rule: segments.rule })
      .from(segments)
      .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name)),
    getLastRun(ctx),
  ]);
  const readers = rules.filter(({ rule }) => readsScores(rule));
  return {
    formulas,
    edges: edges ?? { recency: null, frequency: null, monetary: null },
    events,
    readers: readers.map(({ id, name }) => ({ id, name })),
    lastRun,
  };
}

async function getLastRun({ db, workspaceId }: Ctx): Promise<ScoreRun | null> {
  const [row] = await db
    .select({
      changeId: scoreChanges.id,
      by: users.name,
      at: scoreChanges.createdAt,
      done: scoreChanges.done,
      total: scoreChanges.total,
      moved: scoreChanges.moved,
      isFinished: sql<boolean>`${scoreChanges.finishedAt} is not null`,
    })
    .from(scoreChanges)
    .leftJoin(users, eq(users.id, scoreChanges.createdBy))
    .where(eq(scoreChanges.workspaceId, workspaceId))
    .orderBy(desc(scoreChanges.createdAt))
    .limit(1);
  return row ?? null;
}

const COLUMNS: Record<Scored, [before: string, after: string]> = {
  recency: ["o.r", "s.r"],
  frequency: ["o.f", "s.f"],
  monetary: ["o.m", "s.m"],
  engagement: ["o.engagement", "s.engagement"],
  lifecycle: ["o.lifecycle", "s.lifecycle"],
};

/**
 * How many people would have other scores with these formulas, without changing anything. Both are computed as of
 * today, so that what the days alone have moved is not counted as the formula's doing.
 */
export async function previewScores(ctx: Ctx, change: ScoreChange): Promise<ScoreMovement> {
  authorize(ctx, "scores:edit");
  const current = await scoreScope(ctx);
  const next = { ...current, formulas: { ...current.formulas, ...change } };
  const differs = (one: Scored) => sql.raw(`${COLUMNS[one][0]} is distinct from ${COLUMNS[one][1]}`);
  const counts = SCORED.map((one) => sql`count(*) filter (where ${differs(one)})::int as ${sql.raw(one)}`);
  const stage = (at: 0 | 1, name: string) =>
    LIFECYCLE_STAGES.map(
      (key) =>
        sql`count(*) filter (where ${sql.raw(COLUMNS.lifecycle[at])} = ${key})::int as ${sql.identifier(`${name}_${key}`)}`,
    );
  const mean = (at: 0 | 1) => sql`coalesce(avg(${sql.raw(COLUMNS.engagement[at])}), 0)::float8`;
  type Row = Record<string, number>;
  const [row] = await ctx.db.execute<Row>(sql`
    select count(*)::int as people, count(*) filter (where ${sql.join(SCORED.map(differs), sql` or `)})::int as moved,
      ${sql.join([...counts, ...stage(0, "before"), ...stage(1, "after")], sql`, `)},
      ${mean(0)} as mean_before, ${mean(1)} as mean_after
    from (${scoredPeople(next)}) s
    join (${scoredPeople(current)}) o on o.customer_no = s.customer_no
    join ${customers} c on c.workspace_id = ${ctx.workspaceId} and c.no = s.customer_no and c.erased_at is null`);
  const of = (key: string) => row?.[key] ?? 0;
  const stages = LIFECYCLE_STAGES.map((key: LifecycleStage) => ({
    stage: key,
    before: of(`before_${key}`),
    after: of(`after_${key}`),
  }));
  return {
    people: of("people"),
    moved: of("moved"),
    movedBy: Object.fromEntries(SCORED.map((one) => [one, of(one)])) as Record<Scored, number>,
    stages,
    engagement: { before: of("mean_before"), after: of("mean_after") },
  };
}
