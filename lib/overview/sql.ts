import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";

/**
 * Rows (a_id, a_name, b_id, b_name, people, from_on): pairs of planned or running campaigns that share days from
 * `today` on and a channel, with the number of people who are in the audience of both. Largest first.
 */
export function campaignOverlaps(workspaceId: number, today: Day, most: number): SQL {
  return sql`
    with live as (
      select id, name, channels, greatest(start_on, ${today}::date) as start_on, end_on from campaigns
      where workspace_id = ${workspaceId} and status in ('planned', 'running')
        and end_on >= ${today}::date and start_on <= ${today}::date + 28
    ), reach as (
      select distinct live.id, m.customer_no
      from live
      join campaign_segments t on t.workspace_id = ${workspaceId} and t.campaign_id = live.id
      join segments s on s.workspace_id = ${workspaceId} and s.id = t.segment_id
      join segment_members m on m.workspace_id = ${workspaceId} and m.segment_no = s.no
    )
    select a.id as a_id, a.name as a_name, b.id as b_id, b.name as b_name, count(*)::int as people,
      greatest(a.start_on, b.start_on)::text as from_on
    from live a
    join live b on b.id > a.id and a.channels && b.channels and a.start_on <= b.end_on and b.start_on <= a.end_on
    join reach ra on ra.id = a.id
    join reach rb on rb.id = b.id and rb.customer_no = ra.customer_no
    group by a.id, a.name, b.id, b.name, a.start_on, b.start_on
    order by people desc
    limit ${most}`;
}
