import { type SQL, sql } from "drizzle-orm";
import type { NewValue } from "./value";

/** Values as rows: figure, day, segment_id, campaign_id, channel, value, and an id where they have one. */
export const valueRows = (values: readonly (NewValue & { id?: string })[]): SQL => sql`
  select * from json_to_recordset(${JSON.stringify(
    values.map(({ segmentId, campaignId, ...rest }) => ({
      ...rest,
      segment_id: segmentId,
      campaign_id: campaignId,
    })),
  )}::json) x(id uuid, figure text, day date, segment_id uuid, campaign_id uuid, channel text, value float8)`;

/** That two rows are of the same day, figure and place. */
export const isSamePlace = (
  a: SQL,
  b: SQL,
): SQL => sql`${a}.figure = ${b}.figure and ${a}.day = ${b}.day and ${a}.channel = ${b}.channel
  and ${a}.segment_id is not distinct from ${b}.segment_id and ${a}.campaign_id is not distinct from ${b}.campaign_id`;

/** The ids of the values that stand where these would stand. */
export const liveTwins = (workspaceId: number, values: readonly NewValue[]): SQL => sql`
  select v.id from (${valueRows(values)}) f join kpi_values v on ${isSamePlace(sql`v`, sql`f`)}
  where v.workspace_id = ${workspaceId}::int and v.ended_at is null`;
