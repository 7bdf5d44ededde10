import { type SQL, sql } from "drizzle-orm";
import { segmentChanges, segmentMembers } from "@/db/schema";
import { intoOutbox } from "@/lib/webhooks/sql";
import type { Cause } from "../dimension";
import type { Formula } from "../sql";
import { intArray } from "../values/sql";
import type { Condition } from "./board/sql";

/** Every transaction before this one has ended. */
export const NOW_IN_FEED: SQL = sql`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint::float8 as xmin`;

/**
 * Whose facts were written by transactions since `from`, and where; `until` is where the next reading begins. A row
 * of a transaction that is still open then is not seen now and has `tx >= until`: it is seen next time. What
 * committed after `until` is seen twice, which changes nothing. One statement, so one snapshot.
 */
export function changesSince(workspaceId: number, from: number, most: number): SQL {
  // "offset 0": the index on tx alone finds the few new rows; beside it one on the workspace would be read whole.
  const newIn = (table: string, columns: string) =>
    sql`(select workspace_id, ${sql.raw(columns)} from ${sql.identifier(table)} where tx >= ${from}::bigint offset 0) t`;
  const own = sql`t.workspace_id = ${workspaceId}::int`;
  return sql`
    with changed as materialized (
      select 'customers' as source, customer_no from ${newIn("customers", "no as customer_no")} where ${own}
      union select 'metrics', customer_no from ${newIn("customer_metrics", "customer_no")} where ${own}
      union select 'orders', customer_no from ${newIn("orders", "customer_no")} where ${own}
      union select 'answers', customer_no from ${newIn("survey_answers", "customer_no")} where ${own}
      union select 'event:' || n.name, t.customer_no from ${newIn("events", "customer_no, name_no")}
        join event_names n on n.workspace_id = t.workspace_id and n.no = t.name_no where ${own}
    ), people as (select distinct customer_no from changed order by customer_no limit ${most + 1}::int)
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint::float8 as until,
      (select coalesce(json_agg(distinct source), '[]') from changed) as sources,
      (select coalesce(json_agg(customer_no), '[]') from people) as people`;
}

/** Who did something that left the window, or entered it by its date, between two moments. */
export function crossedHours(
  workspaceId: number,
  windows: readonly { nameNo: number | null; hours: number }[],
  from: Date,
  to: Date,
): SQL {
  const between = (moment: SQL, back: number) => {
    const at = (end: Date) => sql`${new Date(end.getTime() - back * 3_600_000).toISOString()}::timestamptz`;
    return sql`(${moment} >= ${at(from)} and ${moment} <= ${at(to)})`;
  };
  const parts = windows.flatMap(({ nameNo, hours }) =>
    [0, hours].map((back) =>
      nameNo === null
        ? sql`select customer_no from orders where workspace_id = ${workspaceId}::int and ${between(sql`ordered_at`, back)}`
        : sql`select customer_no from events where workspace_id = ${workspaceId}::int and name_no = ${nameNo}::int and ${between(sql`occurred_at`, back)}`,
    ),
  );
  return sql.join(parts, sql` union `);
}

/**
 * Everything that a rule reads of these people, in the place of the tables: their names mean these rows in the rest of
 * the statement. Each table is then planned and searched once, and not once per condition of hundreds of segments.
 */
function nearPeople(workspaceId: number, customerNos: readonly number[]): SQL {
  const nos = intArray(customerNos);
  const near = [
    "customer_metrics",
    "orders",
    "order_lines",
    "events",
    "survey_answers",
    "segment_members",
  ].map((name) => {
    const table = sql.identifier(name);
    return sql`${table} as materialized (select * from ${table} where workspace_id = ${workspaceId}::int and customer_no = any(${nos}))`;
  });
  return sql`customers as materialized (select * from customers where workspace_id = ${workspaceId}::int and no = any(${nos})),
    ${sql.join(near, sql`, `)}`;
}

