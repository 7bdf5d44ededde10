import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { MOST_COMPARED, type Overlap } from "./overlap";
import { combinations } from "./sql";

type Counted = { pairs: { a: number; b: number; people: number }[]; in_any: number; in_several: number };

/**
 * How many people each two of the given segments share, as stored now. Archived segments and those of another
 * workspace are left out; a count that is too small for the role is null, and so is one that leaves too small a rest.
 */
export async function getOverlap(
  ctx: Ctx,
  { segmentIds }: { segmentIds: readonly string[] },
): Promise<Overlap> {
  authorize(ctx, "segments:read");
  const ids = [...new Set(segmentIds)];
  if (ids.length > MOST_COMPARED)
    throw new AppError("LIMIT", `At most ${MOST_COMPARED} segments are compared at once.`);
  if (ids.length === 0) return { segments: [], pairs: [], inAny: 0, inSeveral: 0 };
  const rows = await ctx.db
    .select({ id: segments.id, no: segments.no, name: segments.name, parentId: segments.parentId })
    .from(segments)
    .where(
      and(eq(segments.workspaceId, ctx.workspaceId), inArray(segments.id, ids), isNull(segments.archivedAt)),
    );
  const chosen = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const nos = chosen.map(({ no }) => no);
  const [counted] = await ctx.db.execute<Counted>(sql`
    with ${combinations(ctx.workspaceId, nos)}, pair as (
      select a.no as a, b.no as b, coalesce(sum(people), 0)::int as people
      from chosen a join chosen b on a.bit <= b.bit
        left join combination on (mask & a.bit) <> 0 and (mask & b.bit) <> 0
      group by a.no, b.no
    )
    select (select coalesce(json_agg(pair), '[]') from pair) as pairs,
      (select coalesce(sum(people), 0)::int from combination) as in_any,
      (select coalesce(sum(people), 0)::int from combination where mask & (mask - 1) <> 0) as in_several`);
  const { pairs, in_any: inAny, in_several: inSeveral } = found(counted, "count");
  const countOf = new Map(pairs.map(({ a, b, people }) => [`${a} ${b}`, people]));
  const count = (a: number, b: number) => countOf.get(`${a} ${b}`) ?? 0;
  const shown = (people: number, ...wholes: number[]) =>
    [people, ...wholes.map((whole) => whole - people)].some((part) => part > 0 && isBelowFloor(ctx, part))
      ? null
      : people;
  return {
    segments: chosen.map(({ no, ...segment }) => ({ ...segment, size: shown(count(no, no)) })),
    pairs: chosen.flatMap((a, index) =>
      chosen.slice(index + 1).map((b) => ({
        aId: a.id,
        bId: b.id,
        people: shown(count(a.no, b.no), count(a.no, a.no), count(b.no, b.no)),
      })),
    ),
    inAny: shown(inAny),
    inSeveral: shown(inSeveral, inAny),
  };
}
