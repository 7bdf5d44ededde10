import { type SQL, sql } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import type { Launched } from "../outcomes/outcomes";
import { STAGES } from "./funnel";

/**
 * The moments of a launched campaign: what people buy counts from `opensAt` (the launch, or the first day if that is
 * later) until `closesAt`, the end of the last day; contacts count from `contactsAt`, whichever of the two came first.
 */
export function momentsOf(timeZone: string) {
  const firstDay = sql`${campaigns.startOn}::timestamp at time zone ${timeZone}`;
  return {
    opensAt: sql<string>`greatest(${campaigns.launchedAt}, ${firstDay})`,
    contactsAt: sql<string>`least(${campaigns.launchedAt}, ${firstDay})`,
    closesAt: sql<string>`(${campaigns.endOn} + 1)::timestamp at time zone ${timeZone}`,
  };
}

/**
 * Rows (stage, isControl, people): events that name the campaign, by who did them. They are folded per person and stage before
 * the audience is looked at, and its first moment is a value, so that earlier months are not read.
 */
export function contactStages(workspaceId: number, { id, name, contactsAt }: Launched): SQL {
  return sql`
    with done as (
      select distinct regexp_replace(n.name, '^.*_', '') as stage, e.customer_no
      from event_names n join events e on e.workspace_id = n.workspace_id and e.name_no = n.no
      where n.workspace_id = ${workspaceId}::int and n.name ~ ${`_(${STAGES.join("|")})$`}
        and e.workspace_id = ${workspaceId}::int and e.occurred_at >= ${contactsAt.toISOString()}::timestamptz
        and e.props ->> 'campaign' in (${id}, ${name})
    )
    select d.stage, a.is_control as "isControl", count(*)::int as people
    from done d join campaign_audience a on a.customer_no = d.customer_no
    where a.workspace_id = ${workspaceId}::int and a.campaign_id = ${id}::uuid
    group by 1, 2`;
}
