import { and, desc, eq, sql } from "drizzle-orm";
import { auditLog, campaigns, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import type { HistoryEntry } from "./entry";

/** What was changed in a campaign and its plan, or in one item of the plan, newest first, at most 200 lines. */
export async function listCampaignHistory(
  ctx: Ctx,
  { campaignId, itemId }: { campaignId: string; itemId?: string },
): Promise<HistoryEntry[]> {
  authorize(ctx, "campaigns:read");
  const [campaign] = await ctx.db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  found(campaign, "campaign");
  const rows = await ctx.db
    .select({
      id: auditLog.id,
      at: auditLog.at,
      who: users.name,
      action: auditLog.action,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        eq(auditLog.subject, campaignId),
        // A move names several items, each by its id: it is found wherever it stands in the line.
        itemId === undefined ? undefined : sql`position(${itemId}::text in ${auditLog.detail}::text) > 0`,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(200);
  return rows.map((row) => ({ ...row, detail: row.detail ?? {} }));
}

/** Entries that made versions of the campaign after `version`, newest first: what someone else changed. */
export async function listChangesSince(
  ctx: Ctx,
  { campaignId, version }: { campaignId: string; version: number },
): Promise<Omit<HistoryEntry, "id">[]> {
  authorize(ctx, "campaigns:read");
  const rows = await ctx.db
    .select({ at: auditLog.at, who: users.name, action: auditLog.action, detail: auditLog.detail })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        eq(auditLog.subject, campaignId),
        sql`(${auditLog.detail} ->> 'version')::int > ${version}`,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(20);
  return rows.map((row) => ({ ...row, detail: row.detail ?? {} }));
}
