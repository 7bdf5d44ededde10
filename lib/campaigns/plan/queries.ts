import { and, asc, eq, or, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { campaigns, dependencies, planItems, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import type { DependencyRow, PlanItemRow } from "./item";

/** A campaign's tactics and milestones in their order. */
export async function listPlanItems(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<PlanItemRow[]> {
  authorize(ctx, "campaigns:read");
  const grant = grants(ctx.actor.role, "tactics:edit");
  const rows = await ctx.db
    .select({
      id: planItems.id,
      campaignId: planItems.campaignId,
      kind: planItems.kind,
      name: planItems.name,
      channel: planItems.channel,
      assigneeId: planItems.assigneeId,
      assigneeName: users.name,
      startOn: planItems.startOn,
      endOn: planItems.endOn,
      hours: planItems.hours,
      progress: planItems.progress,
      isByHand: planItems.isByHand,
      checklist: planItems.checklist,
      links: planItems.links,
      comments: sql<number>`(select count(*)::int from campaign_comments c where c.workspace_id = ${ctx.workspaceId}
        and c.campaign_id = ${campaignId} and c.item_id = ${planItems.id} and c.removed_at is null)`,
      doneAt: planItems.doneAt,
      position: planItems.position,
      version: planItems.version,
    })
    .from(planItems)
    .leftJoin(users, eq(users.id, planItems.assigneeId))
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.campaignId, campaignId)))
    .orderBy(asc(planItems.startOn), asc(planItems.position), asc(planItems.id));
  return rows.map((row) => ({
    ...row,
    canEdit: grant === "all" || (grant === "assigned" && row.assigneeId === ctx.actor.userId),
  }));
}

const fromItem = alias(planItems, "from_item");
const toItem = alias(planItems, "to_item");
const fromCampaign = alias(campaigns, "from_campaign");
const toCampaign = alias(campaigns, "to_campaign");

/** Dependencies that touch a campaign or its items. */
export async function listDependencies(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<DependencyRow[]> {
  authorize(ctx, "campaigns:read");
  const isItem = (item: typeof fromItem | typeof toItem, id: PgColumn) =>
    and(eq(item.workspaceId, dependencies.workspaceId), eq(item.id, id));
  const isCampaign = (campaign: typeof fromCampaign | typeof toCampaign, id: PgColumn) =>
    and(eq(campaign.workspaceId, dependencies.workspaceId), eq(campaign.id, id));
  return ctx.db
    .select({
      id: dependencies.id,
      fromId: sql<string>`coalesce(${dependencies.fromItemId}, ${dependencies.fromCampaignId})`,
      fromName: sql<string>`coalesce(${fromItem.name}, ${fromCampaign.name})`,
      fromCampaignId: dependencies.fromCampaignId,
      toId: sql<string>`coalesce(${dependencies.toItemId}, ${dependencies.toCampaignId})`,
      toName: sql<string>`coalesce(${toItem.name}, ${toCampaign.name})`,
      toCampaignId: dependencies.toCampaignId,
      type: dependencies.type,
      lagDays: dependencies.lagDays,
    })
    .from(dependencies)
    .innerJoin(fromCampaign, isCampaign(fromCampaign, dependencies.fromCampaignId))
    .innerJoin(toCampaign, isCampaign(toCampaign, dependencies.toCampaignId))
    .leftJoin(fromItem, isItem(fromItem, dependencies.fromItemId))
    .leftJoin(toItem, isItem(toItem, dependencies.toItemId))
    .where(
      and(
        eq(dependencies.workspaceId, ctx.workspaceId),
        or(eq(dependencies.fromCampaignId, campaignId), eq(dependencies.toCampaignId, campaignId)),
      ),
    )
    .orderBy(asc(dependencies.id));
}

/** An item as it stands, locked until the transaction ends, with what its campaign says about it. */
export async function lockPlanItem(ctx: Ctx, { itemId }: { itemId: string }) {
  authorize(ctx, "campaigns:read");
  const [row] = await ctx.db
    .select({
      id: planItems.id,
      campaignId: planItems.campaignId,
      kind: planItems.kind,
      name: planItems.name,
      channel: planItems.channel,
      assigneeId: planItems.assigneeId,
      acceptedBy: planItems.acceptedBy,
      startOn: planItems.startOn,
      endOn: planItems.endOn,
      hours: planItems.hours,
      progress: planItems.progress,
      isByHand: planItems.isByHand,
      checklist: planItems.checklist,
      links: planItems.links,
      position: planItems.position,
      version: planItems.version,
      campaign: { name: campaigns.name, ownerId: campaigns.ownerId, status: campaigns.status },
    })
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.id, itemId)))
    .for("update", { of: planItems });
  return row ?? null;
}
