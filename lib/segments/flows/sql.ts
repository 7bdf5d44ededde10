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
 * were first seen. Figures of a day gone by are those of now, except for who ordered since.
 */
export function stagePlaces(
  { workspaceId, timeZone, formula }: { workspaceId: number; timeZone: string; formula: LifecycleFormula },
  from: Turn,
  to: Turn,
): SQL {
  const dayOf = (at: SQL) => sql`(${at} at time zone ${timeZone}::text)::date`;
  const stage = ({ day, until }: Turn, was: string) => {
    const w = sql.raw(was);
    const then = (past: string, present: string) =>
      sql`case when ${w}.customer_no is null then m.${sql.raw(present)} else ${w}.${sql.raw(past)} end`;
    const days = {
      orders: sql`(${then("orders", "order_count")})`,
      firstOn: dayOf(sql`(${then("first_at", "first_order_at")})`),
      lastOn: dayOf(sql`(${then("last_at", "last_order_at")})`),
    };
    return sql`case when c.first_seen_at >= ${moment(until)} and coalesce(${days.orders}, 0) = 0 then 'absent'
      else ${lifecycleOf(days, day, formula)} end`;
  };
  const figures = ({ until }: Turn) => sql`
    select p.customer_no, count(o.customer_no)::int as orders, min(o.ordered_at) as first_at, max(o.ordered_at) as last_at
    from (select distinct customer_no from orders where workspace_id = ${workspaceId}::int and ordered_at >= ${moment(until)}) p
      left join orders o on o.workspace_id = ${workspaceId}::int and o.customer_no = p.customer_no
        and o.ordered_at < ${moment(until)} and not o.is_return
    group by p.customer_no`;
  return sql`
    select c.no as customer_no, ${stage(from, "f")} as a, ${stage(to, "t")} as b
    from customers c
      left join customer_metrics m on m.workspace_id = c.workspace_id and m.customer_no = c.no
      left join (${figures(from)}) f on f.customer_no = c.no
      left join (${figures(to)}) t on t.customer_no = c.no
    where c.workspace_id = ${workspaceId}::int and c.erased_at is null`;
}
