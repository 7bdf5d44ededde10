import { type SQL, sql } from "drizzle-orm";
import { isKeptUp, rolledUpValue } from "@/lib/events/sql";
import { intArray } from "@/lib/segments/values/sql";
import type { ScoreFormulas } from "../scores/formulas";
import {
  buyers,
  countedEvents,
  edgesBelow,
  edgesOf,
  engagementOf,
  isRecent,
  lifecycleOf,
  pointsOf,
} from "../scores/sql";

export type MetricsScope = {
  workspaceId: number;
  /** "YYYY-MM-DD", the workspace's today. */
  today: string;
  timeZone: string;
  formulas: ScoreFormulas;
};

const dayOf = (moment: string, timeZone: string) =>
  sql`(${sql.raw(moment)} at time zone ${timeZone}::text)::date`;

/** Order figures per customer with an order, from the orders. */
const orderFigures = (workspaceId: number, only: SQL) => sql`
  select customer_no, (count(*) filter (where not is_return))::int as order_count,
    (count(*) filter (where is_return))::int as return_count, sum(amount_minor)::bigint as spend_minor,
    min(ordered_at) filter (where not is_return) as first_order_at,
    max(ordered_at) filter (where not is_return) as last_order_at
  from orders where workspace_id = ${workspaceId} and ${only} group by customer_no`;

/** The order columns of customer_metrics out of `orderFigures` o, which has no row for who never ordered. */
const orderColumns = ({ today, timeZone, formulas }: MetricsScope) => {
  const days = {
    orders: sql`o.order_count`,
    firstOn: dayOf("o.first_order_at", timeZone),
    lastOn: dayOf("o.last_order_at", timeZone),
  };
  return sql`coalesce(o.order_count, 0) as order_count, coalesce(o.return_count, 0) as return_count,
    coalesce(o.spend_minor, 0) as spend_minor, o.first_order_at, o.last_order_at,
    ${lifecycleOf(days, today, formulas.lifecycle)} as lifecycle`;
};

/** Brings the order figures of these customers up to date, and gives a row to those who had none. */
export function orderFiguresOf(scope: MetricsScope, customerNos: readonly number[]): SQL {
  const { workspaceId } = scope;
  return sql`
    insert into customer_metrics (workspace_id, customer_no, order_count, return_count, spend_minor, first_order_at, last_order_at, lifecycle)
    select ${workspaceId}::int, p.no, ${orderColumns(scope)}
    from unnest(${intArray(customerNos)}) p(no)
    left join (${orderFigures(workspaceId, sql`customer_no = any(${intArray(customerNos)})`)}) o on o.customer_no = p.no
    order by p.no
    on conflict (workspace_id, customer_no) do update set
      order_count = excluded.order_count, return_count = excluded.return_count, spend_minor = excluded.spend_minor,
      first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at, lifecycle = excluded.lifecycle,
      tx = pg_current_xact_id()::text::bigint`;
}

/** Rows of customer_metrics from the facts alone, without RFM scores: those compare people and are set afterwards. */
export function metricsFromFacts(scope: MetricsScope): SQL {
  const { workspaceId, today, timeZone, formulas } = scope;
  const { engagement } = formulas;
  return sql`
    select c.workspace_id, c.no as customer_no, ${orderColumns(scope)},
      coalesce(e.events, 0)::int as event_count, e.last_at as last_event_at, ${engagementOf(sql`e.points`, engagement)} as engagement
    from customers c
    left join (${orderFigures(workspaceId, sql`true`)}) o on o.customer_no = c.no
    left join (
      select customer_no, sum(events) as events, max(last_at) as last_at,
        ${pointsOf(sql`day`, sql`weight`, today, engagement)} filter (where ${isRecent(sql`day`, today, engagement)}) as points
      from (
        select customer_no, ${dayOf("occurred_at", timeZone)} as day, count(*) as events, max(occurred_at) as last_at,
          max(w.weight) as weight
        from events left join ${countedEvents(workspaceId, engagement)} w on w.no = name_no
        where workspace_id = ${workspaceId} group by 1, 2
      ) d group by customer_no
    ) e on e.customer_no = c.no
    where c.workspace_id = ${workspaceId}`;
}

/** Customer numbers from one to another, both in: a part of a workspace to score at a time. */
export type NoRange = { from: number; to: number };

/**
 * What depends on the day or on everybody else, as a query: (customer_no, r, f, m, engagement, lifecycle).
 *
 * RFM scores 1 to 5 for everyone with an order, from the days since the last order, the number of orders and the net
 * spend. Recency counts the other way: 5 is most recent. Without an order there is no RFM score.
 */
