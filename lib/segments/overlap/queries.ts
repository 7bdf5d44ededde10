import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { customers, segmentMembers, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { readPatiently } from "../patience/queries";
import { MOST_COMPARED, type Overlap, type SharedPerson } from "./overlap";
import { combinations } from "./sql";

const PATIENCE = { seconds: 60, advice: "Choose fewer segments." };

type Counted = { pairs: { a: number; b: number; people: number }[]; in_any: number; in_several: number };

/**
 * How many people each two of the given segments share, as stored now. Archived segments and those of another
 * workspace are left out; a count that is too small for the role is null, and so is one that leaves too small a rest.
 */
export async function getOverlap(
  ctx: Ctx,
  { segmentIds }: { segmentIds: readonly string[] },
  signal?: AbortSignal,
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
  const counting = sql`
    with ${combinations(ctx.workspaceId, nos)}, pair as (
      select a.no as a, b.no as b, coalesce(sum(people), 0)::int as people
      from chosen a join chosen b on a.bit <= b.bit
        left join combination on (mask & a.bit) <> 0 and (mask & b.bit) <> 0
      group by a.no, b.no
    )
    select (select coalesce(json_agg(pair), '[]') from pair) as pairs,
      (select coalesce(sum(people), 0)::int from combination) as in_any,
      (select coalesce(sum(people), 0)::int from combination where mask & (mask - 1) <> 0) as in_several`;
  const [counted] = await readPatiently(ctx, { ...PATIENCE, signal }, ({ db }) =>
    db.execute<Counted>(counting),
  );
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

const PAGE = 25;

/**
 * People who are in both segments, a page at a time. Only for roles that may see people; who sees those of own
 * segments only must own one of the two.
 */
export async function listShared(
  ctx: Ctx,
  { aId, bId, after = 0 }: { aId: string; bId: string; after?: number },
): Promise<{ people: SharedPerson[]; nextAfter: number | null }> {
  const scope = authorize(ctx, "customers:see");
  const rows = await ctx.db
    .select({ id: segments.id, no: segments.no, ownerId: segments.ownerId })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), inArray(segments.id, [aId, bId])));
  const [a, b] = [aId, bId].map((id) =>
    found(
      rows.find((row) => row.id === id),
      "segment",
    ),
  );
  const isOwn = rows.some(({ ownerId }) => ownerId !== null && ownerId === ctx.actor.userId);
  if (scope === "assigned" && !isOwn)
    throw new AppError(
      "FORBIDDEN",
      "You see the people of segments that you own. Take one of the two first.",
    );
  const people = await ctx.db.execute<SharedPerson>(sql`
    select c.no, c.id, c.external_id as "externalId", c.city, c.country,
      nullif(concat_ws(' ', c.first_name, c.last_name), '') as name
    from ${segmentMembers} m
      join ${segmentMembers} o on o.workspace_id = m.workspace_id and o.customer_no = m.customer_no and o.segment_no = ${b?.no ?? 0}::int
      join ${customers} c on c.workspace_id = m.workspace_id and c.no = m.customer_no
    where m.workspace_id = ${ctx.workspaceId}::int and m.segment_no = ${a?.no ?? 0}::int and m.customer_no > ${Math.trunc(after)}::int
    order by m.customer_no limit ${PAGE + 1}::int`);
  const page = people.slice(0, PAGE);
  return { people: page, nextAfter: people.length > PAGE ? (page.at(-1)?.no ?? null) : null };
}
