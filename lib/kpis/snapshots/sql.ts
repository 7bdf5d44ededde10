import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";
import { intArray } from "@/lib/segments/values/sql";
import { buyers, buyerTables } from "./buyers/sql";
import { day, next, trunc } from "./calendar/sql";
import { MESSAGE_SUM_OF, MESSAGE_SUMS, messages, SUM_OF, SUMS } from "./facts/sql";
import { holderTables, sizes, sizeTables } from "./members/sql";
import { type Holders, type TallyScope, unitOf } from "./scope";

const union = (parts: readonly SQL[]) => sql.join([...parts], sql` union all `);

/** Rows (segment_no, channel, unit, new_buyers, sums): what adds up over days, of members of each day. */
function unitSums(scope: TallyScope): SQL {
  const { holders, contacts } = scope;
  const unit = unitOf(scope);
  const hasSets = holders.kind === "segments";
  const hasBase = hasSets && holders.hasBase;
  const noMessage = sql.raw("0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint");
  const ofDay = trunc(unit, sql`day`);
  const ordered = (key: SQL, table: SQL, start: SQL) => sql`
    select ${key}, ${start}, count(*) filter (where is_new), sum(orders)::bigint, sum(revenue)::bigint, ${noMessage} from ${table} group by 1, 2, 3`;
  const parts = [
    sql`select 0 as segment_no, ''::text as channel, null::date as unit, 0::bigint as new_buyers, 0::bigint as orders, 0::bigint as revenue, ${MESSAGE_SUMS}
      from (select ${sql.raw("0::bigint as sent, 0::bigint as bounced, 0::bigint as opened, 0::bigint as clicked, 0::bigint as unsubscribed, 0::bigint as complained, 0::bigint as visits")}) z where false`,
    ordered(sql`segment_no, ''::text`, sql`held`, ofDay),
    ...(hasBase ? [ordered(sql`0, channel`, sql`channelled`, sql`unit`)] : []),
    ...(hasSets
      ? [
          sql`select h.segment_no, '', t.start_on, sum(t.new_buyers)::bigint, sum(t.orders)::bigint, sum(t.revenue)::bigint, ${noMessage}
            from in_unit t join holds h on h.set_no = t.set_no group by h.segment_no, t.start_on`,
        ]
      : []),
  ];
  if (contacts.length > 0) {
    const told = (key: SQL, rows: SQL) => sql`
      select ${key}, ${ofDay}, 0, 0, 0, ${MESSAGE_SUM_OF} from ${rows} group by 1, 2, 3`;
    parts.push(
      told(
        sql`segment_no, ''::text`,
        sql`(select s.segment_no, t.* from told t join moved s on s.customer_no = t.customer_no and t.day between s.from_day and s.to_day) m`,
      ),
      ...(hasBase ? [told(sql`0, channel`, sql`told`)] : []),
      ...(hasSets
        ? [
            told(
              sql`segment_no, ''::text`,
              sql`(select h.segment_no, t.day, ${MESSAGE_SUMS} from (
                  select coalesce(x.set_no, 0) as set_no, day, ${MESSAGE_SUM_OF} from told left join set_of x on x.customer_no = told.customer_no group by 1, 2
                ) t join holds h on h.set_no = t.set_no) m`,
            ),
          ]
        : []),
    );
  }
  return union(parts);
}

/**
 * Rows of kpi_snapshots of the scope: every fact is read once. Its cost follows the facts and the changes of
 * membership, not orders × segments.
 */
