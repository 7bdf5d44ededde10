import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { digests, noticeSettings, notifications } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { USUAL_SCHEDULE } from "../digest/rhythm";
import { nextSlot } from "../digest/schedule";
import { NOTICE_KIND, NOTICE_KINDS, type NoticeKind, type NoticeWay } from "./kinds";
import type { NoticeChoices, NoticeRow } from "./notice";

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
        eq(notifications.inApp, true),
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
    .where(
      and(
        eq(notifications.workspaceId, ctx.workspaceId),
        eq(notifications.userId, ctx.actor.userId),
        eq(notifications.inApp, true),
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit);
}

/** What the reader chose for their notices, filled up with what is usual, and what became of the last digest. */
export async function getNoticeChoices(ctx: Ctx): Promise<NoticeChoices> {
  authorize(ctx, "work:read");
  const { db, workspaceId, workspace, actor } = ctx;
  const isMine = (table: typeof noticeSettings | typeof digests) =>
    and(eq(table.workspaceId, workspaceId), sql`${table.userId} = ${actor.userId}`);
  const [[own], [last]] = await Promise.all([
    db
      .select({
        every: noticeSettings.every,
        hour: noticeSettings.hour,
        weekday: noticeSettings.weekday,
        timeZone: noticeSettings.timeZone,
        ways: noticeSettings.ways,
      })
      .from(noticeSettings)
      .where(isMine(noticeSettings)),
    db
      .select({
        state: digests.state,
        slot: digests.slot,
        sentAt: digests.sentAt,
        notices: digests.notices,
        error: digests.error,
        dueAt: digests.dueAt,
      })
      .from(digests)
      .where(and(isMine(digests), sql`${digests.state} <> 'empty'`))
      .orderBy(desc(digests.slot))
      .limit(1),
  ]);
  const { every, hour, weekday } = own ?? USUAL_SCHEDULE;
  const timeZone = own?.timeZone ?? null;
  const schedule = { every, hour, weekday, timeZone: timeZone ?? workspace.timeZone };
  const ways = Object.fromEntries(
    NOTICE_KINDS.map((kind) => [kind, own?.ways[kind] ?? NOTICE_KIND[kind].usual]),
  ) as Record<NoticeKind, NoticeWay>;
  return {
    schedule,
    timeZone,
    ways,
    nextAt: nextSlot(schedule, ctx.now()),
    last: last ? { ...last, at: last.sentAt ?? last.slot } : null,
  };
}
