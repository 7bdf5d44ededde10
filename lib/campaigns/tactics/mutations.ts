import { and, eq } from "drizzle-orm";
import { planItems, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { sendNotices } from "@/lib/work/notices/mutations";
import { checklistProgress } from "../plan/item";
import type { PlanItemRef, TacticAssignment, TacticReopening } from "../plan/model";
import { requireAssignee } from "../plan/mutations";
import { lockPlanItem } from "../plan/queries";
import { requireOpen, requireOwn } from "../plan/rights";

type Locked = NonNullable<Awaited<ReturnType<typeof lockPlanItem>>>;

async function lockOpen(ctx: Ctx, itemId: string): Promise<Locked> {
  const item = found(await lockPlanItem(ctx, { itemId }), "tactic");
  requireOpen(item.campaign);
  return item;
}

async function write(
  ctx: Ctx,
  item: Locked,
  change: Partial<{ assigneeId: string | null; acceptedBy: string; progress: number; doneAt: Date | null }>,
): Promise<{ itemId: string; version: number }> {
  await ctx.db
    .update(planItems)
    .set({ ...change, version: item.version + 1, updatedAt: ctx.now() })
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.id, item.id)));
  return { itemId: item.id, version: item.version + 1 };
}

const hrefOf = (item: Locked) => `/campaigns/${item.campaignId}/plan`;

/** Takes a tactic that nobody has. CONFLICT names who was quicker. */
export async function takeTactic(
  ctx: Ctx,
  { itemId }: PlanItemRef,
): Promise<{ itemId: string; version: number }> {
  authorize(ctx, "tactics:take");
  const { userId, name } = ctx.actor;
  if (!userId) throw new AppError("FORBIDDEN", "Only a person can take a tactic.");
  return inTransaction(ctx, async (tx) => {
    const item = await lockOpen(tx, itemId);
    if (item.assigneeId === userId) return { itemId, version: item.version };
    if (item.assigneeId) {
      const [holder] = await tx.db
        .select({ name: users.name })
        .from(users)
        .where(eq(users.id, item.assigneeId));
      throw new AppError("CONFLICT", `${holder?.name ?? "Someone"} has taken “${item.name}” already.`);
    }
    const taken = await write(tx, item, { assigneeId: userId, acceptedBy: userId });
    await recordAudit(tx, {
      action: "tactic.taken",
      subject: item.campaignId,
      detail: { itemId, name: item.name },
    });
    await sendNotices(tx, [
      {
        userId: item.campaign.ownerId,
        kind: "progress" as const,
        title: `${name} took “${item.name}” in “${item.campaign.name}”`,
        href: hrefOf(item),
      },
    ]);
    return taken;
  });
}

/** Says yes to a tactic that one was given; its campaign's owner is told. FORBIDDEN for one of somebody else. */
export async function acceptTactic(
  ctx: Ctx,
  { itemId }: PlanItemRef,
): Promise<{ itemId: string; version: number }> {
  authorize(ctx, "tactics:take");
  const { userId, name } = ctx.actor;
  return inTransaction(ctx, async (tx) => {
    const item = await lockOpen(tx, itemId);
    if (!userId || item.assigneeId !== userId)
      throw new AppError("FORBIDDEN", `“${item.name}” is not yours. Reload the page.`);
    if (item.acceptedBy === userId) return { itemId, version: item.version };
    // Nothing that somebody may be editing changes, so its version stays.
    await tx.db
      .update(planItems)
      .set({ acceptedBy: userId })
      .where(and(eq(planItems.workspaceId, tx.workspaceId), eq(planItems.id, itemId)));
    await recordAudit(tx, {
      action: "tactic.accepted",
      subject: item.campaignId,
      detail: { itemId, name: item.name },
    });
    await sendNotices(tx, [
      {
        userId: item.campaign.ownerId,
        kind: "progress" as const,
        title: `${name} accepted “${item.name}” in “${item.campaign.name}”`,
        href: hrefOf(item),
      },
    ]);
    return { itemId, version: item.version };
  });
}

/** Gives a tactic to a member, or to nobody (null). Who may change only their own hands over only that. */
export async function assignTactic(
  ctx: Ctx,
  { itemId, toUserId, note }: TacticAssignment,
): Promise<{ itemId: string; version: number }> {
  const scope = authorize(ctx, "tactics:edit");
  return inTransaction(ctx, async (tx) => {
    const item = await lockOpen(tx, itemId);
    requireOwn(ctx, scope, item);
    if (item.assigneeId === toUserId) return { itemId, version: item.version };
    const toName = toUserId ? await requireAssignee(tx, toUserId) : null;
    const assigned = await write(tx, item, {
      assigneeId: toUserId,
      ...(toUserId === ctx.actor.userId && toUserId !== null && { acceptedBy: toUserId }),
    });
    await recordAudit(tx, {
      action: "tactic.assigned",
      subject: item.campaignId,
      detail: { itemId, name: item.name, from: item.assigneeId, to: toUserId, toName, note },
    });
    const what = `“${item.name}” in “${item.campaign.name}”`;
    const said = note ? `: ${note}` : "";
    const who = ctx.actor.name;
    await sendNotices(tx, [
      {
        userId: toUserId,
        kind: "assigned" as const,
        title: `${who} handed you ${what}${said}`,
        href: hrefOf(item),
      },
      {
        userId: item.assigneeId,
        kind: "assigned" as const,
        title: toName ? `${who} handed ${what} to ${toName}` : `${who} released ${what}`,
        href: hrefOf(item),
      },
      ...(toName
        ? []
        : [
            {
              userId: item.campaign.ownerId,
              kind: "progress" as const,
              title: `${who} released ${what}${said}`,
              href: hrefOf(item),
            },
          ]),
    ]);
    return assigned;
  });
}

/** Sets a tactic or milestone to done; answers the progress it had, for reopenTactic. */
export async function finishTactic(
  ctx: Ctx,
  { itemId }: PlanItemRef,
): Promise<{ itemId: string; version: number; progress: number }> {
  const scope = authorize(ctx, "tactics:edit");
  return inTransaction(ctx, async (tx) => {
    const item = await lockOpen(tx, itemId);
    requireOwn(ctx, scope, item);
    const before = item.progress;
    if (before === 100) return { itemId, version: item.version, progress: 0 };
    const finished = await write(tx, item, { progress: 100, doneAt: ctx.now() });
    await recordAudit(tx, {
      action: "tactic.finished",
      subject: item.campaignId,
      detail: { itemId, name: item.name, before },
    });
    await sendNotices(tx, [
      {
        userId: item.campaign.ownerId,
        kind: "progress" as const,
        title: `${ctx.actor.name} finished “${item.name}” in “${item.campaign.name}”`,
        href: hrefOf(item),
      },
    ]);
    return { ...finished, progress: before };
  });
}

/** Takes back that something is done. A milestone goes back to 0. */
export async function reopenTactic(
  ctx: Ctx,
  { itemId, progress }: TacticReopening,
): Promise<{ itemId: string; version: number }> {
  const scope = authorize(ctx, "tactics:edit");
  return inTransaction(ctx, async (tx) => {
    const item = await lockOpen(tx, itemId);
    requireOwn(ctx, scope, item);
    if (item.progress < 100) return { itemId, version: item.version };
    const reopened = await write(tx, item, {
      progress: item.kind === "milestone" ? 0 : Math.min(checklistProgress(item.checklist) ?? progress, 99),
      doneAt: null,
    });
    await recordAudit(tx, {
      action: "tactic.reopened",
      subject: item.campaignId,
      detail: { itemId, name: item.name, progress },
    });
    return reopened;
  });
}
