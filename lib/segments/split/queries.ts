import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { getCatalogue } from "../catalogue/queries";
import { readPatiently } from "../patience/queries";
import { ruleEnv } from "../sql";
import { MOST_SECONDS, type SplitGroup } from "./grid";
import type { SplitGridInput } from "./model";
import { COLUMNS, QUANTILES, type SplitProfile } from "./profile";
import { gridGroups, subjectValues } from "./sql";
import { subjectOf } from "./subject";

/** As long as a preview: the editor says how long it takes, and can stop it. */
const PATIENCE = { seconds: MOST_SECONDS, advice: "Choose fewer parts, or split by one thing only." };

/** How the members of the segment are spread over a subject, or null when there is no such subject here. */
export async function getSplitProfile(
  ctx: Ctx,
  { segmentId, subjectKey }: { segmentId: string; subjectKey: string },
  signal?: AbortSignal,
): Promise<SplitProfile | null> {
  authorize(ctx, "segments:edit");
  const catalogue = await getCatalogue(ctx);
  const subject = subjectOf(catalogue, subjectKey);
  if (!subject) return null;
  const { no } = await liveSegment(ctx, segmentId);
  const values = subjectValues(subject, no, ruleEnv(ctx, catalogue));
  // Only lists and surveys give one person several values: for all others a row is a person.
  const isMany = subject.type === "choices" || subject.group === "Survey answers";
  const people = isMany ? sql`count(distinct customer_no)::int` : sql`count(*)::int`;
  const totals = sql`(select ${people} from v) as size, (select ${people} from v where value is not null) as known`;
  return readPatiently(ctx, { ...PATIENCE, signal }, async ({ db }) => {
    const ask = async <Row extends Record<string, unknown>>(columns: SQL) => {
      const [row] = await db.execute<Row & { size: number; known: number }>(
        sql`with v as materialized (${values}) select ${totals}, ${columns}`,
      );
      return found(row, "count");
    };
    if (subject.kind !== "number") {
      const part = subject.kind === "values" ? sql`value` : sql`left(value, 7)`;
      const inOrder = subject.kind === "values" ? sql`people desc, part limit 50` : sql`part`;
      const [row] = await db.execute<{
        size: number;
        known: number;
        rows: { part: string; size: number }[];
      }>(sql`
        with ${isMany ? sql`v as materialized (${values}), ` : sql``}g as (
          select ${part} as part, ${people} as people from ${isMany ? sql`v` : sql`(${values}) v`} group by 1
        )
        select ${
          isMany
            ? totals
            : sql`(select coalesce(sum(people), 0)::int from g) as size,
            (select coalesce(sum(people), 0)::int from g where part is not null) as known`
        },
          (select coalesce(json_agg(r), '[]') from (
            select part, people as size from g where part is not null order by ${inOrder}) r) as rows`);
      const { size, known, rows } = found(row, "count");
      return subject.kind === "values"
        ? { kind: "values", size, known, values: rows.map((each) => ({ value: each.part, size: each.size })) }
        : { kind: "days", size, known, months: rows.map((each) => ({ month: each.part, size: each.size })) };
    }
    const { size, known, rows } = await ask<{ rows: NumberRow[] }>(sql`(
      with s as (select coalesce(min(value), 0)::float8 as min, coalesce(max(value), 0)::float8 as max,
          coalesce(percentile_disc(${`{${[...QUANTILES, 0.99].join(",")}}`}::float8[]) within group (order by value), '{}') as quantiles
        from v where value is not null),
      w as (select ${columnStep(sql`s.quantiles[${QUANTILES.length + 1}::int] - s.min`, subject.isWhole)} as step from s),
      c as (select least(floor((v.value - s.min) / w.step), ${COLUMNS - 1})::int as at, count(*)::int as size
        from v, s, w where v.value is not null group by 1)
      select json_agg(json_build_object('min', s.min, 'max', s.max, 'quantiles', s.quantiles, 'step', w.step,
        'columns', (select coalesce(json_agg(c), '[]') from c))) from s, w) as rows`);
    const { min = 0, max = 0, quantiles = [], step = 1, columns: counted = [] } = rows[0] ?? {};
    const columns = Array.from({ length: COLUMNS }, () => 0);
    for (const column of counted) columns[column.at] = column.size;
    const last = columns.findLastIndex((each) => each > 0);
    return {
      ...{ kind: "number", size, known, min, max, low: min, step },
      quantiles: quantiles.slice(0, QUANTILES.length),
      columns: columns.slice(0, Math.max(1, last + 1)),
    };
  });
}

type NumberRow = {
  min: number;
  max: number;
  quantiles: number[];
  step: number;
  columns: { at: number; size: number }[];
};

/** The width of a column so that all but the largest hundredth fit; whole numbers in whole steps. */
function columnStep(span: SQL, isWhole: boolean): SQL {
  return isWhole
    ? sql`greatest(1, ceil((coalesce(${span}, 0) + 1) / ${COLUMNS}::float8))`
    : sql`coalesce(nullif(greatest(0, ${span}) / ${COLUMNS - 1}::float8, 0), 1)`;
}
/** Everybody in the segment by the parts they are in; INVALID when a part does not compile. Exact, or UNAVAILABLE after a minute or once nobody waits. */
export async function countSplit(
  ctx: Ctx,
  { segmentId, axes }: SplitGridInput,
  signal?: AbortSignal,
): Promise<{ groups: SplitGroup[] }> {
  authorize(ctx, "segments:edit");
  const { no } = await liveSegment(ctx, segmentId);
  const catalogue = await getCatalogue(ctx, axes.flat());
  const statement = gridGroups(axes, no, ruleEnv(ctx, catalogue));
  return readPatiently(ctx, { ...PATIENCE, signal }, async ({ db }) => ({
    groups: [...(await db.execute<SplitGroup>(statement))],
  }));
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
