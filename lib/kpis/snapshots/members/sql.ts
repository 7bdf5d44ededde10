import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";
import { intArray } from "@/lib/segments/values/sql";
import type { CalendarGrain } from "../../grain";
import { day, dayOf, next, startOfDay, step, trunc } from "../calendar/sql";
import type { Holders, TallyScope } from "../scope";

type Read = Pick<TallyScope, "workspaceId" | "timeZone" | "readFrom">;

/**
 * `always` (segment_no, customer_no): who is a member through all of it; `moved` (segment_no, customer_no, from_day,
 * to_day): the spans of days of all others, at any time of the day, so that a lapsed customer who orders counts as
 * lapsed on that day. Whoever was in at the first count of a segment is taken to have been a member before it too: the
 * segment's past is that of its first members.
 */
function memberTables({ workspaceId, timeZone, readFrom }: Read, segmentNos: readonly number[]): SQL {
  const own = (t: string) =>
    sql`${sql.raw(t)}.workspace_id = ${workspaceId}::int and ${sql.raw(t)}.segment_no = any(${intArray(segmentNos)})`;
  const since = readFrom ? sql`and c.at >= ${startOfDay(readFrom, timeZone)}` : sql``;
  const onDay = dayOf(sql`c.at`, timeZone);
  return sql`firsts as materialized (
      select t.segment_no, min(t.day) as day from segment_sizes t where ${own("t")} group by t.segment_no
    ), stirred as materialized (
      -- All others came in by the first count and have stayed: of them no change needs to be put in order.
      select distinct c.segment_no, c.customer_no from segment_changes c left join firsts f on f.segment_no = c.segment_no
      where ${own("c")} ${since} and (not c.has_entered or f.day is null or ${onDay} > f.day)
    ), logged as (
      select c.segment_no, c.customer_no, c.at, ${onDay} as day, c.has_entered,
        lag(${onDay}) over w as day_before, lead(${onDay}) over w as day_after
      from segment_changes c join stirred s on s.segment_no = c.segment_no and s.customer_no = c.customer_no where ${own("c")} ${since}
      window w as (partition by c.segment_no, c.customer_no order by c.at, c.has_entered)
    ), changes as materialized (
      select segment_no, customer_no, day, has_entered, row_number() over w as nth, lead(day) over w as next_day
      from logged
      -- Who left and came again on one day was in for all of it.
      where case when has_entered then day_before else day_after end is distinct from day
      window w as (partition by segment_no, customer_no order by at, has_entered)
    ), moved as materialized (
      select c.segment_no, c.customer_no,
        case when nth = 1 and c.day <= coalesce(f.day, c.day) then date '-infinity' else c.day end as from_day,
        coalesce(next_day, date 'infinity') as to_day
      from changes c left join firsts f on f.segment_no = c.segment_no where has_entered
      union all
      select segment_no, customer_no, date '-infinity', day from changes where nth = 1 and not has_entered
      union all
      select m.segment_no, m.customer_no, date '-infinity', date 'infinity'
      from segment_members m join stirred s on s.segment_no = m.segment_no and s.customer_no = m.customer_no
      where ${own("m")} and not exists (
        select from changes c where c.segment_no = m.segment_no and c.customer_no = m.customer_no)
    ), always as (
      select m.segment_no, m.customer_no from segment_members m
      where ${own("m")} and not exists (
        select from stirred s where s.segment_no = m.segment_no and s.customer_no = m.customer_no)
    )`;
}

/** Spans of days (segment_no, customer_no, from_day, to_day) in which people were members. */
export function memberSpans(scope: Read, segmentNos: readonly number[]): SQL {
  return sql`
    with ${memberTables(scope, segmentNos)}
    select segment_no, customer_no, from_day, to_day from moved
    union all select segment_no, customer_no, date '-infinity', date 'infinity' from always`;
}

/**
 * `moved` as above; `sets` (set_no, nos, people): who is in the same segments all the time is counted as one; `set_of`
 * (customer_no, set_no); `holds` (set_no, segment_no): which segments a set belongs to. Set 0 is in none.
 */
export function holderTables(scope: TallyScope): SQL {
  const { holders } = scope;
  if (holders.kind === "campaign") return sql`moved as materialized (${audienceSpans(scope, holders)})`;
  const base = holders.hasBase ? sql`union all select set_no, 0 from sets union all select 0, 0` : sql``;
  const folded = holders.segmentNos.length === 1 ? ONE_SET : FOLDED_SETS;
  return sql`${memberTables(scope, holders.segmentNos)}, ${folded}, holds as materialized (
      select set_no, unnest(nos) as segment_no from sets ${base}
    )`;
}

const FOLDED_SETS = sql`sets_of as materialized (
      select customer_no, array_agg(segment_no order by segment_no) as nos from always group by customer_no
    ), sets as materialized (
      select row_number() over ()::int as set_no, nos, count(*) as people from sets_of group by nos
    ), set_of as (
      select t.customer_no, s.set_no from sets_of t join sets s on s.nos = t.nos
    )`;

