import { type SQL, sql } from "drizzle-orm";
import type { ScoreFormulas } from "@/lib/customers/scores/formulas";
import { buyers, edgesBelow, edgesOf } from "@/lib/customers/scores/sql";

type Scope = { workspaceId: number; timeZone: string; segmentNo: number | null };

/** " and customer_no is a member", or nothing for everybody. */
const amongMembers = ({ workspaceId, segmentNo }: Scope, column: SQL) =>
  segmentNo === null
    ? sql``
    : sql` and ${column} in (select customer_no from segment_members
        where workspace_id = ${workspaceId}::int and segment_no = ${segmentNo}::int)`;

/**
 * Rows (cohort, month, people): how many of those whose first order fell into a month ordered in each later one,
 * months being those of the workspace's zone. Orders are folded per person and month once.
 */
export function cohortMonths(scope: Scope): SQL {
  const { workspaceId, timeZone } = scope;
  return sql`
    with placed as (
      select customer_no, date_trunc('month', ordered_at at time zone ${timeZone}::text)::date as month
      from orders where workspace_id = ${workspaceId}::int and not is_return${amongMembers(scope, sql`customer_no`)}
      group by 1, 2
    ), dated as (
      select month, min(month) over (partition by customer_no) as cohort from placed
    )
    select cohort::text, month::text, count(*)::int as people from dated group by 1, 2 order by 1, 2`;
}

/** Rows (r, f, people, recency, frequency, spend) of everyone with an order, by the scores that are kept. */
export function keptScores(scope: Scope, today: string): SQL {
  const { workspaceId, timeZone } = scope;
  return sql`
    select rfm_recency as r, rfm_frequency as f, ${cellFigures(sql`${today}::date - (last_order_at at time zone ${timeZone}::text)::date`)}
    from customer_metrics where workspace_id = ${workspaceId}::int and rfm_recency is not null${amongMembers(scope, sql`customer_no`)}
    group by 1, 2`;
}

const cellFigures = (days: SQL) => sql`count(*)::int as people, sum(${days})::float8 as recency,
  sum(order_count)::float8 as frequency, sum(spend_minor)::float8 as spend`;

/**
 * The same with frequency in five parts of equal size, whatever ties: people with as many orders are parted in the
 * order of their keys. What notebooks print (pandas `rank(method="first")` and `qcut`); rules cannot read it.
 */
export function evenScores(scope: Scope, today: string, formulas: ScoreFormulas): SQL {
  const { workspaceId, timeZone } = scope;
  const edge = (part: number) => sql`1 + (n - 1) * ${part / 5}::float8`;
  const above = [1, 2, 3, 4].map((part) => sql`(place > ${edge(part)})::int`);
  return sql`
    with buyer as (${buyers({ workspaceId, timeZone, today })}), edge as (
      select ${edgesOf(formulas.recency, "days")} as r
    ), placed as (
      select b.*, 5 - ${edgesBelow(sql`b.days`, sql`edge.r`)} as r, count(*) over () as n,
        row_number() over (order by b.order_count, length(c.external_id), c.external_id) as place
      from buyer b cross join edge
        join customers c on c.workspace_id = ${workspaceId}::int and c.no = b.customer_no
    )
    select r, 1 + ${sql.join(above, sql` + `)} as f, ${cellFigures(sql`days`)}
    from placed where true${amongMembers(scope, sql`customer_no`)} group by 1, 2`;
}
