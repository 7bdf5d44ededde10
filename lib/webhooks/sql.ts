import { and, eq, type SQL, sql } from "drizzle-orm";
import { webhookChanges, webhookDeliveries, webhookSegments, webhooks } from "@/db/schema";
import type { Cause } from "@/lib/segments/dimension";

/** Whether a webhook that is on hears of the segment. Columns of `segments` are spelt out: a select of one table drops their prefix. */
export const isHeard = sql<boolean>`exists (
  select from ${webhookSegments} ws join ${webhooks} w on w.workspace_id = ws.workspace_id and w.id = ws.webhook_id
  where w.is_on and ws.workspace_id = segments.workspace_id and ws.segment_no = segments.no)`;

/** Where a signing secret is kept; it opens nowhere else. */
export const placeOf = (workspaceId: number, webhookId: string) => `${workspaceId} ${webhookId}`;

/** The messages of a campaign's launch, to one webhook or to all. */
export function ofLaunch(
  { workspaceId }: { workspaceId: number },
  { campaignId, webhookId }: { campaignId: string; webhookId?: string },
): SQL | undefined {
  return and(
    eq(webhookDeliveries.workspaceId, workspaceId),
    webhookId ? eq(webhookDeliveries.webhookId, webhookId) : undefined,
    eq(webhookDeliveries.kind, "campaign.launched"),
    sql`${webhookDeliveries.launch} -> 'campaign' ->> 'id' = ${campaignId}`,
  );
}

/**
 * The writing part of a statement that changes memberships: what stands in `changed` (segment_no, customer_no,
 * has_entered) also goes to the outbox, so that it is there exactly when the change is.
 */
export function intoOutbox(workspaceId: number, changed: SQL, at: SQL, cause: Cause): SQL {
  return sql`insert into ${webhookChanges} (workspace_id, segment_no, customer_no, at, has_entered, cause)
    select ${workspaceId}::int, segment_no, customer_no, ${at}, has_entered, ${cause} from ${changed}`;
}

export type Taken = {
  webhookId: string;
  segmentNo: number;
  hasEntered: boolean;
  cause: string;
  at: string;
  people: number[];
};

/**
 * Takes changes out of the outbox, those before them first, and gives them grouped by webhook, segment, kind, cause
 * and moment. A change that no webhook hears of any more is taken all the same.
 */
export function takenFromOutbox(workspaceId: number, most: number): SQL {
  return sql`
    with chosen as (
      select ctid from ${webhookChanges} where workspace_id = ${workspaceId}::int order by at limit ${most}::int for update skip locked
    ), taken as (
      delete from ${webhookChanges} where workspace_id = ${workspaceId}::int and ctid in (select ctid from chosen)
      returning segment_no, customer_no, at, has_entered, cause
    ), grouped as (
      select w.id as "webhookId", t.segment_no as "segmentNo", t.has_entered as "hasEntered", t.cause, t.at,
        json_agg(t.customer_no order by t.customer_no) as people
      from taken t
      join ${webhookSegments} ws on ws.workspace_id = ${workspaceId}::int and ws.segment_no = t.segment_no
      join ${webhooks} w on w.workspace_id = ws.workspace_id and w.id = ws.webhook_id and w.is_on
      group by w.id, t.segment_no, t.has_entered, t.cause, t.at
    )
    select (select count(*)::int from taken) as taken,
      (select coalesce(json_agg(grouped order by at), '[]') from grouped) as groups`;
}
