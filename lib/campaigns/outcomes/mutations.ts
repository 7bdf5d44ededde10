import { and, eq, inArray } from "drizzle-orm";
import { campaignOutcomes } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { isLarge } from "@/lib/customers/scale/queries";
import { countFigures } from "@/lib/kpis/campaign/queries";
import { CALENDAR_GRAINS } from "@/lib/kpis/grain";
import { countCells } from "../lift/queries";
import { countContact } from "../results/queries";
import { basisOf, type Launched, sidesOf } from "./outcomes";
import { listLaunched, readChanges } from "./queries";

/** A large workspace buys all the time: what runs there is counted again after this time, and not at each order. */
const PACE_MS = 600_000;

/**
 * Stores what every launched campaign did: anew where something was written about it or it was changed, in a large workspace
 * at most every ten minutes; all of it with `isWhole`. What still holds is from now on as of now. Answers how many it counted.
 */
export async function renewOutcomes(
  ctx: Ctx,
  { isWhole = false }: { isWhole?: boolean } = {},
): Promise<{ counted: number }> {
  authorize(ctx, "campaigns:edit");
  const now = ctx.now();
  const launched = await listLaunched(ctx);
  const kept = launched.flatMap(({ stored, ...campaign }) =>
    stored ? [{ ...campaign, tx: stored.tx }] : [],
  );
  // From before the counts: what is written while they run is counted again next time.
  const { until: tx, changed } = await readChanges(ctx, { kept });
  const isPaced = await isLarge(ctx);
  const held: string[] = [];
  let counted = 0;
  for (const { stored, ...campaign } of launched) {
    if (stored && !isWhole) {
      if (!changed.has(campaign.id)) {
        held.push(campaign.id);
        continue;
      }
      if (isPaced && now.getTime() - stored.countedAt.getTime() < PACE_MS) continue;
    }
    await store(ctx, campaign, { tx, countedAt: now });
    counted += 1;
  }
  if (held.length > 0)
    await ctx.db
      .update(campaignOutcomes)
      .set({ tx, countedAt: now })
      .where(
        and(eq(campaignOutcomes.workspaceId, ctx.workspaceId), inArray(campaignOutcomes.campaignId, held)),
      );
  return { counted };
}

async function store(ctx: Ctx, campaign: Launched, stamp: { tx: number; countedAt: Date }): Promise<void> {
  const cells = await countCells(ctx, { campaign });
  const row = {
    ...{ ...stamp, basis: basisOf(campaign, ctx.workspace.timeZone), sides: sidesOf(cells), cells },
    contact: await countContact(ctx, { campaign }),
    figures: await countFigures(ctx, { campaign, grains: CALENDAR_GRAINS }),
  };
  await ctx.db
    .insert(campaignOutcomes)
    .values({ workspaceId: ctx.workspaceId, campaignId: campaign.id, ...row })
    .onConflictDoUpdate({ target: [campaignOutcomes.workspaceId, campaignOutcomes.campaignId], set: row });
}
