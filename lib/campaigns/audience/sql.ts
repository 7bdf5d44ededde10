import { type SQL, sql } from "drizzle-orm";
import { peopleOfCampaign, type Split } from "../launch/sql";

export type Audience = Split & { launchedAt: Date | null };

/** Everybody of a campaign: (customer_no, segment_id, reason, stratum, is_control), frozen once it is launched. */
export function audienceOf(workspaceId: number, audience: Audience): SQL {
  if (!audience.launchedAt) return peopleOfCampaign(workspaceId, audience);
  const own = sql`workspace_id = ${workspaceId}::int and campaign_id = ${audience.id}::uuid`;
  return sql`(
    select customer_no, segment_id, null::text as reason, stratum, is_control from campaign_audience where ${own}
    union all
    select customer_no, segment_id, reason, ''::text, false from campaign_left_out where ${own}
  )`;
}
