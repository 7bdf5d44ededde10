import { and, asc, eq, sql } from "drizzle-orm";
import { campaignSegments, campaigns, members, segments, users, workspaces } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import type { NamedKey, PlanConflict, PlanItem, PlanProblems, SharedPeople, Span } from "@/lib/timeline/plan";
import { todayIn } from "@/lib/zone";
import { getBaselineDays, listBaselines } from "../baselines/queries";
import { type Conflict, linkIdOf } from "../conflicts/conflict";
import { listConflictsAndShared } from "../conflicts/queries";
import type { CampaignFilters } from "../model";
import { listLinks, listParts } from "../parts/queries";
import { campaignWhere } from "../sql";
import { isOver } from "../status";
import type { TimelineData } from "./data";
import type { ProblemsOf } from "./model";
import { planStamp } from "./sql";

async function readCampaigns(ctx: Ctx, filters: CampaignFilters, campaignId?: string): Promise<PlanItem[]> {
  const canEdit = grants(ctx.actor.role, "campaigns:edit") === "all";
  const rows = await ctx.db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      version: campaigns.version,
      status: campaigns.status,
      ownerId: campaigns.ownerId,
      channels: campaigns.channels,
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      segmentIds: sql<
        string[]
      >`coalesce(array_agg(${campaignSegments.segmentId}::text) filter (where ${campaignSegments.segmentId} is not null), '{}')`,
    })
    .from(campaigns)
    .leftJoin(
      campaignSegments,
      and(
        eq(campaignSegments.workspaceId, campaigns.workspaceId),
        eq(campaignSegments.campaignId, campaigns.id),
      ),
    )
    .where(
      campaignId
        ? and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId))
        : campaignWhere(ctx.workspaceId, filters),
    )
    .groupBy(campaigns.workspaceId, campaigns.id)
    .orderBy(asc(campaigns.startOn), asc(campaigns.name));
  return rows.map((row) => ({
    ...row,
    kind: "campaign",
    parentId: null,
    progress: isOver(row.status) ? 100 : 0,
    locked: !canEdit || isOver(row.status),
  }));
}

/** Both bars of a pair get a mark that names the other. */
function marksOf({ key, kind, itemIds, startOn, endOn, title, harm, ...conflict }: Conflict): PlanConflict[] {
  const mark = { id: key, startOn, endOn, href: `/campaigns/conflicts#${key}` };
  return kind === "overlap"
    ? itemIds.map((itemId) => ({
        ...mark,
        itemIds: [itemId],
        text: `${harm} also get “${conflict.campaigns.find(({ id }) => id !== itemId)?.name}”`,
      }))
    : [{ ...mark, itemIds, text: title }];
}

/**
 * Every conflict that nobody allowed, as marks on bars. Broken dependencies are found where they are drawn, while a
 * bar moves too: of them only those that somebody allowed are told. So are people whom a drag brings together: by
 * whom each two campaigns share.
 */
export async function listProblems(
  ctx: Ctx,
  { campaignId }: ProblemsOf = {},
): Promise<PlanProblems & { shared: SharedPeople }> {
  authorize(ctx, "campaigns:read");
  const { conflicts, shared } = await listConflictsAndShared(ctx, {
    ...(campaignId && { campaignId }),
    withRemedies: false,
  });
  const isLink = ({ kind }: Conflict) => kind === "dependency";
  return {
    conflicts: conflicts.filter((one) => !one.allowed && !isLink(one)).flatMap(marksOf),
    allowedLinks: conflicts
      .filter((one) => one.allowed && isLink(one))
      .map(({ key, size }) => ({ linkId: linkIdOf(key), days: size })),
    shared,
  };
}

/** Segments in the order of the tree's numbers, present members by name: the names behind the groups. */
async function readNames(ctx: Ctx): Promise<{ segments: NamedKey[]; people: NamedKey[] }> {
  const [segmentRows, people] = await Promise.all([
    ctx.db
      .select({ key: segments.id, label: segments.name })
      .from(segments)
      .where(eq(segments.workspaceId, ctx.workspaceId))
      .orderBy(asc(segments.no)),
    ctx.db
      .select({ key: members.userId, label: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.workspaceId, ctx.workspaceId))
      .orderBy(asc(users.name)),
  ]);
  return { segments: segmentRows, people };
}

const NO_DAYS: ReadonlyMap<string, Span> = new Map();

/** A text that changes with every change to campaigns, their plans, dependencies and baselines. */
export async function getPlanStamp(ctx: Ctx): Promise<{ stamp: string }> {
  authorize(ctx, "campaigns:read");
  const [row] = await ctx.db.execute<{ stamp: string }>(planStamp(ctx.workspaceId));
  return { stamp: row?.stamp ?? "" };
}

/**
 * Everything that the timeline draws, in nine queries however many bars there are. With `campaignId` only that
 * campaign and its plan; otherwise the campaigns that pass the filters.
 */
export async function getTimeline(
  ctx: Ctx,
  { campaignId, baselineId, ...filters }: CampaignFilters & { campaignId?: string; baselineId?: string },
): Promise<TimelineData> {
  authorize(ctx, "campaigns:read");
  // Before the rest: what changes in between is then fetched once more instead of missed.
  const asOf = ctx.now().toISOString();
  const { stamp } = await getPlanStamp(ctx);
  const shown = await readCampaigns(ctx, filters, campaignId);
  const ids = shown.map((campaign) => campaign.id);
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [parts, links, names, baselines, days, [workspace]] = await Promise.all([
    listParts(ctx, { of: shown }),
    listLinks(ctx, { campaignIds: ids }),
    readNames(ctx),
    listBaselines(ctx),
    baselineId ? getBaselineDays(ctx, { baselineId }) : NO_DAYS,
    ctx.db
      .select({ holidays: workspaces.holidays, workdays: workspaces.workdays })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId)),
  ]);
  const items = [...shown, ...parts].map((item) => {
    const baseline = days.get(item.id);
    return baseline ? { ...item, baseline } : item;
  });
  const known = new Set(items.map((item) => item.id));
  return {
    items,
    links: links.filter((link) => known.has(link.fromId) && known.has(link.toId)),
    ...names,
    holidays: (workspace?.holidays ?? []).map(({ on, name }) => ({ day: on, name })),
    workdays: workspace?.workdays ?? [],
    baselines: baselines.map(({ id, name }) => ({ key: id, label: name })),
    baselineId: baselines.find(({ id }) => id === baselineId)?.id ?? null,
    scope: `${ctx.workspaceId} ${ctx.actor.userId}`,
    stamp,
    asOf,
    today,
    canLink: grants(ctx.actor.role, "campaigns:edit") === "all",
    isReadOnly: items.every((item) => item.locked),
  };
}
