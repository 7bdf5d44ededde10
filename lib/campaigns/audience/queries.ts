import { and, eq, sql } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { addDays, diffDays } from "@/lib/days";
import { found } from "@/lib/errors";
import { memberMatches } from "@/lib/segments/members/sql";
import { todayIn } from "@/lib/zone";
import type { AudienceNumbers } from "../campaign";
import { afterExclusions } from "../conflicts/people";
import { LEFT_OUT_REASONS, type LeftOutReason } from "../launch/reasons";
import { buyersSince, rivalsOf } from "../launch/sql";
import { stratumWords } from "../launch/strata";
import { freeDays } from "../overlap/combination";
import { listCombinations, listLiveCampaigns } from "../overlap/queries";
import { type ReachingCampaign, reacherOf } from "../overlap/reach";
import { listTargetSegments } from "../targets/queries";
import type { AudienceDetail, AudienceGroup, AudiencePage, AudiencePerson, FreeDay } from "./audience";
import { type Audience, audienceOf } from "./sql";

/** What decides who is in the audience and who is held out; NOT_FOUND for another workspace's. */
export async function getSplit(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<Audience> {
  authorize(ctx, "campaigns:read");
  const { db, workspaceId } = ctx;
  const [[row], targets] = await Promise.all([
    db
      .select({
        id: campaigns.id,
        channels: campaigns.channels,
        controlShare: campaigns.controlShare,
        splitSalt: campaigns.splitSalt,
        stratifyBy: campaigns.stratifyBy,
        isYielding: campaigns.isYielding,
        launchedAt: campaigns.launchedAt,
        startOn: campaigns.startOn,
        endOn: campaigns.endOn,
      })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, campaignId))),
    listTargetSegments(ctx, { campaignIds: [campaignId] }),
  ]);
  const campaign = found(row, "campaign");
  if (campaign.launchedAt) return { ...campaign, targets, rivals: [] };
  const rivals = await db.execute<ReachingCampaign & { nos: number[] }>(rivalsOf(workspaceId, campaign));
  return { ...campaign, targets, rivals: rivals.map(({ nos, ...rival }) => reacherOf(rival, nos)) };
}

type Counted = {
  segmentId: string;
  stratum: string;
  reason: LeftOutReason | null;
  isControl: boolean;
  people: number;
};

const peopleIn = <Row extends Counted>(rows: readonly Row[], test: (row: Row) => boolean) =>
  rows.filter(test).reduce((sum, { people }) => sum + people, 0);

/** Null where a part is too small for the role: it could be told from the whole and the other parts. */
function numbersOf(ctx: Ctx, rows: readonly Counted[], isFrozen: boolean): AudienceNumbers {
  const leftOut = LEFT_OUT_REASONS.flatMap((reason) => {
    const people = peopleIn(rows, (row) => row.reason === reason);
    return people > 0 ? [{ reason, people }] : [];
  });
  const numbers = {
    members: peopleIn(rows, () => true),
    treated: peopleIn(rows, (row) => row.reason === null && !row.isControl),
    control: peopleIn(rows, (row) => row.reason === null && row.isControl),
    leftOut,
  };
  const parts = [numbers.treated, numbers.control, ...leftOut.map(({ people }) => people)];
  if (isBelowFloor(ctx, numbers.members) || parts.some((part) => part > 0 && isBelowFloor(ctx, part)))
    return null;
  return { isFrozen, ...numbers };
}

