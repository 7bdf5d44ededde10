import { and, eq, or, sql } from "drizzle-orm";
import { campaigns, dependencies, members, planItems } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import { formatDayRange } from "@/lib/days";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { sendNotices } from "@/lib/work/notices/mutations";
import { restoreDependencies } from "../dependencies/mutations";
import { type ChecklistItem, checklistProgress } from "./item";
import type { PlanItemChange, PlanItemInput, PlanItemRef, RemovedPlanItem } from "./model";
import { lockPlanItem } from "./queries";
import { requireOpen, requireOwn } from "./rights";

/** INVALID unless the person is a present member who may have tactics; answers their name. */
export async function requireAssignee(ctx: Ctx, userId: string): Promise<string> {
  authorize(ctx, "members:read");
  const rows = await ctx.db.execute<{
    name: string;
    role: "owner" | "manager" | "marketer" | "member" | "viewer";
  }>(
    sql`select u.name, m.role from ${members} m join users u on u.id = m.user_id
      where m.workspace_id = ${ctx.workspaceId} and m.user_id = ${userId} and m.removed_at is null`,
  );
  const [person] = rows;
  const problem = "Choose a member of the workspace who is not a viewer.";
  if (!person || !can(person.role, "tactics:take"))
    throw new AppError("INVALID", problem, { fields: { assigneeId: problem, toUserId: problem } });
  return person.name;
}

async function requireCampaign(ctx: Ctx, campaignId: string) {
  const [row] = await ctx.db
    .select({ name: campaigns.name, status: campaigns.status })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)))
    .for("update");
  const campaign = found(row, "campaign");
  requireOpen(campaign);
  return campaign;
}

const nextPosition = (ctx: Ctx, campaignId: string) =>
  sql<number>`(select coalesce(max(position), 0) + 1 from plan_items
    where workspace_id = ${ctx.workspaceId} and campaign_id = ${campaignId})`;

type Settled = Pick<PlanItemInput, "kind" | "startOn" | "endOn" | "progress"> & {
  checklist?: ChecklistItem[];
};

/**
 * A milestone has one day and is done or not. The progress of a tactic with a checklist follows from it, unless
 * the tactic is said to be finished.
 */
function settled<T extends Settled>(item: T): T {
  if (item.kind === "milestone")
    return { ...item, endOn: item.startOn, progress: item.progress === 100 ? 100 : 0, hours: 0 };
  if (item.progress === 100) return item;
  return { ...item, progress: checklistProgress(item.checklist ?? []) ?? item.progress };
}

