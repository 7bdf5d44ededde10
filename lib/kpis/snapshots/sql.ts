import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";
import { intArray } from "@/lib/segments/values/sql";
import type { Contact } from "../contact";
import type { CalendarGrain, Span } from "../grain";

/** Events that count as contacts and visits, by the number of their name. */
export type NamedContact = Contact & { no: number };

/** Whose figures: segments by their members of each day, or the contacted people of a campaign by its frozen audience. */
export type Holders =
  | { kind: "segments"; segmentNos: readonly number[]; hasBase: boolean }
  | { kind: "campaign"; campaignId: string; campaignName: string; from: Day; to: Day };

export type TallyScope = {
  workspaceId: number;
  timeZone: string;
  holders: Holders;
  contacts: readonly NamedContact[];
  grains: readonly CalendarGrain[];
  /** Runs of whole months, each compared with as many days before it. */
  windows: readonly (Span & { before: Day })[];
  /** Periods that end before this day are left out; null: all of history. */
  since: Day | null;
  /** Where the facts begin to be read: early enough for the period before `since`. Null: all of history. */
  readFrom: Day | null;
  /** The first day of any fact, or of those that are read. */
  first: Day;
  today: Day;
};

const day = (value: Day) => sql`${value}::date`;
const startOfDay = (value: Day, timeZone: string) => sql`(${value}::timestamp at time zone ${timeZone})`;
const dayOf = (at: SQL, timeZone: string) => sql`(${at} at time zone ${timeZone})::date`;

/** Columns that are filled from facts and add up. */
const SUMS = sql.raw("orders, revenue, sent, bounced, opened, clicked, unsubscribed, complained, visits");
const SUM_OF = sql.raw(
  "orders, revenue, sent, bounced, opened, clicked, unsubscribed, complained, visits"
    .split(", ")
    .map((column) => `sum(${column})::bigint as ${column}`)
    .join(", "),
);

const counted = (stage: string) => sql`case when n.stage = ${stage} then d.count else 0 end`;

/**
 * Rows per person, day and channel: orders and money, messages and visits. An open or click counts once per person and
 * message, on the day of the first: so they add up over days.
 */
function facts({ workspaceId, timeZone, readFrom, holders }: TallyScope): SQL {
  const own = (t: string) => sql`${sql.raw(t)}.workspace_id = ${workspaceId}::int`;
  const ofCampaign =
    holders.kind === "campaign"
      ? sql`and e.props ->> 'campaign' in (${holders.campaignId}, ${holders.campaignName})`
      : sql``;
  const sinceMoment = (column: SQL) =>
    readFrom ? sql`and ${column} >= ${startOfDay(readFrom, timeZone)}` : sql``;
  const ordered = sql`
    select o.customer_no, ${dayOf(sql`o.ordered_at`, timeZone)} as day, coalesce(o.channel, '') as channel,
      (not o.is_return)::int as orders, o.amount_minor as revenue,
      0 as sent, 0 as bounced, 0 as opened, 0 as clicked, 0 as unsubscribed, 0 as complained, 0 as visits
    from orders o where ${own("o")} ${sinceMoment(sql`o.ordered_at`)}`;
  // Of a campaign, each event is looked at for its name; of everybody, the days are added up already.
  const daily =
    holders.kind === "campaign"
      ? sql`(select e.customer_no, e.name_no, ${dayOf(sql`e.occurred_at`, timeZone)} as day, 1 as count
          from events e where ${own("e")} ${ofCampaign} ${sinceMoment(sql`e.occurred_at`)}) d`
      : sql`(select customer_no, name_no, day, count from event_daily t where ${own("t")}
          ${readFrom ? sql`and day >= ${day(readFrom)}` : sql``}) d`;
  const messages = sql`
    select d.customer_no, d.day, n.channel, 0, 0, ${counted("sent")}, ${counted("bounced")}, 0, 0,
      ${counted("unsubscribed")}, ${counted("complained")}, ${counted("visits")}
    from names n join ${daily} on d.name_no = n.no where n.stage not in ('opened', 'clicked')`;
  const message = sql`coalesce(e.props ->> 'campaign', ${dayOf(sql`e.occurred_at`, timeZone)}::text)`;
  const isFirst = readFrom
    ? sql`and not exists (select from events p where ${own("p")} and p.customer_no = e.customer_no and p.name_no = e.name_no
        and p.occurred_at < ${startOfDay(readFrom, timeZone)} and p.props ->> 'campaign' = e.props ->> 'campaign')`
    : sql``;
  const unique = sql`
    select u.customer_no, u.day, n.channel, 0, 0, 0, 0, (n.stage = 'opened')::int, (n.stage = 'clicked')::int, 0, 0, 0
    from names n join (
      select e.customer_no, e.name_no, min(${dayOf(sql`e.occurred_at`, timeZone)}) as day
      from events e join names u on u.no = e.name_no and u.stage in ('opened', 'clicked')
      where ${own("e")} ${ofCampaign} ${sinceMoment(sql`e.occurred_at`)} ${isFirst}
      group by e.customer_no, e.name_no, ${message}
    ) u on u.name_no = n.no`;
  return sql`${ordered} union all ${messages} union all ${unique}`;
}

