import { and, eq, sql } from "drizzle-orm";
import { baselines } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { BaselineInput, BaselineName, BaselineRef } from "./model";

const MOST = 50;

const isBaseline = (ctx: Ctx, baselineId: string) =>
  and(eq(baselines.workspaceId, ctx.workspaceId), eq(baselines.id, baselineId));

/** INVALID, at the name, when another baseline has it; LIMIT when there are as many as may be kept. */
async function requireFreeName(ctx: Ctx, name: string, besides?: string): Promise<void> {
  const rows = await ctx.db
    .select({ id: baselines.id, name: baselines.name })
    .from(baselines)
    .where(eq(baselines.workspaceId, ctx.workspaceId))
    .for("update");
  const others = rows.filter((row) => row.id !== besides);
  const problem = `There is a baseline “${name}” already.`;
  if (others.some((row) => row.name.toLowerCase() === name.toLowerCase()))
    throw new AppError("INVALID", problem, { fields: { name: problem } });
  if (others.length >= MOST)
    throw new AppError(
      "LIMIT",
      `There are ${MOST} baselines. Delete one that nobody compares with any more.`,
    );
}

/** Keeps the days of all campaigns, tactics and milestones as they are now, archived campaigns left out. */
export async function saveBaseline(ctx: Ctx, { name }: BaselineInput): Promise<{ baselineId: string }> {
  authorize(ctx, "campaigns:edit");
  const baselineId = newId();
  await inTransaction(ctx, async (tx) => {
    await requireFreeName(tx, name);
    await tx.db.insert(baselines).values({
      workspaceId: ctx.workspaceId,
      id: baselineId,
      name,
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
    });
    await tx.db.execute(sql`
      with shown as (
        select id, start_on, end_on from campaigns
        where workspace_id = ${ctx.workspaceId} and status <> 'archived'
      )
      insert into baseline_days (workspace_id, baseline_id, item_id, start_on, end_on)
      select ${ctx.workspaceId}::int, ${baselineId}::uuid, id, start_on, end_on from shown
      union all
      select p.workspace_id, ${baselineId}::uuid, p.id, p.start_on, p.end_on
      from plan_items p join shown on shown.id = p.campaign_id where p.workspace_id = ${ctx.workspaceId}`);
    await recordAudit(tx, { action: "baseline.saved", subject: baselineId, detail: { name } });
  });
  return { baselineId };
}

/** Gives a baseline another name; answers the one that it had. */
export async function renameBaseline(
  ctx: Ctx,
  { baselineId, name }: BaselineName,
): Promise<{ before: string }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ name: baselines.name })
      .from(baselines)
      .where(isBaseline(tx, baselineId))
      .for("update");
    const { name: before } = found(row, "baseline");
    if (before === name) return { before };
    await requireFreeName(tx, name, baselineId);
    await tx.db.update(baselines).set({ name }).where(isBaseline(tx, baselineId));
    await recordAudit(tx, {
      action: "baseline.renamed",
      subject: baselineId,
      detail: { from: before, name },
    });
    return { before };
  });
}

/** Deletes a baseline with the days that it holds. The plan itself is not touched. */
export async function deleteBaseline(ctx: Ctx, { baselineId }: BaselineRef): Promise<void> {
  authorize(ctx, "campaigns:edit");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(baselines)
      .where(isBaseline(tx, baselineId))
      .returning({ name: baselines.name });
    const { name } = found(row, "baseline");
    await recordAudit(tx, { action: "baseline.deleted", subject: baselineId, detail: { name } });
  });
}
