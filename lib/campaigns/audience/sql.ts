import { type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { Channel } from "@/lib/customers/fields";
import { audienceWhere } from "@/lib/segments/sql";
import { peopleOfCampaign, type Split, type Yielding } from "../launch/sql";

export type Audience = Split & Yielding & { launchedAt: Date | null };

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

export function campaignName(workspaceId: number, campaignId: string): SQL {
  return sql`select name from campaigns where workspace_id = ${workspaceId}::int and id = ${campaignId}::uuid`;
}

/** How many of the frozen audience may be contacted now. */
export function countReachable(scope: {
  workspaceId: number;
  campaignId: string;
  channels: readonly Channel[];
  inGroup: SQL;
}): SQL {
  return sql`select count(*)::int as people from campaign_audience a
    join ${customers} on ${customers.workspaceId} = a.workspace_id and ${customers.no} = a.customer_no
    where a.workspace_id = ${scope.workspaceId}::int and a.campaign_id = ${scope.campaignId}::uuid and ${scope.inGroup}
      and ${customers.erasedAt} is null and ${audienceWhere(scope.channels)}`;
}