/**
 * Spans of days (segment_no, customer_no, from_day, to_day) in which people were members: at any time of the day, so
 * that a lapsed customer who orders counts as lapsed on that day. Whoever was in at the first count of a segment is
 * taken to have been a member before it too: the segment's past is that of its first members.
 */
export function memberSpans(
  {
    workspaceId,
    timeZone,
    readFrom,
  }: Pick<TallyScope, "workspaceId" | "timeZone"> & { readFrom: Day | null },
  segmentNos: readonly number[],
): SQL {
  const own = (t: string) =>
    sql`${sql.raw(t)}.workspace_id = ${workspaceId}::int and ${sql.raw(t)}.segment_no = any(${intArray(segmentNos)})`;
  const since = readFrom ? sql`and c.at >= ${startOfDay(readFrom, timeZone)}` : sql``;
  return sql`
    with logged as (
      select c.segment_no, c.customer_no, c.at, ${dayOf(sql`c.at`, timeZone)} as day, c.has_entered,
        lag(${dayOf(sql`c.at`, timeZone)}) over w as day_before, lead(${dayOf(sql`c.at`, timeZone)}) over w as day_after
      from segment_changes c where ${own("c")} ${since}
      window w as (partition by c.segment_no, c.customer_no order by c.at, c.has_entered)
    ), changes as materialized (
      select segment_no, customer_no, day, has_entered, row_number() over w as nth, lead(day) over w as next_day
      from logged
      -- Who left and came again on one day was in for all of it.
      where case when has_entered then day_before else day_after end is distinct from day
      window w as (partition by segment_no, customer_no order by at, has_entered)
    ), firsts as (
      select t.segment_no, min(t.day) as day from segment_sizes t where ${own("t")} group by t.segment_no
    ), spans as (
      select c.segment_no, c.customer_no,
        case when nth = 1 and c.day <= coalesce(f.day, c.day) then date '-infinity' else c.day end as from_day,
        coalesce(next_day, date 'infinity') as to_day
      from changes c left join firsts f on f.segment_no = c.segment_no where has_entered
      union all
      select segment_no, customer_no, date '-infinity', day from changes where nth = 1 and not has_entered
      union all
      select m.segment_no, m.customer_no, date '-infinity', date 'infinity' from segment_members m
      where ${own("m")} and not exists (
        select from changes c where c.segment_no = m.segment_no and c.customer_no = m.customer_no)
    ) select segment_no, customer_no, from_day, to_day from spans`;
}

/** Everybody from the day on which they were first seen. */
function baseSpans({ workspaceId, timeZone }: TallyScope): SQL {
  return sql`select 0 as segment_no, c.no as customer_no, ${dayOf(sql`c.first_seen_at`, timeZone)} as from_day, date 'infinity' as to_day
    from customers c where c.workspace_id = ${workspaceId}::int and c.erased_at is null`;
}

/** The contacted people of a campaign within its days: all of them as 0, and those of each target segment. */
function audienceSpans(scope: TallyScope, { campaignId, from, to }: Holders & { kind: "campaign" }): SQL {
  const audience = (no: SQL) => sql`
    select ${no} as segment_no, a.customer_no, ${day(from)} as from_day, ${day(to)} as to_day from campaign_audience a
    join segments s on s.workspace_id = a.workspace_id and s.id = a.segment_id
    where a.workspace_id = ${scope.workspaceId}::int and a.campaign_id = ${campaignId}::uuid and not a.is_control`;
  return sql`${audience(sql`0`)} union all ${audience(sql`s.no`)}`;
}

