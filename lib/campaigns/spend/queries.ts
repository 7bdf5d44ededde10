import { and, desc, eq } from "drizzle-orm";
import { campaignSpend, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { SpendRow } from "./spend";

/** The spend entries of a campaign, the latest day first, at most 500. */
export async function listSpend(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<SpendRow[]> {
  authorize(ctx, "campaigns:read");
  return ctx.db
    .select({
      id: campaignSpend.id,
      spentOn: campaignSpend.spentOn,
      amountMinor: campaignSpend.amountMinor,
      note: campaignSpend.note,
      who: users.name,
    })
    .from(campaignSpend)
    .leftJoin(users, eq(users.id, campaignSpend.createdBy))
    .where(and(eq(campaignSpend.workspaceId, ctx.workspaceId), eq(campaignSpend.campaignId, campaignId)))
    .orderBy(desc(campaignSpend.spentOn), desc(campaignSpend.createdAt))
    .limit(500);
}