/** Who is contacted, held out and left out, live before the launch and frozen after it. Null: too few for this role. */
export async function getAudienceNumbers(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<AudienceNumbers> {
  authorize(ctx, "campaigns:read");
  const split = await getSplit(ctx, { campaignId });
  const rows = await ctx.db.execute<Counted>(sql`
    select reason, is_control as "isControl", count(*)::int as people
    from ${audienceOf(ctx.workspaceId, split)} as people group by reason, is_control`);
  return numbersOf(ctx, rows, split.launchedAt !== null);
}

const MOST_BASE_DAYS = 90;

/**
 * The same numbers, and by segment and stratum, and how many of them buy anyhow, from one count. Either is null where
 * it is hidden from this role.
 */
export async function getAudience(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<{ numbers: AudienceNumbers; detail: AudienceDetail | null }> {
  authorize(ctx, "campaigns:read");
  const split = await getSplit(ctx, { campaignId });
  const days = Math.min(diffDays(split.startOn, split.endOn) + 1, MOST_BASE_DAYS);
  type Row = Counted & { segmentName: string };
  const [rows, before] = await Promise.all([
    ctx.db.execute<Row>(sql`
      with counted as (
        select segment_id, stratum, reason, is_control, count(*)::int as people
        from ${audienceOf(ctx.workspaceId, split)} as people group by 1, 2, 3, 4
      )
      select segment_id as "segmentId", s.name as "segmentName", stratum, reason, is_control as "isControl", people
      from counted join segments s on s.workspace_id = ${ctx.workspaceId}::int and s.id = segment_id order by s.no`),
    countBuyersBefore(ctx, { targets: split.targets, days }),
  ]);
  const names = new Map(rows.map((row) => [row.segmentId, row.segmentName]));
  const isIn = (row: Row) => row.reason === null;
  const groups = (test: (row: Row) => boolean) => ({
    treated: peopleIn(rows, (row) => test(row) && isIn(row) && !row.isControl),
    control: peopleIn(rows, (row) => test(row) && isIn(row) && row.isControl),
  });
  const strata =
    split.stratifyBy.length === 0 ? [] : [...new Set(rows.filter(isIn).map((row) => row.stratum))];
  const detail: AudienceDetail = {
    segments: [...names].map(([id, name]) => ({
      ...{ id, name },
      ...groups((row) => row.segmentId === id),
      leftOut: peopleIn(rows, (row) => row.segmentId === id && !isIn(row)),
    })),
    strata: strata.map((stratum) => ({
      name: stratumWords(split.stratifyBy, stratum, (id) => names.get(id)),
      ...groups((row) => row.stratum === stratum),
    })),
    base: { ...before, days },
  };
  const parts = [
    ...detail.segments.flatMap(({ treated, control, leftOut }) => [treated, control, leftOut]),
    ...detail.strata.flatMap(({ treated, control }) => [treated, control]),
    detail.base.buyers,
  ];
  const isHidden = parts.some((part) => part > 0 && isBelowFloor(ctx, part));
  return { numbers: numbersOf(ctx, rows, split.launchedAt !== null), detail: isHidden ? null : detail };
}

/** Who was in the segments so many days before today, and who of them has ordered since. */
export async function countBuyersBefore(
  ctx: Ctx,
  { targets, days }: { targets: readonly { no: number }[]; days: number },
): Promise<{ people: number; buyers: number }> {
  authorize(ctx, "campaigns:read");
  const { workspaceId, workspace } = ctx;
  const today = todayIn(workspace.timeZone, ctx.now());
  const [row] = await ctx.db.execute<{ people: number; buyers: number }>(
    buyersSince({
      ...{ workspaceId, timeZone: workspace.timeZone, segmentNos: targets.map(({ no }) => no) },
      ...{ from: addDays(today, -days), to: today },
    }),
  );
  return { people: row?.people ?? 0, buyers: row?.buyers ?? 0 };
}

const MOST_FREE_DAYS = 28;

/**
 * For each day of the campaign from today on, at most 28, how many of those who can be contacted no other live
 * campaign speaks to. Null where the audience is too small for this role. `countedAt` as for combinations.
 */
export async function listFreeDays(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<{ days: FreeDay[] | null; countedAt: Date | null }> {
  authorize(ctx, "campaigns:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const live = await listLiveCampaigns(ctx, { since: today, and: campaignId });
  const own = found(
    live.find(({ id }) => id === campaignId),
    "campaign",
  );
  const from = own.startOn > today ? own.startOn : today;
  const last = addDays(from, MOST_FREE_DAYS - 1);
  const to = own.endOn < last ? own.endOn : last;
  if (to < from) return { days: [], countedAt: null };
  const rivals = live.filter(({ id, startOn, endOn }) => id !== campaignId && startOn <= to && endOn >= from);
  const spans = [own, ...rivals];
  const held = own.isLaunched ? campaignId : null;
  const { combinations, countedAt } = await listCombinations(ctx, { campaigns: spans, held });
  const isOwn = (place: number) => place === 0 || place > rivals.length;
  const ours = afterExclusions(combinations, spans)
    .filter(({ places }) => places.some(isOwn))
    .map(({ places, people }) => ({
      people,
      places: places.flatMap((place) => (isOwn(place) ? [] : [place - 1])),
    }));
  const days = freeDays(ours, rivals, from, to);
  const all = ours.reduce((sum, { people }) => sum + people, 0);
  const isHidden = days.some(({ free }) =>
    [free, all - free].some((part) => part > 0 && isBelowFloor(ctx, part)),
  );
  return { days: isHidden ? null : days, countedAt };
}

export type AudienceQuery = {
  campaignId: string;
  group: AudienceGroup;
  search?: string;
  /** Only who counts for this segment, or got this variant. */
  segmentId?: string;
  variantId?: string;
  /** The last number of the page before, or the first of the page after. */
  after?: number;
  before?: number;
};

const PAGE = 50;

/**
 * The frozen people of a group, a page at a time, in the order of their numbers. Empty before the launch. Who sees the
 * people of own segments only sees those who count for such a segment.
 */
export async function listAudience(ctx: Ctx, query: AudienceQuery): Promise<AudiencePage> {
  const scope = authorize(ctx, "customers:see");
  const { campaignId, group, search, segmentId, variantId, after, before } = query;
  const split = await getSplit(ctx, { campaignId });
  if (!split.launchedAt) return { people: [], nextAfter: null, previousBefore: null };
  const isBackwards = before !== undefined;
  const inGroup = {
    treated: sql`a.reason is null and not a.is_control`,
    control: sql`a.is_control`,
    leftOut: sql`a.reason is not null`,
  }[group];
  const own = scope === "assigned" ? sql`and s.owner_id = ${ctx.actor.userId}::uuid` : sql``;
  const found = search?.trim() ? sql`and ${memberMatches(search)}` : sql``;
  const inSegment = segmentId ? sql`and a.segment_id = ${segmentId}::uuid` : sql``;
  const withVariant = variantId
    ? sql`and exists (select from campaign_audience v where v.workspace_id = ${ctx.workspaceId}::int
        and v.campaign_id = ${campaignId}::uuid and v.customer_no = a.customer_no and ${variantId}::uuid = any(v.variant_ids))`
    : sql``;
  const edge = isBackwards
    ? sql`a.customer_no < ${Math.trunc(before)}::int`
    : sql`a.customer_no > ${Math.trunc(after ?? 0)}::int`;
  const rows = await ctx.db.execute<AudiencePerson>(sql`
    select a.customer_no as "customerNo", customers.id as "customerId", customers.external_id as "externalId",
      nullif(concat_ws(' ', customers.first_name, customers.last_name), '') as name, customers.city, customers.country,
      ${group}::text as "group", a.reason, s.name as "segmentName"
    from ${audienceOf(ctx.workspaceId, split)} as a
    join segments s on s.workspace_id = ${ctx.workspaceId}::int and s.id = a.segment_id
    join customers on customers.workspace_id = ${ctx.workspaceId}::int and customers.no = a.customer_no
    where ${inGroup} and ${edge} ${own} ${found} ${inSegment} ${withVariant}
    order by a.customer_no ${isBackwards ? sql`desc` : sql`asc`} limit ${PAGE + 1}::int`);
  const people = rows.slice(0, PAGE);
  if (isBackwards) people.reverse();
  const hasMore = rows.length > PAGE;
  const [first, last] = [people[0], people.at(-1)];
  return {
    people,
    nextAfter: last && (isBackwards || hasMore) ? last.customerNo : null,
    previousBefore: first && (isBackwards ? hasMore : Boolean(after)) ? first.customerNo : null,
  };
}
