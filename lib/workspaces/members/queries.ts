import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { campaigns, members, planItems, segments, sessions, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Member } from "./member";

/** Everybody in the workspace by name; of each what they own, for who is about to remove them. */
export async function listMembers(ctx: Ctx): Promise<Member[]> {
  authorize(ctx, "members:read");
  return ctx.db
    .select({
      userId: members.userId,
      name: users.name,
      email: users.email,
      role: members.role,
      weeklyHours: members.weeklyHours,
      joinedAt: members.joinedAt,
      lastSeenAt:
        sql<Date | null>`(select max(s.last_seen_at) from ${sessions} s where s.user_id = ${members.userId})`.mapWith(
          sessions.lastSeenAt,
        ),
      ownedSegments: sql<number>`(select count(*)::int from ${segments} s where s.workspace_id = ${ctx.workspaceId}
        and s.owner_id = ${members.userId} and s.archived_at is null)`,
      openTactics: sql<number>`(select count(*)::int from ${planItems} p
        join ${campaigns} c on c.workspace_id = p.workspace_id and c.id = p.campaign_id
        where p.workspace_id = ${ctx.workspaceId} and p.assignee_id = ${members.userId} and p.progress < 100
        and c.status not in ('finished', 'archived'))`,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, ctx.workspaceId), isNull(members.removedAt)))
    .orderBy(asc(sql`lower(${users.name})`), asc(members.userId));
}

/** Names of those who can change roles and settings, for "who to ask". */
export async function listOwnerNames(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "members:read");
  const rows = await ctx.db
    .select({ name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), eq(members.role, "owner"), isNull(members.removedAt)),
    )
    .orderBy(asc(sql`lower(${users.name})`));
  return rows.map(({ name }) => name);
}
