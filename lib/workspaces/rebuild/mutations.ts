import { authorize, type Ctx } from "@/lib/auth/ctx";
import { renewOutcomes } from "@/lib/campaigns/outcomes/mutations";
import { storeReach } from "@/lib/campaigns/overlap/mutations";
import { rebuildSummaries } from "@/lib/customers/metrics/mutations";
import { keepLifecycle } from "@/lib/lifecycle/mutations";
import { renewCounts } from "@/lib/personas/counts/mutations";
import type { Cause } from "@/lib/segments/dimension";
import { recountAll } from "@/lib/segments/freshness/mutations";
import { rebuildValues } from "@/lib/value/mutations";

/**
 * Everything of the workspace that is derived, from the facts alone: summaries, scores and values, then memberships with
 * today's sizes, then the figures, those that are kept for the pages of a large workspace, whom campaigns share, what they did and what the facts of personas are made from. Safe at any time. What a day has recorded (who joined when, the size of
 * an earlier day) is history and stays; who joins or leaves by it does so by `cause`. Answers how many segments were
 * counted and what changed.
 */
export async function rebuildWorkspace(
  ctx: Ctx,
  { cause = "data" }: { cause?: Cause } = {},
): ReturnType<typeof recountAll> {
  authorize(ctx, "imports:run");
  await rebuildSummaries(ctx);
  await rebuildValues(ctx);
  const changed = await recountAll(ctx, { cause });
  await keepLifecycle(ctx);
  await storeReach(ctx);
  await renewOutcomes(ctx, { isWhole: true });
  await renewCounts(ctx, { isWhole: true });
  return changed;
}