export function scoredPeople(scope: MetricsScope, range?: NoRange): SQL {
  const { workspaceId, today, formulas } = scope;
  const { recency, frequency, monetary, engagement, lifecycle } = formulas;
  const within = (column: string) =>
    range ? sql` and ${sql.raw(column)} between ${range.from}::int and ${range.to}::int` : sql``;
  const days = { orders: sql`b.order_count`, firstOn: sql`b.first_on`, lastOn: sql`b.last_on` };
  const score = (value: SQL) => sql`case when b.customer_no is not null then (${value})::smallint end`;
  return sql`
    with buyer as materialized (${buyers(scope)}), edge as materialized (
      select ${edgesOf(recency, "days")} as r, ${edgesOf(frequency, "order_count")} as f, ${edgesOf(monetary, "spend_minor")} as m
    ), active as materialized (
      select customer_no, ${pointsOf(sql`day`, sql`weight`, today, engagement)} as points from (
        select customer_no, day, max(w.weight) as weight
        from event_daily join ${countedEvents(workspaceId, engagement)} w on w.no = name_no
        where workspace_id = ${workspaceId} and ${isRecent(sql`day`, today, engagement)}${within("customer_no")} group by 1, 2
      ) d group by customer_no
    )
    select c.no as customer_no, ${score(sql`5 - ${edgesBelow(sql`b.days`, sql`edge.r`)}`)} as r,
      ${score(sql`1 + ${edgesBelow(sql`b.order_count`, sql`edge.f`)}`)} as f,
      ${score(sql`1 + ${edgesBelow(sql`b.spend_minor`, sql`edge.m`)}`)} as m,
      ${engagementOf(sql`a.points`, engagement)} as engagement, ${lifecycleOf(days, today, lifecycle)} as lifecycle
    from customers c cross join edge left join buyer b on b.customer_no = c.no left join active a on a.customer_no = c.no
    where c.workspace_id = ${workspaceId}${within("c.no")}`;
}

/** Writes the scores that changed, and returns a row for each. */
export function scoresFromMetrics(scope: MetricsScope, range?: NoRange): SQL {
  return sql`
    insert into customer_metrics as t (workspace_id, customer_no, rfm_recency, rfm_frequency, rfm_monetary, engagement, lifecycle)
    select ${scope.workspaceId}::int, s.customer_no, s.r, s.f, s.m, s.engagement, s.lifecycle
    from (${scoredPeople(scope, range)}) s
    left join customer_metrics m on m.workspace_id = ${scope.workspaceId} and m.customer_no = s.customer_no
    where m.customer_no is null
      or (m.rfm_recency, m.rfm_frequency, m.rfm_monetary, m.engagement, m.lifecycle)
        is distinct from (s.r, s.f, s.m, s.engagement, s.lifecycle)
    order by s.customer_no
    on conflict (workspace_id, customer_no) do update set
      rfm_recency = excluded.rfm_recency, rfm_frequency = excluded.rfm_frequency, rfm_monetary = excluded.rfm_monetary,
      engagement = excluded.engagement, lifecycle = excluded.lifecycle, tx = pg_current_xact_id()::text::bigint
    returning t.customer_no`;
}

/** Engagement of these customers from their events: after events were added. */
export function engagementFromEvents(
  { workspaceId, today, timeZone, formulas: { engagement } }: MetricsScope,
  customerNos: readonly number[],
): SQL {
  const from = sql`((${today}::date - ${engagement.days - 1}::int)::timestamp at time zone ${timeZone}::text)`;
  const until = sql`((${today}::date + 1)::timestamp at time zone ${timeZone}::text)`;
  return sql`
    insert into customer_metrics as t (workspace_id, customer_no, engagement)
    select ${workspaceId}::int, customer_no, ${engagementOf(pointsOf(sql`day`, sql`weight`, today, engagement), engagement)}
    from (
      select customer_no, ${dayOf("occurred_at", timeZone)} as day, max(w.weight) as weight
      from events join ${countedEvents(workspaceId, engagement)} w on w.no = name_no
      where workspace_id = ${workspaceId} and customer_no = any(${intArray(customerNos)})
        and occurred_at >= ${from} and occurred_at < ${until}
      group by 1, 2
    ) d group by customer_no order by customer_no
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
    select e.workspace_id, e.name_no, p.key, v.value, (e.occurred_at at time zone ${timeZone}::text)::date, e.customer_no, count(*)::int
    from events e
    join event_properties p on p.workspace_id = e.workspace_id and p.name_no = e.name_no and ${isKeptUp}
    cross join lateral (select ${rolledUpValue(sql.raw("e.props"))}) v(value)
    where e.workspace_id = ${workspaceId} and v.value is not null
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;
}
