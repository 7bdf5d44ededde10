import { and, eq, isNotNull, sql } from "drizzle-orm";
import { campaigns, targets } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { type Day, dayInZone } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { addPeriods, type CalendarGrain, endOf, startOf } from "../grain";
import { metricValue } from "../metric";
import { paceOf } from "../pace";
import type { TargetRow } from "../report";
import { countTallies, readMargins } from "../series/queries";
import { listContactNames } from "../snapshots/queries";
import { NO_TALLY, type Tally } from "../tally";
import { withTyped } from "../typed-figure";
import { windowOf } from "../windows";
import { type CampaignGroup, type CampaignSeries, sharedBy } from "./series";

type Launched = { id: string; name: string; from: Day; to: Day };
type Group = { segmentId: string | null; no: number; name: string; people: number; isTold: boolean };

/**
 * The figures of a campaign's contacted people by period, and per segment: orders on the campaign's days from the launch,
 * messages and visits that name it, its spend. Null before the launch; "hidden" when too few were contacted.
 */
export async function getCampaignSeries(
  ctx: Ctx,
  { campaignId, grain }: { campaignId: string; grain: CalendarGrain },
): Promise<CampaignSeries | "hidden" | null> {
  authorize(ctx, "kpis:read");
  const [row] = await ctx.db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      startOn: campaigns.startOn,
      to: campaigns.endOn,
      launchedAt: campaigns.launchedAt,
    })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        eq(campaigns.id, campaignId),
        isNotNull(campaigns.launchedAt),
      ),
    );
  if (!row?.launchedAt) return null;
  const launchedOn = dayInZone(row.launchedAt, ctx.workspace.timeZone);
  const campaign = {
    ...row,
    from: launchedOn > row.startOn && launchedOn <= row.to ? launchedOn : row.startOn,
  };
  const [first, ...parts] = await listGroups(ctx, campaignId);
  if (!first || isBelowFloor(ctx, first.people)) return "hidden";
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const tallyOf = await readTallies(ctx, { campaign, grain, today, groups: [first, ...parts] });
  const last = campaign.to < today ? campaign.to : today;
  const starts: Day[] = [];
  for (let start = startOf(grain, campaign.from); start <= last; start = addPeriods(grain, start, 1))
    starts.push(start);
  const shown = (group: Group): CampaignGroup => {
    const isHidden = isBelowFloor(ctx, group.people);
    const { segmentId, name, people, no } = group;
    return {
      ...{ segmentId, name, people, isHidden },
      whole: isHidden ? NO_TALLY : tallyOf(no, null),
      periods: isHidden
        ? []
        : starts.map((startOn) => ({
            ...{ startOn, endOn: endOf(grain, startOn), correctedAt: null, seen: null },
            tally: tallyOf(no, startOn),
          })),
    };
  };
  return {
    ...{ today, from: campaign.from, to: campaign.to, isTold: first.isTold },
    groups: [shown(first), ...parts.map(shown)],
  };
}

/** Who was contacted: all of them, then by the segment through which they came in. */
async function listGroups(ctx: Ctx, campaignId: string): Promise<Group[]> {
  const rows = await ctx.db.execute<Group>(sql`
    select s.id as "segmentId", coalesce(s.no, 0) as no, coalesce(s.name, 'All contacted') as name, count(*)::int as people,
      bool_or(a.told_orders is not null or a.told_minor is not null) as "isTold"
    from campaign_audience a join segments s on s.workspace_id = a.workspace_id and s.id = a.segment_id
    where a.workspace_id = ${ctx.workspaceId}::int and a.campaign_id = ${campaignId}::uuid and not a.is_control
    group by grouping sets ((), (s.id, s.no, s.name)) having count(*) > 0
    order by grouping(s.id) desc, count(*) desc, s.name`);
  return [...rows];
}

type Asked = { campaign: Launched; grain: CalendarGrain; today: Day; groups: readonly Group[] };

