import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentMembers, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { authorizeMembers } from "../members/queries";
import { MOST_COMPARED } from "../overlap/overlap";
import { getOverlap } from "../overlap/queries";
import { intArray } from "../values/sql";
import type { SiblingPart, SiblingPerson, Siblings } from "./siblings";

type Child = { id: string; no: number; name: string };

/** The children in use, the largest first. */
async function listChildren({ db, workspaceId }: Ctx, segmentId: string): Promise<Child[]> {
  return db
    .select({ id: segments.id, no: segments.no, name: segments.name })
    .from(segments)
    .where(
      and(
        eq(segments.workspaceId, workspaceId),
        eq(segments.parentId, segmentId),
        isNull(segments.archivedAt),
      ),
    )
    .orderBy(sql`${desc(segments.size)} nulls last`, asc(segments.name));
}

/**
 * How the children share a segment: who is in none, in one, in several, and in each two of them, as stored now. A
 * count that is too small for the role is null, and so is one that would leave too small a rest.
 */
export async function getSiblings(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<Siblings> {
  authorize(ctx, "segments:read");
  const [[row], all] = await Promise.all([
    ctx.db.execute<{ size: number }>(sql`
      select (select count(*)::int from ${segmentMembers} m where m.workspace_id = s.workspace_id and m.segment_no = s.no) as size
      from ${segments} s where s.workspace_id = ${ctx.workspaceId} and s.id::text = ${segmentId}`),
    listChildren(ctx, segmentId),
  ]);
  const { size } = found(row, "segment");
  const compared = all.slice(0, MOST_COMPARED);
  const overlap = await getOverlap(ctx, { segmentIds: compared.map(({ id }) => id) });
  const { inAny, inSeveral } = overlap;
  const shown = (people: number, whole: number) =>
    [people, whole - people].some((part) => part > 0 && isBelowFloor(ctx, part)) ? null : people;
  const inNone = inAny === null ? null : shown(size - inAny, size);
  return {
    parentSize: isBelowFloor(ctx, size) ? null : size,
    children: overlap.segments,
    others: all.length - compared.length,
    pairs: overlap.pairs
      .filter(({ people }) => people !== 0)
      .toSorted((a, b) => (b.people ?? 0) - (a.people ?? 0)),
    inNone,
    inOne: inNone === null || inAny === null || inSeveral === null ? null : inAny - inSeveral,
    inSeveral: inNone === null ? null : inSeveral,
  };
}

const PAGE = 50;

/** Some people of a segment by the children they are in, a page at a time. Only for roles that may see its people. */
export async function listSiblingPeople(
  ctx: Ctx,
  { segmentId, part, after = 0 }: { segmentId: string; part: SiblingPart; after?: number },
): Promise<{ people: SiblingPerson[]; nextAfter: number | null }> {
  authorize(ctx, "customers:see");
  const { no } = await authorizeMembers(ctx, segmentId);
  const children = await listChildren(ctx, segmentId);
  const nos = children.map((child) => child.no);
  const rows = await ctx.db.execute<Omit<SiblingPerson, "within"> & { nos: number[] }>(sql`
    select ${customers.id} as "customerId", ${customers.no} as "customerNo", ${customers.externalId} as "externalId",
      nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), '') as name,
      ${customers.country} as country, ${customers.city} as city,
      coalesce(${customerMetrics.orderCount}, 0) as "orderCount", coalesce(${customerMetrics.spendMinor}, 0)::float8 as "spendMinor",
      held.nos
    from ${segmentMembers} join ${customers} on ${customers.workspaceId} = ${segmentMembers.workspaceId} and ${customers.no} = ${segmentMembers.customerNo}
      left join ${customerMetrics} on ${customerMetrics.workspaceId} = ${customers.workspaceId} and ${customerMetrics.customerNo} = ${customers.no}
      cross join lateral (select coalesce(array_agg(m.segment_no), '{}') as nos from ${segmentMembers} m
        where m.workspace_id = ${segmentMembers.workspaceId} and m.customer_no = ${segmentMembers.customerNo} and m.segment_no = any(${intArray(nos)})) held
    where ${segmentMembers.workspaceId} = ${ctx.workspaceId} and ${segmentMembers.segmentNo} = ${no}
      and ${customers.no} > ${Math.trunc(after)} and ${heldBy(part, children)}
    order by ${customers.no} limit ${PAGE + 1}`);
  const nameOf = new Map(children.map((child) => [child.no, child.name]));
  const people = [...rows].slice(0, PAGE).map(({ nos: held, ...row }) => ({
    ...row,
    within: held.flatMap((each) => nameOf.get(each) ?? []).sort(),
  }));
  return { people, nextAfter: rows.length > PAGE ? (people.at(-1)?.customerNo ?? null) : null };
}

/** Over `held.nos`, the numbers of the children that a person is in. */
function heldBy(part: SiblingPart, children: readonly Child[]): SQL {
  if (part.kind === "none") return sql`cardinality(held.nos) = 0`;
  if (part.kind === "several") return sql`cardinality(held.nos) > 1`;
  const noOf = (id: string) => children.find((child) => child.id === id)?.no ?? 0;
  return sql`held.nos @> ${intArray([noOf(part.aId), noOf(part.bId)])}`;
}