const union = (parts: readonly SQL[]) => sql.join([...parts], sql` union all `);
const step = (grain: CalendarGrain) =>
  sql.raw(grain === "quarter" ? "interval '3 months'" : `interval '1 ${grain}'`);
const trunc = (grain: CalendarGrain, column: SQL) =>
  grain === "day" ? column : sql`date_trunc(${sql.raw(`'${grain}'`)}, ${column})::date`;
const next = (grain: CalendarGrain, column: SQL, sign: "+" | "-" = "+") =>
  grain === "day"
    ? sql`(${column} ${sql.raw(sign)} 1)`
    : sql`(${column} ${sql.raw(sign)} ${step(grain)})::date`;

/** Different people who bought, by period; and those who had bought in the period before, and come again. */
function headsOf(grain: CalendarGrain): SQL {
  const period = trunc(grain, sql`day`);
  const key = sql`${grain}::text as grain, segment_no, channel`;
  return sql`
    select ${key}, start_on, ${next(grain, sql`start_on`)} - 1 as end_on, count(*) as buyers, count(*) filter (where is_repeat) as repeat_buyers,
      0::bigint as prior_buyers, count(*) filter (where before = ${next(grain, sql`start_on`, "-")}) as returning_buyers
    from (
      select segment_no, channel, customer_no, ${period} as start_on, bool_or(is_repeat) as is_repeat,
        lag(${period}) over (partition by segment_no, channel, customer_no order by ${period}) as before
      from held where orders > 0 group by segment_no, channel, customer_no, ${period}
    ) p group by segment_no, channel, start_on
    union all
    select ${key}, ${next(grain, period)}, ${next(grain, next(grain, period))} - 1, 0, 0, count(distinct customer_no), 0
    from held where orders > 0 group by segment_no, channel, ${period}`;
}

/** People of the segments over a window, each once. */
const windowHeads = sql`
  select 'window' as grain, segment_no, channel, start_on, end_on, count(*) filter (where is_now) as buyers,
    count(*) filter (where is_repeat) as repeat_buyers, count(*) filter (where was_before) as prior_buyers,
    count(*) filter (where is_now and was_before) as returning_buyers
  from (
    select h.segment_no, h.channel, h.customer_no, w.start_on, w.end_on, bool_or(h.day >= w.start_on) as is_now,
      bool_or(h.is_repeat and h.day >= w.start_on) as is_repeat, bool_or(h.day < w.start_on) as was_before
    from held h join windows w on h.day >= w.before_on and h.day <= w.end_on
    where h.orders > 0 group by h.segment_no, h.channel, h.customer_no, w.start_on, w.end_on
  ) p group by segment_no, channel, start_on, end_on`;

/** How many were members at the end of each period, and at any time in it: by who comes and goes, added up. */
function sizesOf(grain: CalendarGrain, first: Day, today: Day): SQL {
  const start = trunc(grain, day(first));
  return sql`
    select ${grain}::text as grain, segment_no, '' as channel, start_on, ${next(grain, sql`start_on`)} - 1 as end_on,
      sum(members) over w as members, sum(present) over w as present
    from (
      select s.segment_no, c.start_on, coalesce(sum(m.members), 0) as members, coalesce(sum(m.present), 0) as present
      from (select distinct segment_no from all_spans) s
      cross join (select generate_series(${start}, ${day(today)}, ${step(grain)})::date as start_on) c
      left join (
        select segment_no, a as start_on, 1 as members, 0 as present from moves_${sql.raw(grain)}
        union all
        select segment_no, a_clear, 0, 1 from moves_${sql.raw(grain)} where a_clear <= b
        union all
        select segment_no, b, -1, 0 from moves_${sql.raw(grain)} where to_day <= ${day(today)}
        union all
        select segment_no, ${next(grain, sql`b`)}, 0, -1 from moves_${sql.raw(grain)} where a_clear <= b
      ) m on m.segment_no = s.segment_no and m.start_on = c.start_on
      group by s.segment_no, c.start_on
    ) d window w as (partition by segment_no order by start_on)`;
}

function movesOf(grain: CalendarGrain, first: Day, today: Day): SQL {
  const a = trunc(grain, sql`greatest(from_day, ${day(first)})`);
  const b = trunc(grain, sql`least(to_day, ${day(today)})`);
  return sql`moves_${sql.raw(grain)} as materialized (
    select segment_no, to_day, a, b, case when before >= a then ${next(grain, sql`before`)} else a end as a_clear from (
      select segment_no, to_day, ${a} as a, ${b} as b,
        lag(${b}) over (partition by segment_no, customer_no order by from_day) as before
      from all_spans where to_day >= ${day(first)} and from_day <= ${day(today)}
    ) x)`;
}

