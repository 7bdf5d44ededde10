import { and, eq, inArray, sql } from "drizzle-orm";
import { campaigns, dependencies, planItems } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { cycleWith } from "@/lib/timeline/cycle";
import type { DependencyInput, DependencyRef, RemovedPlanItem } from "../plan/model";

type End = { id: string; parentId: string | null; name: string };
type Link = RemovedPlanItem["links"][number];

/** One link at a time per workspace, or two that close a circle together could both pass the check. */
async function lockLinks(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(727005, ${ctx.workspaceId}::int)`);
}

async function readPlan(ctx: Ctx) {
  const [campaignEnds, itemEnds, links] = await Promise.all([
    ctx.db
      .select({ id: campaigns.id, parentId: sql<null>`null`, name: campaigns.name })
      .from(campaigns)
      .where(eq(campaigns.workspaceId, ctx.workspaceId)),
    ctx.db
      .select({ id: planItems.id, parentId: planItems.campaignId, name: planItems.name })
      .from(planItems)
      .where(eq(planItems.workspaceId, ctx.workspaceId)),
    ctx.db
      .select({
        fromId: sql<string>`coalesce(${dependencies.fromItemId}, ${dependencies.fromCampaignId})`,
        toId: sql<string>`coalesce(${dependencies.toItemId}, ${dependencies.toCampaignId})`,
      })
      .from(dependencies)
      .where(eq(dependencies.workspaceId, ctx.workspaceId)),
  ]);
  const ends = new Map<string, End>([...campaignEnds, ...itemEnds].map((end) => [end.id, end]));
  return { ends, items: [...ends.values()], links };
}

type Plan = Awaited<ReturnType<typeof readPlan>>;

/** INVALID, with the way around named, when the link would close a circle. */
function refuseCycle(plan: Plan, link: { fromId: string; toId: string }): void {
  const circle = cycleWith(plan.items, plan.links, link);
  if (!circle) return;
  const way = circle.map((id) => `“${plan.ends.get(id)?.name ?? id}”`).join(" → ");
  throw new AppError("INVALID", `This would make the plan wait for itself: ${way}.`);
}

const asEnd = (end: End) =>
  end.parentId === null ? { campaignId: end.id, itemId: null } : { campaignId: end.parentId, itemId: end.id };

/** Lets one campaign, tactic or milestone wait for another. INVALID names the circle it would close. */
export async function addDependency(ctx: Ctx, input: DependencyInput): Promise<{ id: string }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    await lockLinks(tx);
    const plan = await readPlan(tx);
    const from = found(plan.ends.get(input.fromId), "start of the dependency");
    const to = found(plan.ends.get(input.toId), "end of the dependency");
    if (from.id === to.id) throw new AppError("INVALID", `“${from.name}” cannot wait for itself.`);
    if (plan.links.some((link) => link.fromId === from.id && link.toId === to.id))
      throw new AppError("CONFLICT", `“${to.name}” waits for “${from.name}” already.`);
    refuseCycle(plan, input);
    const [start, end] = [asEnd(from), asEnd(to)];
    const id = input.id ?? newId();
    const added = await tx.db
      .insert(dependencies)
      .values({
        workspaceId: ctx.workspaceId,
        id,
        fromCampaignId: start.campaignId,
        fromItemId: start.itemId,
        toCampaignId: end.campaignId,
        toItemId: end.itemId,
        type: input.type,
        lagDays: input.lagDays,
      })
      .onConflictDoNothing()
      .returning({ id: dependencies.id });
    if (added.length === 0) throw new AppError("CONFLICT", "This dependency was added already.");
    await auditLink(tx, "dependency.added", [start.campaignId, end.campaignId], from.name, to.name);
    return { id };
  });
}

async function auditLink(ctx: Ctx, action: string, campaignIds: string[], fromName: string, toName: string) {
  for (const subject of new Set(campaignIds))
    await recordAudit(ctx, { action, subject, detail: { fromName, toName } });
}

/** Removes a dependency; answers the input that adds it again. */
export async function removeDependency(ctx: Ctx, { dependencyId }: DependencyRef): Promise<DependencyInput> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(dependencies)
      .where(and(eq(dependencies.workspaceId, ctx.workspaceId), eq(dependencies.id, dependencyId)))
      .returning({
        fromCampaignId: dependencies.fromCampaignId,
        fromItemId: dependencies.fromItemId,
        toCampaignId: dependencies.toCampaignId,
        toItemId: dependencies.toItemId,
        type: dependencies.type,
        lagDays: dependencies.lagDays,
      });
    const removed = found(row, "dependency");
    const fromId = removed.fromItemId ?? removed.fromCampaignId;
    const toId = removed.toItemId ?? removed.toCampaignId;
    const { ends } = await readPlan(tx);
    const name = (id: string) => ends.get(id)?.name ?? "";
    await auditLink(
      tx,
      "dependency.removed",
      [removed.fromCampaignId, removed.toCampaignId],
      name(fromId),
      name(toId),
    );
    return { fromId, toId, type: removed.type, lagDays: removed.lagDays };
  });
}

/** Puts links of a restored item back. One whose other end is gone, or that closes a circle by now, stays away. */
export async function restoreDependencies(ctx: Ctx, links: readonly Link[]): Promise<void> {
  authorize(ctx, "campaigns:edit");
  if (links.length === 0) return;
  await lockLinks(ctx);
  const plan = await readPlan(ctx);
  const kept: Link[] = [];
  for (const link of links) {
    const edge = {
      fromId: link.fromItemId ?? link.fromCampaignId,
      toId: link.toItemId ?? link.toCampaignId,
    };
    const isWhole = (campaignId: string, itemId: string | null) =>
      plan.ends.get(itemId ?? campaignId)?.parentId === (itemId ? campaignId : null);
    if (!isWhole(link.fromCampaignId, link.fromItemId) || !isWhole(link.toCampaignId, link.toItemId))
      continue;
    if (edge.fromId === edge.toId || cycleWith(plan.items, plan.links, edge)) continue;
    plan.links.push(edge);
    kept.push(link);
  }
  if (kept.length === 0) return;
  const taken = await ctx.db
    .select({ id: dependencies.id })
    .from(dependencies)
    .where(
      and(
        eq(dependencies.workspaceId, ctx.workspaceId),
        inArray(
          dependencies.id,
          kept.map((link) => link.id),
        ),
      ),
    );
  const isTaken = new Set(taken.map((row) => row.id));
  const rows = kept.filter((link) => !isTaken.has(link.id));
  if (rows.length > 0)
    await ctx.db.insert(dependencies).values(rows.map((link) => ({ ...link, workspaceId: ctx.workspaceId })));
}
