import { type SQL, sql } from "drizzle-orm";
import { intArray } from "@/lib/segments/values/sql";

const COLUMNS = [
  "members",
  "buyers",
  "repeat_buyers",
  "orders",
  "revenue_minor",
  "engagement",
  "in_segments",
];
const list = (prefix = "") => sql.raw(COLUMNS.map((column) => `${prefix}${column}`).join(", "));

const SUMS = sql`count(*) as members, count(*) filter (where x.order_count > 0) as buyers,
  count(*) filter (where x.order_count > 1) as repeat_buyers, coalesce(sum(x.order_count), 0)::bigint as orders,
  coalesce(sum(x.spend_minor), 0)::bigint as revenue_minor, coalesce(sum(x.engagement), 0)::bigint as engagement`;

/**
 * Rows of kpi_standings: the summaries of the members of each segment added up, and of everybody where 0 is among the
 * numbers. `liveNos` are the segments that somebody can be in.
 */
export function standings(
  workspaceId: number,
  segmentNos: readonly number[],
  liveNos: readonly number[],
): SQL {
  const nos = intArray(segmentNos.filter((no) => no !== 0));
  const base = sql`
    union all
    select 0, ${SUMS}, (
      select count(*) from (select distinct customer_no from segment_members
        where workspace_id = ${workspaceId}::int and segment_no = any(${intArray(liveNos)})) s)
    from customers c left join customer_metrics x on x.workspace_id = ${workspaceId}::int and x.customer_no = c.no
    where c.workspace_id = ${workspaceId}::int and c.erased_at is null`;
  return sql`
    select m.segment_no, ${SUMS}, 0::bigint as in_segments
    from segment_members m left join customer_metrics x on x.workspace_id = ${workspaceId}::int and x.customer_no = m.customer_no
    where m.workspace_id = ${workspaceId}::int and m.segment_no = any(${nos}) group by m.segment_no
    ${segmentNos.includes(0) ? base : sql``}`;
}

/** Brings the stored rows to what holds now: those of everybody and of all live segments, and no others. */
export function writeStandings(workspaceId: number, liveNos: readonly number[]): SQL {
  return sql`
    with fresh as materialized (${standings(workspaceId, [0, ...liveNos], liveNos)}),
    gone as (
      delete from kpi_standings k where k.workspace_id = ${workspaceId}::int
        and not exists (select from fresh f where f.segment_no = k.segment_no)
    )
    insert into kpi_standings as k (workspace_id, segment_no, ${list()})
    select ${workspaceId}::int, f.* from fresh f order by f.segment_no
    on conflict (workspace_id, segment_no) do update set (${list()}) = row(${list("excluded.")})
    where (${list("k.")}) is distinct from (${list("excluded.")})`;
}
