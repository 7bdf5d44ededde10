import { and, desc, eq } from "drizzle-orm";
import { baselineDays, baselines } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Span } from "@/lib/timeline/plan";
import type { BaselineRow } from "./baseline";

/** The workspace's baselines, the newest first. */
export async function listBaselines(ctx: Ctx): Promise<BaselineRow[]> {
  authorize(ctx, "campaigns:read");
  return ctx.db
    .select({ id: baselines.id, name: baselines.name, createdAt: baselines.createdAt })
    .from(baselines)
    .where(eq(baselines.workspaceId, ctx.workspaceId))
    .orderBy(desc(baselines.createdAt), desc(baselines.id));
}

/** The days that a baseline holds, by id of the campaign or plan item. Empty for one that is not there. */
export async function getBaselineDays(
  ctx: Ctx,
  { baselineId }: { baselineId: string },
): Promise<ReadonlyMap<string, Span>> {
  authorize(ctx, "campaigns:read");
  const rows = await ctx.db
    .select({ itemId: baselineDays.itemId, startOn: baselineDays.startOn, endOn: baselineDays.endOn })
    .from(baselineDays)
    .where(and(eq(baselineDays.workspaceId, ctx.workspaceId), eq(baselineDays.baselineId, baselineId)));
  return new Map(rows.map(({ itemId, ...span }) => [itemId, span]));
}
