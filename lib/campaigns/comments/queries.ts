import { and, desc, eq, isNull } from "drizzle-orm";
import { campaignComments, planItems, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { CommentRow } from "./comment";

/** What was said about a campaign and its tactics, or about one tactic: the latest 200, the oldest of them first. */
export async function listComments(
  ctx: Ctx,
  { campaignId, itemId }: { campaignId: string; itemId?: string },
): Promise<CommentRow[]> {
  authorize(ctx, "campaigns:read");
  const rows = await ctx.db
    .select({
      id: campaignComments.id,
      item: { id: planItems.id, name: planItems.name },
      author: users.name,
      authorId: campaignComments.authorId,
      body: campaignComments.body,
      at: campaignComments.createdAt,
      editedAt: campaignComments.editedAt,
    })
    .from(campaignComments)
    .innerJoin(users, eq(users.id, campaignComments.authorId))
    .leftJoin(
      planItems,
      and(
        eq(planItems.workspaceId, campaignComments.workspaceId),
        eq(planItems.campaignId, campaignComments.campaignId),
        eq(planItems.id, campaignComments.itemId),
      ),
    )
    .where(
      and(
        eq(campaignComments.workspaceId, ctx.workspaceId),
        eq(campaignComments.campaignId, campaignId),
        itemId === undefined ? undefined : eq(campaignComments.itemId, itemId),
        isNull(campaignComments.removedAt),
      ),
    )
    .orderBy(desc(campaignComments.createdAt), desc(campaignComments.id))
    .limit(200);
  return rows.reverse().map(({ authorId, ...row }) => ({ ...row, isOwn: authorId === ctx.actor.userId }));
}
