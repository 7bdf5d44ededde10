import { type SQL, sql } from "drizzle-orm";
import { sharedPeople } from "@/lib/campaigns/overlap/sql";
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
    ), pair as (
      select a.id as a_id, a.name as a_name, b.id as b_id, b.name as b_name, greatest(a.start_on, b.start_on) as from_on
      from live a
      join live b on b.id > a.id and a.channels && b.channels and a.start_on <= b.end_on and b.start_on <= a.end_on
    ), ${sharedPeople(workspaceId)}
    select a_id, a_name, b_id, b_name, people, from_on::text
    from pair join shared using (a_id, b_id)
    order by people desc, a_name, b_name
    limit ${most}`;
}
