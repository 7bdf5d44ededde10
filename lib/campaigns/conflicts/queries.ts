import { and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import { allowedConflicts, campaignExclusions, campaigns, members, users, workspaces } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { addDays, type Day, toDayNumber } from "@/lib/days";
import { buildPlan } from "@/lib/timeline/bars";
import { workingDays } from "@/lib/timeline/calendar";
import type { PlanItem } from "@/lib/timeline/plan";
import { buildGraph } from "@/lib/timeline/schedule";
import { canBeGivenWork } from "@/lib/workspaces/members/sql";
import { todayIn } from "@/lib/zone";
import { type Combination, placesOf } from "../overlap/combination";
import { touched } from "../overlap/sql";
import { listLinks, listParts } from "../parts/queries";
import {
  CONFLICT_KINDS,
  type Conflict,
  type ContactRule,
  type FoundConflict,
  type LiveCampaign,
  type Worker,
} from "./conflict";
import { afterExclusions, contactsOf, findOverlaps, findPressure } from "./people";
import { findBroken, findLateMilestones, findOverload, findUnready } from "./plan";
import { overlapRemedies, pressureRemedies } from "./remedies";

const LIVE = ["planned", "running", "paused"] as const;
/** A contact of so long ago can still count: the longest window of a contact rule. */
const LOOK_BACK_DAYS = 90;

async function readLive(ctx: Ctx, today: Day): Promise<LiveCampaign[]> {
  const own = eq(campaigns.workspaceId, ctx.workspaceId);
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
        isApproved: sql<boolean>`${campaigns.approvedAt} is not null`,
      })
      .from(campaigns)
      .where(
        and(own, inArray(campaigns.status, [...LIVE]), gte(campaigns.endOn, addDays(today, -LOOK_BACK_DAYS))),
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

/**
 * How many people are reached by exactly which of these campaigns, by their places in the list: the frozen audience of
 * a launched one, the members as they stand of one that is not. Only what these campaigns hold is read.
 */
export async function listCombinations(
  ctx: Ctx,
  { reachers }: { reachers: readonly { id: string; isLaunched: boolean }[] },
): Promise<Combination[]> {
  authorize(ctx, "campaigns:read");
  if (reachers.length === 0) return [];
  const { cte, words } = touched(ctx.workspaceId, reachers);
  const texts = words.map((word) => sql`${word}::text`);
  const rows = await ctx.db.execute<{ words: string[]; people: number }>(sql`
    with ${cte} select json_build_array(${sql.join(texts, sql`, `)}) as words, count(*)::int as people
    from touched group by ${sql.join(words, sql`, `)}`);
  return rows.map(({ people, ...row }) => ({ places: placesOf(row.words), people }));
}

/** The campaigns themselves as bars. */
function campaignBars(ctx: Ctx, live: readonly LiveCampaign[]): PlanItem[] {
  const mayMove = grants(ctx.actor.role, "campaigns:edit") === "all";
  return live.map((campaign) => ({
    ...campaign,
    kind: "campaign",
    parentId: null,
    progress: 0,
    ownerId: null,
    segmentIds: [],
    locked: !mayMove || campaign.isLaunched,
  }));
}

async function readRules(ctx: Ctx) {
  const [[workspace], workers, allowed] = await Promise.all([
    ctx.db
      .select({
        cap: workspaces.contactCap,
        days: workspaces.contactCapDays,
        rules: workspaces.contactRules,
        holidays: workspaces.holidays,
        workdays: workspaces.workdays,
      })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId)),
    ctx.db
      .select({ id: members.userId, name: users.name, weeklyHours: members.weeklyHours })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(canBeGivenWork(ctx.workspaceId))
      .orderBy(asc(users.name)),
    ctx.db
      .select({
        key: allowedConflicts.key,
        size: allowedConflicts.size,
        reason: allowedConflicts.reason,
        by: users.name,
      })
      .from(allowedConflicts)
      .leftJoin(users, eq(users.id, allowedConflicts.allowedBy))
      .where(eq(allowedConflicts.workspaceId, ctx.workspaceId)),
  ]);
  return { workspace, workers: workers as Worker[], allowed };
}

const order = (kind: Conflict["kind"]) => CONFLICT_KINDS.indexOf(kind);

/**
 * Everything that is wrong with the live campaigns, the worst first within each kind: people reached twice or too
 * often, members with too much work, broken dependencies, milestones past their date, launches without approved
 * content. What somebody allowed says so until its harm grows. Groups that are too small for this role are left out.
 */
export async function listConflicts(
  ctx: Ctx,
  { campaignId }: { campaignId?: string } = {},
): Promise<Conflict[]> {
  authorize(ctx, "campaigns:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const live = await readLive(ctx, today);
  if (live.length === 0) return [];
  const [raw, parts, links, { workspace, workers, allowed }] = await Promise.all([
    listCombinations(ctx, { reachers: live }),
    listParts(ctx, { of: live }),
    listLinks(ctx, { campaignIds: live.map(({ id }) => id) }),
    readRules(ctx),
  ]);
  const items = [...campaignBars(ctx, live), ...parts];
  const combinations = afterExclusions(raw, live);
  const plan = buildPlan(items);
  const calendar = workingDays(
    (workspace?.holidays ?? []).map(({ on }) => toDayNumber(on)),
    workspace?.workdays,
  );
  const rules: ContactRule[] = workspace
    ? [{ channel: null, cap: workspace.cap, days: workspace.days }, ...workspace.rules]
    : [];
  const ways = { plan, graph: buildGraph(plan, links), calendar, today };
  const mayEdit = grants(ctx.actor.role, "campaigns:edit") === "all";
  const ofPeople: FoundConflict[] = [
    ...findOverlaps(combinations, live, today).map(({ pair, ...found }) => ({
      ...found,
      remedies: mayEdit ? overlapRemedies(pair, ways) : [],
    })),
    ...findPressure(combinations, live, contactsOf(live, items), rules, today).map((found) => ({
      ...found,
      remedies: mayEdit ? pressureRemedies(found, live, ways) : [],
    })),
  ].filter(({ size }) => !isBelowFloor(ctx, size));
  const current = live.filter(({ endOn }) => endOn >= today);
  const found = [
    ...ofPeople,
    ...findOverload(plan, live, workers, today),
    ...findBroken(ways.graph, links, live, calendar),
    ...findLateMilestones(plan, live, today, calendar),
    ...findUnready(current, today),
  ];
  return found
    .filter(({ campaigns: touching }) => !campaignId || touching.some(({ id }) => id === campaignId))
    .sort((a, b) => order(a.kind) - order(b.kind) || b.size - a.size)
    .map((conflict) => {
      const own = allowed.find(({ key, size }) => key === conflict.key && size >= conflict.size);
      return { ...conflict, allowed: own ? { reason: own.reason, by: own.by } : null };
    });
}
