import { and, asc, eq, gte, inArray, or, sql } from "drizzle-orm";
import { campaignExclusions, campaignReach, campaigns } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { addDays, type Day } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import type { LiveCampaign } from "../conflicts/conflict";
import { LIVE_STATUSES } from "../conflicts/live";
import { isApprovedSql } from "../sql";
import { listTargetSegments } from "../targets/queries";
import { type Combination, LOOK_BACK_DAYS, MOST_AT_ONCE } from "./combination";
import {
  combinationsOf,
  covers,
  type Reach,
  type Reacher,
  type ReachingCampaign,
  type ReachRow,
  type ReachScope,
  reacherOf,
  scopeOf,
} from "./reach";
import { reachRows } from "./sql";

/** Planned, running and paused campaigns that end on `since` or later, by their start; and this one whatever it is. */
export async function listLiveCampaigns(
  ctx: Ctx,
  { since, and: asked }: { since: Day; and?: string },
): Promise<LiveCampaign[]> {
  authorize(ctx, "campaigns:read");
  const isLive = and(inArray(campaigns.status, [...LIVE_STATUSES]), gte(campaigns.endOn, since));
  const [rows, exclusions] = await Promise.all([
    ctx.db
      .select({
        id: campaigns.id,
        name: campaigns.name,
        version: campaigns.version,
        status: campaigns.status,
        channels: campaigns.channels,
        startOn: campaigns.startOn,
        endOn: campaigns.endOn,
        isLaunched: sql<boolean>`${campaigns.launchedAt} is not null`,
        isYielding: campaigns.isYielding,
        isApproved: isApprovedSql,
      })
      .from(campaigns)
      .where(
        and(eq(campaigns.workspaceId, ctx.workspaceId), asked ? or(isLive, eq(campaigns.id, asked)) : isLive),
      )
      .orderBy(asc(campaigns.startOn), asc(campaigns.id)),
    ctx.db
      .select({ campaignId: campaignExclusions.campaignId, otherId: campaignExclusions.otherId })
      .from(campaignExclusions)
      .where(eq(campaignExclusions.workspaceId, ctx.workspaceId)),
  ]);
  return rows.map((row) => ({
    ...row,
    excludes: exclusions.flatMap(({ campaignId, otherId }) => (campaignId === row.id ? [otherId] : [])),
  }));
}

/** Whom the campaigns reach, in their order, and at most how many memberships that reads. */
async function readReachers(
  ctx: Ctx,
  list: readonly ReachingCampaign[],
): Promise<{ reachers: Reacher[]; nos: number[]; weight: number }> {
  const targets = await listTargetSegments(ctx, { campaignIds: list.map(({ id }) => id) });
  const open = new Map<number, number>();
  let weight = 0;
  const reachers = list.map((campaign) => {
    const own = targets.filter(({ campaignId }) => campaignId === campaign.id && !campaign.isPast);
    for (const { no, size } of own)
      if (campaign.isLaunched) weight += size ?? 0;
      else open.set(no, size ?? 0);
    return reacherOf(
      campaign,
      own.map(({ no }) => no),
    );
  });
  for (const size of open.values()) weight += size;
  return { reachers, nos: [...open.keys()], weight };
}

/** From so many memberships on, customers are read as a whole instead of one by one. */
const MANY = 20_000;

/** What the scope, of about `weight` memberships, holds now. */
export async function countReach(
  ctx: Ctx,
  { scope, weight }: { scope: ReachScope; weight: number },
): Promise<Reach> {
  authorize(ctx, "campaigns:read");
  if (scope.sources.length === 0) return { ...scope, rows: [] };
  return inTransaction(ctx, async ({ db, workspaceId }) => {
    // The planner takes any number of folded people for 200, and would look each of them up.
    if (weight > MANY)
      await db.execute(
        sql`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '128MB', true)`,
      );
    return { ...scope, rows: [...(await db.execute<ReachRow>(reachRows(workspaceId, scope)))] };
  });
}

/** As stored, with the time; null when there is none. */
export async function getStoredReach(ctx: Ctx): Promise<{ reach: Reach; countedAt: Date } | null> {
  authorize(ctx, "campaigns:read");
  const [row] = await ctx.db
    .select({ reach: campaignReach.reach, countedAt: campaignReach.countedAt })
    .from(campaignReach)
    .where(eq(campaignReach.workspaceId, ctx.workspaceId));
  return row ?? null;
}

/**
 * How many people are reached by exactly which of these campaigns, by their places in the list: the frozen audience of
 * a launched one, of one that is not the members who may be contacted as they stand. With `held`, whom that launched
 * one holds out has the place behind the last. `countedAt` is null when it was counted just now.
 */
export async function listCombinations(
  ctx: Ctx,
  { campaigns: list, held = null }: { campaigns: readonly ReachingCampaign[]; held?: string | null },
): Promise<{ combinations: Combination[]; countedAt: Date | null }> {
  authorize(ctx, "campaigns:read");
  if (list.length === 0) return { combinations: [], countedAt: null };
  const { reachers, weight } = await readReachers(ctx, list);
  if (held) reachers.push({ sources: [`control ${held}`], channels: null });
  const scope = scopeOf(reachers);
  const stored = weight > MOST_AT_ONCE ? await getStoredReach(ctx) : null;
  if (stored && covers(stored.reach, scope))
    return { combinations: combinationsOf(stored.reach, reachers), countedAt: stored.countedAt };
  const reach = await countReach(ctx, { scope, weight });
  return { combinations: combinationsOf(reach, reachers), countedAt: null };
}

/** What pages may ask for: every campaign that is not over and was on within the longest window of a contact rule. */
export async function getReachScope(ctx: Ctx): Promise<{ scope: ReachScope; nos: number[]; weight: number }> {
  authorize(ctx, "campaigns:read");
  const since = addDays(todayIn(ctx.workspace.timeZone, ctx.now()), -LOOK_BACK_DAYS);
  const list = await ctx.db
    .select({
      id: campaigns.id,
      channels: campaigns.channels,
      isLaunched: sql<boolean>`${campaigns.launchedAt} is not null`,
    })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        inArray(campaigns.status, ["draft", "planned", "running", "paused"]),
        gte(campaigns.endOn, since),
      ),
    );
  if (list.length === 0) return { scope: scopeOf([]), nos: [], weight: 0 };
  const { reachers, nos, weight } = await readReachers(ctx, list);
  const held = list.flatMap(({ id, isLaunched }): Reacher[] =>
    isLaunched ? [{ sources: [`control ${id}`], channels: null }] : [],
  );
  return { scope: scopeOf([...reachers, ...held]), nos, weight };
}
