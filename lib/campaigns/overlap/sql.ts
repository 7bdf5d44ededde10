import { type SQL, sql } from "drizzle-orm";

/**
 * Common table expressions over `pair (a_id, b_id, …)` with a_id < b_id: `shared (a_id, b_id, people)` counts who is
 * in the segments of both campaigns. Folded per person and unfolded into that person's own pairs, because a join of
 * the reach with itself on people lets the planner, which cannot guess its size, compare everybody with everybody.
 */
export function sharedPeople(workspaceId: number): SQL {
  return sql`
    reach as (
      select distinct t.campaign_id, m.customer_no
      from campaign_segments t
      join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
      join segment_members m on m.workspace_id = s.workspace_id and m.segment_no = s.no
      where t.workspace_id = ${workspaceId} and t.campaign_id in (select a_id from pair union select b_id from pair)
    ), held as (
      select array_agg(campaign_id) as ids from reach group by customer_no having count(*) > 1
    ), shared as (
      select a.id as a_id, b.id as b_id, count(*)::int as people
      from held, unnest(held.ids) a(id), unnest(held.ids) b(id) where a.id < b.id group by a.id, b.id
    )`;
}
