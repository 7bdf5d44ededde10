import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import {
  customerMetrics,
  customers,
  segmentChanges,
  segmentMembers,
  segmentOverrides,
  segments,
  users,
} from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import type { Cause } from "../dimension";
import type { MemberPage, OverrideRow, PersonFound, SegmentOfCustomer } from "./member";
import { memberMatches } from "./sql";

/** Whose people the role may see: throws FORBIDDEN unless all, or the segment is the actor's own. */
export async function authorizeMembers(
  ctx: Ctx,
  segmentId: string,
): Promise<{ no: number; size: number | null }> {
  const scope = authorize(ctx, "customers:see");
  const [row] = await ctx.db
    .select({ no: segments.no, size: segments.size, ownerId: segments.ownerId })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const segment = found(row, "segment");
  if (scope === "assigned" && (ctx.actor.userId === null || segment.ownerId !== ctx.actor.userId))
    throw new AppError("FORBIDDEN", "You see the people of segments that you own. Take this segment first.");
  return segment;
}

const nameOf = sql<string | null>`nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), '')`;

export type MemberQuery = {
  segmentId: string;
  search?: string;
  /** The last number of the page before, or the first of the page after. */
  after?: number;
  before?: number;
  limit?: number;
};

/** Members in a fixed order, a page at a time, with why each is in. Only for roles that may see people. */
export async function listMembers(ctx: Ctx, query: MemberQuery): Promise<MemberPage> {
  authorize(ctx, "customers:see");
  const { segmentId, search, after, before, limit = 50 } = query;
  const segment = await authorizeMembers(ctx, segmentId);
  const size = Math.min(Math.max(Math.trunc(limit), 1), 500);
  const isBackwards = before !== undefined;
  const { workspaceId, segmentNo, customerNo } = segmentMembers;
  const rows = await ctx.db
    .select({
      customerNo: customers.no,
      customerId: customers.id,
      externalId: customers.externalId,
      name: nameOf,
      email: customers.email,
      country: customers.country,
      city: customers.city,
      orderCount: sql<number>`coalesce(${customerMetrics.orderCount}, 0)`,
      spendMinor: sql<number>`coalesce(${customerMetrics.spendMinor}, 0)::float8`,
      lastOrderAt: customerMetrics.lastOrderAt,
      enteredAt: segmentMembers.enteredAt,
      cause: sql<Cause | null>`(select h.cause from ${segmentChanges} h where h.workspace_id = ${workspaceId}
        and h.customer_no = ${customerNo} and h.segment_no = ${segmentNo} and h.has_entered order by h.at desc limit 1)`,
      isByHand: sql<boolean>`${segmentOverrides.isIncluded} is not null`,
      isSuppressed: sql<boolean>`${customers.suppressedAt} is not null`,
    })
    .from(segmentMembers)
    .innerJoin(customers, and(eq(customers.workspaceId, workspaceId), eq(customers.no, customerNo)))
    .leftJoin(
      customerMetrics,
      and(
        eq(customerMetrics.workspaceId, customers.workspaceId),
        eq(customerMetrics.customerNo, customers.no),
      ),
    )
    .leftJoin(
      segmentOverrides,
      and(
        eq(segmentOverrides.workspaceId, workspaceId),
        eq(segmentOverrides.segmentNo, segmentNo),
        eq(segmentOverrides.customerNo, customerNo),
      ),
    )
    .where(
      and(
        eq(workspaceId, ctx.workspaceId),
        eq(segmentNo, segment.no),
        isBackwards ? lt(customerNo, Math.trunc(before)) : gt(customerNo, Math.trunc(after ?? 0)),
        search ? memberMatches(search) : undefined,
      ),
    )
    .orderBy(isBackwards ? desc(customerNo) : asc(customerNo))
    .limit(size + 1);
  const page = rows.slice(0, size);
  if (isBackwards) page.reverse();
  const hasMore = rows.length > size;
  const [first, last] = [page[0], page.at(-1)];
  return {
    members: page,
    total: search ? null : (segment.size ?? page.length),
    nextAfter: last && (isBackwards || hasMore) ? last.customerNo : null,
    previousBefore: first && (isBackwards ? hasMore : Boolean(after)) ? first.customerNo : null,
  };
}

