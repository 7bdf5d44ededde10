import { type SQL, sql } from "drizzle-orm";
import type { CampaignFilters } from "./model";

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
 * Whether a manager's approval of a row of `campaigns` holds: on the days that were approved, and whatever happens to
 * them once it was launched.
 */
export const isApprovedSql = sql<boolean>`(campaigns.approved_at is not null and (campaigns.launched_at is not null
  or (campaigns.start_on = coalesce(campaigns.approved_start_on, campaigns.start_on)
    and campaigns.end_on = coalesce(campaigns.approved_end_on, campaigns.end_on))))`;

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
