import { type SQL, sql } from "drizzle-orm";
import { intArray } from "@/lib/segments/values/sql";
import type { Span } from "../period";

/**
 * Per segment (0: everybody) and stretch of days: buyers, repeat buyers, orders, revenue of today's members. A repeat
 * buyer placed at least one order in it that was not the first of their life.
 */
export function talliesIn(
  { workspaceId, timeZone }: { workspaceId: number; timeZone: string },
  segmentNos: readonly number[],
  spans: readonly Span[],
): SQL {
  const counts = sql`count(*) filter (where orders > 0)::int as buyers,
    count(*) filter (where is_repeat)::int as "repeatBuyers", sum(orders)::int as orders, sum(revenue)::float8 as "revenueMinor"`;
  return sql`
    with span as (
      select "from", "to" from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) x("from" date, "to" date)
    ), placed as (
      select customer_no, (ordered_at at time zone ${timeZone})::date as day, amount_minor,
        case when not is_return then row_number() over (partition by customer_no, is_return order by ordered_at, no) end as nth
      from orders where workspace_id = ${workspaceId}
    ), folded as (
      select "from", customer_no, count(nth)::int as orders, coalesce(max(nth) >= 2, false) as is_repeat,
        sum(amount_minor) as revenue
      from placed join span on day between "from" and "to" group by "from", customer_no
    )
    select 0 as "segmentNo", "from"::text as "from", ${counts} from folded group by "from"
    union all
    select m.segment_no, "from"::text, ${counts} from folded
    join segment_members m on m.workspace_id = ${workspaceId} and m.customer_no = folded.customer_no
      and m.segment_no = any(${intArray([...segmentNos])})
    group by m.segment_no, "from"`;
}
