import { and, eq, isNull } from "drizzle-orm";
import { segments, targets } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { TargetInput, TargetRef } from "./model";
import { takeSnapshots, takeWindow } from "./snapshots/mutations";

/** Brings the figures of everybody and of every live segment up to date; `isWhole` makes them again from all facts. */
export async function refreshKpis(ctx: Ctx, { isWhole = false }: { isWhole?: boolean } = {}): Promise<void> {
  authorize(ctx, "segments:edit");
  await takeSnapshots(ctx, { isWhole });
}

/** Sets the target of a segment for a metric and period; one for the same metric and period is replaced. */
export async function setTarget(ctx: Ctx, input: TargetInput): Promise<{ targetId: string }> {
  authorize(ctx, "targets:edit");
  return inTransaction(ctx, async (tx) => {
    const segmentNo = input.segmentId === null ? 0 : await lockSegment(tx, input.segmentId);
    await tx.db
      .delete(targets)
      .where(
        and(
          eq(targets.workspaceId, ctx.workspaceId),
          input.segmentId === null ? isNull(targets.segmentId) : eq(targets.segmentId, input.segmentId),
          isNull(targets.campaignId),
          eq(targets.metric, input.metric),
          eq(targets.startOn, input.startOn),
          eq(targets.endOn, input.endOn),
        ),
      );
    const targetId = newId();
    await tx.db
      .insert(targets)
      .values({ ...input, workspaceId: ctx.workspaceId, id: targetId, createdBy: ctx.actor.userId });
    await takeWindow(tx, { segmentNo, span: { from: input.startOn, to: input.endOn } });
    await recordAudit(tx, { action: "target.set", subject: targetId, detail: input });
    return { targetId };
  });
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
