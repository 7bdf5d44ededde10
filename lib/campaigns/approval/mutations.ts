import { and, eq } from "drizzle-orm";
import { campaignReviews, campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { sendNotices } from "@/lib/work/notices/mutations";
import type { Review } from "../model";
import { refuseStale } from "../mutations";
import { lockCampaign } from "../queries";

/**
 * Approves a planned campaign, which may then be launched, or sends it back to draft with what has to change. INVALID
 * for a campaign that is not planned, CONFLICT when `version` is old: what is approved is what was looked at.
 */
export async function reviewCampaign(
  ctx: Ctx,
  { campaignId, version, verdict, comment }: Review,
): Promise<{ version: number }> {
  authorize(ctx, "campaigns:approve");
  return inTransaction(ctx, async (tx) => {
    const campaign = await lockCampaign(tx, { campaignId });
    await refuseStale(tx, { id: campaignId, version: campaign.version }, version);
    if (campaign.status !== "planned")
      throw new AppError("INVALID", "Only a planned campaign is approved or sent back.");
    const isApproved = verdict === "approved";
    await tx.db
      .update(campaigns)
      .set({
        ...(isApproved
          ? {
              ...{ approvedAt: ctx.now(), approvedBy: ctx.actor.userId },
              ...{ approvedStartOn: campaign.startOn, approvedEndOn: campaign.endOn },
            }
          : { status: "draft" as const, approvedAt: null, approvedBy: null }),
        version: version + 1,
        updatedAt: ctx.now(),
      })
      .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
    await tx.db.insert(campaignReviews).values({
      ...{ workspaceId: ctx.workspaceId, campaignId, id: newId(), verdict, comment },
      ...{ reviewerId: ctx.actor.userId, createdAt: ctx.now() },
    });
    await recordAudit(tx, {
      action: isApproved ? "campaign.approved" : "campaign.sentBack",
      subject: campaignId,
      detail: { name: campaign.name, comment, version: version + 1 },
    });
    const said = comment ? `: ${comment}` : "";
    await sendNotices(tx, [
      {
        userId: campaign.ownerId,
        kind: "approval",
        title: `${ctx.actor.name} ${isApproved ? "approved" : "sent back"} “${campaign.name}”${said}`,
        href: `/campaigns/${campaignId}`,
      },
    ]);
    return { version: version + 1 };
  });
}
