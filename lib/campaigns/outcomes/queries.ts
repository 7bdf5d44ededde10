import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { campaignOutcomes, campaigns } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { isLarge } from "@/lib/customers/scale/queries";
import { NOW_IN_FEED } from "@/lib/segments/freshness/sql";
import { momentsOf } from "../results/sql";
import { basisOf, type Launched, type Outcomes, type Part } from "./outcomes";
import { changedOf, type Kept } from "./sql";

const part = {
  sides: campaignOutcomes.sides,
  contact: campaignOutcomes.contact,
  cells: campaignOutcomes.cells,
  figures: campaignOutcomes.figures,
};

type Row<P extends Part> = Launched & {
  stored: (Pick<Outcomes, P> & { tx: number; countedAt: Date }) | null;
};

/** Launched campaigns, all or those asked for, each with these parts of what is stored of it; null where that rests on something else. */
export async function listLaunched<P extends Part = never>(
  ctx: Ctx,
  { campaignIds, parts = [] }: { campaignIds?: readonly string[]; parts?: readonly P[] } = {},
): Promise<Row<P>[]> {
  authorize(ctx, "kpis:read");
  const { timeZone } = ctx.workspace;
  const asked = Object.fromEntries(parts.map((name) => [name, part[name]])) as Pick<typeof part, P>;
  const rows = await ctx.db
    .select({
      campaign: {
        ...{ id: campaigns.id, name: campaigns.name, startOn: campaigns.startOn, endOn: campaigns.endOn },
        ...{ launchedAt: campaigns.launchedAt, goalEvent: campaigns.goalEvent, arms: campaigns.arms },
        ...{ importId: campaigns.importId, version: campaigns.version, ...momentsOf(timeZone) },
      },
      basis: campaignOutcomes.basis,
      tx: campaignOutcomes.tx,
      countedAt: campaignOutcomes.countedAt,
      stored: asked,
    })
    .from(campaigns)
    .leftJoin(
      campaignOutcomes,
      and(
        eq(campaignOutcomes.workspaceId, campaigns.workspaceId),
        eq(campaignOutcomes.campaignId, campaigns.id),
      ),
    )
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        isNotNull(campaigns.launchedAt),
        campaignIds ? inArray(campaigns.id, [...campaignIds]) : undefined,
      ),
    )
    .orderBy(asc(campaigns.startOn), asc(campaigns.id));
  return rows.flatMap(({ campaign: row, basis, tx, countedAt, stored }) => {
    if (!row.launchedAt) return [];
    const { arms, importId, opensAt, closesAt, contactsAt } = row;
    const campaign: Launched = {
      ...{ id: row.id, name: row.name, startOn: row.startOn, endOn: row.endOn, launchedAt: row.launchedAt },
      ...{ opensAt: new Date(opensAt), closesAt: new Date(closesAt), contactsAt: new Date(contactsAt) },
      goalEvent: row.goalEvent,
      told: { orders: arms?.told.orders ?? false, goal: Boolean(arms?.told.goal) },
      version: importId ? row.version : null,
    };
    const isOfIt = basis === basisOf(campaign, timeZone) && tx !== null && countedAt !== null;
    return [{ ...campaign, stored: isOfIt ? { ...(stored as Pick<Outcomes, P>), tx, countedAt } : null }];
  });
}

/**
 * Launched campaigns among those asked for, each with what is `known` of it without counting: what is stored, where nothing
 * was written since or the workspace is too large to count for a page. `countedAt` is null where nothing was.
 */
export async function listKnown<P extends Part>(
  ctx: Ctx,
  { campaignIds, parts }: { campaignIds: readonly string[]; parts: readonly P[] },
): Promise<(Launched & { known: (Pick<Outcomes, P> & { countedAt: Date | null }) | null })[]> {
  authorize(ctx, "kpis:read");
  const rows = await listLaunched(ctx, { campaignIds, parts });
  const kept = rows.flatMap(({ stored, ...campaign }) => (stored ? [{ ...campaign, tx: stored.tx }] : []));
  const isAsStored = kept.length > 0 && (await isLarge(ctx));
  const { changed } = isAsStored ? { changed: new Set() } : await readChanges(ctx, { kept });
  return rows.map(({ stored, ...campaign }) => {
    if (!stored || changed.has(campaign.id)) return { ...campaign, known: null };
    return { ...campaign, known: { ...stored, countedAt: isAsStored ? stored.countedAt : null } };
  });
}

/** Which stored campaigns something was written about since, and from which transaction on to read next time. */
export async function readChanges(
  ctx: Ctx,
  { kept }: { kept: readonly Kept[] },
): Promise<{ until: number; changed: Set<string> }> {
  authorize(ctx, "kpis:read");
  if (kept.length === 0) {
    const [position] = await ctx.db.execute<{ xmin: number }>(NOW_IN_FEED);
    return { until: position?.xmin ?? 0, changed: new Set() };
  }
  const [row] = await ctx.db.execute<{ until: number; changed: string[] }>(changedOf(ctx.workspaceId, kept));
  const { until = 0, changed = [] } = row ?? {};
  // A restored copy counts transactions anew: nothing after an old position would ever be seen.
  const lost = kept.flatMap(({ id, tx }) => (tx > until ? [id] : []));
  return { until, changed: new Set([...changed, ...lost]) };
}
