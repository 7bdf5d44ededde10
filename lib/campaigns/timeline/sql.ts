import { type SQL, sql } from "drizzle-orm";

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
