import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { dependencies, members, planItems, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { addDays, type Day, diffDays } from "@/lib/days";
import { newId } from "@/lib/ids";
import { createCampaign } from "../mutations";
import { lockCampaign } from "../queries";
import type { Duplication } from "./model";
import { daysOf, type PlanLine } from "./plan";

/** Writes a plan into a campaign that has none yet, in the caller's transaction. `endOn` cuts what lies behind it. */
export async function writePlan(
  ctx: Ctx,
  plan: { campaignId: string; startOn: Day; endOn: Day | null; lines: readonly PlanLine[] },
): Promise<void> {
  authorize(ctx, "campaigns:edit");
  const { campaignId, startOn, endOn, lines } = plan;
  if (lines.length === 0) return;
  const ids = lines.map(() => newId());
  await ctx.db.insert(planItems).values(
    lines.map((line, index) => ({
      ...{ workspaceId: ctx.workspaceId, campaignId, id: ids[index] ?? newId(), position: index + 1 },
      ...{ kind: line.kind, name: line.name, channel: line.channel ?? null },
      ...{ assigneeId: line.assigneeId ?? null, hours: line.hours ?? 0, isByHand: line.isByHand ?? false },
      ...daysOf(line, startOn, endOn),
      checklist: (line.checklist ?? []).map((text) => ({ id: newId(), text, isDone: false })),
      links: [...(line.links ?? [])],
      updatedAt: ctx.now(),
    })),
  );
  const links = lines.flatMap(({ after = [] }, index) =>
    after.flatMap(({ line, type = "FS" as const, lagDays = 0 }) => {
      const [fromItemId, toItemId] = [ids[line], ids[index]];
      return fromItemId && toItemId ? [{ fromItemId, toItemId, type, lagDays }] : [];
    }),
  );
  if (links.length === 0) return;
  await ctx.db.insert(dependencies).values(
    links.map((link) => ({
      ...link,
      ...{ workspaceId: ctx.workspaceId, id: newId() },
      ...{ fromCampaignId: campaignId, toCampaignId: campaignId },
    })),
  );
}

/** The plan of a campaign as lines: what was done is left out, and who has left the workspace too. */
async function readLines(ctx: Ctx, campaignId: string, startOn: Day): Promise<PlanLine[]> {
  const [items, links, present] = await Promise.all([
    ctx.db
      .select({
        id: planItems.id,
        kind: planItems.kind,
        name: planItems.name,
        channel: planItems.channel,
        assigneeId: planItems.assigneeId,
        startOn: planItems.startOn,
        endOn: planItems.endOn,
        hours: planItems.hours,
        isByHand: planItems.isByHand,
        checklist: planItems.checklist,
        links: planItems.links,
      })
      .from(planItems)
      .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.campaignId, campaignId)))
      .orderBy(asc(planItems.position), asc(planItems.id)),
    ctx.db
      .select({
        fromItemId: dependencies.fromItemId,
        toItemId: dependencies.toItemId,
        type: dependencies.type,
        lagDays: dependencies.lagDays,
      })
      .from(dependencies)
      .where(
        and(
          eq(dependencies.workspaceId, ctx.workspaceId),
          eq(dependencies.fromCampaignId, campaignId),
          eq(dependencies.toCampaignId, campaignId),
          isNotNull(dependencies.fromItemId),
          isNotNull(dependencies.toItemId),
        ),
      ),
    ctx.db
      .select({ userId: members.userId, role: members.role })
      .from(members)
      .where(and(eq(members.workspaceId, ctx.workspaceId), isNull(members.removedAt))),
  ]);
  const able = new Set(present.filter(({ role }) => role !== "viewer").map(({ userId }) => userId));
  const places = new Map(items.map(({ id }, index) => [id, index]));
  return items.map(({ id, checklist, ...item }) => ({
    ...item,
    assigneeId: item.assigneeId && able.has(item.assigneeId) ? item.assigneeId : null,
    from: diffDays(startOn, item.startOn),
    length: diffDays(item.startOn, item.endOn) + 1,
    checklist: checklist.map(({ text }) => text),
    after: links.flatMap(({ fromItemId, toItemId, type, lagDays }) => {
      const line = toItemId === id && fromItemId ? places.get(fromItemId) : undefined;
      return line === undefined ? [] : [{ line, type, lagDays }];
    }),
  }));
}

/**
 * Makes a draft of a campaign's brief and plan, moved to another first day: segments that are not archived in their
 * newest version, nothing done, spent, approved or said. Its owner is who makes it.
 */
export async function duplicateCampaign(
  ctx: Ctx,
  { campaignId, name, startOn }: Duplication,
): Promise<{ campaignId: string }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const source = await lockCampaign(tx, { campaignId });
    const live =
      source.segmentIds.length === 0
        ? []
        : await tx.db
            .select({ id: segments.id })
            .from(segments)
            .where(
              and(
                eq(segments.workspaceId, ctx.workspaceId),
                inArray(segments.id, source.segmentIds),
                isNull(segments.archivedAt),
              ),
            );
    const { objective, journeyStage, channels, personaId, links, goals, goalEvent, budgetMinor } = source;
    const copy = await createCampaign(tx, {
      ...{
        name,
        objective,
        journeyStage,
        channels,
        personaId,
        links,
        goals,
        goalEvent,
        budgetMinor,
        startOn,
      },
      ...{ controlShare: source.controlShare, stratifyBy: source.stratifyBy },
      ownerId: ctx.actor.userId,
      segmentIds: live.map(({ id }) => id),
      variants: source.variants.map((variant) => ({ ...variant, id: newId() })),
      endOn: addDays(startOn, diffDays(source.startOn, source.endOn)),
    });
    const lines = await readLines(tx, campaignId, source.startOn);
    await writePlan(tx, { campaignId: copy.campaignId, startOn, endOn: null, lines });
    await recordAudit(tx, {
      action: "campaign.duplicated",
      subject: copy.campaignId,
      detail: { name: source.name, from: campaignId },
    });
    return copy;
  });
}
