import { and, asc, eq, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found, sqlState } from "@/lib/errors";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import type { RuleEnv } from "../sql";
import type { SplitGroup } from "./grid";
import type { SplitGridInput } from "./model";
import { COLUMNS, QUANTILES, type SplitProfile } from "./profile";
import { gridGroups, subjectValues } from "./sql";
import { subjectOf } from "./subject";

const PATIENCE_MS = 15_000;

/** How the members of the segment are spread over a subject, or null when there is no such subject here. */
export async function getSplitProfile(
  ctx: Ctx,
  { segmentId, subjectKey }: { segmentId: string; subjectKey: string },
): Promise<SplitProfile | null> {
  authorize(ctx, "segments:edit");
  const catalogue = await getCatalogue(ctx);
  const subject = subjectOf(catalogue, subjectKey);
  if (!subject) return null;
  const { no } = await liveSegment(ctx, segmentId);
  const values = subjectValues(subject, no, envOf(ctx, catalogue));
  return patiently(ctx, async ({ db }) => {
    const [row] = await db.execute<{ size: number; known: number }>(sql`
      select count(distinct customer_no)::int as size, count(distinct customer_no) filter (where value is not null)::int as known
      from (${values}) v`);
    const people = { size: row?.size ?? 0, known: row?.known ?? 0 };
    if (subject.kind === "values") {
      const rows = await db.execute<{ value: string; size: number }>(sql`
        select value, count(distinct customer_no)::int as size from (${values}) v where value is not null
        group by value order by 2 desc, 1 limit 50`);
      return { ...people, kind: "values", values: [...rows] };
    }
    if (subject.kind === "days") {
      const rows = await db.execute<{ month: string; size: number }>(sql`
        select left(value, 7) as month, count(distinct customer_no)::int as size from (${values}) v
        where value is not null group by 1 order by 1`);
      return { ...people, kind: "days", months: [...rows] };
    }
    const [stats] = await db.execute<{ min: number; max: number; high: number; quantiles: number[] }>(sql`
      select coalesce(min(value), 0)::float8 as min, coalesce(max(value), 0)::float8 as max,
        coalesce(percentile_disc(0.99) within group (order by value), 0)::float8 as high,
        percentile_disc(${`{${QUANTILES.join(",")}}`}::float8[]) within group (order by value) as quantiles
      from (${values}) v where value is not null`);
    const { min = 0, max = 0, high = 0, quantiles } = stats ?? {};
    const step = columnStep(high - min, subject.isWhole);
    const rows = await db.execute<{ at: number; size: number }>(sql`
      select least(floor((value - ${min}::float8) / ${step}::float8), ${COLUMNS - 1})::int as at, count(*)::int as size
      from (${values}) v where value is not null group by 1`);
    const columns = Array.from({ length: COLUMNS }, () => 0);
    for (const { at, size } of rows) columns[at] = size;
    const last = columns.findLastIndex((size) => size > 0);
    return {
      ...people,
      ...{ kind: "number", min, max, low: min, step },
      quantiles: quantiles ?? [],
      columns: columns.slice(0, Math.max(1, last + 1)),
    };
  });
}

/** The width of a column so that all but the largest hundredth fit; whole numbers in whole steps. */
function columnStep(span: number, isWhole: boolean): number {
  if (span <= 0) return 1;
  return isWhole ? Math.max(1, Math.ceil((span + 1) / COLUMNS)) : span / (COLUMNS - 1);
}

/** Everybody in the segment by the parts they are in; INVALID when a part does not compile. Exact, or UNAVAILABLE after 15 s. */
export async function countSplit(
  ctx: Ctx,
  { segmentId, axes }: SplitGridInput,
): Promise<{ groups: SplitGroup[] }> {
  authorize(ctx, "segments:edit");
  const { no } = await liveSegment(ctx, segmentId);
  const catalogue = await getCatalogue(ctx, axes.flat());
  const statement = gridGroups(axes, no, envOf(ctx, catalogue));
  return patiently(ctx, async ({ db }) => ({ groups: [...(await db.execute<SplitGroup>(statement))] }));
}

/** Names that no new segment can have, archived ones included. */
export async function listSegmentNames(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "segments:edit");
  const rows = await ctx.db
    .select({ name: segments.name })
    .from(segments)
    .where(eq(segments.workspaceId, ctx.workspaceId))
    .orderBy(asc(segments.name));
  return rows.map(({ name }) => name);
}

async function liveSegment(ctx: Ctx, segmentId: string): Promise<{ no: number }> {
  const [row] = await ctx.db
    .select({ no: segments.no, archivedAt: segments.archivedAt })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const { no, archivedAt } = found(row, "segment");
  if (archivedAt) throw new AppError("CONFLICT", "This segment is archived. Restore it first.");
  return { no };
}

function envOf(ctx: Ctx, catalogue: RuleCatalogue): RuleEnv {
  const clock = { now: ctx.now(), timeZone: ctx.workspace.timeZone };
  return { workspaceId: ctx.workspaceId, clock, catalogue };
}

async function patiently<T>(ctx: Ctx, run: (tx: Ctx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, async (tx) => {
      await tx.db.execute(sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`);
      return run(tx);
    });
  } catch (cause) {
    if (sqlState(cause) !== "57014") throw cause;
    throw new AppError("UNAVAILABLE", "Counting took longer than 15 seconds. Try fewer parts.", { cause });
  }
}
