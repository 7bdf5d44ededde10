import { and, count, eq, isNull } from "drizzle-orm";
import { calendarFeeds, campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { hashToken, newToken } from "@/lib/workspaces/invitations/token";
import { MAX_FEEDS } from "./feed";
import type { FeedInput, FeedRef } from "./model";

/** "Last read" is as exact as this. */
const READ_EVERY_MS = 5 * 60_000;

/**
 * Makes an address that calendars can read without signing in. Its token is answered once and kept only as a hash.
 * FORBIDDEN for the whole workspace's plan without the right to manage it; LIMIT beyond twenty open ones a person.
 */
export async function createFeed(ctx: Ctx, input: FeedInput): Promise<{ feedId: string; token: string }> {
  authorize(ctx, input.kind === "workspace" ? "workspace:manage" : "campaigns:read");
  const ownerId = ctx.actor.userId;
  if (!ownerId) throw new AppError("FORBIDDEN", "Only a person can make a calendar feed.");
  const campaignId = input.kind === "campaign" ? input.campaignId : null;
  return inTransaction(ctx, async (tx) => {
    if (campaignId) {
      const [campaign] = await tx.db
        .select({ id: campaigns.id })
        .from(campaigns)
        .where(and(eq(campaigns.workspaceId, tx.workspaceId), eq(campaigns.id, campaignId)));
      found(campaign, "campaign");
    }
    const [open] = await tx.db
      .select({ feeds: count() })
      .from(calendarFeeds)
      .where(
        and(
          eq(calendarFeeds.workspaceId, tx.workspaceId),
          eq(calendarFeeds.ownerId, ownerId),
          isNull(calendarFeeds.revokedAt),
        ),
      );
    if ((open?.feeds ?? 0) >= MAX_FEEDS)
      throw new AppError("LIMIT", `You have ${MAX_FEEDS} calendar feeds. Revoke one you do not use.`);
    const [feedId, token] = [newId(), newToken()];
    await tx.db.insert(calendarFeeds).values({
      workspaceId: tx.workspaceId,
      id: feedId,
      kind: input.kind,
      tokenHash: hashToken(token),
      ownerId,
      campaignId,
      createdAt: tx.now(),
    });
    await recordAudit(tx, {
      action: "feed.created",
      subject: feedId,
      detail: { kind: input.kind, campaignId },
    });
    return { feedId, token };
  });
}

/** Makes an address answer nothing from now on: one's own, or as who manages the workspace anybody's. */
export async function revokeFeed(ctx: Ctx, { feedId }: FeedRef): Promise<void> {
  authorize(ctx, "campaigns:read");
  const isManager = can(ctx.actor.role, "workspace:manage");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(calendarFeeds)
      .set({ revokedAt: tx.now() })
      .where(
        and(
          eq(calendarFeeds.workspaceId, tx.workspaceId),
          eq(calendarFeeds.id, feedId),
          isNull(calendarFeeds.revokedAt),
          isManager ? undefined : eq(calendarFeeds.ownerId, tx.actor.userId ?? ""),
        ),
      )
      .returning({ kind: calendarFeeds.kind, ownerId: calendarFeeds.ownerId });
    await recordAudit(tx, { action: "feed.revoked", subject: feedId, detail: found(row, "calendar feed") });
  });
}

/** Notes that a feed was read, at most once in five minutes. */
export async function noteRead(
  ctx: Ctx,
  { id, lastReadAt }: { id: string; lastReadAt: Date | null },
): Promise<void> {
  authorize(ctx, "campaigns:read");
  const now = ctx.now();
  if (lastReadAt && now.getTime() - lastReadAt.getTime() < READ_EVERY_MS) return;
  await ctx.db
    .update(calendarFeeds)
    .set({ lastReadAt: now })
    .where(and(eq(calendarFeeds.workspaceId, ctx.workspaceId), eq(calendarFeeds.id, id)));
}

/** Ends every feed of somebody who leaves the workspace: coming back later brings none of them to life. */
export async function revokeFeedsOf(ctx: Ctx, { userId }: { userId: string }): Promise<void> {
  authorize(ctx, "workspace:manage");
  await ctx.db
    .update(calendarFeeds)
    .set({ revokedAt: ctx.now() })
    .where(
      and(
        eq(calendarFeeds.workspaceId, ctx.workspaceId),
        eq(calendarFeeds.ownerId, userId),
        isNull(calendarFeeds.revokedAt),
      ),
    );
}
