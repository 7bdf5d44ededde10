import { and, eq } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";

/** The campaign that an import brought in; null when there is none, or its people were taken back. */
export async function findPastCampaign(
  ctx: Ctx,
  { importId }: { importId: string },
): Promise<{ id: string; name: string } | null> {
  authorize(ctx, "campaigns:read");
  const [row] = await ctx.db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        eq(campaigns.importId, importId),
        eq(campaigns.status, "finished"),
      ),
    );
  return row ?? null;
}
