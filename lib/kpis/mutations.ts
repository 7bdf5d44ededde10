import { and, eq, isNull } from "drizzle-orm";
import { campaigns, segments, targets } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import { found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { TargetInput, TargetRef } from "./model";
import { takeSnapshots, takeWindow } from "./snapshots/mutations";

/** Brings the figures of everybody and of every live segment up to date; `isWhole` makes them again from all facts. */
export async function refreshKpis(ctx: Ctx, { isWhole = false }: { isWhole?: boolean } = {}): Promise<void> {
  authorize(ctx, "segments:edit");
  await takeSnapshots(ctx, { isWhole });
}

/**
 * Sets the target of a segment, a campaign or everybody; one for the same metric and period is replaced. Its days are counted
 * at once; who refreshes all figures afterwards leaves that to it (`isCountedLater`).
 */
export async function setTarget(
  ctx: Ctx,
  input: TargetInput,
  { isCountedLater = false }: { isCountedLater?: boolean } = {},
): Promise<{ targetId: string }> {
  authorize(ctx, "targets:edit");
  return inTransaction(ctx, async (tx) => {
    const { segmentId, metric, value } = input;
    const campaignId = input.campaignId ?? null;
    const { startOn, endOn } = campaignId ? await lockCampaign(tx, campaignId) : input;
    const segmentNo = segmentId === null ? 0 : await lockSegment(tx, segmentId);
    await tx.db
      .delete(targets)
      .where(
        and(
          eq(targets.workspaceId, ctx.workspaceId),
          segmentId === null ? isNull(targets.segmentId) : eq(targets.segmentId, segmentId),
          campaignId === null
            ? and(isNull(targets.campaignId), eq(targets.startOn, startOn), eq(targets.endOn, endOn))
            : eq(targets.campaignId, campaignId),
          eq(targets.metric, metric),
        ),
      );
    const targetId = newId();
    const row = { segmentId, campaignId, metric, startOn, endOn, value };
    await tx.db
      .insert(targets)
      .values({ ...row, workspaceId: ctx.workspaceId, id: targetId, createdBy: ctx.actor.userId });
    if (campaignId === null && !isCountedLater)
      await takeWindow(tx, { segmentNo, span: { from: startOn, to: endOn } });
    await recordAudit(tx, { action: "target.set", subject: targetId, detail: row });
    return { targetId };
  });
}

async function lockCampaign(tx: Ctx, campaignId: string): Promise<{ startOn: Day; endOn: Day }> {
  const [campaign] = await tx.db
    .select({ startOn: campaigns.startOn, endOn: campaigns.endOn })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, tx.workspaceId), eq(campaigns.id, campaignId)))
    .for("update");
  return found(campaign, "campaign");
}

async function lockSegment(tx: Ctx, segmentId: string): Promise<number> {
  const [segment] = await tx.db
    .select({ no: segments.no })
    .from(segments)
    .where(and(eq(segments.workspaceId, tx.workspaceId), eq(segments.id, segmentId)))
    .for("update");
  return found(segment, "segment").no;
}

/** Removes a target and answers what would set it again. */
export async function removeTarget(ctx: Ctx, { targetId }: TargetRef): Promise<TargetInput> {
  authorize(ctx, "targets:edit");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(targets)
      .where(and(eq(targets.workspaceId, ctx.workspaceId), eq(targets.id, targetId)))
      .returning({
        segmentId: targets.segmentId,
        campaignId: targets.campaignId,
        metric: targets.metric,
        startOn: targets.startOn,
        endOn: targets.endOn,
        value: targets.value,
      });
    const removed = found(row, "target");
    await recordAudit(tx, { action: "target.removed", subject: targetId, detail: removed });
    return removed;
  });
}
