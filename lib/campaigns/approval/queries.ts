import { and, desc, eq } from "drizzle-orm";
import { campaignReviews, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { ReviewRow } from "./review";

/** The decisions about a campaign, newest first, at most 50. */
export async function listReviews(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<ReviewRow[]> {
  authorize(ctx, "campaigns:read");
  return ctx.db
    .select({
      id: campaignReviews.id,
      verdict: campaignReviews.verdict,
      comment: campaignReviews.comment,
      who: users.name,
      at: campaignReviews.createdAt,
    })
    .from(campaignReviews)
    .leftJoin(users, eq(users.id, campaignReviews.reviewerId))
    .where(and(eq(campaignReviews.workspaceId, ctx.workspaceId), eq(campaignReviews.campaignId, campaignId)))
    .orderBy(desc(campaignReviews.createdAt), desc(campaignReviews.id))
    .limit(50);
}
