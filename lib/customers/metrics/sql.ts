import { type SQL, sql } from "drizzle-orm";
import { intArray } from "@/lib/segments/values/sql";

/**
 * Engagement, 0 to 100: 100 × (1 − 0.93^days), where days are the calendar days of the last 90 on which the person
 * did something themselves (visits, clicks, app use; not what was sent to them). 10 days give 52, 30 give 89.
 */
const engagement = (activeDays: SQL): SQL =>
  sql`round(100 * (1 - power(0.93, coalesce(${activeDays}, 0))))::smallint`;

/** Events that happen to a person rather than being done by them. */
const PASSIVE = ["email_sent", "email_delivered", "email_bounced", "sms_sent", "sms_delivered"];
const ENGAGEMENT_DAYS = 90;

export type MetricsScope = {
  workspaceId: number;
  /** "YYYY-MM-DD", the workspace's today. */
  today: string;
  timeZone: string;
};

/** Event numbers of the workspace that count for engagement. */
const activeNames = (workspaceId: number) =>
  sql`(select no from event_names where workspace_id = ${workspaceId} and name <> all(${`{${PASSIVE.join(",")}}`}::text[]))`;

/** Rows of customer_metrics from the facts alone, without RFM scores: those compare people and are set afterwards. */
export function metricsFromFacts(
  { workspaceId, today, timeZone }: MetricsScope,
  customerNos?: readonly number[],
): SQL {
  const only = (column: string) =>
    customerNos ? sql`${sql.raw(column)} = any(${intArray(customerNos)})` : sql`true`;
  const day = sql`(occurred_at at time zone ${timeZone}::text)::date`;
  return sql`
    select c.workspace_id, c.no as customer_no,
      coalesce(o.orders, 0)::int as order_count, coalesce(o.returns, 0)::int as return_count,
      coalesce(o.spend, 0)::bigint as spend_minor, o.first_at as first_order_at, o.last_at as last_order_at,
      coalesce(e.events, 0)::int as event_count, e.last_at as last_event_at,
      ${engagement(sql`e.active_days`)} as engagement
    from customers c
    left join (
      select customer_no, count(*) filter (where not is_return) as orders, count(*) filter (where is_return) as returns,
        sum(amount_minor) as spend, min(ordered_at) filter (where not is_return) as first_at,
        max(ordered_at) filter (where not is_return) as last_at
      from orders where workspace_id = ${workspaceId} and ${only("customer_no")} group by customer_no
    ) o on o.customer_no = c.no
    left join (
      select customer_no, count(*) as events, max(occurred_at) as last_at,
        count(distinct ${day}) filter (where ${day} between ${today}::date - ${ENGAGEMENT_DAYS - 1}::int and ${today}::date
          and name_no in ${activeNames(workspaceId)}) as active_days
      from events where workspace_id = ${workspaceId} and ${only("customer_no")} group by customer_no
    ) e on e.customer_no = c.no
    where c.workspace_id = ${workspaceId} and ${only("c.no")}`;
}

/**
 * What depends on the day or on everybody else, for all customers; writes only what changed.
 *
 * RFM scores 1 to 5 for everyone with an order. The edges are the workspace's own 20, 40, 60 and 80 % points of days
 * since the last order, number of orders and net spend (Hughes 1994, Strategic Database Marketing); a value equal to
 * an edge falls into the lower bin. Recency counts the other way: 5 is most recent. Without an order there is no score.
 */
