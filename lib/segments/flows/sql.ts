import { type SQL, sql } from "drizzle-orm";
import type { LifecycleFormula } from "@/lib/customers/scores/formulas";
import { lifecycleOf } from "@/lib/customers/scores/sql";
import type { Day } from "@/lib/days";
import { intArray } from "../values/sql";

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/**
 * Members of the segments at a moment: as stored now, with what changed since taken back. Reads the changes of the
 * period alone, not all of history.
 */
function membersAt(workspaceId: number, segmentNos: readonly number[], at: Date): SQL {
  const own = sql`workspace_id = ${workspaceId}::int and segment_no = any(${intArray(segmentNos)})`;
  const since = sql`select distinct on (segment_no, customer_no) segment_no, customer_no, not has_entered as was_in
    from segment_changes where ${own} and at >= ${moment(at)} order by segment_no, customer_no, at`;
  return sql`
    select coalesce(s.segment_no, m.segment_no) as segment_no, coalesce(s.customer_no, m.customer_no) as customer_no
    from (select segment_no, customer_no from segment_members where ${own}) m
      full join (${since}) s on s.segment_no = m.segment_no and s.customer_no = m.customer_no
    where coalesce(s.was_in, m.customer_no is not null)`;
}

/** Rows (customer_no, a, b): in which of the segments each was at two moments; who was in none at both is left out. */
export function siblingPlaces(workspaceId: number, segmentNos: readonly number[], from: Date, to: Date): SQL {
  const place = (at: Date) => sql`
    select customer_no, case count(*) when 1 then min(segment_no)::text else 'several' end as key
    from (${membersAt(workspaceId, segmentNos, at)}) m group by customer_no`;
  return sql`
    select coalesce(f.customer_no, t.customer_no) as customer_no, coalesce(f.key, 'none') as a, coalesce(t.key, 'none') as b
    from (${place(from)}) f full join (${place(to)}) t on t.customer_no = f.customer_no`;
}

type Turn = { day: Day; until: Date };

/**
 * Rows (customer_no, a, b): the lifecycle stage of every customer at the ends of two days, and "absent" before they
 * were first seen. What stands in their figures was so at every moment after the last order; only of those who
 * ordered on both sides of a moment are the orders before it read.
 */
export function stagePlaces(
  { workspaceId, timeZone, formula }: { workspaceId: number; timeZone: string; formula: LifecycleFormula },
  from: Turn,
  to: Turn,
): SQL {
  const dayOf = (at: SQL) => sql`(${at} at time zone ${timeZone}::text)::date`;
  const column = (name: string, what: string) => sql.identifier(`${name}_${what}`);
  // Both at once, as an array: one look into the index.
  const past = ({ until }: Turn, name: string) => sql`
    case when f.first_order_at < ${moment(until)} and f.last_order_at >= ${moment(until)} then (
      select array[count(*)::float8, extract(epoch from max(o.ordered_at))::float8] from orders o
      where o.workspace_id = ${workspaceId}::int and o.customer_no = f.customer_no and not o.is_return
        and o.ordered_at < ${moment(until)}
    ) end as ${column(name, "past")}`;
  const standing = ({ until }: Turn, name: string) => {
    const over = (value: SQL) => sql`case when last_order_at < ${moment(until)} then ${value} end`;
    return sql`coalesce(${column(name, "past")}[1]::int, ${over(sql`order_count`)}) as ${column(name, "orders")},
      ${dayOf(sql`coalesce(to_timestamp(${column(name, "past")}[2]), ${over(sql`last_order_at`)})`)} as ${column(name, "last")},
      first_seen_at >= ${moment(until)} as ${column(name, "unseen")}`;
  };
  const stage = ({ day }: Turn, name: string) => {
    const orders = sql`${column(name, "orders")}`;
    const days = { orders, firstOn: sql`first_on`, lastOn: sql`${column(name, "last")}` };
    return sql`case when ${column(name, "unseen")} and coalesce(${orders}, 0) = 0 then 'absent'
      else ${lifecycleOf(days, day, formula)} end`;
  };
  // "offset 0" keeps each figure and each stage from being worked out once per place that names it.
  return sql`
    select customer_no, ${stage(from, "a")} as a, ${stage(to, "b")} as b
    from (
      select customer_no, ${dayOf(sql`first_order_at`)} as first_on, ${standing(from, "a")}, ${standing(to, "b")}
      from (
        select c.no as customer_no, c.first_seen_at, f.order_count, f.first_order_at, f.last_order_at,
          ${past(from, "a")}, ${past(to, "b")}
        from customers c left join customer_metrics f on f.workspace_id = ${workspaceId}::int and f.customer_no = c.no
        where c.workspace_id = ${workspaceId}::int and c.erased_at is null offset 0
      ) p offset 0
    ) d offset 0`;
}
