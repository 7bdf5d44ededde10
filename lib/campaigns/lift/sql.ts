import { type SQL, sql } from "drizzle-orm";

export type Window = {
  workspaceId: number;
  timeZone: string;
  campaignId: string;
  /** Orders and goals count from the first to the second. */
  opensAt: Date;
  closesAt: Date;
  /** What was spent before counts between these. */
  beforeFrom: Date;
  beforeTo: Date;
  goalEvent: string | null;
  /** Whether orders, or what it aimed at, came with the audience. */
  told: { orders: boolean; goal: boolean };
};

const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`;

/**
 * The audience as cells (see Cell): one pass over it, over the orders of its days and of those before, and over the events
 * that it aims at. Orders are folded per person first, so that the join is of people to people.
 */
export function cellsOf(window: Window): SQL {
  const { workspaceId, timeZone, campaignId, opensAt, closesAt, beforeFrom, beforeTo, goalEvent, told } =
    window;
  const isIn = sql`o.ordered_at >= ${at(opensAt)} and o.ordered_at < ${at(closesAt)}`;
  const isBefore = sql`o.ordered_at >= ${at(beforeFrom)} and o.ordered_at < ${at(beforeTo)}`;
  const goal = goalEvent
    ? sql`select e.customer_no, min(e.occurred_at) as first_at
        from event_names n join events e on e.workspace_id = n.workspace_id and e.name_no = n.no
        where n.workspace_id = ${workspaceId}::int and n.name = ${goalEvent}
          and e.occurred_at >= ${at(opensAt)} and e.occurred_at < ${at(closesAt)}
        group by e.customer_no`
    : sql`select null::int as customer_no, null::timestamptz as first_at where false`;
  const orders = told.orders ? sql`coalesce(a.told_orders, 0)::float8` : sql`coalesce(b.orders, 0)::float8`;
  const revenue = told.orders ? sql`coalesce(a.told_minor, 0)::float8` : sql`coalesce(b.revenue, 0)`;
  const boughtOn = told.orders ? sql`null::date` : sql`(b.first_at at time zone ${timeZone}::text)::date`;
  const hasReached = told.goal ? sql`coalesce(a.told_reached, false)` : sql`g.first_at is not null`;
  return sql`
    with bought as (
      select o.customer_no, count(*) filter (where ${isIn} and not o.is_return) as orders,
        coalesce(sum(o.amount_minor) filter (where ${isIn}), 0)::float8 as revenue,
        coalesce(sum(o.amount_minor) filter (where ${isBefore}), 0)::float8 as before,
        min(o.ordered_at) filter (where ${isIn} and not o.is_return) as first_at
      from orders o where o.workspace_id = ${workspaceId}::int
        and o.ordered_at >= ${at(beforeFrom)} and o.ordered_at < ${at(closesAt)}
      group by o.customer_no
    ), aimed as (${goal}), person as (
      select a.segment_id, a.is_control, a.variant_ids, a.customer_no,
        ${orders} as orders, ${revenue} as revenue, coalesce(b.before, 0) as before, ${boughtOn} as bought_on,
        ${hasReached} as has_reached
      from campaign_audience a
      left join bought b on b.customer_no = a.customer_no
      left join aimed g on g.customer_no = a.customer_no
      where a.workspace_id = ${workspaceId}::int and a.campaign_id = ${campaignId}::uuid
    )
    select bought_on::text as day, segment_id as "segmentId", is_control as "isControl",
      to_json(variant_ids) as "variantIds", count(*)::int as people,
      count(*) filter (where orders > 0)::int as buyers, count(*) filter (where has_reached)::int as reached,
      sum(orders) as orders, sum(orders * orders) as "orderSquares",
      sum(revenue) as revenue, sum(revenue * revenue) as "revenueSquares",
      sum(before) as before, sum(before * before) as "beforeSquares", sum(before * revenue) as product,
      coalesce((max(array[revenue, customer_no::float8]) filter (where revenue > 0))[1], 0) as largest,
      coalesce((max(array[revenue, customer_no::float8]) filter (where revenue > 0))[2], 0)::int as "largestNo"
    from person
    group by segment_id, is_control, variant_ids, bought_on
    order by segment_id, is_control, variant_ids, bought_on`;
}
