import { type SQL, sql } from "drizzle-orm";
import { CHANNELS, type Channel } from "@/lib/customers/fields";
import { audienceWhere } from "@/lib/segments/sql";
import type { CampaignFilters } from "./model";
import type { CampaignChannel } from "./status";

/** `%` and `_` typed by a person match themselves. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** Condition on `campaigns` for the list, the board and the timeline; needs no join. */
export function campaignWhere(workspaceId: number, filters: CampaignFilters): SQL {
  const parts: SQL[] = [sql`campaigns.workspace_id = ${workspaceId}`];
  if (filters.statuses.length > 0)
    parts.push(
      sql`campaigns.status in (${sql.join(
        filters.statuses.map((status) => sql`${status}`),
        sql`, `,
      )})`,
    );
  else parts.push(sql`campaigns.status <> 'archived'`);
  if (filters.segmentId)
    parts.push(sql`exists (select 1 from campaign_segments cs where cs.workspace_id = campaigns.workspace_id
      and cs.campaign_id = campaigns.id and cs.segment_id = ${filters.segmentId})`);
  if (filters.personaId) parts.push(sql`campaigns.persona_id = ${filters.personaId}`);
  if (filters.ownerId === "none") parts.push(sql`campaigns.owner_id is null`);
  else if (filters.ownerId) parts.push(sql`campaigns.owner_id = ${filters.ownerId}`);
  if (filters.channel) parts.push(sql`${filters.channel} = any(campaigns.channels)`);
  if (filters.search)
    parts.push(
      sql`(campaigns.name ilike ${containing(filters.search)} or campaigns.objective ilike ${containing(filters.search)})`,
    );
  if (filters.from) parts.push(sql`campaigns.end_on >= ${filters.from}::date`);
  if (filters.to) parts.push(sql`campaigns.start_on <= ${filters.to}::date`);
  return sql.join(parts, sql` and `);
}

/**
 * Per campaign: tactics, finished ones, late ones and progress 0 to 100, weighed as rollUpProgress in
 * lib/timeline/bars does (by hours, or by days when no tactic has hours).
 */
export function tacticTallies(workspaceId: number, today: string): SQL {
  return sql`(
    select campaign_id, count(*)::int as tactics, count(*) filter (where progress = 100)::int as finished,
      count(*) filter (where progress < 100 and end_on < ${today}::date)::int as late,
      round(case when max(hours) > 0 then sum(hours * progress)::numeric / sum(hours)
        else sum((end_on - start_on + 1) * progress)::numeric / sum(end_on - start_on + 1) end)::int as progress
    from plan_items where workspace_id = ${workspaceId} and kind = 'tactic' group by campaign_id
  )`;
}

/** The channels that decide who can be contacted: none when one of them (web, social, store) asks for no consent. */
function deciding(channels: readonly CampaignChannel[]): Channel[] {
  const withConsent = CHANNELS.filter((channel) => channels.includes(channel));
  return withConsent.length < channels.length ? [] : withConsent;
}

/**
 * The people of a campaign's segments as they stand now, each once with the first segment that holds them:
 * (customer_no, segment_id, can_contact, is_control). Suppressed, objecting, erased and opted-out people
 * cannot be contacted. The control group comes from a hash of campaign and person: the same on every run.
 */
export function membersOfCampaign(
  workspaceId: number,
  campaign: { id: string; channels: readonly CampaignChannel[]; controlShare: number },
): SQL {
  return sql`(
    select distinct on (m.customer_no) m.customer_no, s.id as segment_id,
      customers.erased_at is null and ${audienceWhere(deciding(campaign.channels))} as can_contact,
      ('x' || left(md5(${campaign.id}::text || ':' || m.customer_no), 8))::bit(32)::bigint % 10000
        < ${campaign.controlShare}::int * 100 as is_control
    from campaign_segments cs
    join segments s on s.workspace_id = cs.workspace_id and s.id = cs.segment_id
    join segment_members m on m.workspace_id = s.workspace_id and m.segment_no = s.no
    join customers on customers.workspace_id = m.workspace_id and customers.no = m.customer_no
    where cs.workspace_id = ${workspaceId} and cs.campaign_id = ${campaign.id}
    order by m.customer_no, s.no
  )`;
}