/** Whom somebody put in or kept out by hand, newest first, at most 500. Only for roles that may see people. */
export async function listOverrides(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<OverrideRow[]> {
  authorize(ctx, "customers:see");
  const segment = await authorizeMembers(ctx, segmentId);
  return ctx.db
    .select({
      customerId: customers.id,
      externalId: customers.externalId,
      name: nameOf,
      isIncluded: segmentOverrides.isIncluded,
      byName: users.name,
      at: segmentOverrides.createdAt,
    })
    .from(segmentOverrides)
    .innerJoin(
      customers,
      and(
        eq(customers.workspaceId, segmentOverrides.workspaceId),
        eq(customers.no, segmentOverrides.customerNo),
      ),
    )
    .leftJoin(users, eq(users.id, segmentOverrides.createdBy))
    .where(and(eq(segmentOverrides.workspaceId, ctx.workspaceId), eq(segmentOverrides.segmentNo, segment.no)))
    .orderBy(desc(segmentOverrides.createdAt), asc(segmentOverrides.customerNo))
    .limit(500);
}

/** Customers of the whole workspace by name, e-mail or key, with how each stands to the segment; at most 20. */
export async function findPeople(
  ctx: Ctx,
  { segmentId, search }: { segmentId: string; search: string },
): Promise<PersonFound[]> {
  authorize(ctx, "segments:edit");
  const segment = await authorizeMembers(ctx, segmentId);
  const { no, workspaceId } = customers;
  return ctx.db
    .select({
      customerId: customers.id,
      externalId: customers.externalId,
      name: nameOf,
      email: customers.email,
      isMember: sql<boolean>`${segmentMembers.customerNo} is not null`,
      isIncluded: segmentOverrides.isIncluded,
    })
    .from(customers)
    .leftJoin(
      segmentMembers,
      and(
        eq(segmentMembers.workspaceId, workspaceId),
        eq(segmentMembers.segmentNo, segment.no),
        eq(segmentMembers.customerNo, no),
      ),
    )
    .leftJoin(
      segmentOverrides,
      and(
        eq(segmentOverrides.workspaceId, workspaceId),
        eq(segmentOverrides.segmentNo, segment.no),
        eq(segmentOverrides.customerNo, no),
      ),
    )
    .where(and(eq(workspaceId, ctx.workspaceId), sql`${customers.erasedAt} is null`, memberMatches(search)))
    .limit(20);
}

/** What to call a customer: the name, else the key. Who sees assigned people only sees members of the segment only. */
export async function getPersonName(
  ctx: Ctx,
  { segmentId, customerId }: { segmentId: string; customerId: string },
): Promise<string> {
  const scope = authorize(ctx, "customers:see");
  const segment = await authorizeMembers(ctx, segmentId);
  const isMember = sql`exists (select 1 from ${segmentMembers} m where m.workspace_id = ${customers.workspaceId}
    and m.segment_no = ${segment.no} and m.customer_no = ${customers.no})`;
  const [row] = await ctx.db
    .select({ name: nameOf, externalId: customers.externalId })
    .from(customers)
    .where(
      and(
        eq(customers.workspaceId, ctx.workspaceId),
        eq(customers.id, customerId),
        scope === "all" ? undefined : isMember,
      ),
    );
  const { name, externalId } = found(row, "customer");
  return name ?? externalId;
}

/** The segments that a person is in, since when. Archived segments are left out. */
export async function listSegmentsOf(
  ctx: Ctx,
  { customerId }: { customerId: string },
): Promise<SegmentOfCustomer[]> {
  const scope = authorize(ctx, "customers:see");
  const rows = await ctx.db.execute<{
    id: string;
    name: string;
    entered_at: string;
    owner_id: string | null;
  }>(sql`
    select s.id, s.name, s.owner_id, m.entered_at::text as entered_at
    from ${customers} c
      join ${segmentMembers} m on m.workspace_id = c.workspace_id and m.customer_no = c.no
      join ${segments} s on s.workspace_id = m.workspace_id and s.no = m.segment_no
    where c.workspace_id = ${ctx.workspaceId} and c.id = ${customerId}::uuid and s.archived_at is null
    order by s.name`);
  const mine = (row: { owner_id: string | null }) =>
    row.owner_id !== null && row.owner_id === ctx.actor.userId;
  if (scope === "assigned" && !rows.some(mine))
    throw new AppError("FORBIDDEN", "You see the people of segments that you own. Take a segment first.");
  return [...rows].map((row) => ({ segmentId: row.id, name: row.name, enteredAt: new Date(row.entered_at) }));
}
