import { type SQL, sql } from "drizzle-orm";

/**
 * Engagement, 0 to 100: 100 × (1 − 0.93^days), where days are the calendar days of the last 90 on which the person
 * did something themselves (visits, clicks, app use; not what was sent to them). 10 days give 52, 30 give 89.
 */
const ENGAGEMENT = sql.raw("round(100 * (1 - power(0.93, coalesce(e.active_days, 0))))::smallint");

/** Events that happen to a person rather than being done by them. */
const PASSIVE = ["email_sent", "email_delivered", "email_bounced", "sms_sent"];

export type MetricsScope = {
  workspaceId: number;
  /** "YYYY-MM-DD", the workspace's today. */
  today: string;
  /** Only these customers; everyone when left out. */
  customerNos?: readonly number[];
};

const only = (column: string, nos: readonly number[] | undefined): SQL =>
  nos === undefined ? sql`true` : sql`${sql.raw(column)} = any(${`{${nos.join(",")}}`}::int[])`;

/** Rows of customer_metrics from the facts alone, without RFM scores: those compare people and are set afterwards. */
export function metricsFromFacts({ workspaceId, today, customerNos }: MetricsScope): SQL {
  return sql`
    select c.workspace_id, c.no as customer_no,
      coalesce(o.orders, 0)::int as order_count, coalesce(o.returns, 0)::int as return_count,
      coalesce(o.spend, 0)::bigint as spend_minor, o.first_at as first_order_at, o.last_at as last_order_at,
      coalesce(e.events, 0)::int as event_count, l.last_at as last_event_at, ${ENGAGEMENT} as engagement
    from customers c
    left join (
      select customer_no, count(*) filter (where not is_return) as orders, count(*) filter (where is_return) as returns,
        sum(amount_minor) as spend, min(ordered_at) filter (where not is_return) as first_at,
        max(ordered_at) filter (where not is_return) as last_at
      from orders where workspace_id = ${workspaceId} and ${only("customer_no", customerNos)} group by customer_no
    ) o on o.customer_no = c.no
    left join (
      select d.customer_no, sum(d.count) as events,
        count(distinct d.day) filter (where d.day > ${today}::date - 90 and n.name <> all(${`{${PASSIVE.join(",")}}`}::text[])) as active_days
      from event_daily d join event_names n on n.workspace_id = d.workspace_id and n.no = d.name_no
      where d.workspace_id = ${workspaceId} and ${only("d.customer_no", customerNos)} group by d.customer_no
    ) e on e.customer_no = c.no
    left join (
      select customer_no, max(occurred_at) as last_at from events
      where workspace_id = ${workspaceId} and ${only("customer_no", customerNos)} group by customer_no
    ) l on l.customer_no = c.no
    where c.workspace_id = ${workspaceId} and ${only("c.no", customerNos)}`;
}

/**
 * RFM scores 1 to 5 for everyone with an order. The edges are the workspace's own 20, 40, 60 and 80 % points of days
 * since the last order, number of orders and spend (Hughes 1994, Strategic Database Marketing); a value equal to an
 * edge falls into the lower bin. Recency counts the other way: 5 is most recent.
 */
export function scoreRfm({ workspaceId, today }: Omit<MetricsScope, "customerNos">): SQL {
  return sql`
    with buyer as (
      select customer_no, ${today}::date - last_order_at::date as days, order_count, spend_minor
      from customer_metrics where workspace_id = ${workspaceId} and order_count > 0
    ), edge as (
      select percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by days) as r,
        percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by order_count) as f,
        percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by spend_minor) as m
      from buyer
    ), scored as (
      select customer_no,
        (5 - (select count(*) from unnest(edge.r) x where x < days))::smallint as r,
        (1 + (select count(*) from unnest(edge.f) x where x < order_count))::smallint as f,
        (1 + (select count(*) from unnest(edge.m) x where x < spend_minor))::smallint as m
      from buyer, edge
    )
    update customer_metrics t set rfm_recency = r, rfm_frequency = f, rfm_monetary = m
    from scored
    where t.workspace_id = ${workspaceId} and t.customer_no = scored.customer_no
      and (t.rfm_recency, t.rfm_frequency, t.rfm_monetary) is distinct from (r, f, m)`;
}

/** Event roll-ups per day of the workspace's zone, from the events. */
export function dailyFromEvents(workspaceId: number, timeZone: string): SQL {
  return sql`
    insert into event_daily (workspace_id, name_no, day, customer_no, count)
    select workspace_id, name_no, (occurred_at at time zone ${timeZone})::date, customer_no, count(*)::int
    from events where workspace_id = ${workspaceId} group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
}

/** The same per value of each registered property. */
export function propertyDailyFromEvents(workspaceId: number, timeZone: string): SQL {
  return sql`
    insert into event_property_daily (workspace_id, name_no, key, value, day, customer_no, count)
    select e.workspace_id, e.name_no, p.key, e.props ->> p.key, (e.occurred_at at time zone ${timeZone})::date, e.customer_no, count(*)::int
    from events e
    join event_properties p on p.workspace_id = e.workspace_id and p.name_no = e.name_no and p.is_registered
    where e.workspace_id = ${workspaceId} and e.props ? p.key
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;
}