/** `isHeard`: a webhook hears of the segment, so its changes go to the outbox too. */
export type Judged = { segmentNo: number; formula: Formula<Condition>; isHeard: boolean };

/**
 * Each condition once, as columns c0, c1, … over the people; and, in words of these, an array of the segments that hold. Plain text where nothing
 * is a value: hundreds of formulas are put together at every change.
 */
function sharedConditions(segments: readonly Judged[]): { columns: SQL; held: SQL } {
  const names = new Map<string, string>();
  const columns: SQL[] = [];
  const nameOf = ({ key, sql: condition }: Condition) => {
    let name = names.get(key);
    if (name === undefined) {
      name = `c${names.size}`;
      names.set(key, name);
      columns.push(sql`${condition} as ${sql.raw(name)}`);
    }
    return name;
  };
  const held = segments.map(({ segmentNo, formula }) => {
    const holds = formula.map((part) => (typeof part === "string" ? part : nameOf(part))).join("");
    return `case when ${holds} then ${segmentNo} end`;
  });
  return { columns: sql.join(columns, sql`, `), held: sql.raw(`array[${held.join(", ")}]`) };
}

/**
 * Brings the membership of these people in several segments to what their rules say (compiled `isNear`), in one pass over the people:
 * each condition once, a boolean per segment, then only the differences and their history. Answers
 * { segment_no, joined, left } for the segments that changed.
 */
export function judgePeople(
  scope: { workspaceId: number; cause: Cause; at: Date; customerNos: readonly number[] },
  people: SQL,
  segments: readonly Judged[],
): SQL {
  const { workspaceId, cause, at, customerNos } = scope;
  const moment = sql`${at.toISOString()}::timestamptz`;
  const nos = segments.map(({ segmentNo }) => segmentNo);
  const { columns, held } = sharedConditions(segments);
  const heard = segments.flatMap(({ segmentNo, isHeard }) => (isHeard ? [segmentNo] : []));
  const told = sql`changed where segment_no = any(${intArray(heard)})`;
  const outbox = heard.length > 0 ? sql`, told as (${intoOutbox(workspaceId, told, moment, cause)})` : sql``;
  return sql`
    with ${nearPeople(workspaceId, customerNos)},
    answers as materialized (
      select customers.no as customer_no, ${columns} ${people}
    ), fresh as materialized (
      select a.customer_no, s.segment_no from answers a, unnest(${held}) as s(segment_no)
      where s.segment_no is not null
    ), stored as (
      select customer_no, segment_no from ${segmentMembers}
      where segment_no = any(${intArray(nos)})
    ), changed as materialized (
      select coalesce(fresh.customer_no, stored.customer_no) as customer_no,
        coalesce(fresh.segment_no, stored.segment_no) as segment_no, fresh.customer_no is not null as has_entered
      from fresh full join stored on stored.customer_no = fresh.customer_no and stored.segment_no = fresh.segment_no
      where fresh.customer_no is null or stored.customer_no is null
    ), entered as (
      insert into ${segmentMembers} (workspace_id, segment_no, customer_no, entered_at)
      select ${workspaceId}::int, segment_no, customer_no, ${moment} from changed where has_entered order by segment_no, customer_no
    ), gone as (
      delete from ${segmentMembers} m using changed
      where m.workspace_id = ${workspaceId}::int and m.segment_no = changed.segment_no
        and m.customer_no = changed.customer_no and not changed.has_entered
    ), logged as (
      insert into ${segmentChanges} (workspace_id, segment_no, customer_no, at, has_entered, cause)
      select ${workspaceId}::int, segment_no, customer_no, ${moment}, has_entered, ${cause} from changed order by segment_no, customer_no
    )${outbox}
    select segment_no as "segmentNo", count(*) filter (where has_entered)::int as joined,
      count(*) filter (where not has_entered)::int as left
    from changed group by segment_no`;
}