const windowSizes = (today: Day) => sql`
  select 'window' as grain, s.segment_no, '' as channel, w.start_on, w.end_on,
    count(*) filter (where s.from_day <= least(w.end_on, ${day(today)}) and s.to_day > least(w.end_on, ${day(today)})) as members,
    count(distinct s.customer_no) as present
  from windows w join all_spans s on s.from_day <= w.end_on and s.to_day >= w.start_on
  group by s.segment_no, w.start_on, w.end_on`;

/**
 * Rows of kpi_snapshots of the scope: every fact is read once, folded per person and day, and joined to the spans of
 * membership; its cost follows the memberships, not orders × segments.
 */
export function tallies(scope: TallyScope): SQL {
  const { workspaceId, timeZone, holders, contacts, grains, windows, since, first, today } = scope;
  const isCampaign = holders.kind === "campaign";
  const spans = isCampaign ? audienceSpans(scope, holders) : memberSpans(scope, holders.segmentNos);
  const hasBase = holders.kind === "segments" && holders.hasBase;
  const base = hasBase
    ? sql`union all select 0, '', p.* from person p
        union all select 0, channel, ${sql.raw("customer_no, day, is_repeat, is_new")}, ${SUMS} from by_channel`
    : sql``;
  const periods = grains.map(
    (grain) => sql`
    select ${grain}::text as grain, segment_no, channel, ${trunc(grain, sql`day`)} as start_on, ${next(grain, trunc(grain, sql`day`))} - 1 as end_on,
      sum(new_buyers) as new_buyers, ${SUM_OF} from by_day group by segment_no, channel, ${trunc(grain, sql`day`)}`,
  );
  const windowSums = sql`
    select 'window' as grain, d.segment_no, d.channel, w.start_on, w.end_on, sum(new_buyers) as new_buyers, ${SUM_OF}
    from by_day d join windows w on d.day between w.start_on and w.end_on group by d.segment_no, d.channel, w.start_on, w.end_on`;
  const sums = union([windowSums, ...periods]);
  const heads = union([windowHeads, ...grains.map(headsOf)]);
  const sizes = union([windowSizes(today), ...grains.map((grain) => sizesOf(grain, first, today))]);
  const cut = since ? sql`and end_on >= ${day(since)}` : sql``;
  return sql`
    with names as materialized (
      select * from json_to_recordset(${JSON.stringify(contacts)}::json) x(no int, stage text, channel text)
    ), windows as materialized (
      select * from json_to_recordset(${JSON.stringify(
        windows.map(({ from, to, before }) => ({ start_on: from, end_on: to, before_on: before })),
      )}::json) x(start_on date, end_on date, before_on date)
    ), spans as materialized (${spans}), all_spans as (
      select segment_no, customer_no, from_day, to_day from spans ${hasBase ? sql`union all ${baseSpans(scope)}` : sql``}
    ), facts as materialized (${facts(scope)}),
    folded as (select customer_no, day, ${SUM_OF} from facts group by customer_no, day),
    person as materialized (
      select f.customer_no, f.day,
        f.orders > 0 and (f.day > x.first_on or f.orders > 1) as is_repeat, f.orders > 0 and f.day = x.first_on as is_new, ${SUMS}
      from folded f left join (
        select customer_no, ${dayOf(sql`first_order_at`, timeZone)} as first_on from customer_metrics where workspace_id = ${workspaceId}::int
      ) x on x.customer_no = f.customer_no
    ), by_channel as (
      select f.customer_no, f.day, f.orders > 0 and (f.day > x.first_on or f.orders > 1) as is_repeat,
        f.orders > 0 and f.day = x.first_on as is_new, f.channel, ${SUMS}
      from (select customer_no, day, channel, ${SUM_OF} from facts where channel <> '' group by customer_no, day, channel) f
      left join (
        select customer_no, ${dayOf(sql`first_order_at`, timeZone)} as first_on from customer_metrics where workspace_id = ${workspaceId}::int
      ) x on x.customer_no = f.customer_no
    ), held as materialized (
      select s.segment_no, ''::text as channel, p.* from person p
        join spans s on s.customer_no = p.customer_no and p.day between s.from_day and s.to_day
      ${base}
    ), by_day as materialized (
      select segment_no, channel, day, count(*) filter (where is_new) as new_buyers, ${SUM_OF} from held group by segment_no, channel, day
    ), ${sql.join(grains.map((grain) => sql`${movesOf(grain, first, today)}, `))} parts as (
      select grain, segment_no, channel, start_on, end_on, 0::bigint as members, 0::bigint as present, 0::bigint as buyers, 0::bigint as repeat_buyers,
        new_buyers, 0::bigint as prior_buyers, 0::bigint as returning_buyers, ${SUMS} from (${sums}) a
      union all
      select grain, segment_no, channel, start_on, end_on, 0, 0, buyers, repeat_buyers, 0, prior_buyers, returning_buyers, 0,0,0,0,0,0,0,0,0 from (${heads}) b
      union all
      select grain, segment_no, channel, start_on, end_on, members, present, 0, 0, 0, 0, 0, 0,0,0,0,0,0,0,0,0 from (${sizes}) c
    )
    select ${workspaceId}::int as workspace_id, grain, segment_no, channel, start_on, end_on,
      sum(members)::bigint as members, sum(present)::bigint as present, sum(buyers)::bigint as buyers,
      sum(repeat_buyers)::bigint as repeat_buyers, sum(new_buyers)::bigint as new_buyers, sum(prior_buyers)::bigint as prior_buyers,
      sum(returning_buyers)::bigint as returning_buyers, ${SUM_OF}
    from parts where start_on <= ${day(today)} and end_on >= ${day(first)} ${cut}
    group by grain, segment_no, channel, start_on, end_on`;
}

