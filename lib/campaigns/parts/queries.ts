import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import type { PlanItem, PlanLink } from "@/lib/timeline/plan";
import { type CampaignStatus, isOver } from "../status";
import { type LinkRow, linkRows, type PartRow, partRows } from "./sql";

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
  const [row] = await ctx.db.execute<{ parts: PartRow[] }>(partRows(ctx.workspaceId, ids));
  return (row?.parts ?? []).map(([id, parentId, kind, name, version, channel, ownerId, ...rest]) => {
    const [startOn, endOn, hours, progress, isByHand] = rest;
    const isMine = grant === "all" || (grant === "assigned" && ownerId === ctx.actor.userId);
    return {
      ...{ id, parentId, kind, name, version, ownerId, startOn, endOn, hours, progress, isByHand },
      status: null,
      channels: channel ? [channel] : [],
      segmentIds: [],
      locked: !isMine || over.has(parentId),
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
  const [row] = await ctx.db.execute<{ links: LinkRow[] }>(linkRows(ctx.workspaceId, campaignIds));
  return (row?.links ?? []).map(([id, fromId, toId, type, lagDays]) => ({ id, fromId, toId, type, lagDays }));
}
