import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { KEPT_UP, LONGEST_VALUE_BYTES } from "./properties/rollup";

const EVENTS_LOCK = 727012;

/**
 * Taken by whoever writes events, in a statement before, so that the one that writes sees what the one who stopped the
 * writing has done. Several hold it at once.
 */
export const holdEvents = (workspaceId: number): SQL =>
  sql`select pg_advisory_xact_lock_shared(${EVENTS_LOCK}::int, ${workspaceId}::int)`;

/** Waits for every open transaction that wrote events, and lets none begin until this one ends. */
export const stopEvents = (workspaceId: number): SQL =>
  sql`select pg_advisory_xact_lock(${EVENTS_LOCK}::int, ${workspaceId}::int)`;

/** The properties `p` whose roll-up is kept up. */
export const isKeptUp = sql`p.rollup in (${sql.join(
  KEPT_UP.map((rollup) => sql`${rollup}`),
  sql`, `,
)})`;

/** The value of property `p` for its roll-up, or null: a text that fits, and of a yes-or-no property nothing else. */
export const rolledUpValue = (props: SQLWrapper): SQL =>
  sql`case when octet_length(${props} ->> p.key) <= ${LONGEST_VALUE_BYTES}::int
    and (p.type <> 'boolean' or jsonb_typeof(${props} -> p.key) = 'boolean') then ${props} ->> p.key end`;

/** An event whose name has its number. */
export type NumberedEvent = {
  customer_no: number;
  name_no: number;
  at: string;
  message_id: string;
  props: Record<string, string | number | boolean>;
};

/**
 * Writes a batch with its ids, both roll-ups and the counts of its customers, in one statement and from one
 * parameter. Every part is sorted by its key: batches in opposite order would wait for each other for ever.
 * Answers the customers whose events were new.
 */
export function writeEvents(
  { workspaceId, timeZone }: { workspaceId: number; timeZone: string },
  rows: readonly NumberedEvent[],
): SQL {
  return sql`
    with given as materialized (
      select distinct on (message_id) customer_no, name_no, at, message_id, props,
        (at at time zone ${timeZone}::text)::date as day
      from json_to_recordset(${JSON.stringify(rows)}::json)
        x(customer_no int, name_no int, at timestamptz, message_id text, props jsonb)
      order by message_id
    ), unseen as (
      insert into event_ids (workspace_id, message_id) select ${workspaceId}::int, message_id from given order by message_id
      on conflict do nothing returning message_id
    ), taken as materialized (
      select given.* from given join unseen using (message_id)
    ), written as (
      insert into events (workspace_id, customer_no, name_no, occurred_at, message_id, props)
      select ${workspaceId}::int, customer_no, name_no, at, message_id, props from taken
    ), daily as (
      insert into event_daily as d (workspace_id, name_no, day, customer_no, count)
      select ${workspaceId}::int, name_no, day, customer_no, count(*)::int from taken group by 2, 3, 4 order by 2, 3, 4
      on conflict (workspace_id, name_no, day, customer_no) do update set count = d.count + excluded.count
    ), by_property as (
      insert into event_property_daily as d (workspace_id, name_no, key, value, day, customer_no, count)
      select ${workspaceId}::int, t.name_no, p.key, v.value, t.day, t.customer_no, count(*)::int
      from taken t
      join event_properties p on p.workspace_id = ${workspaceId} and p.name_no = t.name_no and ${isKeptUp}
      cross join lateral (select ${rolledUpValue(sql.raw("t.props"))}) v(value)
      where v.value is not null
      group by 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
      on conflict (workspace_id, name_no, key, value, day, customer_no) do update set count = d.count + excluded.count
    ), counted as (
      insert into customer_metrics as m (workspace_id, customer_no, event_count, last_event_at)
      select ${workspaceId}::int, customer_no, count(*)::int, max(at) from taken group by customer_no order by customer_no
      on conflict (workspace_id, customer_no) do update set event_count = m.event_count + excluded.event_count,
        last_event_at = greatest(m.last_event_at, excluded.last_event_at), tx = pg_current_xact_id()::text::bigint
    )
    select customer_no, count(*)::int as events from taken group by customer_no order by customer_no`;
}
