import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";
import { sharedPeople } from "../overlap/sql";

/**
 * Rows (a_id, a_name, b_id, b_name, people, start_on, end_on): pairs of live campaigns that share a channel and
 * days from `today` on, with the number of people in the segments of both. Largest first.
 */
export function contactConflicts(workspaceId: number, today: Day, campaignIds: readonly string[]): SQL {
  return sql`
    with live as (
      select id, name, channels, greatest(start_on, ${today}::date) as start_on, end_on from campaigns
      where workspace_id = ${workspaceId} and status in ('planned', 'running', 'paused') and end_on >= ${today}::date
        and id in (select jsonb_array_elements_text(${JSON.stringify(campaignIds)}::jsonb)::uuid)
    ), pair as (
      select a.id as a_id, a.name as a_name, b.id as b_id, b.name as b_name,
        greatest(a.start_on, b.start_on) as start_on, least(a.end_on, b.end_on) as end_on
      from live a
      join live b on b.id > a.id and a.channels && b.channels and a.start_on <= b.end_on and b.start_on <= a.end_on
    ), ${sharedPeople(workspaceId)}
    select a_id, a_name, b_id, b_name, start_on::text, end_on::text, people
    from pair join shared using (a_id, b_id)
    order by people desc, a_name, b_name
    limit 200`;
}

/** One row (stamp): a digest of how many there are of each kind, their versions and when the last was changed. */
export function planStamp(workspaceId: number): SQL {
  return sql`
    select md5(concat_ws('|',
      (select concat_ws(',', count(*), sum(version), max(updated_at)) from campaigns
        where workspace_id = ${workspaceId}),
      (select concat_ws(',', count(*), sum(version), max(updated_at)) from plan_items
        where workspace_id = ${workspaceId}),
      (select concat_ws(',', count(*), max(id::text), min(id::text)) from dependencies
        where workspace_id = ${workspaceId}),
      (select string_agg(id || name, ',' order by id) from baselines where workspace_id = ${workspaceId})
    )) as stamp`;
}
