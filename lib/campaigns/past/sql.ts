import { type SQL, sql } from "drizzle-orm";

/** A person of a campaign that is over, with the numbers of the workspace. */
export type PastRow = {
  no: number;
  segment_id: string;
  segment_no: number;
  is_control: boolean;
  variant_ids: string[];
  orders: number | null;
  amount: number | null;
  reached: boolean | null;
};

const COLUMNS =
  sql.raw(`x(no int, segment_id uuid, segment_no int, is_control boolean, variant_ids uuid[], orders int,
  amount bigint, reached boolean)`);

/**
 * Writes people into a campaign's audience and into the fixed lists that stand for its segments. Answers those who are
 * new or changed.
 */
export function writePast(
  { workspaceId, campaignId, at }: { workspaceId: number; campaignId: string; at: Date },
  rows: readonly PastRow[],
): SQL {
  return sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) ${COLUMNS}
    ), listed as (
      insert into segment_overrides (workspace_id, segment_no, customer_no, is_included, created_at)
      select ${workspaceId}::int, segment_no, no, true, ${at.toISOString()}::timestamptz from given order by segment_no, no
      on conflict do nothing
    )
    insert into campaign_audience as a (workspace_id, campaign_id, customer_no, segment_id, is_control, variant_ids,
      told_orders, told_minor, told_reached)
    select ${workspaceId}::int, ${campaignId}::uuid, no, segment_id, is_control, variant_ids, orders, amount, reached
    from given order by no
    on conflict (workspace_id, campaign_id, customer_no) do update set segment_id = excluded.segment_id,
      is_control = excluded.is_control, variant_ids = excluded.variant_ids, told_orders = excluded.told_orders,
      told_minor = excluded.told_minor, told_reached = excluded.told_reached
    where (a.segment_id, a.is_control, a.variant_ids, a.told_orders, a.told_minor, a.told_reached) is distinct from
      (excluded.segment_id, excluded.is_control, excluded.variant_ids, excluded.told_orders, excluded.told_minor, excluded.told_reached)
    returning customer_no as no, xmax = 0 as "isNew"`;
}
