import { type SQL, sql } from "drizzle-orm";
import { customers, segmentChanges, segmentMembers } from "@/db/schema";
import { intoOutbox } from "@/lib/webhooks/sql";
import { escapeLike } from "../core";
import type { Cause } from "../dimension";
import { intArray } from "../values/sql";

export type MembershipWrite = {
  workspaceId: number;
  segmentNo: number;
  /** `select customer_no` of who should be in. */
  members: SQL;
  cause: Cause;
  at: Date;
  /** Only these people are looked at; `members` must be narrowed to them too. */
  customerNos?: readonly number[];
  /** A webhook hears of the segment: its changes go to the outbox too. */
  isHeard?: boolean;
};

/**
 * Brings the stored membership to what the rule says, in one statement: a full join of the new and the stored set,
 * which writes the differences and their history only. Answers { size, joined, left }; `size` counts `members`.
 */
export function membershipWrite({
  workspaceId,
  segmentNo,
  members,
  cause,
  at,
  customerNos,
  isHeard,
}: MembershipWrite): SQL {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const own = sql`m.workspace_id = ${workspaceId}::int and m.segment_no = ${segmentNo}::int`;
  const narrowed = customerNos ? sql` and m.customer_no = any(${intArray(customerNos)})` : sql``;
  const told = sql`(select ${segmentNo}::int as segment_no, customer_no, has_entered from changed) told`;
  const outbox = isHeard ? sql`, told as (${intoOutbox(workspaceId, told, moment, cause)})` : sql``;
  return sql`
    with fresh as materialized (select r.customer_no from (${members}) r),
    stored as (select m.customer_no from ${segmentMembers} m where ${own}${narrowed}),
    changed as materialized (
      select coalesce(fresh.customer_no, stored.customer_no) as customer_no, fresh.customer_no is not null as has_entered
      from fresh full join stored on stored.customer_no = fresh.customer_no
      where fresh.customer_no is null or stored.customer_no is null
    ),
    entered as (
      insert into ${segmentMembers} (workspace_id, segment_no, customer_no, entered_at)
      select ${workspaceId}::int, ${segmentNo}::int, customer_no, ${moment} from changed where has_entered order by customer_no
    ),
    gone as (
      delete from ${segmentMembers} m using changed
      where ${own} and m.customer_no = changed.customer_no and not changed.has_entered
    ),
    logged as (
      insert into ${segmentChanges} (workspace_id, segment_no, customer_no, at, has_entered, cause)
      select ${workspaceId}::int, ${segmentNo}::int, customer_no, ${moment}, has_entered, ${cause} from changed order by customer_no
    )${outbox}
    select (select count(*)::int from fresh) as size,
      count(*) filter (where has_entered)::int as joined, count(*) filter (where not has_entered)::int as left
    from changed`;
}

/** The expression of the index customers_search, word for word: anything else would read every customer. */
const searchable = sql`(coalesce(${customers.firstName},'') || ' ' || coalesce(${customers.lastName},'') || ' ' || coalesce(${customers.email},'') || ' ' || ${customers.externalId})`;

/** Name, e-mail or key contains the text; below three letters, which no index serves, the key is the text. */
export function memberMatches(search: string): SQL {
  const text = search.replaceAll("\0", "").trim();
  return text.length < 3
    ? sql`${customers.externalId} = ${text}`
    : sql`${searchable} ilike ${`%${escapeLike(text)}%`}`;
}
