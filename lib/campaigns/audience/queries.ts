import { and, eq, sql } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { addDays, type Day, diffDays } from "@/lib/days";
import { found } from "@/lib/errors";
import { memberMatches } from "@/lib/segments/members/sql";
import { todayIn } from "@/lib/zone";
import type { AudienceNumbers } from "../campaign";
import { LEFT_OUT_REASONS, type LeftOutReason } from "../launch/reasons";
import { stratumWords } from "../launch/strata";
import { freeDays, placesOf } from "../overlap/combination";
import { touched } from "../overlap/sql";
import type { AudienceDetail, AudienceGroup, AudiencePage, AudiencePerson, FreeDay } from "./audience";
import { type Audience, audienceOf } from "./sql";

/** What decides who is in the audience and who is held out; NOT_FOUND for another workspace's. */
export async function getSplit(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<Audience> {
  authorize(ctx, "campaigns:read");
  const [row] = await ctx.db
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
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  return found(row, "campaign");
}

type Counted = { reason: LeftOutReason | null; isControl: boolean; people: number };

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
  const count = (test: (row: Counted) => boolean) =>
    rows.filter(test).reduce((sum, { people }) => sum + people, 0);
  const leftOut = LEFT_OUT_REASONS.flatMap((reason) => {
    const people = count((row) => row.reason === reason);
    return people > 0 ? [{ reason, people }] : [];
  });
  const numbers = {
    members: count(() => true),
    treated: count((row) => row.reason === null && !row.isControl),
    control: count((row) => row.reason === null && row.isControl),
    leftOut,
  };
  const parts = [numbers.treated, numbers.control, ...leftOut.map(({ people }) => people)];
  // A part that is too small could be told from the whole and the other parts.
  if (isBelowFloor(ctx, numbers.members) || parts.some((part) => part > 0 && isBelowFloor(ctx, part)))
    return null;
  return { isFrozen: split.launchedAt !== null, ...numbers };
}

const MOST_BASE_DAYS = 90;

/**
 * The audience by segment and stratum, and how many of it buy anyhow. Null where the numbers are hidden from this role.
 */
export async function getAudienceDetail(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<AudienceDetail | null> {
  authorize(ctx, "campaigns:read");
  const split = await getSplit(ctx, { campaignId });
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const days = Math.min(diffDays(split.startOn, split.endOn) + 1, MOST_BASE_DAYS);
  const rows = await ctx.db.execute<{
    segmentId: string;
    segmentName: string;
    stratum: string;
    group: AudienceGroup;
    people: number;
    buyers: number;
  }>(sql`
    with buyer as materialized (
      select distinct customer_no from orders where workspace_id = ${ctx.workspaceId}::int and not is_return
        and ordered_at >= ${addDays(today, -days)}::timestamp at time zone ${ctx.workspace.timeZone}
        and ordered_at < ${today}::timestamp at time zone ${ctx.workspace.timeZone}
    ), counted as (
      select segment_id, stratum, case when reason is not null then 'leftOut' when is_control then 'control' else 'treated' end as grp,
        count(*)::int as people, count(buyer.customer_no)::int as buyers
      from ${audienceOf(ctx.workspaceId, split)} as people left join buyer using (customer_no) group by 1, 2, 3
    )
    select segment_id as "segmentId", s.name as "segmentName", stratum, grp as "group", people, buyers
    from counted join segments s on s.workspace_id = ${ctx.workspaceId}::int and s.id = segment_id order by s.no`);
  const names = new Map(rows.map((row) => [row.segmentId, row.segmentName]));
  const count = (test: (row: (typeof rows)[number]) => boolean, of: "people" | "buyers" = "people") =>
    rows.filter(test).reduce((sum, row) => sum + row[of], 0);
  const isIn = (row: (typeof rows)[number]) => row.group !== "leftOut";
  const strata =
    split.stratifyBy.length === 0 ? [] : [...new Set(rows.filter(isIn).map((row) => row.stratum))];
  const detail: AudienceDetail = {
    segments: [...names].map(([id, name]) => ({
      id,
      name,
      treated: count((row) => row.segmentId === id && row.group === "treated"),
      control: count((row) => row.segmentId === id && row.group === "control"),
      leftOut: count((row) => row.segmentId === id && row.group === "leftOut"),
    })),
    strata: strata.map((stratum) => ({
      name: stratumWords(split.stratifyBy, stratum, (id) => names.get(id)),
      treated: count((row) => row.stratum === stratum && row.group === "treated"),
      control: count((row) => row.stratum === stratum && row.group === "control"),
    })),
    base: { buyers: count(isIn, "buyers"), people: count(isIn), days },
  };
  const parts = [
    ...detail.segments.flatMap(({ treated, control, leftOut }) => [treated, control, leftOut]),
    ...detail.strata.flatMap(({ treated, control }) => [treated, control]),
    detail.base.buyers,
  ];
  return parts.some((part) => part > 0 && isBelowFloor(ctx, part)) ? null : detail;
}

const MOST_FREE_DAYS = 28;

/**
 * For each day of the campaign from today on, at most 28, how many of those who can be contacted no other live
 * campaign speaks to. Null where the audience is too small for this role.
 */
export async function listFreeDays(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<FreeDay[] | null> {
  authorize(ctx, "campaigns:read");
  const split = await getSplit(ctx, { campaignId });
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const from = split.startOn > today ? split.startOn : today;
  const last = addDays(from, MOST_FREE_DAYS - 1);
  const to = split.endOn < last ? split.endOn : last;
  if (to < from) return [];
  const rivals = await ctx.db.execute<{ id: string; isLaunched: boolean; startOn: Day; endOn: Day }>(sql`
    select id, launched_at is not null as "isLaunched", start_on::text as "startOn", end_on::text as "endOn" from campaigns
    where workspace_id = ${ctx.workspaceId}::int and id <> ${campaignId}::uuid
      and status in ('planned', 'running', 'paused') and start_on <= ${to}::date and end_on >= ${from}::date
    order by start_on, id`);
  const { cte, words } = touched(ctx.workspaceId, rivals);
  const names = sql.join(words, sql`, `);
  const texts = words.map((word) => sql`coalesce(${word}, 0)::text`);
  const rows = await ctx.db.execute<{ words: string[]; people: number }>(sql`
    with ${cte}
    select json_build_array(${sql.join(texts, sql`, `)}) as words, count(*)::int as people
    from ${audienceOf(ctx.workspaceId, split)} as people left join touched using (customer_no)
    where reason is null group by ${names}`);
  const combinations = rows.map(({ people, ...row }) => ({ places: placesOf(row.words), people }));
  const days = freeDays(combinations, rivals, from, to);
  const all = combinations.reduce((sum, { people }) => sum + people, 0);
  const isHidden = days.some(({ free }) =>
    [free, all - free].some((part) => part > 0 && isBelowFloor(ctx, part)),
  );
  return isHidden ? null : days;
}

export type AudienceQuery = {
  campaignId: string;
  group: AudienceGroup;
  search?: string;
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
  const { campaignId, group, search, after, before } = query;
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
    where ${inGroup} and ${edge} ${own} ${found}
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