/** Adds a tactic or milestone at the end of the campaign's plan. */
export async function addPlanItem(ctx: Ctx, input: PlanItemInput): Promise<{ itemId: string }> {
  authorize(ctx, "campaigns:edit");
  const itemId = newId();
  await inTransaction(ctx, async (tx) => {
    const campaign = await requireCampaign(tx, input.campaignId);
    if (input.assigneeId) await requireAssignee(tx, input.assigneeId);
    const item = settled(input);
    await tx.db.insert(planItems).values({
      ...item,
      workspaceId: ctx.workspaceId,
      id: itemId,
      acceptedBy: item.assigneeId && item.assigneeId === ctx.actor.userId ? item.assigneeId : null,
      doneAt: item.progress === 100 ? ctx.now() : null,
      position: nextPosition(ctx, input.campaignId),
      updatedAt: ctx.now(),
    });
    await recordAudit(tx, {
      action: "plan.added",
      subject: input.campaignId,
      detail: { itemId, name: input.name, kind: input.kind },
    });
    await sendNotices(tx, [
      {
        userId: input.assigneeId,
        kind: "assigned",
        title: `${ctx.actor.name} gave you “${input.name}” in “${campaign.name}”`,
        href: `/campaigns/${input.campaignId}/plan`,
      },
    ]);
  });
  return { itemId };
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockPlanItem>>>;

/** CONFLICT that says what the item looks like now. */
function requireVersion(item: Locked, version: number): void {
  if (item.version === version) return;
  const days = formatDayRange(item.startOn, item.endOn);
  throw new AppError(
    "CONFLICT",
    `Someone changed “${item.name}” while you were editing: it is now ${days}, ${item.progress} % done. Nothing of yours was saved yet.`,
    {
      fields: {
        name: item.name,
        startOn: item.startOn,
        endOn: item.endOn,
        progress: String(item.progress),
        hours: String(item.hours),
      },
    },
  );
}

/**
 * Changes parts of a tactic or milestone. CONFLICT when `version` is old. Who may change only their own cannot
 * give it to someone here: assignTactic does that.
 */
export async function updatePlanItem(
  ctx: Ctx,
  { itemId, version, changes }: PlanItemChange,
): Promise<{ version: number }> {
  const scope = authorize(ctx, "tactics:edit");
  return inTransaction(ctx, async (tx) => {
    const { campaign, ...item } = found(await lockPlanItem(tx, { itemId }), "plan item");
    requireOwn(ctx, scope, item);
    requireOpen(campaign);
    requireVersion({ campaign, ...item }, version);
    const isGiven = changes.assigneeId !== undefined && changes.assigneeId !== item.assigneeId;
    if (isGiven && scope === "assigned")
      throw new AppError("FORBIDDEN", "You can hand over what is yours, and not assign it here.");
    if (isGiven && changes.assigneeId) await requireAssignee(tx, changes.assigneeId);
    // A changed checklist says how far it is; without this a finished tactic would stay so for ever.
    const follows = changes.checklist && changes.progress === undefined ? { progress: 0 } : {};
    const after = settled({ ...item, ...follows, ...changes });
    if (after.endOn < after.startOn) {
      const problem = "The end lies before the start.";
      throw new AppError("INVALID", problem, { fields: { endOn: problem } });
    }
    const { name, channel, assigneeId, startOn, endOn, hours, progress, isByHand, checklist, links } = after;
    const doneAt = progress < 100 ? null : item.progress === 100 ? undefined : ctx.now();
    await tx.db
      .update(planItems)
      .set({
        ...{ name, channel, assigneeId, startOn, endOn, hours, progress, isByHand, checklist, links },
        ...(doneAt !== undefined && { doneAt }),
        ...(isGiven && assigneeId === ctx.actor.userId && { acceptedBy: assigneeId }),
        version: version + 1,
        updatedAt: ctx.now(),
      })
      .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.id, itemId)));
    await recordAudit(tx, {
      action: "plan.changed",
      subject: item.campaignId,
      detail: { itemId, name, changes },
    });
    const href = `/campaigns/${item.campaignId}/plan`;
    const who = ctx.actor.name;
    if (isGiven)
      await sendNotices(tx, [
        {
          userId: assigneeId,
          kind: "assigned",
          title: `${who} gave you “${name}” in “${campaign.name}”`,
          href,
        },
        { userId: item.assigneeId, kind: "assigned", title: `${who} took “${name}” off your work`, href },
      ]);
    return { version: version + 1 };
  });
}

/** Removes an item with the dependencies that touch it; answers what restorePlanItem puts back. */
export async function removePlanItem(ctx: Ctx, { itemId }: PlanItemRef): Promise<RemovedPlanItem> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const { campaign, version: _, ...item } = found(await lockPlanItem(tx, { itemId }), "plan item");
    requireOpen(campaign);
    const links = await tx.db
      .delete(dependencies)
      .where(
        and(
          eq(dependencies.workspaceId, ctx.workspaceId),
          or(eq(dependencies.fromItemId, itemId), eq(dependencies.toItemId, itemId)),
        ),
      )
      .returning({
        id: dependencies.id,
        fromCampaignId: dependencies.fromCampaignId,
        fromItemId: dependencies.fromItemId,
        toCampaignId: dependencies.toCampaignId,
        toItemId: dependencies.toItemId,
        type: dependencies.type,
        lagDays: dependencies.lagDays,
      });
    await tx.db
      .delete(planItems)
      .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.id, itemId)));
    await recordAudit(tx, {
      action: "plan.removed",
      subject: item.campaignId,
      detail: { itemId, name: item.name, links: links.length },
    });
    return { item, links };
  });
}

/** Puts a removed item back under its id, with the dependencies whose other end still exists. */
export async function restorePlanItem(
  ctx: Ctx,
  { item, links }: RemovedPlanItem,
): Promise<{ itemId: string }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    await requireCampaign(tx, item.campaignId);
    if (item.assigneeId) await requireAssignee(tx, item.assigneeId);
    const restored = settled(item);
    await tx.db.insert(planItems).values({
      ...restored,
      workspaceId: ctx.workspaceId,
      doneAt: restored.progress === 100 ? ctx.now() : null,
      updatedAt: ctx.now(),
    });
    const own = links.filter((link) => link.fromItemId === item.id || link.toItemId === item.id);
    await restoreDependencies(tx, own);
    await recordAudit(tx, {
      action: "plan.restored",
      subject: item.campaignId,
      detail: { itemId: item.id, name: item.name },
    });
    return { itemId: item.id };
  });
}
