import { type SQL, sql } from "drizzle-orm";

/**
 * Per segment and month of the workspace's zone: buyers, repeat buyers, orders, revenue. Orders are folded per
 * person and month once and then joined to the members, so the cost does not grow with orders × segments.
 * A repeat buyer of a month placed at least one order in it that was not the first of their life.
 */
export function monthlyTallies(workspaceId: number, timeZone: string): SQL {
  return sql`
    with placed as (
      select customer_no, date_trunc('month', ordered_at at time zone ${timeZone})::date as month, amount_minor, is_return,
        case when not is_return then row_number() over (partition by customer_no, is_return order by ordered_at, no) end as nth
      from orders where workspace_id = ${workspaceId}
    ), folded as (
      select customer_no, month,
        count(nth)::int as orders,
        coalesce(max(nth) >= 2, false) as is_repeat,
        sum(amount_minor)::bigint as revenue
      from placed group by customer_no, month
    ), member as (
      select m.segment_no, m.customer_no from segment_members m
      join segments s on s.workspace_id = m.workspace_id and s.no = m.segment_no and s.archived_at is null
      where m.workspace_id = ${workspaceId}
    )
    select ${workspaceId}::int, member.segment_no, month, count(*) filter (where orders > 0)::int,
      count(*) filter (where is_repeat)::int, sum(orders)::int, sum(revenue)::bigint
    from folded join member using (customer_no) group by member.segment_no, month
    union all
    select ${workspaceId}::int, 0, month, count(*) filter (where orders > 0)::int,
      count(*) filter (where is_repeat)::int, sum(orders)::int, sum(revenue)::bigint
    from folded group by month`;
}