const COLUMNS = [
  "members",
  "present",
  "buyers",
  "repeat_buyers",
  "new_buyers",
  "prior_buyers",
  "returning_buyers",
  "orders",
  "revenue_minor",
  "sent",
  "bounced",
  "opened",
  "clicked",
  "unsubscribed",
  "complained",
  "visits",
];
const list = (prefix: string) => sql.raw(COLUMNS.map((column) => `${prefix}${column}`).join(", "));

/**
 * Brings the stored rows of a scope to what the facts say, and writes the differences only. A period that had ended by
 * `closedOn`, of a segment that was counted before, is marked as corrected at `at`.
 */
export function writeTallies(
  scope: TallyScope & { holders: Holders & { kind: "segments" } },
  {
    closedOn,
    known,
    at,
    isOnly,
  }: { closedOn: Day | null; known: readonly number[]; at: Date; isOnly?: boolean },
): SQL {
  const { workspaceId, holders, grains, windows, since } = scope;
  const nos = intArray([...(holders.hasBase ? [0] : []), ...holders.segmentNos]);
  const moment = sql`${at.toISOString()}::timestamptz`;
  const isLate = (end: SQL, no: SQL) =>
    closedOn ? sql`(${end} <= ${day(closedOn)} and ${no} = any(${intArray(known)}))` : sql`false`;
  // One window alone leaves the others as they are.
  const others = isOnly ? sql`and false` : sql``;
  const grainNames = sql`any(${`{${[...grains, ...(windows.length > 0 ? ["window"] : [])].join(",")}}`}::text[])`;
  return sql`
    with fresh as materialized (${tallies(scope)}),
    gone as (
      delete from kpi_snapshots k where k.workspace_id = ${workspaceId}::int and k.segment_no = any(${nos}) and k.grain = ${grainNames}
        ${since ? sql`and k.end_on >= ${day(since)}` : sql``} ${others}
        and not exists (select from fresh f where f.grain = k.grain and f.segment_no = k.segment_no and f.channel = k.channel
          and f.start_on = k.start_on and f.end_on = k.end_on)
    )
    insert into kpi_snapshots as k (workspace_id, grain, segment_no, channel, start_on, end_on, ${list("")}, corrected_at)
    select f.*, case when ${isLate(sql`f.end_on`, sql`f.segment_no`)} then ${moment} end from fresh f
    order by grain, segment_no, channel, start_on
    on conflict (workspace_id, grain, segment_no, channel, start_on, end_on) do update set (${list("")}, corrected_at) =
      row(${list("excluded.")}, case when ${isLate(sql`k.end_on`, sql`k.segment_no`)} then ${moment} else k.corrected_at end)
    where (${list("k.")}) is distinct from (${list("excluded.")})`;
}
