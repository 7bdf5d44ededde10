import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { campaigns, dependencies, planItems } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { newId } from "@/lib/ids";
import type { SavedVersions } from "@/lib/timeline/plan";
import { sendNotices } from "@/lib/work/notices/mutations";
import { restoreDependencies } from "../dependencies/mutations";
import { requireAssignee } from "../plan/mutations";
import { requireOpen } from "../plan/rights";
import type { NewParts, PartRefs } from "./model";

/** Locked in the order of ids, as everything that changes several campaigns does. NOT_FOUND unless all are there. */
async function lockCampaigns(ctx: Ctx, ids: readonly string[]) {
  const rows = await ctx.db
    .select({ id: campaigns.id, name: campaigns.name, status: campaigns.status })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), inArray(campaigns.id, [...new Set(ids)])))
    .orderBy(asc(campaigns.id))
    .for("update");
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const id of ids) requireOpen(found(byId.get(id), "campaign"));
  return byId;
}

async function refuseTaken(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const taken = await ctx.db
    .select({ name: planItems.name })
    .from(planItems)
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), inArray(planItems.id, [...ids])))
    .limit(1);
  if (taken[0]) throw new AppError("CONFLICT", `“${taken[0].name}” is in the plan already.`);
}

/** Checklist and links of the parts that others are copies of; what is gone by now gives nothing. */
async function readCopied(ctx: Ctx, ids: readonly string[]) {
  const rows = await ctx.db
    .select({ id: planItems.id, checklist: planItems.checklist, links: planItems.links })
    .from(planItems)
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), inArray(planItems.id, [...ids])));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (copyOf: string | undefined) => {
    const { checklist = [], links = [] } = byId.get(copyOf ?? "") ?? {};
    return { links, checklist: checklist.map(({ text }) => ({ id: newId(), text, isDone: false })) };
  };
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/**
 * Adds tactics and milestones with the dependencies among them, all or nothing: one drawn bar, or a whole plan that was
 * copied. Nothing of them is done yet. CONFLICT when an id is taken. Answers their versions.
 */
export async function addPlanParts(ctx: Ctx, { parts, links }: NewParts): Promise<SavedVersions> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const byCampaign = groupBy(parts, (part) => part.campaignId);
    const campaignById = await lockCampaigns(tx, [...byCampaign.keys()]);
    await refuseTaken(
      tx,
      parts.map((part) => part.id),
    );
    const assignees = groupBy(
      parts.filter((part) => part.assigneeId !== null),
      (part) => part.assigneeId ?? "",
    );
    for (const userId of assignees.keys()) await requireAssignee(tx, userId);
    const copiedOf = await readCopied(
      tx,
      parts.flatMap(({ copyOf }) => copyOf ?? []),
    );
    for (const [campaignId, own] of byCampaign) {
      const [last] = await tx.db
        .select({ position: sql<number>`coalesce(max(${planItems.position}), 0)` })
        .from(planItems)
        .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.campaignId, campaignId)));
      await tx.db.insert(planItems).values(
        own.map(({ copyOf, ...part }, index) => ({
          ...part,
          ...copiedOf(copyOf),
          ...(part.kind === "milestone" && { endOn: part.startOn, hours: 0 }),
          workspaceId: ctx.workspaceId,
          position: (last?.position ?? 0) + index + 1,
          updatedAt: ctx.now(),
        })),
      );
      await auditParts(tx, "plan.added", campaignId, own);
    }
    await addLinks(tx, parts, links);
    for (const [userId, own] of assignees)
      for (const [campaignId, given] of groupBy(own, (part) => part.campaignId))
        await sendNotices(tx, [
          {
            userId,
            kind: "assigned",
            title: `${ctx.actor.name} gave you ${given.length === 1 ? `“${given[0]?.name}”` : formatCount(given.length, "tactic")} in “${campaignById.get(campaignId)?.name}”`,
            href: `/campaigns/${campaignId}/plan`,
          },
        ]);
    return { versions: Object.fromEntries(parts.map(({ id }) => [id, 1])) };
  });
}

/** Only among the new parts: what ties them to the rest of the plan is added one by one, where circles are told. */
async function addLinks(ctx: Ctx, parts: NewParts["parts"], links: NewParts["links"]): Promise<void> {
  const campaignOf = new Map(parts.map((part) => [part.id, part.campaignId]));
  const rows = links.flatMap(({ fromId, toId, ...link }) => {
    const [fromCampaignId, toCampaignId] = [campaignOf.get(fromId), campaignOf.get(toId)];
    return fromCampaignId && toCampaignId
      ? [{ ...link, fromCampaignId, fromItemId: fromId, toCampaignId, toItemId: toId }]
      : [];
  });
  await restoreDependencies(ctx, rows);
}

type Named = { id: string; name: string; kind: string };

async function auditParts(ctx: Ctx, action: string, subject: string, parts: readonly Named[]) {
  const [first] = parts;
  await recordAudit(ctx, {
    action,
    subject,
    detail: {
      itemId: first?.id,
      name: first?.name,
      kind: first?.kind,
      ...(parts.length > 1 && { more: parts.length - 1 }),
    },
  });
}

/** Takes parts off the plan again, with the dependencies that touch them. CONFLICT when one was changed meanwhile. */
export async function removePlanParts(ctx: Ctx, { parts }: PartRefs): Promise<{ removed: number }> {
  authorize(ctx, "campaigns:edit");
  const ids = parts.map((part) => part.itemId);
  const isNamed = and(eq(planItems.workspaceId, ctx.workspaceId), inArray(planItems.id, ids));
  return inTransaction(ctx, async (tx) => {
    const within = await tx.db.selectDistinct({ id: planItems.campaignId }).from(planItems).where(isNamed);
    await lockCampaigns(
      tx,
      within.map((campaign) => campaign.id),
    );
    const rows = await tx.db
      .select({
        id: planItems.id,
        campaignId: planItems.campaignId,
        kind: planItems.kind,
        name: planItems.name,
        version: planItems.version,
      })
      .from(planItems)
      .where(isNamed)
      .orderBy(asc(planItems.id))
      .for("update");
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { itemId, expectedVersion } of parts) {
      const row = found(byId.get(itemId), "plan item");
      if (row.version !== expectedVersion)
        throw new AppError("CONFLICT", `Someone else changed “${row.name}” meanwhile. It stays in the plan.`);
    }
    const byCampaign = groupBy(rows, (row) => row.campaignId);
    const touches = [inArray(dependencies.fromItemId, ids), inArray(dependencies.toItemId, ids)];
    await tx.db
      .delete(dependencies)
      .where(and(eq(dependencies.workspaceId, ctx.workspaceId), or(...touches)));
    await tx.db.delete(planItems).where(isNamed);
    for (const [campaignId, own] of byCampaign) await auditParts(tx, "plan.removed", campaignId, own);
    return { removed: rows.length };
  });
}
