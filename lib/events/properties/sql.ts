import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { eventDaily, eventPropertyDaily, events } from "@/db/schema";
import type { Day } from "@/lib/days";
import { rolledUpValue } from "../sql";
import type { PropertyRef } from "./model";

type Scope = { workspaceId: number; timeZone: string };
/** Days from one up to, but not including, another; null where there is no end. */
export type Days = { from: Day | null; until: Day | null };

const within = (day: SQLWrapper, { from, until }: Days) =>
  sql`${from === null ? sql`` : sql` and ${day} >= ${from}::date`}${until === null ? sql`` : sql` and ${day} < ${until}::date`}`;

/** How many events of the name there are. */
export const eventTotal = ({ workspaceId }: Scope, nameNo: number): SQL => sql`
  select coalesce(sum(${eventDaily.count}), 0)::int as total from ${eventDaily}
  where ${eventDaily.workspaceId} = ${workspaceId}::int and ${eventDaily.nameNo} = ${nameNo}::int`;

/**
 * The day after that on which `most` rows of the event's roll-up since `from` have come together, and how many events
 * they are; no row when fewer are left. Counted off along the index: a running sum would read all the rest each time.
 */
export const nextDays = (
  { workspaceId }: Scope,
  { nameNo, from, most }: { nameNo: number; from: Day | null; most: number },
): SQL => {
  const { count, day } = eventDaily;
  const own = sql`from ${eventDaily} where ${eventDaily.workspaceId} = ${workspaceId}::int
    and ${eventDaily.nameNo} = ${nameNo}::int${within(day, { from, until: null })}`;
  return sql`
    with next as (select ${day} + 1 as until ${own} order by ${day} offset ${most - 1}::int limit 1)
    select next.until::text as until, (select sum(${count})::int ${own} and ${day} < next.until) as events from next`;
};

const ofProperty = (workspaceId: number, { nameNo, key }: PropertyRef) =>
  sql`${eventPropertyDaily.workspaceId} = ${workspaceId}::int and ${eventPropertyDaily.nameNo} = ${nameNo}::int
    and ${eventPropertyDaily.key} = ${key}`;

export const emptyDays = ({ workspaceId }: Scope, property: PropertyRef, days: Days): SQL => sql`
  delete from ${eventPropertyDaily} where ${ofProperty(workspaceId, property)}${within(eventPropertyDaily.day, days)}`;

/** The rows of these days from the events. The bounds on the moment are wider by a day: they only find the rows. */
export function fillDays({ workspaceId, timeZone }: Scope, { nameNo, key }: PropertyRef, days: Days): SQL {
  const { from, until } = days;
  const at = (day: Day, by: number) =>
    sql`((${day}::date + ${by}::int)::timestamp at time zone ${timeZone}::text)`;
  return sql`
    insert into event_property_daily (workspace_id, name_no, key, value, day, customer_no, count)
    select ${workspaceId}::int, ${nameNo}::int, ${key}::text, v.value, d.day, e.customer_no, count(*)::int
    from ${events} e
    join event_properties p on p.workspace_id = e.workspace_id and p.name_no = e.name_no and p.key = ${key}
    cross join lateral (select (e.occurred_at at time zone ${timeZone}::text)::date) d(day)
    cross join lateral (select ${rolledUpValue(sql.raw("e.props"))}) v(value)
    where e.workspace_id = ${workspaceId}::int and e.name_no = ${nameNo}::int and v.value is not null
      ${from === null ? sql`` : sql`and e.occurred_at >= ${at(from, -1)}`}
      ${until === null ? sql`` : sql`and e.occurred_at < ${at(until, 1)}`}${within(sql`d.day`, days)}
    group by 4, 5, 6 order by 4, 5, 6`;
}

/** Takes at most `most` rows of the property away. */
export const takeRows = (workspaceId: number, property: PropertyRef, most: number): SQL => sql`
  delete from ${eventPropertyDaily} where ctid = any(array(
    select ctid from ${eventPropertyDaily} where ${ofProperty(workspaceId, property)} limit ${most}::int))`;

/** After all roll-ups were made anew: what was being filled is whole, and what was being taken away is gone. */
export const settleRollups = (workspaceId: number): SQL => sql`
  update event_properties set rollup = case rollup when 'filling' then 'ready' else 'none' end, filled_until = null, fill_done = 0, fill_total = null
  where workspace_id = ${workspaceId}::int and rollup in ('filling', 'clearing')`;

/** Events of each name that are looked at for what properties they carry. */
export type Reading = { most: number; timeZone: string };

/** Of the last events of each name: how many carry the property, of another type than its own, how many values and rows. */
export const readLately = (workspaceId: number, { most, timeZone }: Reading): SQL => sql`
  select n.no as "nameNo", p.key, count(*)::int as carried,
    count(*) filter (where jsonb_typeof(p.value) <> case k.type when 'text' then 'string' else k.type end)::int as "ofAnotherType",
    count(distinct p.value)::int as values,
    count(distinct (e.customer_no, (e.occurred_at at time zone ${timeZone}::text)::date, p.value))::int as rows
  from event_names n
  cross join lateral (${lastEvents(workspaceId, most)}) e
  cross join lateral jsonb_each(e.props) p(key, value)
  join event_properties k on k.workspace_id = n.workspace_id and k.name_no = n.no and k.key = p.key
  where n.workspace_id = ${workspaceId}::int group by n.no, p.key`;

const lastEvents = (workspaceId: number, most: number) => sql`
  select ${events.customerNo}, ${events.occurredAt}, ${events.props} from ${events}
  where ${events.workspaceId} = ${workspaceId}::int and ${events.nameNo} = n.no
  order by ${events.occurredAt} desc limit ${most}::int`;

/** Rows of the daily summary that are counted one by one for an event; beyond, a part of the table tells how many. */
const COUNTED = 20_000;

/**
 * Each name with how often and when last. `counted` is null where there are too many to count for a screen; then
 * `sampled` is how many are in `percent` of the summary.
 */
export const eventCounts = (workspaceId: number, percent: number): SQL => sql`
  with sample as materialized (
    select name_no, sum(count)::float8 as events from event_daily tablesample system (${percent}::float4) repeatable (7)
    where workspace_id = ${workspaceId}::int group by name_no
  )
  select n.no as "nameNo", n.name, n.label,
    case when c.rows <= ${COUNTED}::int then c.events end as counted, coalesce(s.events, 0) as sampled,
    (select max(${events.occurredAt}) from ${events}
      where ${events.workspaceId} = ${workspaceId}::int and ${events.nameNo} = n.no) as "lastAt"
  from event_names n
  cross join lateral (
    select count(*)::int as rows, coalesce(sum(d.count), 0)::float8 as events from (
      select count from event_daily where workspace_id = ${workspaceId}::int and name_no = n.no limit ${COUNTED + 1}::int
    ) d
  ) c
  left join sample s on s.name_no = n.no
  where n.workspace_id = ${workspaceId}::int order by lower(n.label), n.no`;
