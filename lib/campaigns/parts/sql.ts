import { type SQL, sql } from "drizzle-orm";
import type { CampaignChannel, DependencyType, PlanItemKind } from "../status";

/*
 * A plan has thousands of rows: as one value of JSON they cost the server a tenth of what they cost as rows, each of
 * which the driver and the mapper would take apart field by field.
 */

export type PartRow = [
  id: string,
  campaignId: string,
  kind: PlanItemKind,
  name: string,
  version: number,
  channel: CampaignChannel | null,
  assigneeId: string | null,
  startOn: string,
  endOn: string,
  hours: number,
  progress: number,
  isByHand: boolean,
];

const idList = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`;

/** One row (parts): the tactics and milestones of these campaigns, first day first. */
export function partRows(workspaceId: number, campaignIds: readonly string[]): SQL {
  return sql`
    select coalesce(json_agg(json_build_array(id, campaign_id, kind, name, version, channel, assignee_id,
      start_on, end_on, hours, progress, is_by_hand) order by start_on, position), '[]') as parts
    from plan_items where workspace_id = ${workspaceId} and campaign_id = any(${idList(campaignIds)})`;
}

export type LinkRow = [id: string, fromId: string, toId: string, type: DependencyType, lagDays: number];

/** One row (links): the dependencies with an end at one of these campaigns or their parts. */
export function linkRows(workspaceId: number, campaignIds: readonly string[]): SQL {
  return sql`
    select coalesce(json_agg(json_build_array(id, coalesce(from_item_id, from_campaign_id),
      coalesce(to_item_id, to_campaign_id), type, lag_days) order by id), '[]') as links
    from dependencies where workspace_id = ${workspaceId}
      and (from_campaign_id = any(${idList(campaignIds)}) or to_campaign_id = any(${idList(campaignIds)}))`;
}
