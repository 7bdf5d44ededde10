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
 * were first seen. Their orders up to both moments are read in one pass.
 */
export function stagePlaces(
  { workspaceId, timeZone, formula }: { workspaceId: number; timeZone: string; formula: LifecycleFormula },
  from: Turn,
  to: Turn,
): SQL {
  const dayOf = (at: SQL) => sql`(${at} at time zone ${timeZone}::text)::date`;
  const upTo = ({ until }: Turn, name: string) => sql`
    count(*) filter (where ordered_at < ${moment(until)}) as ${sql.identifier(`${name}_orders`)},
    max(ordered_at) filter (where ordered_at < ${moment(until)}) as ${sql.identifier(`${name}_last`)}`;
  const stage = ({ day, until }: Turn, name: string) => {
    const orders = sql`coalesce(o.${sql.identifier(`${name}_orders`)}, 0)`;
    const days = {
      orders,
      firstOn: dayOf(sql`o.first`),
      lastOn: dayOf(sql`o.${sql.identifier(`${name}_last`)}`),
    };
    return sql`case when c.first_seen_at >= ${moment(until)} and ${orders} = 0 then 'absent'
      else ${lifecycleOf(days, day, formula)} end`;
  };
  return sql`
    select c.no as customer_no, ${stage(from, "a")} as a, ${stage(to, "b")} as b
    from customers c
      left join (
        select customer_no, min(ordered_at) as first, ${upTo(from, "a")}, ${upTo(to, "b")}
        from orders where workspace_id = ${workspaceId}::int and not is_return group by customer_no
      ) o on o.customer_no = c.no
    where c.workspace_id = ${workspaceId}::int and c.erased_at is null`;
}