export function tallies(scope: TallyScope): SQL {
  const { workspaceId, contacts, grains, windows, since, first, today } = scope;
  const periods = grains.map(
    (grain) => sql`
    select ${grain}::text as grain, segment_no, channel, ${trunc(grain, sql`unit`)} as start_on, ${next(grain, trunc(grain, sql`unit`))} - 1 as end_on,
      sum(new_buyers) as new_buyers, ${SUM_OF} from by_unit group by segment_no, channel, ${trunc(grain, sql`unit`)}`,
  );
  const windowSums = sql`
    select 'window' as grain, d.segment_no, d.channel, w.start_on, w.end_on, sum(new_buyers) as new_buyers, ${SUM_OF}
    from by_unit d join windows w on d.unit between w.start_on and w.end_on group by d.segment_no, d.channel, w.start_on, w.end_on`;
  const cut = since ? sql`and end_on >= ${day(since)}` : sql``;
  const told = contacts.length > 0 ? sql`told as materialized (${messages(scope)}), ` : sql``;
  return sql`
    with names as materialized (
      select * from json_to_recordset(${JSON.stringify(contacts)}::json) x(no int, stage text, channel text)
    ), windows as materialized (
      select * from json_to_recordset(${JSON.stringify(
        windows.map(({ from, to, before }) => ({ start_on: from, end_on: to, before_on: before })),
      )}::json) x(start_on date, end_on date, before_on date)
    ), ${holderTables(scope)}, ${buyerTables(scope)}, ${told}${sizeTables(scope)}by_unit as materialized (${unitSums(scope)}), parts as (
      select grain, segment_no, channel, start_on, end_on, 0::bigint as members, 0::bigint as present, 0::bigint as buyers, 0::bigint as repeat_buyers,
        new_buyers, 0::bigint as prior_buyers, 0::bigint as returning_buyers, ${SUMS} from (${union([windowSums, ...periods])}) a
      union all
      select grain, segment_no, channel, start_on, end_on, 0, 0, buyers, repeat_buyers, 0, prior_buyers, returning_buyers, 0,0,0,0,0,0,0,0,0 from (${buyers(scope)}) b
      union all
      select grain, segment_no, channel, start_on, end_on, members, present, 0, 0, 0, 0, 0, 0,0,0,0,0,0,0,0,0 from (${sizes(scope)}) c
    )
    select ${workspaceId}::int as workspace_id, grain, segment_no, channel, start_on, end_on,
      sum(members)::bigint as members, sum(present)::bigint as present, sum(buyers)::bigint as buyers,
      sum(repeat_buyers)::bigint as repeat_buyers, sum(new_buyers)::bigint as new_buyers, sum(prior_buyers)::bigint as prior_buyers,
      sum(returning_buyers)::bigint as returning_buyers, ${SUM_OF}
    from parts where start_on <= ${day(today)} and end_on >= ${day(first)} ${cut}
    group by grain, segment_no, channel, start_on, end_on`;
}

const COLUMNS = [
  "members",
  "present",
  "buyers",
  "repeat_buyers",
  "new_buyers",
  "prior_buyers",
  "returning_buyers",
  "orders",
  "revenue_minor",
  "sent",
  "bounced",
  "opened",
  "clicked",
  "unsubscribed",
  "complained",
  "visits",
];
const list = (prefix: string) => sql.raw(COLUMNS.map((column) => `${prefix}${column}`).join(", "));

/**
 * Brings the stored rows of a scope to what the facts say, and writes the differences only. A period that had ended by
 * `closedOn`, of a segment that was counted before, is marked as corrected at `at`.
 */
export function writeTallies(
  scope: TallyScope & { holders: Holders & { kind: "segments" } },
  {
    closedOn,
    known,
    at,
    isOnly,
  }: { closedOn: Day | null; known: readonly number[]; at: Date; isOnly?: boolean },
): SQL {
  const { workspaceId, holders, grains, windows, since } = scope;
  const nos = intArray([...(holders.hasBase ? [0] : []), ...holders.segmentNos]);
  const moment = sql`${at.toISOString()}::timestamptz`;
  const isLate = (end: SQL, no: SQL) =>
    closedOn ? sql`(${end} <= ${day(closedOn)} and ${no} = any(${intArray(known)}))` : sql`false`;
  // One window alone leaves the others as they are.
  const others = isOnly ? sql`and false` : sql``;
  const grainNames = sql`any(${`{${[...grains, ...(windows.length > 0 ? ["window"] : [])].join(",")}}`}::text[])`;
  return sql`
    with fresh as materialized (${tallies(scope)}),
    gone as (
      delete from kpi_snapshots k where k.workspace_id = ${workspaceId}::int and k.segment_no = any(${nos}) and k.grain = ${grainNames}
        ${since ? sql`and k.end_on >= ${day(since)}` : sql``} ${others}
        and not exists (select from fresh f where f.grain = k.grain and f.segment_no = k.segment_no and f.channel = k.channel
          and f.start_on = k.start_on and f.end_on = k.end_on)
    )
    insert into kpi_snapshots as k (workspace_id, grain, segment_no, channel, start_on, end_on, ${list("")}, corrected_at)
    select f.*, case when ${isLate(sql`f.end_on`, sql`f.segment_no`)} then ${moment} end from fresh f
    order by grain, segment_no, channel, start_on
    on conflict (workspace_id, grain, segment_no, channel, start_on, end_on) do update set (${list("")}, corrected_at) =
      row(${list("excluded.")}, case when ${isLate(sql`k.end_on`, sql`k.segment_no`)} then ${moment} else k.corrected_at end)
    where (${list("k.")}) is distinct from (${list("excluded.")})`;
}
