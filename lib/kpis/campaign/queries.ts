import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { campaigns, segments, targets } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { countCells } from "@/lib/campaigns/lift/queries";
import { type Launched, type Sides, sidesOf } from "@/lib/campaigns/outcomes/outcomes";
import { listKnown } from "@/lib/campaigns/outcomes/queries";
import { type Day, dayInZone } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { addPeriods, type CalendarGrain, endOf, type Span, startOf } from "../grain";
import { metricValue } from "../metric";
import { paceOf } from "../pace";
import type { TargetRow } from "../report";
import { countTallies, readMargins } from "../series/queries";
import { listContactNames } from "../snapshots/queries";
import { NO_TALLY, type Tally } from "../tally";
import { withTyped } from "../typed-figure";
import { windowOf } from "../windows";
import { type CampaignGroup, type CampaignSeries, type StoredFigure, sharedBy } from "./series";

type Days = Span & { id: string; name: string };
type Group = { segmentId: string | null; no: number; name: string; people: number };

/** The days on which orders count: from the launch, if that lies within the campaign's own. */
function daysOf(ctx: Ctx, { id, name, startOn, endOn, launchedAt }: Launched): Days {
  const launchedOn = dayInZone(launchedAt, ctx.workspace.timeZone);
  const from = launchedOn > startOn && launchedOn <= endOn ? launchedOn : startOn;
  return { id, name, from, to: endOn };
}

/**
 * The figures of a campaign's contacted people by period, and per segment: orders on the campaign's days from the launch,
 * messages and visits that name it, its spend. Null before the launch; "hidden" when too few were contacted.
 */
export async function getCampaignSeries(
  ctx: Ctx,
  { campaignId, grain }: { campaignId: string; grain: CalendarGrain },
): Promise<CampaignSeries | "hidden" | null> {
  authorize(ctx, "kpis:read");
  return (await listSeries(ctx, [campaignId], grain)).get(campaignId) ?? null;
}

/** By campaign that is launched; without a grain only the whole of each. */
async function listSeries(
  ctx: Ctx,
  campaignIds: readonly string[],
  grain: CalendarGrain | null,
): Promise<Map<string, CampaignSeries | "hidden">> {
  const found = new Map<string, CampaignSeries | "hidden">();
  for (const { known, ...campaign } of await listKnown(ctx, { campaignIds, parts: ["sides", "figures"] })) {
    const sides = known?.sides ?? sidesOf(await countCells(ctx, { campaign }));
    if (sides.treated.people === 0 || isBelowFloor(ctx, sides.treated.people)) {
      found.set(campaign.id, "hidden");
      continue;
    }
    const groups = await listGroups(ctx, sides);
    const figures = known?.figures ?? (await countFigures(ctx, { campaign, grains: grain ? [grain] : [] }));
    const series = await seriesOf(ctx, { days: daysOf(ctx, campaign), grain, groups, figures });
    found.set(campaign.id, {
      ...{ ...series, isTold: campaign.told.orders, countedAt: known?.countedAt ?? null },
    });
  }
  return found;
}

type Counted = {
  days: Days;
  grain: CalendarGrain | null;
  groups: readonly [Group, ...Group[]];
  figures: readonly StoredFigure[];
};

async function seriesOf(ctx: Ctx, counted: Counted): Promise<Omit<CampaignSeries, "isTold" | "countedAt">> {
  const { days, grain, groups } = counted;
  const [first, ...parts] = groups;
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const tallyOf = await readTallies(ctx, counted);
  const last = days.to < today ? days.to : today;
  const starts: Day[] = [];
  if (grain)
    for (let start = startOf(grain, days.from); start <= last; start = addPeriods(grain, start, 1))
      starts.push(start);
  const shown = (group: Group): CampaignGroup => {
    const isHidden = isBelowFloor(ctx, group.people);
    const { segmentId, name, people, no } = group;
    return {
      ...{ segmentId, name, people, isHidden },
      whole: isHidden ? NO_TALLY : tallyOf(no, null),
      periods:
        isHidden || !grain
          ? []
          : starts.map((startOn) => ({
              ...{ startOn, endOn: endOf(grain, startOn), correctedOn: null, seen: null },
              tally: tallyOf(no, startOn),
            })),
    };
  };
  return { today, from: days.from, to: days.to, groups: [shown(first), ...parts.map(shown)] };
}

/** Who was contacted: all of them, then by the segment through which they came in, the largest first. */
async function listGroups(ctx: Ctx, { treated, bySegment }: Sides): Promise<[Group, ...Group[]]> {
  const rows = await ctx.db
    .select({ id: segments.id, no: segments.no, name: segments.name })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), inArray(segments.id, Object.keys(bySegment))))
    .orderBy(asc(segments.name));
  const parts = rows.map(({ id, ...row }) => ({ segmentId: id, ...row, people: bySegment[id] ?? 0 }));
  return [
    { segmentId: null, no: 0, name: "All contacted", people: treated.people },
    ...parts.sort((a, b) => b.people - a.people),
  ];
}

/**
 * The figures of the contacted people counted from orders and events now, by periods of these lengths and over all of the
 * campaign's days (`window`), of all and per segment.
 */
export async function countFigures(
  ctx: Ctx,
  { campaign, grains }: { campaign: Launched; grains: readonly CalendarGrain[] },
): Promise<StoredFigure[]> {
  authorize(ctx, "kpis:read");
  const { id, name, from, to } = daysOf(ctx, campaign);
  const rows = await countTallies(ctx, {
    ...{ workspaceId: ctx.workspaceId, timeZone: ctx.workspace.timeZone, today: to },
    holders: { kind: "campaign", campaignId: id, campaignName: name, from, to },
    ...{ contacts: await listContactNames(ctx), grains, windows: [windowOf({ from, to })] },
    ...{ since: null, readFrom: from, first: from },
  });
  return rows.map(({ endOn: _, grain, segmentNo, startOn, ...tally }) => ({
    ...{ grain, segmentNo, startOn },
    ...Object.fromEntries(Object.entries(tally).filter(([, value]) => value !== 0)),
  }));
}

async function readTallies(
  ctx: Ctx,
  { days, grain, groups, figures }: Counted,
): Promise<(no: number, startOn: Day | null) => Tally> {
  const [typed, marginOn] = await Promise.all([listTyped(ctx, days), readMargins(ctx)]);
  const [all] = groups;
  const byKey = new Map(
    figures.map(({ grain: of, segmentNo, startOn, ...tally }) => [
      `${of} ${segmentNo} ${of === "window" ? "" : startOn}`,
      tally,
    ]),
  );
  return (no, startOn) => {
    const people = groups.find((group) => group.no === no)?.people ?? 0;
    const added = typed.flatMap((row) => {
      if (startOn !== null && grain && startOf(grain, row.day) !== startOn) return [];
      if (no === 0 || row.segmentNo === no) return [row];
      // What was spent or typed for the whole campaign is shared by how many people each segment had.
      if (row.segmentNo !== 0 || row.figure !== "cost") return [];
      return [{ ...row, value: sharedBy(row.value, people, all.people) }];
    });
    const key = startOn ? `${grain} ${no} ${startOn}` : `window ${no} `;
    const tally = { ...NO_TALLY, present: people, ...byKey.get(key) };
    return {
      ...withTyped(tally, added),
      margin: marginOn(startOn && grain ? endOf(grain, startOn) : days.to),
    };
  };
}

/** Spend and typed values of the campaign; what lies outside its days counts on the first or the last of them. */
async function listTyped(ctx: Ctx, { id, from, to }: Days) {
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
  const series = await listSeries(ctx, ids, null);
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
