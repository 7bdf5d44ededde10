import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import { campaigns, planItems } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Conflict } from "@/lib/campaigns/conflicts/conflict";
import { listConflicts } from "@/lib/campaigns/conflicts/queries";
import { type Day, formatDay } from "@/lib/days";
import { formatCount, formatPercent } from "@/lib/format";
import { METRICS } from "@/lib/kpis/metric";
import { listSizeDrops, listTargets } from "@/lib/kpis/queries";
import { todayIn } from "@/lib/zone";
import type { Decision } from "./decision";

/** Conflicts first, then losses, targets that are off, and late campaigns; at most `most` of each kind. */
export async function listDecisions(ctx: Ctx, { most = 2 }: { most?: number } = {}): Promise<Decision[]> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [conflicts, drops, targets, late] = await Promise.all([
    listConflicts(ctx),
    listSizeDrops(ctx, { share: 0.08 }),
    listTargets(ctx),
    listLateCampaigns(ctx, today, most),
  ]);
  const behind = targets.filter(
    (target) =>
      target.startOn <= today &&
      target.endOn >= today &&
      (target.pace.state === "off" || target.pace.state === "at risk"),
  );
  return [
    ...worstConflicts(conflicts, most).map<Decision>((conflict) => ({
      kind: "conflict",
      title: conflict.title,
      detail: conflict.detail,
      href: "/campaigns/conflicts",
      act: "Resolve conflict",
    })),
    ...drops.slice(0, most).map<Decision>((drop) => ({
      kind: "loss",
      title: `“${drop.name}” lost ${formatPercent((drop.from - drop.to) / drop.from, 0)} of its members in four weeks`,
      detail: `${formatCount(drop.from, "customer")} then, ${formatCount(drop.to, "customer")} now`,
      href: `/segments/${drop.segmentId}`,
      act: "Open segment",
    })),
    ...behind.slice(0, most).map<Decision>((target) => ({
      kind: "target",
      title: `${METRICS[target.metric].label} of “${target.segmentName}” is ${target.pace.state === "off" ? "off target" : "at risk"}`,
      detail:
        target.pace.ratio === null
          ? ""
          : `${formatPercent(target.pace.ratio, 0)} of what should be there by now`,
      href: `/segments/${target.segmentId}/kpis`,
      act: "Review target",
    })),
    ...late.map<Decision>((campaign) => ({
      kind: "late",
      title: `“${campaign.name}” has ${formatCount(campaign.open, "task")} past the date`,
      detail: `the oldest was due ${formatDay(campaign.due, today)}`,
      href: `/campaigns/${campaign.id}/plan`,
      act: "Open plan",
    })),
  ];
}

/** What harms people first; then the worst of each other kind that has no line of its own below. */
function worstConflicts(conflicts: readonly Conflict[], most: number): Conflict[] {
  const open = conflicts.filter(({ allowed, kind }) => !allowed && kind !== "milestone");
  return [...new Map(open.map((conflict) => [conflict.kind, conflict])).keys()]
    .flatMap((kind) => open.find((conflict) => conflict.kind === kind) ?? [])
    .slice(0, most);
}

async function listLateCampaigns(ctx: Ctx, today: Day, most: number) {
  return ctx.db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      open: sql<number>`count(*)::int`,
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