async function readTallies(
  ctx: Ctx,
  { campaign, grain, today, groups }: Asked,
): Promise<(no: number, startOn: Day | null) => Tally> {
  const { from, to } = campaign;
  const [counted, typed, marginOn] = await Promise.all([
    listContactNames(ctx).then((contacts) =>
      countTallies(ctx, {
        ...{ workspaceId: ctx.workspaceId, timeZone: ctx.workspace.timeZone, contacts, today },
        holders: { kind: "campaign", campaignId: campaign.id, campaignName: campaign.name, from, to },
        ...{ grains: [grain], windows: [windowOf({ from, to })], since: null, readFrom: from, first: from },
      }),
    ),
    listTyped(ctx, campaign),
    readMargins(ctx),
  ]);
  const [all] = groups;
  const byKey = new Map(
    counted.map(({ grain: of, segmentNo, startOn, endOn: _, ...tally }) => [
      `${segmentNo} ${of === "window" ? "" : startOn}`,
      tally,
    ]),
  );
  return (no, startOn) => {
    const people = groups.find((group) => group.no === no)?.people ?? 0;
    const added = typed.flatMap((row) => {
      if (startOn !== null && startOf(grain, row.day) !== startOn) return [];
      if (no === 0 || row.segmentNo === no) return [row];
      // What was spent or typed for the whole campaign is shared by how many people each segment had.
      if (row.segmentNo !== 0 || row.figure !== "cost") return [];
      return [{ ...row, value: sharedBy(row.value, people, all?.people ?? 0) }];
    });
    const tally = { ...NO_TALLY, ...byKey.get(`${no} ${startOn ?? ""}`) };
    return { ...withTyped(tally, added), margin: marginOn(startOn ? endOf(grain, startOn) : to) };
  };
}

/** Spend and typed values of the campaign; what lies outside its days counts on the first or the last of them. */
async function listTyped(ctx: Ctx, { id, from, to }: Launched) {
  const own = sql`workspace_id = ${ctx.workspaceId}::int and campaign_id = ${id}::uuid`;
  return ctx.db.execute<{ segmentNo: number; day: Day; figure: string; value: number }>(sql`
    select "segmentNo", least(greatest(day, ${from}::date), ${to}::date)::text as day, figure, value::float8 as value from (
      select 0 as "segmentNo", spent_on as day, 'cost' as figure, amount_minor as value from campaign_spend where ${own}
      union all
      select coalesce((select s.no from segments s where s.workspace_id = v.workspace_id and s.id = v.segment_id), 0), day, figure, value
      from kpi_values v where ${own} and ended_at is null
    ) t`);
}

/** Targets of campaigns with what has been reached and the pace; before the launch nothing has. */
export async function listCampaignTargets(
  ctx: Ctx,
  { campaignId }: { campaignId?: string } = {},
): Promise<TargetRow[]> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db
    .select({
      id: targets.id,
      campaign: { id: campaigns.id, name: campaigns.name },
      metric: targets.metric,
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      value: targets.value,
    })
    .from(targets)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, targets.workspaceId), eq(campaigns.id, targets.campaignId)),
    )
    .where(
      and(
        eq(targets.workspaceId, ctx.workspaceId),
        campaignId ? eq(targets.campaignId, campaignId) : undefined,
      ),
    )
    .orderBy(campaigns.endOn, targets.metric);
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const ids = [...new Set(rows.map(({ campaign }) => campaign.id))];
  const series = new Map<string, CampaignSeries | "hidden" | null>();
  for (const id of ids) series.set(id, await getCampaignSeries(ctx, { campaignId: id, grain: "quarter" }));
  return rows.map((row) => {
    const known = series.get(row.campaign.id);
    const actual = known && known !== "hidden" ? metricValue(row.metric, known.groups[0].whole) : null;
    return {
      ...row,
      segmentId: null,
      segmentName: null,
      actual,
      pace: paceOf(row.metric, row, actual, today),
    };
  });
}
