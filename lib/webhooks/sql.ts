import { type SQL, sql } from "drizzle-orm";
import { segments, webhookChanges, webhookSegments, webhooks } from "@/db/schema";
import type { Cause } from "@/lib/segments/dimension";

/** Whether a webhook that is on hears of the segment. */
export const isHeard = sql<boolean>`exists (
  select from ${webhookSegments} ws join ${webhooks} w on w.workspace_id = ws.workspace_id and w.id = ws.webhook_id
  where w.is_on and ws.workspace_id = ${segments.workspaceId} and ws.segment_no = ${segments.no})`;

/**
 * The writing part of a statement that changes memberships: what stands in `changed` (segment_no, customer_no,
 * has_entered) also goes to the outbox, so that it is there exactly when the change is.
 */
export function intoOutbox(workspaceId: number, changed: SQL, at: SQL, cause: Cause): SQL {
  return sql`insert into ${webhookChanges} (workspace_id, segment_no, customer_no, at, has_entered, cause)
    select ${workspaceId}::int, segment_no, customer_no, ${at}, has_entered, ${cause} from ${changed}`;
}
