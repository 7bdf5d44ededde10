import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { notifications } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { NoticeRow } from "./notice";

/** How many notices the reader has not read: the number on the bell. */
export async function countUnread(ctx: Ctx): Promise<number> {
  authorize(ctx, "work:read");
  if (!ctx.actor.userId) return 0;
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(notifications)
    .where(
      and(
        eq(notifications.workspaceId, ctx.workspaceId),
        eq(notifications.userId, ctx.actor.userId),
        isNull(notifications.readAt),
      ),
    );
  return row?.count ?? 0;
}

/** The reader's newest notices. */
export async function listNotices(ctx: Ctx, { limit = 20 }: { limit?: number } = {}): Promise<NoticeRow[]> {
  authorize(ctx, "work:read");
  if (!ctx.actor.userId) return [];
  return ctx.db
    .select({
      id: notifications.id,
      title: notifications.title,
      href: notifications.href,
      createdAt: notifications.createdAt,
      isRead: sql<boolean>`${notifications.readAt} is not null`,
    })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.userId, ctx.actor.userId)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit);
}
