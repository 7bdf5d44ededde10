import { and, asc, desc, eq, gt, gte, lt, lte, or, sql } from "drizzle-orm";
import { customers, segmentChanges, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { addDays, type Day } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { startOfDay } from "../clock";
import type { Cause } from "../dimension";
import { authorizeMembers } from "../members/queries";
import type { ChangePage, ChangePlace, DayChange } from "./movement";

export type ChangeQuery = {
  segmentId: string;
  /** Only who joined, or only who left. */
  hasEntered?: boolean;
  cause?: Cause;
  /** Days of the workspace, both included. */
  since?: Day;
  until?: Day;
  /** `next` of the page before. */
  from?: ChangePlace;
  limit?: number;
};

/** Who joined and left, newest first, a page at a time. Only for roles that may see people. */
export async function listChanges(ctx: Ctx, query: ChangeQuery): Promise<ChangePage> {
  authorize(ctx, "customers:see");
  const { segmentId, hasEntered, cause, since, until, from, limit = 50 } = query;
  const { timeZone } = ctx.workspace;
  const segment = await authorizeMembers(ctx, segmentId);
  const size = Math.min(Math.max(Math.trunc(limit), 1), 500);
  const { workspaceId, at, customerNo } = segmentChanges;
  // Cut before the join: an evaluation can have changed hundreds of thousands at one moment.
  const page = ctx.db
    .select({ customerNo, hasEntered: segmentChanges.hasEntered, cause: segmentChanges.cause, at })
    .from(segmentChanges)
    .where(
      and(
        eq(workspaceId, ctx.workspaceId),
        eq(segmentChanges.segmentNo, segment.no),
        hasEntered === undefined ? undefined : eq(segmentChanges.hasEntered, hasEntered),
        cause && eq(segmentChanges.cause, cause),
        since !== undefined ? gte(at, startOfDay(since, timeZone)) : undefined,
        until !== undefined ? lt(at, startOfDay(addDays(until, 1), timeZone)) : undefined,
        from && and(lte(at, from.at), or(lt(at, from.at), gt(customerNo, from.customerNo))),
      ),
    )
    .orderBy(desc(at), asc(customerNo))
    .limit(size + 1)
    .as("page");
  const rows = await ctx.db
    .select({
      customerNo: page.customerNo,
      customerId: customers.id,
      name: sql<string | null>`nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), '')`,
      externalId: customers.externalId,
      hasEntered: page.hasEntered,
      cause: page.cause,
      at: page.at,
    })
    .from(page)
    .innerJoin(customers, and(eq(customers.workspaceId, ctx.workspaceId), eq(customers.no, page.customerNo)))
    .orderBy(desc(page.at), asc(page.customerNo));
  const changes = rows.slice(0, size);
  const last = changes.at(-1);
  return { changes, next: last && rows.length > size ? { at: last.at, customerNo: last.customerNo } : null };
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
