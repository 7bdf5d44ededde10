import { and, asc, eq, or, sql } from "drizzle-orm";
import { campaignViews, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import type { SavedView } from "./view";

/** One's own views and those that others share, by name, at most 100. */
export async function listSavedViews(ctx: Ctx): Promise<SavedView[]> {
  authorize(ctx, "campaigns:read");
  const mayChangeShared = grants(ctx.actor.role, "campaigns:approve") === "all";
  const isOwn = sql<boolean>`coalesce(${campaignViews.ownerId} = ${ctx.actor.userId}, false)`;
  const rows = await ctx.db
    .select({
      id: campaignViews.id,
      name: campaignViews.name,
      query: campaignViews.query,
      isShared: campaignViews.isShared,
      ownerName: users.name,
      isOwn,
    })
    .from(campaignViews)
    .innerJoin(users, eq(users.id, campaignViews.ownerId))
    .where(and(eq(campaignViews.workspaceId, ctx.workspaceId), or(eq(campaignViews.isShared, true), isOwn)))
    .orderBy(asc(sql`lower(${campaignViews.name})`), asc(campaignViews.id))
    .limit(100);
  return rows.map(({ ownerName, isOwn: own, ...row }) => ({
    ...row,
    owner: own ? null : ownerName,
    canChange: own || mayChangeShared,
  }));
}
