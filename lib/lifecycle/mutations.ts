import { and, eq, isNull, ne, notInArray } from "drizzle-orm";
import { lifecycleFigures, segments } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { isLarge } from "@/lib/customers/scale/queries";
import { getFormulas } from "@/lib/customers/scores/queries";
import { todayIn } from "@/lib/zone";
import { everybody, keepCounts, viewCounts } from "./sql";
import { basisOf, LIFECYCLE_VIEWS } from "./view";

/**
 * Keeps what the pages of retention, RFM in equal fifths and funnel count, of everybody and every segment in use, where the workspace
 * is too large for counting it at each look; of a small one nothing is kept.
 */
export async function keepLifecycle(ctx: Ctx): Promise<void> {
  authorize(ctx, "segments:edit");
  const { workspaceId, workspace } = ctx;
  const scope = { workspaceId, timeZone: workspace.timeZone, today: todayIn(workspace.timeZone, ctx.now()) };
  const isKept = await isLarge(ctx);
  await inTransaction(ctx, async (tx) => {
    await dropOthers(tx, isKept);
    if (!isKept) return;
    const formulas = await getFormulas(tx);
    const stamp = { basis: basisOf(scope.today, scope.timeZone, formulas), at: ctx.now() };
    for (const view of LIFECYCLE_VIEWS)
      await tx.db.execute(keepCounts(scope, view, viewCounts(view, scope, everybody, formulas), stamp));
  });
}

async function dropOthers({ db, workspaceId }: Ctx, isKept: boolean): Promise<void> {
  const live = db
    .select({ no: segments.no })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), isNull(segments.archivedAt)));
  const own = eq(lifecycleFigures.workspaceId, workspaceId);
  const rows = isKept
    ? and(own, ne(lifecycleFigures.segmentNo, 0), notInArray(lifecycleFigures.segmentNo, live))
    : own;
  await db.delete(lifecycleFigures).where(rows);
}
