import { type SQL, sql } from "drizzle-orm";
import type { Launched } from "./outcomes";

/** A stored campaign and from which transaction on nothing is in it. */
export type Kept = Pick<Launched, "id" | "name" | "goalEvent" | "opensAt" | "closesAt"> & { tx: number };

/**
 * { until, changed }: the ids of those about which something was written since, and from where to read on next time. An order counts
 * on any day before the end, since an earlier one can make a buyer known; an event by its campaign, or as the aim within
 * the days; an erased person for every campaign. One statement, so one snapshot.
 */
export function changedOf(workspaceId: number, kept: readonly Kept[]): SQL {
  const from = Math.min(...kept.map(({ tx }) => tx));
  // "offset 0": the index on tx alone finds the few new rows; beside it one on the workspace would be read whole.
  const newIn = (table: string, columns: string) =>
    sql`(select workspace_id, tx, ${sql.raw(columns)} from ${sql.identifier(table)} where tx >= ${from}::bigint offset 0) t`;
  const own = sql`t.workspace_id = ${workspaceId}::int`;
  const rows = kept.map(({ id, tx, name, goalEvent, opensAt, closesAt }) => ({
    ...{ id, tx, name, goal: goalEvent, opens_at: opensAt, closes_at: closesAt },
  }));
  return sql`
    with kept as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        x(id uuid, tx bigint, name text, goal text, opens_at timestamptz, closes_at timestamptz)
    ), bought as materialized (
      select t.tx, t.ordered_at from ${newIn("orders", "ordered_at")} where ${own}
    ), done as materialized (
      select t.tx, n.name, t.occurred_at, t.campaign
      from ${newIn("events", "name_no, occurred_at, props ->> 'campaign' as campaign")}
      join event_names n on n.workspace_id = t.workspace_id and n.no = t.name_no where ${own}
    ), erased as materialized (
      select t.tx from ${newIn("customers", "erased_at")} where ${own} and t.erased_at is not null
    )
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint::float8 as until,
      (select coalesce(json_agg(k.id), '[]') from kept k where
        exists (select from bought b where b.tx >= k.tx and b.ordered_at < k.closes_at)
        or exists (select from done d where d.tx >= k.tx and (d.campaign in (k.id::text, k.name)
          or (d.name = k.goal and d.occurred_at >= k.opens_at and d.occurred_at < k.closes_at)))
        or exists (select from erased e where e.tx >= k.tx)) as changed`;
}
