import { and, eq, isNull, sql } from "drizzle-orm";
import { customers, scoreChanges, workspaces } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import { catchUp } from "@/lib/segments/freshness/mutations";
import { refreshScoresOf } from "../metrics/mutations";
import { changedParts } from "./formulas";
import type { ScoreChange, ScoreChangeRef } from "./model";
import { getFormulas } from "./queries";

/** People scored in one transaction. */
const CHUNK = 20_000;

/**
 * Takes other score formulas into use. Everyone is scored anew by a job, and the segments that read scores follow; a
 * change that is still being worked through gives way to this one. Answers null when nothing differs.
 */
export async function changeScores(ctx: Ctx, change: ScoreChange): Promise<ScoreChangeRef | null> {
  authorize(ctx, "scores:edit");
  return inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    const own = eq(workspaces.id, workspaceId);
    await db.select({ id: workspaces.id }).from(workspaces).where(own).for("no key update");
    const before = await getFormulas(tx);
    const after = { ...before, ...change };
    const parts = changedParts(before, after);
    if (parts.length === 0) return null;
    await db.update(workspaces).set({ scoreFormulas: after }).where(own);
    await db
      .update(scoreChanges)
      .set({ finishedAt: tx.now() })
      .where(and(eq(scoreChanges.workspaceId, workspaceId), isNull(scoreChanges.finishedAt)));
    const [last] = await db
      .select({ no: sql<number>`coalesce(max(${customers.no}), 0)` })
      .from(customers)
      .where(eq(customers.workspaceId, workspaceId));
    const changeId = newId();
    await db.insert(scoreChanges).values({
      workspaceId,
      id: changeId,
      before,
      after,
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
      total: last?.no ?? 0,
    });
    await recordAudit(tx, { action: "scores.changed", detail: { parts } });
    await enqueue(tx, "scores.recalculate", { changeId }, { key: "scores" });
    return { changeId };
  });
}

/**
 * Scores everyone by the formulas in use, part by part, so that its progress can be seen and an interrupted run goes
 * on where it was; then the memberships follow. One that was finished, or given up for another, does nothing.
 */
export async function recalculateScores(ctx: Ctx, { changeId }: ScoreChangeRef): Promise<void> {
  authorize(ctx, "segments:edit");
  while (await scoreNext(ctx, changeId));
  const own = and(
    eq(scoreChanges.workspaceId, ctx.workspaceId),
    eq(scoreChanges.id, changeId),
    isNull(scoreChanges.finishedAt),
  );
  await catchUp(ctx, { cause: "rule" });
  await ctx.db.update(scoreChanges).set({ finishedAt: ctx.now() }).where(own);
}

/** The next part; false when there is none. */
async function scoreNext(ctx: Ctx, changeId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const own = and(eq(scoreChanges.workspaceId, tx.workspaceId), eq(scoreChanges.id, changeId));
    const [run] = await tx.db
      .select({ done: scoreChanges.done, total: scoreChanges.total, finishedAt: scoreChanges.finishedAt })
      .from(scoreChanges)
      .where(own)
      .for("update");
    if (!run || run.finishedAt || run.done >= run.total) return false;
    const to = Math.min(run.done + CHUNK, run.total);
    const moved = await refreshScoresOf(tx, { from: run.done + 1, to });
    await tx.db
      .update(scoreChanges)
      .set({ done: to, moved: sql`${scoreChanges.moved} + ${moved}` })
      .where(own);
    return true;
  });
}
