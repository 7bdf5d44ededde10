import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { campaignSegments, campaigns, personas, users } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import type { Day } from "@/lib/days";
import { found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import { getAudienceNumbers } from "./audience/queries";
import type { AudienceNumbers, Campaign, CampaignRow, TargetSegment } from "./campaign";
import type { CampaignListing } from "./model";
import { campaignWhere, isApprovedSql, tacticTallies } from "./sql";
import { leadsBack, stepsFrom } from "./steps";
import { listTargetSegments } from "./targets/queries";

const LIMIT = 500;
const approvers = alias(users, "approvers");

function listColumns(tallies: SQL) {
  return {
    columns: {
      id: campaigns.id,
      version: campaigns.version,
      name: campaigns.name,
      status: campaigns.status,
      journeyStage: campaigns.journeyStage,
      channels: campaigns.channels,
      ownerId: campaigns.ownerId,
      ownerName: users.name,
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      isLaunched: sql<boolean>`${campaigns.launchedAt} is not null`,
      isApproved: isApprovedSql,
      hasMessage: sql<boolean>`jsonb_path_exists(${campaigns.variants}, '$[*].message ? (@ != "")')`,
      progress: sql<number | null>`tally.progress`,
      tactics: {
        total: sql<number>`coalesce(tally.tactics, 0)`,
        finished: sql<number>`coalesce(tally.finished, 0)`,
        late: sql<number>`coalesce(tally.late, 0)`,
      },
    },
    tally: sql`${tallies} tally`,
    onTally: sql`tally.campaign_id = ${campaigns.id}`,
  };
}

async function targetsOf(ctx: Ctx, campaignIds: string[]): Promise<Map<string, TargetSegment[]>> {
  const byCampaign = new Map<string, TargetSegment[]>();
  for (const { campaignId, size, archivedAt, no: _, ...row } of await listTargetSegments(ctx, {
    campaignIds,
  })) {
    const segment = {
      ...row,
      size: isBelowFloor(ctx, size) ? null : size,
      isCounted: size !== null,
      isArchived: archivedAt !== null,
    };
    byCampaign.set(campaignId, [...(byCampaign.get(campaignId) ?? []), segment]);
  }
  return byCampaign;
}

const ORDER: Record<CampaignListing["sort"], SQL> = {
  name: sql`lower(campaigns.name)`,
  status: sql`array_position(array['running', 'paused', 'planned', 'draft', 'finished', 'archived'], campaigns.status)`,
  start: sql`campaigns.start_on`,
  end: sql`campaigns.end_on`,
  owner: sql`lower(users.name)`,
  progress: sql`tally.progress`,
};

/** Campaigns that pass the filters, at most 500, and how many there are. Archived ones only when asked for. */
export async function listCampaigns(
  ctx: Ctx,
  listing: CampaignListing,
): Promise<{ today: Day; total: number; rows: CampaignRow[] }> {
  authorize(ctx, "campaigns:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const { columns, tally, onTally } = listColumns(tacticTallies(ctx.workspaceId, today));
  const where = campaignWhere(ctx.workspaceId, listing);
  const order = sql`${ORDER[listing.sort]} ${listing.isDescending ? sql`desc` : sql`asc`} nulls last`;
  const [rows, [count]] = await Promise.all([
    ctx.db
      .select(columns)
      .from(campaigns)
      .leftJoin(users, eq(users.id, campaigns.ownerId))
      .leftJoin(tally, onTally)
      .where(where)
      .orderBy(order, asc(campaigns.name), asc(campaigns.id))
      .limit(LIMIT),
    ctx.db.select({ total: sql<number>`count(*)::int` }).from(campaigns).where(where),
  ]);
  const targets = await targetsOf(
    ctx,
    rows.map((row) => row.id),
  );
  return {
    today,
    total: count?.total ?? 0,
    rows: rows.map((row) => ({ ...row, segments: targets.get(row.id) ?? [] })),
  };
}

/**
 * The whole brief with its segments, persona, audience and the steps that may follow; null when there is none. An
 * audience that is at hand already is not counted again.
 */
export async function getCampaign(
  ctx: Ctx,
  { campaignId, audience: counted }: { campaignId: string; audience?: AudienceNumbers },
): Promise<Campaign | null> {
  authorize(ctx, "campaigns:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const { columns, tally, onTally } = listColumns(tacticTallies(ctx.workspaceId, today));
  const [row] = await ctx.db
    .select({
      ...columns,
      objective: campaigns.objective,
      variants: campaigns.variants,
      links: campaigns.links,
      goals: campaigns.goals,
      goalEvent: campaigns.goalEvent,
      budgetMinor: campaigns.budgetMinor,
      spentMinor: sql<number>`(select coalesce(sum(amount_minor), 0)::float8 from campaign_spend s
        where s.workspace_id = ${ctx.workspaceId} and s.campaign_id = ${campaigns.id})`,
      controlShare: campaigns.controlShare,
      stratifyBy: campaigns.stratifyBy,
      launchedAt: campaigns.launchedAt,
      approvedAt: sql<Date | null>`case when ${isApprovedSql} then ${campaigns.approvedAt} end`.mapWith(
        campaigns.approvedAt,
      ),
      approvedBy: approvers.name,
      createdAt: campaigns.createdAt,
      updatedAt: campaigns.updatedAt,
      persona: { id: personas.id, name: personas.name, tagline: personas.tagline },
    })
    .from(campaigns)
    .leftJoin(users, eq(users.id, campaigns.ownerId))
    .leftJoin(approvers, eq(approvers.id, campaigns.approvedBy))
    .leftJoin(
      personas,
      and(eq(personas.workspaceId, campaigns.workspaceId), eq(personas.id, campaigns.personaId)),
    )
    .leftJoin(tally, onTally)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  if (!row) return null;
  const [targets, audience] = await Promise.all([
    targetsOf(ctx, [campaignId]),
    counted === undefined ? getAudienceNumbers(ctx, { campaignId }) : counted,
  ]);
  const campaign = { ...row, today, audience, segments: targets.get(campaignId) ?? [] };
  return {
    ...campaign,
    steps: grants(ctx.actor.role, "campaigns:edit") === "all" ? steps(ctx, campaign) : [],
  };
}

function steps(ctx: Ctx, campaign: Omit<Campaign, "steps">): Campaign["steps"] {
  const mayApprove = grants(ctx.actor.role, "campaigns:approve") === "all";
  return stepsFrom({
    ...campaign,
    hasOwner: campaign.ownerId !== null,
    channels: campaign.channels.length,
  }).map((step) => ({
    ...step,
    mayApprove: mayApprove || !step.needsApproval,
    leadsBack: leadsBack(campaign.status, step.to, mayApprove),
  }));
}

/** A campaign’s brief with its segments, locked until the transaction ends. NOT_FOUND when there is none. */
export async function lockCampaign(ctx: Ctx, { campaignId }: { campaignId: string }) {
  authorize(ctx, "campaigns:read");
  const [row] = await ctx.db
    .select({
      version: campaigns.version,
      status: campaigns.status,
      name: campaigns.name,
      objective: campaigns.objective,
      journeyStage: campaigns.journeyStage,
      channels: campaigns.channels,
      ownerId: campaigns.ownerId,
      personaId: campaigns.personaId,
      variants: campaigns.variants,
      links: campaigns.links,
      goals: campaigns.goals,
      goalEvent: campaigns.goalEvent,
      budgetMinor: campaigns.budgetMinor,
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      controlShare: campaigns.controlShare,
      stratifyBy: campaigns.stratifyBy,
      launchedAt: campaigns.launchedAt,
      approvedAt: campaigns.approvedAt,
      approvedBy: campaigns.approvedBy,
    })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)))
    .for("update");
  const targets = await ctx.db
    .select({ segmentId: campaignSegments.segmentId })
    .from(campaignSegments)
    .where(
      and(eq(campaignSegments.workspaceId, ctx.workspaceId), eq(campaignSegments.campaignId, campaignId)),
    )
    .orderBy(campaignSegments.segmentId);
  return { ...found(row, "campaign"), segmentIds: targets.map((target) => target.segmentId) };
}
