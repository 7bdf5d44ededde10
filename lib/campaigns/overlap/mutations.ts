import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { campaignReach, segmentChanges } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { countReach, getReachScope, getStoredReach } from "./queries";
import { covers } from "./reach";

/** What changes without a trace in the memberships (consents) is counted again after this time at the latest. */
const OLDEST_MS = 3_600_000;
/** A change of so long before may have been committed after the count. */
const UNDER_WAY_MS = 60_000;

/** Counts and stores whom the live campaigns share; the time stored with it is that before the count. */
export async function storeReach(ctx: Ctx): Promise<void> {
  authorize(ctx, "campaigns:edit");
  const countedAt = ctx.now();
  const reach = await countReach(ctx, await getReachScope(ctx));
  await ctx.db
    .insert(campaignReach)
    .values({ workspaceId: ctx.workspaceId, reach, countedAt })
    .onConflictDoUpdate({ target: campaignReach.workspaceId, set: { reach, countedAt } });
}

/** Stores it anew when campaigns or their members changed since, and each hour; answers whether it did. */
export async function renewReach(ctx: Ctx): Promise<boolean> {
  authorize(ctx, "campaigns:edit");
  const stored = await getStoredReach(ctx);
  const { scope, nos } = await getReachScope(ctx);
  if (stored && covers(stored.reach, scope) && ctx.now().getTime() - stored.countedAt.getTime() < OLDEST_MS) {
    const [change] = await ctx.db
      .select({ one: sql`1` })
      .from(segmentChanges)
      .where(
        and(
          eq(segmentChanges.workspaceId, ctx.workspaceId),
          inArray(segmentChanges.segmentNo, nos),
          gte(segmentChanges.at, new Date(stored.countedAt.getTime() - UNDER_WAY_MS)),
        ),
      )
      .limit(1);
    if (!change) return false;
  }
  await storeReach(ctx);
  return true;
}
