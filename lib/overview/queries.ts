import { and, asc, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { campaigns, decisions, planItems } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Conflict } from "@/lib/campaigns/conflicts/conflict";
import { listConflicts } from "@/lib/campaigns/conflicts/queries";
import { type Day, formatDay } from "@/lib/days";
import { figureParam } from "@/lib/decisions/figure";
import { formatCount, formatList, formatPercent } from "@/lib/format";
import { listCampaignTargets } from "@/lib/kpis/campaign/queries";
import { METRICS } from "@/lib/kpis/metric";
import { listSizeDrops, listTargets } from "@/lib/kpis/queries";
import { targetHref, targetOwner } from "@/lib/kpis/target-state";
import { todayIn } from "@/lib/zone";
import type { Matter } from "./matter";

/**
 * Conflicts first, then losses, targets that are off, and late campaigns; at most `most` of each kind. What somebody
 * has decided about and left open goes last, with that decision.
 */
export async function listMatters(ctx: Ctx, { most = 2 }: { most?: number } = {}): Promise<Matter[]> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [conflicts, drops, targets, ofCampaigns, late, decided] = await Promise.all([
    listConflicts(ctx, { withRemedies: false }),
    listSizeDrops(ctx, { share: 0.08 }),
    listTargets(ctx),
    listCampaignTargets(ctx),
    listLateCampaigns(ctx, today, most),
    listOpenDecisions(ctx),
  ]);
  const behind = [...targets, ...ofCampaigns].filter(
    (target) =>
      target.startOn <= today &&
      target.endOn >= today &&
      (target.pace.state === "off" || target.pace.state === "at risk"),
  );
  const matters: Omit<Matter, "decided">[] = [
    ...worstConflicts(conflicts, most).map((conflict) => ({
      kind: "conflict" as const,
      about: { segmentId: null, campaignId: conflict.campaigns[0]?.id ?? null, figure: null },
      title: conflict.title,
      detail: conflict.detail,
      href: "/campaigns/conflicts",
      act: "Resolve conflict",
    })),
    ...drops.slice(0, most).map((drop) => ({
      kind: "loss" as const,
      about: {
        segmentId: drop.segmentId,
        campaignId: null,
        figure: { kind: "metric" as const, metric: "members" as const },
      },
      title: `“${drop.name}” lost ${formatPercent((drop.from - drop.to) / drop.from, 0)} of its members in four weeks`,
      detail: `${formatCount(drop.from, "customer")} then, ${formatCount(drop.to, "customer")} now`,
      href: `/segments/${drop.segmentId}`,
      act: "Open segment",
    })),
    ...behind.slice(0, most).map((target) => ({
      kind: "target" as const,
      about: {
        segmentId: target.segmentId,
        campaignId: target.campaign?.id ?? null,
        figure: target.campaign ? null : { kind: "target" as const, targetId: target.id },
      },
      title: `${METRICS[target.metric].label} of ${targetOwner(target)} is ${target.pace.state === "off" ? "off target" : "at risk"}`,
      detail:
        target.pace.ratio === null
          ? ""
          : `${formatPercent(target.pace.ratio, 0)} of what should be there by now`,
      href: targetHref(target),
      act: "Review target",
    })),
    ...late.map((campaign) => ({
      kind: "late" as const,
      about: { segmentId: null, campaignId: campaign.id, figure: null },
      title: `“${campaign.name}” has ${lateWords(campaign)} past the date`,
      detail: `the oldest was due ${formatDay(campaign.due, today)}`,
      href: `/campaigns/${campaign.id}/plan`,
      act: "Open plan",
    })),
  ];
  return matters
    .map((matter) => ({ ...matter, decided: decided.get(keyOf(matter.about)) ?? null }))
    .sort((a, b) => Number(a.decided !== null) - Number(b.decided !== null));
}

/** The same for a matter and for a decision about it. */
const keyOf = ({ segmentId, campaignId, figure }: Matter["about"]) =>
  [segmentId, campaignId, figure && figureParam(figure)].join("|");

async function listOpenDecisions(ctx: Ctx): Promise<Map<string, { id: string; title: string }>> {
  const rows = await ctx.db
    .select({
      id: decisions.id,
      title: decisions.title,
      segmentId: decisions.segmentId,
      campaignId: decisions.campaignId,
      figure: decisions.figure,
    })
    .from(decisions)
    .where(
      and(
        eq(decisions.workspaceId, ctx.workspaceId),
        eq(decisions.state, "open"),
        isNull(decisions.removedAt),
      ),
    )
    .orderBy(desc(decisions.decidedOn), desc(decisions.id))
    .limit(200);
  return new Map(
    rows
      .reverse()
      .map(({ id, title, figure, ...about }) => [
        keyOf({ ...about, figure: figure?.key ?? null }),
        { id, title },
      ]),
  );
}

/** What harms people first; then the worst of each other kind that has no line of its own below. */
function worstConflicts(conflicts: readonly Conflict[], most: number): Conflict[] {
  const open = conflicts.filter(({ allowed, kind }) => !allowed && kind !== "milestone");
  return [...new Map(open.map((conflict) => [conflict.kind, conflict])).keys()]
    .flatMap((kind) => open.find((conflict) => conflict.kind === kind) ?? [])
    .slice(0, most);
}

/** "2 tasks and 1 milestone". */
const lateWords = ({ tasks, milestones }: { tasks: number; milestones: number }) =>
  formatList([
    ...(tasks > 0 ? [formatCount(tasks, "task")] : []),
    ...(milestones > 0 ? [formatCount(milestones, "milestone")] : []),
  ]);

async function listLateCampaigns(ctx: Ctx, today: Day, most: number) {
  return ctx.db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      tasks: sql<number>`(count(*) filter (where ${planItems.kind} = 'tactic'))::int`,
      milestones: sql<number>`(count(*) filter (where ${planItems.kind} = 'milestone'))::int`,
      due: sql<Day>`min(${planItems.endOn})::text`,
    })
    .from(campaigns)
    .innerJoin(
      planItems,
      and(eq(planItems.workspaceId, campaigns.workspaceId), eq(planItems.campaignId, campaigns.id)),
    )
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        inArray(campaigns.status, ["planned", "running"]),
        lt(planItems.endOn, today),
        lt(planItems.progress, 100),
      ),
    )
    .groupBy(campaigns.id, campaigns.name)
    .orderBy(asc(sql`min(${planItems.endOn})`))
    .limit(most);
}