export function scoresFromMetrics({ workspaceId, today, timeZone }: MetricsScope): SQL {
  const fifths = (column: string, order: string) =>
    sql.raw(`percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by ${column}) as ${order}`);
  const above = (edges: string, column: string) =>
    sql.raw(`(${[1, 2, 3, 4].map((n) => `(${column} > edge.${edges}[${n}])::int`).join(" + ")})`);
  return sql`
    with buyer as (
      select customer_no, ${today}::date - (last_order_at at time zone ${timeZone}::text)::date as days, order_count, spend_minor
      from customer_metrics where workspace_id = ${workspaceId} and order_count > 0
    ), edge as (
      select ${fifths("days", "r")}, ${fifths("order_count", "f")}, ${fifths("spend_minor", "m")} from buyer
    ), active as (
      select customer_no, count(distinct day) as days from event_daily
      where workspace_id = ${workspaceId} and name_no in ${activeNames(workspaceId)}
        and day between ${today}::date - ${ENGAGEMENT_DAYS - 1}::int and ${today}::date
      group by customer_no
    ), scored as (
      select c.no as customer_no,
        (5 - ${above("r", "days")})::smallint as r, (1 + ${above("f", "order_count")})::smallint as f,
        (1 + ${above("m", "spend_minor")})::smallint as m, ${engagement(sql`a.active_days`)} as engagement
      from customers c
      left join (select customer_no, days as active_days from active) a on a.customer_no = c.no
      left join (select buyer.*, edge.* from buyer, edge) as edge on edge.customer_no = c.no
      where c.workspace_id = ${workspaceId}
    )
    insert into customer_metrics as t (workspace_id, customer_no, rfm_recency, rfm_frequency, rfm_monetary, engagement)
    select ${workspaceId}::int, s.customer_no,
      case when m.order_count > 0 then s.r end, case when m.order_count > 0 then s.f end,
      case when m.order_count > 0 then s.m end, s.engagement
    from scored s
    left join customer_metrics m on m.workspace_id = ${workspaceId} and m.customer_no = s.customer_no
    where m.customer_no is null
      or (m.rfm_recency, m.rfm_frequency, m.rfm_monetary, m.engagement) is distinct from
        (case when m.order_count > 0 then s.r end, case when m.order_count > 0 then s.f end,
          case when m.order_count > 0 then s.m end, s.engagement)
    order by s.customer_no
    on conflict (workspace_id, customer_no) do update set
      rfm_recency = excluded.rfm_recency, rfm_frequency = excluded.rfm_frequency, rfm_monetary = excluded.rfm_monetary,
      engagement = excluded.engagement, tx = pg_current_xact_id()::text::bigint`;
}

/** Engagement of these customers from their events: after events were added. */
export function engagementOf(
  { workspaceId, today, timeZone }: MetricsScope,
  customerNos: readonly number[],
): SQL {
  const from = sql`((${today}::date - ${ENGAGEMENT_DAYS - 1}::int)::timestamp at time zone ${timeZone}::text)`;
  const until = sql`((${today}::date + 1)::timestamp at time zone ${timeZone}::text)`;
  return sql`
    insert into customer_metrics as t (workspace_id, customer_no, engagement)
    select ${workspaceId}::int, customer_no,
      ${engagement(sql`count(distinct (occurred_at at time zone ${timeZone}::text)::date)`)}
    from events
    where workspace_id = ${workspaceId} and customer_no = any(${intArray(customerNos)})
      and name_no in ${activeNames(workspaceId)} and occurred_at >= ${from} and occurred_at < ${until}
    group by customer_no order by customer_no
    on conflict (workspace_id, customer_no) do update
      set engagement = excluded.engagement, tx = pg_current_xact_id()::text::bigint
      where t.engagement is distinct from excluded.engagement`;
}

/** Event roll-ups per day of the workspace's zone, from the events. */
export function dailyFromEvents(workspaceId: number, timeZone: string): SQL {
  return sql`
    insert into event_daily (workspace_id, name_no, day, customer_no, count)
    select workspace_id, name_no, (occurred_at at time zone ${timeZone}::text)::date, customer_no, count(*)::int
    from events where workspace_id = ${workspaceId} group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
}

/** The same per value of each registered property. */
export function propertyDailyFromEvents(workspaceId: number, timeZone: string): SQL {
  return sql`
    insert into event_property_daily (workspace_id, name_no, key, value, day, customer_no, count)
    select e.workspace_id, e.name_no, p.key, e.props ->> p.key, (e.occurred_at at time zone ${timeZone}::text)::date, e.customer_no, count(*)::int
    from events e
    join event_properties p on p.workspace_id = e.workspace_id and p.name_no = e.name_no and p.is_registered
    where e.workspace_id = ${workspaceId} and e.props ->> p.key is not null
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;
}
