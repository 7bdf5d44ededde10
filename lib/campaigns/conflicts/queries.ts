import { asc, eq } from "drizzle-orm";
import { allowedConflicts, members, users, workspaces } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { addDays } from "@/lib/days";
import { formatMoment } from "@/lib/format";
import { buildPlan } from "@/lib/timeline/bars";
import type { PlanItem } from "@/lib/timeline/plan";
import { buildGraph } from "@/lib/timeline/schedule";
import { workWeek } from "@/lib/work/load";
import { canBeGivenWork } from "@/lib/workspaces/members/sql";
import { todayIn } from "@/lib/zone";
import { listCombinations, listLiveCampaigns } from "../overlap/queries";
import { listLinks, listParts } from "../parts/queries";
import {
  CONFLICT_KINDS,
  type Conflict,
  type ContactRule,
  type FoundConflict,
  type LiveCampaign,
  type Worker,
} from "./conflict";
import { liveSince } from "./live";
import { afterExclusions, contactsOf, findOverlaps, findPressure } from "./people";
import { findBroken, findLateMilestones, findOverload, findUnready } from "./plan";
import { overlapRemedies, pressureRemedies } from "./remedies";

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

/** People who were not counted just now say when. */
const counted = (ctx: Ctx, at: Date | null) =>
  at ? `, counted ${formatMoment(at, ctx.workspace.timeZone, ctx.now())}` : "";

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
  const [live, { workspace, workers, allowed }] = await Promise.all([
    listLiveCampaigns(ctx, { since: liveSince(today) }),
    readRules(ctx),
  ]);
  if (live.length === 0) return [];
  const rules: ContactRule[] = workspace
    ? [{ channel: null, cap: workspace.cap, days: workspace.days }, ...workspace.rules]
    : [];
  const since = addDays(today, 1 - Math.max(1, ...rules.map(({ days }) => days)));
  const [reached, parts, links] = await Promise.all([
    listCombinations(ctx, { campaigns: live.map((each) => ({ ...each, isPast: each.endOn < since })) }),
    listParts(ctx, { of: live }),
    listLinks(ctx, { campaignIds: live.map(({ id }) => id) }),
  ]);
  const items = [...campaignBars(ctx, live), ...parts];
  const combinations = afterExclusions(reached.combinations, live);
  const plan = buildPlan(items);
  const work = workWeek({ holidays: workspace?.holidays ?? [], workdays: workspace?.workdays ?? [] });
  const { calendar } = work;
  const ways = { plan, graph: buildGraph(plan, links), calendar, today };
  const mayEdit = grants(ctx.actor.role, "campaigns:edit") === "all";
  const isAsked = ({ campaigns: touching }: FoundConflict) =>
    !campaignId || touching.some(({ id }) => id === campaignId);
  const ofPeople: FoundConflict[] = [
    ...findOverlaps(combinations, live, today)
      .filter(isAsked)
      .map(({ pair, ...found }) => ({ ...found, remedies: mayEdit ? overlapRemedies(pair, ways) : [] })),
    ...findPressure(combinations, live, contactsOf(live, items), rules, today)
      .filter(isAsked)
      .map((found) => ({ ...found, remedies: mayEdit ? pressureRemedies(found, live, ways) : [] })),
  ]
    .filter(({ size }) => !isBelowFloor(ctx, size))
    .map((found) => ({ ...found, detail: `${found.detail}${counted(ctx, reached.countedAt)}` }));
  const current = live.filter(({ endOn }) => endOn >= today);
  const found = [
    ...ofPeople,
    ...findOverload(plan, live, workers, today, work),
    ...findBroken(ways.graph, links, live, calendar),
    ...findLateMilestones(plan, live, today, calendar),
    ...findUnready(current, today),
  ];
  return found
    .filter(isAsked)
    .sort((a, b) => order(a.kind) - order(b.kind) || b.size - a.size)
    .map((conflict) => {
      const own = allowed.find(({ key, size }) => key === conflict.key && size >= conflict.size);
      return { ...conflict, allowed: own ? { reason: own.reason, by: own.by } : null };
    });
}
