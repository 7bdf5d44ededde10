import { and, eq, inArray, isNull } from "drizzle-orm";
import { digests, noticeSettings, notifications } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import { USUAL_SCHEDULE } from "../digest/rhythm";
import { NOTICE_KIND, type NoticeKind } from "./kinds";
import type { NoticeSettingsInput, NoticesRead } from "./model";

/** One short sentence for a member, what it is about, and where it leads. */
export type Notice = { userId: string | null; kind: NoticeKind; title: string; href: string };
/** `about` names the thing and its state: each person is told it once. */
export type Reminder = Notice & { userId: string; about: string };

/** Sends notices in the caller's transaction: each person once, never the one who acts, never nobody. */
export async function sendNotices(ctx: Ctx, notices: readonly Notice[]): Promise<void> {
  authorize(ctx, "work:read");
  const byUser = new Map<string, Notice & { userId: string }>();
  for (const { userId, ...notice } of notices)
    if (userId && userId !== ctx.actor.userId && !byUser.has(userId))
      byUser.set(userId, { userId, ...notice });
  await insertNotices(ctx, [...byUser.values()]);
}

/** Sends what nobody's act causes; what was told before is not told again, however often this runs. */
export async function sendReminders(ctx: Ctx, reminders: readonly Reminder[]): Promise<void> {
  authorize(ctx, "work:read");
  for (let start = 0; start < reminders.length; start += 500)
    await insertNotices(ctx, reminders.slice(start, start + 500));
}

/** Each goes where its reader wants that kind; one that is wanted nowhere is not kept. */
async function insertNotices(
  ctx: Ctx,
  notices: readonly (Notice & { userId: string; about?: string })[],
): Promise<void> {
  if (notices.length === 0) return;
  const { workspaceId } = ctx;
  const settings = await ctx.db
    .select({ userId: noticeSettings.userId, every: noticeSettings.every, ways: noticeSettings.ways })
    .from(noticeSettings)
    .where(
      and(
        eq(noticeSettings.workspaceId, workspaceId),
        inArray(noticeSettings.userId, [...new Set(notices.map(({ userId }) => userId))]),
      ),
    );
  const rows = notices.flatMap((notice) => {
    const own = settings.find(({ userId }) => userId === notice.userId);
    const { inApp, inMail } = own?.ways[notice.kind] ?? NOTICE_KIND[notice.kind].usual;
    const forMail = inMail && (own?.every ?? USUAL_SCHEDULE.every) !== "off";
    if (!inApp && !forMail) return [];
    return [{ ...notice, workspaceId, id: newId(), inApp, forMail, createdAt: ctx.now() }];
  });
  if (rows.length > 0) await ctx.db.insert(notifications).values(rows).onConflictDoNothing();
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
        eq(notifications.inApp, true),
        isNull(notifications.readAt),
        noticeIds && inArray(notifications.id, noticeIds),
      ),
    )
    .returning({ id: notifications.id });
  return { read: rows.length };
}

/** Where the reader's own notices go from now on. With the digest off, nothing waits for it any more. */
export async function saveNoticeSettings(ctx: Ctx, input: NoticeSettingsInput): Promise<void> {
  authorize(ctx, "work:read");
  const { workspaceId, actor } = ctx;
  const { userId } = actor;
  if (!userId) return;
  await inTransaction(ctx, async (tx) => {
    const values = { ...input, updatedAt: tx.now() };
    await tx.db
      .insert(noticeSettings)
      .values({ workspaceId, userId, ...values })
      .onConflictDoUpdate({ target: [noticeSettings.workspaceId, noticeSettings.userId], set: values });
    if (input.every !== "off") return;
    await tx.db
      .update(notifications)
      .set({ forMail: false })
      .where(
        and(
          eq(notifications.workspaceId, workspaceId),
          eq(notifications.userId, userId),
          eq(notifications.forMail, true),
          isNull(notifications.digestId),
        ),
      );
    await tx.db
      .delete(digests)
      .where(
        and(eq(digests.workspaceId, workspaceId), eq(digests.userId, userId), eq(digests.state, "waiting")),
      );
  });
}
