import { type SQL, sql } from "drizzle-orm";

/**
 * Rows (segment_no, week, orders, revenue) of the weeks from one Monday up to another, for every live segment and for
 * everybody (0). Orders are folded per person and week once and then joined to the members.
 */
export function weeklyTallies(workspaceId: number, timeZone: string, from: string, until: string): SQL {
  return sql`
    with folded as (
      select customer_no, date_trunc('week', ordered_at at time zone ${timeZone}::text)::date as week,
        count(*) filter (where not is_return)::int as orders, sum(amount_minor)::bigint as revenue
      from orders where workspace_id = ${workspaceId}::int
        and ordered_at >= ${from}::date::timestamp at time zone ${timeZone}::text
        and ordered_at < ${until}::date::timestamp at time zone ${timeZone}::text
      group by 1, 2
    ), member as (
      select m.segment_no, m.customer_no from segment_members m
      join segments s on s.workspace_id = m.workspace_id and s.no = m.segment_no and s.archived_at is null
      where m.workspace_id = ${workspaceId}::int
    )
    select member.segment_no as no, week::text, sum(orders)::int as orders, sum(revenue)::float8 as revenue
    from folded join member using (customer_no) group by 1, 2
    union all
    select 0, week::text, sum(orders)::int, sum(revenue)::float8 from folded group by week`;
}