/** Of one segment there is nothing to fold. */
const ONE_SET = sql`sets as materialized (
      select 1 as set_no, array[segment_no] as nos, count(*) as people from always group by segment_no
    ), set_of as (select customer_no, 1 as set_no from always)`;

/** The contacted people of a campaign within its days: all of them as 0, and those of each target segment. */
function audienceSpans(
  { workspaceId }: TallyScope,
  { campaignId, from, to }: Holders & { kind: "campaign" },
): SQL {
  const audience = (no: SQL) => sql`
    select ${no} as segment_no, a.customer_no, ${day(from)} as from_day, ${day(to)} as to_day from campaign_audience a
    join segments s on s.workspace_id = a.workspace_id and s.id = a.segment_id
    where a.workspace_id = ${workspaceId}::int and a.campaign_id = ${campaignId}::uuid and not a.is_control`;
  return sql`${audience(sql`0`)} union all ${audience(sql`s.no`)}`;
}

/** Rows (segment_no, from_day, people): who has been in without an end. Everybody is from the day on which they were first seen. */
function opened({ workspaceId, timeZone }: TallyScope, { hasBase }: { hasBase: boolean }): SQL {
  const base = sql`select 0, ${dayOf(sql`c.first_seen_at`, timeZone)}, count(*)
    from customers c where c.workspace_id = ${workspaceId}::int and c.erased_at is null group by 2`;
  return sql`select 0 as segment_no, date '-infinity' as from_day, 0::bigint as people where false
    union all select h.segment_no, date '-infinity', sum(s.people)::bigint from holds h join sets s on s.set_no = h.set_no
      where h.segment_no <> 0 group by h.segment_no
    ${hasBase ? sql`union all ${base}` : sql``}`;
}

/** The tables that `sizes` reads, each with a comma behind it. */
export function sizeTables(scope: TallyScope): SQL {
  const { holders, grains, first, today } = scope;
  if (holders.kind === "campaign") return sql``;
  const tables = [
    sql`opened as materialized (${opened(scope, holders)})`,
    ...grains.map((grain) => movesOf(grain, first, today)),
  ];
  return sql.join(
    tables.map((table) => sql`${table}, `),
    sql``,
  );
}

/**
 * Rows (grain, segment_no, channel, start_on, end_on, members, present): of each window and of each period. Of a campaign
 * none: its people are frozen, so that all of them are there all the time.
 */
export function sizes({ holders, grains, first, today }: TallyScope): SQL {
  if (holders.kind === "campaign")
    return sql`select '' as grain, 0 as segment_no, '' as channel, null::date as start_on, null::date as end_on, 0 as members, 0 as present where false`;
  return sql.join(
    [windowSizes(today), ...grains.map((grain) => sizesOf(grain, first, today))],
    sql` union all `,
  );
}

/** How many were members at the end of each period, and at any time in it: by who comes and goes, added up. */
function sizesOf(grain: CalendarGrain, first: Day, today: Day): SQL {
  const start = trunc(grain, day(first));
  return sql`
    select ${grain}::text as grain, segment_no, '' as channel, start_on, ${next(grain, sql`start_on`)} - 1 as end_on,
      sum(members) over w as members, sum(present) over w as present
    from (
      select s.segment_no, c.start_on, coalesce(sum(m.members), 0) as members, coalesce(sum(m.present), 0) as present
      from (select segment_no from moved union select segment_no from opened) s
      cross join (select generate_series(${start}, ${day(today)}, ${step(grain)})::date as start_on) c
      left join (
        select segment_no, a as start_on, 1 as members, 0 as present from moves_${sql.raw(grain)}
        union all
        select segment_no, a_clear, 0, 1 from moves_${sql.raw(grain)} where a_clear <= b
        union all
        select segment_no, b, -1, 0 from moves_${sql.raw(grain)} where to_day <= ${day(today)}
        union all
        select segment_no, ${next(grain, sql`b`)}, 0, -1 from moves_${sql.raw(grain)} where a_clear <= b
        union all
        select segment_no, ${trunc(grain, sql`greatest(from_day, ${day(first)})`)}, people, people from opened where from_day <= ${day(today)}
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
      from moved where to_day >= ${day(first)} and from_day <= ${day(today)}
    ) x)`;
}

const windowSizes = (today: Day) => sql`
  select 'window' as grain, s.segment_no, '' as channel, w.start_on, w.end_on,
    count(*) filter (where s.from_day <= least(w.end_on, ${day(today)}) and s.to_day > least(w.end_on, ${day(today)})) as members,
    count(distinct s.customer_no) as present
  from windows w join moved s on s.from_day <= w.end_on and s.to_day >= w.start_on
  group by s.segment_no, w.start_on, w.end_on
  union all
  select 'window', o.segment_no, '', w.start_on, w.end_on,
    coalesce(sum(o.people) filter (where o.from_day <= least(w.end_on, ${day(today)})), 0), sum(o.people)
  from windows w join opened o on o.from_day <= w.end_on group by o.segment_no, w.start_on, w.end_on`;
