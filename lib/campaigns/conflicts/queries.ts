import { and, asc, eq, notInArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { allowedConflicts, campaignExclusions, campaigns, members, users, workspaces } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { addDays, type Day } from "@/lib/days";
import { formatMoment } from "@/lib/format";
import { buildPlan } from "@/lib/timeline/bars";
import type { PlanItem, SharedPeople } from "@/lib/timeline/plan";
import { buildGraph } from "@/lib/timeline/schedule";
import { workWeek } from "@/lib/work/load";
import { canBeGivenWork } from "@/lib/workspaces/members/sql";
import { todayIn } from "@/lib/zone";
import { listCombinations, listLiveCampaigns } from "../overlap/queries";
import { listLinks, listParts } from "../parts/queries";
import {
  CONFLICT_KINDS,
  type Concession,
  type Conflict,
  type ContactRule,
  type FoundConflict,
  type LiveCampaign,
  type ProposedRemedy,
  type Worker,
} from "./conflict";
import { liveSince } from "./live";
import { afterExclusions, contactsOf, findOverlaps, findPressure, findShared, overlapKey } from "./people";
import { findBroken, findLateMilestones, findOverload, findUnready } from "./plan";
import { overlapRemedies, pressureRemedies } from "./remedies";

/** The campaigns themselves as bars. */
function campaignBars(ctx: Ctx, live: readonly LiveCampaign[], today: Day): PlanItem[] {
  const mayMove = grants(ctx.actor.role, "campaigns:edit") === "all";
  return live.map((campaign) => ({
    ...campaign,
    kind: "campaign",
    parentId: null,
    progress: 0,
    ownerId: null,
    segmentIds: [],
    // Its days have come: nothing proposes others.
    locked: !mayMove || (campaign.isLaunched && campaign.startOn <= today),
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

/** Of one campaign, or of all. Who shows no remedies needs not look for them: that is most of the work. */
type ConflictsOf = { campaignId?: string; withRemedies?: boolean };

const order = (kind: Conflict["kind"]) => CONFLICT_KINDS.indexOf(kind);

/**
 * Everything that is wrong with the live campaigns, the worst first within each kind: people reached twice or too
 * often, members with too much work, broken dependencies, milestones past their date, launches without approved
 * content. What somebody allowed says so until its harm grows. Groups that are too small for this role are left out.
 */
export async function listConflicts(ctx: Ctx, of: ConflictsOf = {}): Promise<Conflict[]> {
  authorize(ctx, "campaigns:read");
  return (await listConflictsAndShared(ctx, of)).conflicts;
}

const NONE_SHARED: SharedPeople = { campaigns: [], pairs: [] };

/** The same, and for who moves campaigns whom each two of them share, so that a drag can tell what it would bring. */
export async function listConflictsAndShared(
  ctx: Ctx,
  { campaignId, withRemedies = true }: ConflictsOf = {},
): Promise<{ conflicts: Conflict[]; shared: SharedPeople }> {
  authorize(ctx, "campaigns:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [live, { workspace, workers, allowed }] = await Promise.all([
    listLiveCampaigns(ctx, { since: liveSince(today) }),
    readRules(ctx),
  ]);
  if (live.length === 0) return { conflicts: [], shared: NONE_SHARED };
  const rules: ContactRule[] = workspace
    ? [{ channel: null, cap: workspace.cap, days: workspace.days }, ...workspace.rules]
    : [];
  const since = addDays(today, 1 - Math.max(1, ...rules.map(({ days }) => days)));
  const [reached, parts, links] = await Promise.all([
    listCombinations(ctx, { campaigns: live.map((each) => ({ ...each, isPast: each.endOn < since })) }),
    listParts(ctx, { of: live }),
    listLinks(ctx, { campaignIds: live.map(({ id }) => id) }),
  ]);
  const items = [...campaignBars(ctx, live, today), ...parts];
  const combinations = afterExclusions(reached.combinations, live);
  const plan = buildPlan(items);
  const work = workWeek({ holidays: workspace?.holidays ?? [], workdays: workspace?.workdays ?? [] });
  const { calendar } = work;
  const ways = { plan, graph: buildGraph(plan, links), calendar, today };
  const mayEdit = grants(ctx.actor.role, "campaigns:edit") === "all";
  const isAsked = ({ campaigns: touching }: FoundConflict) =>
    !campaignId || touching.some(({ id }) => id === campaignId);
  const proposes = mayEdit && withRemedies;
  const mayPause = grants(ctx.actor.role, "campaigns:approve") === "all";
  const contacts = contactsOf(live, items, today);
  const ofPeople: FoundConflict[] = [
    ...findOverlaps(combinations, live, today)
      .filter(isAsked)
      .map(({ pair, ...found }) => ({
        ...found,
        ...(proposes && overlapRemedies(pair, { ways, mayPause })),
      })),
    ...findPressure(combinations, live, contacts, rules, today)
      .filter(isAsked)
      .map(({ rule, worstOn, ...found }) => ({
        ...found,
        ...(proposes &&
          pressureRemedies(
            found,
            { rule, worstOn },
            { combinations, campaigns: live, items, ways, mayPause },
          )),
      })),
  ]
    .filter(({ size }) => !isBelowFloor(ctx, size))
    .map((found) => ({ ...found, detail: `${found.detail}${counted(ctx, reached.countedAt)}` }));
  const current = live.filter(({ endOn }) => endOn >= today);
  const found = [
    ...ofPeople,
    ...findOverload(live, workers, work, ways),
    ...findBroken(links, live, ways),
    ...findLateMilestones(live, ways),
    ...findUnready(current, ways),
  ];
  const allowedAs = (of: string, harm: number) => allowed.find(({ key, size }) => key === of && size >= harm);
  const conflicts = found
    .filter(isAsked)
    .sort((a, b) => order(a.kind) - order(b.kind) || b.size - a.size)
    .map(({ stuck = "", ...conflict }) => {
      const own = allowedAs(conflict.key, conflict.size);
      const isStuck = mayEdit && conflict.remedies.length === 0;
      return {
        ...conflict,
        stuck: isStuck ? stuck : "",
        allowed: own ? { reason: own.reason, by: own.by } : null,
      };
    });
  if (!mayEdit) return { conflicts, shared: NONE_SHARED };
  const pairs = findShared(combinations, live).filter(({ a, b, people }) => {
    const [one, other] = [live[a]?.id ?? "", live[b]?.id ?? ""];
    const isOwn = !campaignId || one === campaignId || other === campaignId;
    return isOwn && !isBelowFloor(ctx, people) && !allowedAs(overlapKey(one, other), people);
  });
  return {
    conflicts,
    shared: {
      campaigns: live.map(({ id, name, startOn, endOn }) => ({ id, name, startOn, endOn })),
      pairs: pairs.map(({ a, b, people }) => [a, b, people] as const),
    },
  };
}

/** What campaigns that are not over gave up for others: their priority, or the people whom another one reaches. */
export async function listConcessions(
  ctx: Ctx,
  { campaignId }: { campaignId?: string } = {},
): Promise<Concession[]> {
  authorize(ctx, "campaigns:read");
  const mayEdit = grants(ctx.actor.role, "campaigns:edit") === "all";
  const others = alias(campaigns, "others");
  const columns = { id: campaigns.id, name: campaigns.name, launchedAt: campaigns.launchedAt };
  const isAsked = and(
    eq(campaigns.workspaceId, ctx.workspaceId),
    notInArray(campaigns.status, ["finished", "archived"]),
    campaignId ? eq(campaigns.id, campaignId) : undefined,
  );
  const [low, leaving] = await Promise.all([
    ctx.db
      .select(columns)
      .from(campaigns)
      .where(and(isAsked, eq(campaigns.isYielding, true)))
      .orderBy(asc(campaigns.name)),
    ctx.db
      .select({ ...columns, otherId: others.id, otherName: others.name })
      .from(campaignExclusions)
      .innerJoin(
        campaigns,
        and(
          eq(campaigns.workspaceId, campaignExclusions.workspaceId),
          eq(campaigns.id, campaignExclusions.campaignId),
        ),
      )
      .innerJoin(
        others,
        and(
          eq(others.workspaceId, campaignExclusions.workspaceId),
          eq(others.id, campaignExclusions.otherId),
        ),
      )
      .where(isAsked)
      .orderBy(asc(campaigns.name), asc(others.name)),
  ]);
  const of = (row: (typeof low)[number], text: string, takeBack: ProposedRemedy): Concession => ({
    ...{ campaignId: row.id, campaignName: row.name, text },
    takeBack: mayEdit && row.launchedAt === null ? takeBack : null,
  });
  return [
    ...low.map((row) =>
      of(
        row,
        "Low priority: leaves its people to every other campaign that speaks to them by the same channel",
        {
          label: "Raise the priority again",
          remedy: { kind: "yield", campaignId: row.id, isOn: false },
          done: `“${row.name}” no longer gives way`,
        },
      ),
    ),
    ...leaving.map((row) =>
      of(row, `Leaves out whom “${row.otherName}” reaches`, {
        label: "Reach them too",
        remedy: { kind: "exclude", campaignId: row.id, otherId: row.otherId, isOn: false },
        done: `“${row.name}” no longer leaves out whom “${row.otherName}” reaches`,
      }),
    ),
  ];
}
