import { and, eq, notInArray } from "drizzle-orm";
import { lifecycleFigures } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { isLarge } from "@/lib/customers/scale/queries";
import { getFormulas } from "@/lib/customers/scores/queries";
import { listLiveNos } from "@/lib/kpis/snapshots/queries";
import { scopeOf } from "./scope";
import { everybody, keepCounts, viewCounts } from "./sql";
import { basisOf, LIFECYCLE_VIEWS } from "./view";

/**
 * Keeps what the pages of retention, RFM in equal fifths, funnel and moves between stages count, of everybody and every segment
 * in use, where the workspace is too large for counting it at each look; of a small one nothing is kept.
 */
export async function keepLifecycle(ctx: Ctx): Promise<void> {
  authorize(ctx, "segments:edit");
  const scope = scopeOf(ctx);
  const isKept = await isLarge(ctx);
  await inTransaction(ctx, async (tx) => {
    await dropOthers(tx, isKept ? [0, ...(await listLiveNos(tx))] : []);
    if (!isKept) return;
    const formulas = await getFormulas(tx);
    const stamp = { basis: basisOf(scope, formulas), at: ctx.now() };
    for (const view of LIFECYCLE_VIEWS)
      await tx.db.execute(keepCounts(scope, view, viewCounts(view, scope, everybody, formulas), stamp));
  });
}

async function dropOthers({ db, workspaceId }: Ctx, nos: number[]): Promise<void> {
  await db
    .delete(lifecycleFigures)
    .where(and(eq(lifecycleFigures.workspaceId, workspaceId), notInArray(lifecycleFigures.segmentNo, nos)));
}
