import { and, eq, sql } from "drizzle-orm";
import { segments, targets } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { TargetInput, TargetRef } from "./model";
import { monthlyTallies } from "./sql";

/** Recomputes the monthly figures of every live segment and of the base (segment 0) from the orders. */
export async function refreshKpis(ctx: Ctx): Promise<void> {
  authorize(ctx, "segments:edit");
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(727003, ${ctx.workspaceId}::int)`);
    await tx.db.execute(sql`delete from kpi_months where workspace_id = ${ctx.workspaceId}`);
    await tx.db.execute(
      sql`insert into kpi_months (workspace_id, segment_no, month, buyers, repeat_buyers, orders, revenue_minor)
        ${monthlyTallies(ctx.workspaceId, ctx.workspace.timeZone)}`,
    );
  });
}

/** Sets the target of a segment for a metric and period; one for the same metric and period is replaced. */
export async function setTarget(ctx: Ctx, input: TargetInput): Promise<{ targetId: string }> {
  authorize(ctx, "targets:edit");
  return inTransaction(ctx, async (tx) => {
    const [segment] = await tx.db
      .select({ id: segments.id })
      .from(segments)
      .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, input.segmentId)))
      .for("update");
    found(segment, "segment");
    await tx.db
      .delete(targets)
      .where(
        and(
          eq(targets.workspaceId, ctx.workspaceId),
          eq(targets.segmentId, input.segmentId),
          eq(targets.metric, input.metric),
          eq(targets.startOn, input.startOn),
          eq(targets.endOn, input.endOn),
        ),
      );
    const targetId = newId();
    await tx.db
      .insert(targets)
      .values({ ...input, workspaceId: ctx.workspaceId, id: targetId, createdBy: ctx.actor.userId });
    await recordAudit(tx, { action: "target.set", subject: targetId, detail: input });
    return { targetId };
  });
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
