import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentChanges, segmentMembers, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { addDays, type Day } from "@/lib/days";
import { AppError, found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import { startOfDay } from "../clock";
import type { Cause } from "../dimension";
import type { DayChange, MemberChange, MemberPage, SegmentOfCustomer } from "./member";

/** Whose people the role may see: throws unless all, or the segment is the actor's own. */
async function authorizeMembers(ctx: Ctx, segmentId: string): Promise<{ no: number; size: number | null }> {
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

/** Members in a fixed order, a page at a time: pass `nextAfter` as `after`. Only for roles that may see people. */
export async function listMembers(
  ctx: Ctx,
  { segmentId, after = 0, limit = 50 }: { segmentId: string; after?: number; limit?: number },
): Promise<MemberPage> {
  authorize(ctx, "customers:see");
  const segment = await authorizeMembers(ctx, segmentId);
  const size = Math.min(Math.max(Math.trunc(limit), 1), 500);
  const rows = await ctx.db
    .select({
      customerNo: customers.no,
      customerId: customers.id,
      externalId: customers.externalId,
      name: sql<string | null>`nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), '')`,
      email: customers.email,
      country: customers.country,
      city: customers.city,
      orderCount: sql<number>`coalesce(${customerMetrics.orderCount}, 0)`,
      spendMinor: sql<number>`coalesce(${customerMetrics.spendMinor}, 0)::float8`,
      lastOrderAt: customerMetrics.lastOrderAt,
      enteredAt: segmentMembers.enteredAt,
      isSuppressed: sql<boolean>`${customers.suppressedAt} is not null`,
    })
    .from(segmentMembers)
    .innerJoin(
      customers,
      and(eq(customers.workspaceId, segmentMembers.workspaceId), eq(customers.no, segmentMembers.customerNo)),
    )
    .leftJoin(
      customerMetrics,
      and(
        eq(customerMetrics.workspaceId, customers.workspaceId),
        eq(customerMetrics.customerNo, customers.no),
      ),
    )
    .where(
      and(
        eq(segmentMembers.workspaceId, ctx.workspaceId),
        eq(segmentMembers.segmentNo, segment.no),
        gt(segmentMembers.customerNo, Math.trunc(after)),
      ),
    )
    .orderBy(asc(segmentMembers.customerNo))
    .limit(size + 1);
  const members = rows.slice(0, size);
  return {
    members,
    total: segment.size ?? members.length,
    nextAfter: rows.length > size ? (members.at(-1)?.customerNo ?? null) : null,
  };
}

/** Who joined and left last, newest first. Only for roles that may see people. */
export async function listChanges(
  ctx: Ctx,
  { segmentId, limit = 50 }: { segmentId: string; limit?: number },
): Promise<MemberChange[]> {
  authorize(ctx, "customers:see");
  const segment = await authorizeMembers(ctx, segmentId);
  return ctx.db
    .select({
      customerId: customers.id,
      name: sql<string | null>`nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), '')`,
      externalId: customers.externalId,
      hasEntered: segmentChanges.hasEntered,
      cause: segmentChanges.cause,
      at: segmentChanges.at,
    })
    .from(segmentChanges)
    .innerJoin(
      customers,
      and(eq(customers.workspaceId, segmentChanges.workspaceId), eq(customers.no, segmentChanges.customerNo)),
    )
    .where(and(eq(segmentChanges.workspaceId, ctx.workspaceId), eq(segmentChanges.segmentNo, segment.no)))
    .orderBy(desc(segmentChanges.at), asc(segmentChanges.customerNo))
    .limit(Math.min(Math.max(Math.trunc(limit), 1), 500));
}

/** How many joined and left on each day of the last `days`, by cause; small groups are null for a role that must not see them. */
export async function countChanges(
  ctx: Ctx,
  { segmentId, days = 84 }: { segmentId: string; days?: number },
): Promise<DayChange[]> {
  authorize(ctx, "segments:read");
  const { timeZone } = ctx.workspace;
  const from = startOfDay(addDays(todayIn(timeZone, ctx.now()), -days), timeZone);
  const rows = await ctx.db.execute<{ day: Day; cause: Cause; joined: number; left: number }>(sql`
    select (h.at at time zone ${timeZone}::text)::date::text as day, h.cause,
      count(*) filter (where h.has_entered)::int as joined, count(*) filter (where not h.has_entered)::int as left
    from ${segmentChanges} h join ${segments} s on s.workspace_id = h.workspace_id and s.no = h.segment_no
    where h.workspace_id = ${ctx.workspaceId} and s.id = ${segmentId}::uuid and h.at >= ${from.toISOString()}::timestamptz
    group by 1, 2 order by 1, 2`);
  const shown = (count: number) => (count > 0 && isBelowFloor(ctx, count) ? null : count);
  return [...rows].map((row) => ({ ...row, joined: shown(row.joined), left: shown(row.left) }));
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
