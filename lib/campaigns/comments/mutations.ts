import { and, eq, isNull, sql } from "drizzle-orm";
import { campaignComments, campaigns, members, planItems, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { NamedKey } from "@/lib/timeline/plan";
import { sendNotices } from "@/lib/work/notices/mutations";
import { mentionedIn } from "./mention";
import type { CommentChange, CommentInput, CommentRef } from "./model";

type Place = { campaignId: string; itemId: string | null };
type Told = { name: string; ownerId: string | null; assigneeId: string | null; itemName: string | null };

async function readPlace(ctx: Ctx, campaignId: string, itemId: string | null): Promise<Told> {
  const [campaign] = await ctx.db
    .select({ name: campaigns.name, ownerId: campaigns.ownerId })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  const place = found(campaign, "campaign");
  if (itemId === null) return { ...place, assigneeId: null, itemName: null };
  const [item] = await ctx.db
    .select({ name: planItems.name, assigneeId: planItems.assigneeId })
    .from(planItems)
    .where(
      and(
        eq(planItems.workspaceId, ctx.workspaceId),
        eq(planItems.campaignId, campaignId),
        eq(planItems.id, itemId),
      ),
    );
  const { name: itemName, assigneeId } = found(item, "tactic");
  return { ...place, assigneeId, itemName };
}

async function listPeople(ctx: Ctx): Promise<NamedKey[]> {
  return ctx.db
    .select({ key: members.userId, label: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, ctx.workspaceId), isNull(members.removedAt)));
}

const hrefOf = ({ campaignId, itemId }: Place) =>
  itemId ? `/campaigns/${campaignId}/plan/${itemId}#comments` : `/campaigns/${campaignId}/history#comments`;

/** Says something about a campaign or a tactic. Who is named hears of it, and so do its owner and assignee. */
export async function addComment(
  ctx: Ctx,
  { campaignId, itemId, body }: CommentInput,
): Promise<{ commentId: string }> {
  authorize(ctx, "comments:write");
  const { userId, name } = ctx.actor;
  if (!userId) throw new AppError("FORBIDDEN", "Only a person can comment.");
  const commentId = newId();
  await inTransaction(ctx, async (tx) => {
    const place = await readPlace(tx, campaignId, itemId);
    await tx.db.insert(campaignComments).values({
      ...{ workspaceId: ctx.workspaceId, campaignId, id: commentId, itemId, body },
      ...{ authorId: userId, createdAt: ctx.now() },
    });
    await recordAudit(tx, {
      action: "campaign.commented",
      subject: campaignId,
      detail: { commentId, itemId, name: place.itemName ?? place.name },
    });
    const where = place.itemName ? `“${place.itemName}” in “${place.name}”` : `“${place.name}”`;
    const href = hrefOf({ campaignId, itemId });
    const named = mentionedIn(body, await listPeople(tx));
    await sendNotices(tx, [
      ...named.map((each) => ({
        userId: each,
        kind: "mentioned" as const,
        title: `${name} named you in a comment on ${where}`,
        href,
      })),
      ...[place.assigneeId, place.ownerId].map((each) => ({
        userId: each,
        kind: "progress" as const,
        title: `${name} commented on ${where}`,
        href,
      })),
    ]);
  });
  return { commentId };
}

async function lockOwn(ctx: Ctx, commentId: string) {
  const [row] = await ctx.db
    .select({
      campaignId: campaignComments.campaignId,
      itemId: campaignComments.itemId,
      authorId: campaignComments.authorId,
      body: campaignComments.body,
      removedAt: campaignComments.removedAt,
    })
    .from(campaignComments)
    .where(and(eq(campaignComments.workspaceId, ctx.workspaceId), eq(campaignComments.id, commentId)))
    .for("update");
  const comment = found(row, "comment");
  if (comment.authorId !== ctx.actor.userId)
    throw new AppError("FORBIDDEN", "A comment is changed and removed by who wrote it.");
  return comment;
}

const isThis = (ctx: Ctx, commentId: string) =>
  and(eq(campaignComments.workspaceId, ctx.workspaceId), eq(campaignComments.id, commentId));

/** Changes an own comment; who is named only now hears of it. Answers what it said before. */
export async function editComment(
  ctx: Ctx,
  { commentId, body }: CommentChange,
): Promise<{ commentId: string; body: string }> {
  authorize(ctx, "comments:write");
  return inTransaction(ctx, async (tx) => {
    const before = await lockOwn(tx, commentId);
    if (before.body === body) return { commentId, body };
    await tx.db.update(campaignComments).set({ body, editedAt: ctx.now() }).where(isThis(ctx, commentId));
    const place = await readPlace(tx, before.campaignId, null);
    const people = await listPeople(tx);
    const known = mentionedIn(before.body, people);
    await sendNotices(
      tx,
      mentionedIn(body, people)
        .filter((each) => !known.includes(each))
        .map((userId) => ({
          userId,
          kind: "mentioned" as const,
          title: `${ctx.actor.name} named you in a comment on “${place.name}”`,
          href: hrefOf(before),
        })),
    );
    return { commentId, body: before.body };
  });
}

/** Removes an own comment; restoreComment puts it back. */
export async function removeComment(ctx: Ctx, { commentId }: CommentRef): Promise<CommentRef> {
  authorize(ctx, "comments:write");
  return inTransaction(ctx, async (tx) => {
    const { campaignId, removedAt } = await lockOwn(tx, commentId);
    if (removedAt) return { commentId };
    await tx.db.update(campaignComments).set({ removedAt: ctx.now() }).where(isThis(ctx, commentId));
    await recordAudit(tx, {
      action: "campaign.commentRemoved",
      subject: campaignId,
      detail: { commentId },
    });
    return { commentId };
  });
}

/** Puts an own removed comment back where it was. */
export async function restoreComment(ctx: Ctx, { commentId }: CommentRef): Promise<CommentRef> {
  authorize(ctx, "comments:write");
  return inTransaction(ctx, async (tx) => {
    await lockOwn(tx, commentId);
    await tx.db.update(campaignComments).set({ removedAt: sql`null` }).where(isThis(ctx, commentId));
    return { commentId };
  });
}
