import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { dependencies, planItems } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import type { PlanItem, PlanLink } from "@/lib/timeline/plan";
import { type CampaignStatus, isOver } from "../status";

/**
 * The tactics and milestones of these campaigns as bars, first day first. One that this person may not change, or
 * whose campaign is over, is locked.
 */
export async function listParts(
  ctx: Ctx,
  { of }: { of: readonly { id: string; status: CampaignStatus | null }[] },
): Promise<PlanItem[]> {
  authorize(ctx, "campaigns:read");
  if (of.length === 0) return [];
  const grant = grants(ctx.actor.role, "tactics:edit");
  const over = new Set(of.flatMap(({ id, status }) => (isOver(status) ? [id] : [])));
  const ids = of.map(({ id }) => id);
  const rows = await ctx.db
    .select({
      id: planItems.id,
      parentId: planItems.campaignId,
      kind: planItems.kind,
      name: planItems.name,
      version: planItems.version,
      channel: planItems.channel,
      ownerId: planItems.assigneeId,
      startOn: planItems.startOn,
      endOn: planItems.endOn,
      hours: planItems.hours,
      progress: planItems.progress,
      isByHand: planItems.isByHand,
    })
    .from(planItems)
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), inArray(planItems.campaignId, ids)))
    .orderBy(asc(planItems.startOn), asc(planItems.position));
  return rows.map(({ channel, ...row }) => {
    const isMine = grant === "all" || (grant === "assigned" && row.ownerId === ctx.actor.userId);
    return {
      ...row,
      status: null,
      channels: channel ? [channel] : [],
      segmentIds: [],
      locked: !isMine || over.has(row.parentId),
      href: `/campaigns/${row.parentId}/plan`,
    };
  });
}

/** The dependencies with an end at one of these campaigns or their parts; the other end may lie outside. */
export async function listLinks(
  ctx: Ctx,
  { campaignIds }: { campaignIds: readonly string[] },
): Promise<PlanLink[]> {
  authorize(ctx, "campaigns:read");
  if (campaignIds.length === 0) return [];
  return ctx.db
    .select({
      id: dependencies.id,
      fromId: sql<string>`coalesce(${dependencies.fromItemId}, ${dependencies.fromCampaignId})`,
      toId: sql<string>`coalesce(${dependencies.toItemId}, ${dependencies.toCampaignId})`,
      type: dependencies.type,
      lagDays: dependencies.lagDays,
    })
    .from(dependencies)
    .where(
      and(
        eq(dependencies.workspaceId, ctx.workspaceId),
        or(
          inArray(dependencies.fromCampaignId, [...campaignIds]),
          inArray(dependencies.toCampaignId, [...campaignIds]),
        ),
      ),
    )
    .orderBy(asc(dependencies.id));
}
