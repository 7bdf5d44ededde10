import { and, eq, inArray, isNull } from "drizzle-orm";
import { notifications } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import type { NoticesRead } from "./model";

/** One short sentence for a member, and where it leads. */
export type Notice = { userId: string | null; title: string; href: string };

/** Sends notices in the caller's transaction: each person once, never the one who acts, never nobody. */
export async function sendNotices(ctx: Ctx, notices: readonly Notice[]): Promise<void> {
  authorize(ctx, "work:read");
  const byUser = new Map<string, Notice & { userId: string }>();
  for (const { userId, ...notice } of notices)
    if (userId && userId !== ctx.actor.userId && !byUser.has(userId))
      byUser.set(userId, { userId, ...notice });
  if (byUser.size === 0) return;
  await ctx.db.insert(notifications).values(
    [...byUser.values()].map((notice) => ({
      ...notice,
      workspaceId: ctx.workspaceId,
      id: newId(),
      createdAt: ctx.now(),
    })),
  );
}

/** Marks the reader's own notices as read; those of others are untouched. */
export async function markRead(ctx: Ctx, { noticeIds }: NoticesRead): Promise<{ read: number }> {
  authorize(ctx, "work:read");
  const { userId } = ctx.actor;
  if (!userId || noticeIds?.length === 0) return { read: 0 };
  const rows = await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now() })
    .where(
      and(
        eq(notifications.workspaceId, ctx.workspaceId),
        eq(notifications.userId, userId),
        isNull(notifications.readAt),
        noticeIds && inArray(notifications.id, noticeIds),
      ),
    )
    .returning({ id: notifications.id });
  return { read: rows.length };
}
