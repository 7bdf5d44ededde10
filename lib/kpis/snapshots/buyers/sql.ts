import { type SQL, sql } from "drizzle-orm";
import type { CalendarGrain } from "../../grain";
import { next, trunc } from "../calendar/sql";
import { firstOrders, IS_NEW, IS_REPEAT, ordersOf } from "../facts/sql";
import { type TallyScope, unitOf } from "../scope";

/**
 * The tables of who bought. Of people who are in the same segments all the time, orders are folded once and counted by
 * set, whatever the number of segments; of those who came or left, by the segments of each day.
 */
export function buyerTables(scope: TallyScope): SQL {
  const { holders } = scope;
  const unit = unitOf(scope);
  // Of the few days of a campaign everybody's orders are folded: a look into the index for each of its people takes longer.
  const held =
    holders.kind === "campaign" ? {} : { where: sql`and o.customer_no in (select customer_no from moved)` };
  const tables = [
    sql`held as materialized (
      select s.segment_no, o.customer_no, o.unit as day, o.orders, o.revenue, ${IS_REPEAT} as is_repeat, ${IS_NEW} as is_new
      from (${ordersOf(scope, held, "day")}) o
      left join ${firstOrders(scope)} x on x.customer_no = o.customer_no
      join moved s on s.customer_no = o.customer_no and o.unit between s.from_day and s.to_day)`,
  ];
  if (holders.kind === "segments") {
    // Everybody's orders are folded in the order of the index, before a set is joined; of some people, only theirs.
    const placed = holders.hasBase
      ? sql`select o.*, coalesce(s.set_no, 0) as set_no from (${ordersOf(scope, {})}) o left join set_of s on s.customer_no = o.customer_no`
      : ordersOf(scope, { key: sql`s.set_no`, join: sql`join set_of s on s.customer_no = o.customer_no` });
    tables.push(
      sql`placed as (${placed})`,
      sql`in_unit as materialized (${setHeads(scope, unit, sql`placed`)})`,
    );
    if (holders.hasBase) {
      const channelled = { key: sql`o.channel`, where: sql`and o.channel <> ''` };
      tables.push(
        sql`channelled as materialized (
          select o.*, ${IS_REPEAT} as is_repeat, ${IS_NEW} as is_new
          from (${ordersOf(scope, channelled)}) o left join ${firstOrders(scope)} x on x.customer_no = o.customer_no)`,
      );
    }
  }
  return sql.join(tables, sql`, `);
}

/** The last unit before this one in which the person bought. */
const BEFORE = sql.raw(
  "max(case when orders > 0 then unit end) over (partition by customer_no order by unit rows between unbounded preceding and 1 preceding)",
);

/** By set and period: what was ordered, and the different people who bought, had bought before, and come again. */
function setHeads(scope: TallyScope, grain: CalendarGrain, table: SQL): SQL {
  const isBuyer = sql`p.orders > 0`;
  return sql`
    select p.set_no, p.start_on, sum(p.orders)::bigint as orders, sum(p.revenue)::bigint as revenue,
      count(*) filter (where ${IS_NEW}) as new_buyers, count(*) filter (where ${isBuyer}) as buyers,
      count(*) filter (where ${isBuyer} and ${IS_REPEAT}) as repeat_buyers,
      count(*) filter (where ${isBuyer} and p.before = ${next(grain, sql`p.start_on`, "-")}) as returning_buyers
    from (
      select customer_no, set_no, unit as start_on, orders, revenue, first_day, last_day,
        ${BEFORE} as before
      from ${table}
    ) p left join ${firstOrders(scope)} x on x.customer_no = p.customer_no group by 1, 2`;
}

/** A coarser period out of the units of a table, per person. */
const coarser = (grain: CalendarGrain) => sql`(
  select customer_no, set_no, ${trunc(grain, sql`unit`)} as unit, sum(orders) as orders, 0 as revenue, min(first_day) as first_day, max(last_day) as last_day
  from placed group by 1, 2, 3) c`;

const COUNTS = sql.raw("buyers, repeat_buyers, prior_buyers, returning_buyers");

/** Rows (grain, segment_no, channel, start_on, end_on, buyers, repeat_buyers, prior_buyers, returning_buyers). */
export function buyers(scope: TallyScope): SQL {
  const { holders, grains, windows } = scope;
  const unit = unitOf(scope);
  const hasSets = holders.kind === "segments";
  const hasBase = hasSets && holders.hasBase;
  const parts = grains.flatMap((grain) => {
    const spread = (table: SQL) => sql`
      select h.segment_no, ''::text as channel, start_on, sum(buyers) as buyers, sum(repeat_buyers) as repeat_buyers, sum(returning_buyers) as returning_buyers
      from ${table} t join holds h on h.set_no = t.set_no group by h.segment_no, start_on`;
    const ofSets = hasSets
      ? [spread(grain === unit ? sql`in_unit` : sql`(${setHeads(scope, grain, coarser(grain))})`)]
      : [];
    const named = (rows: SQL) => sql`
      select ${grain}::text as grain, segment_no, channel, start_on, ${next(grain, sql`start_on`)} - 1 as end_on, buyers, repeat_buyers, 0::bigint as prior_buyers, returning_buyers from (${rows}) a
      union all
      select ${grain}, segment_no, channel, ${next(grain, sql`start_on`)}, ${next(grain, next(grain, sql`start_on`))} - 1, 0, 0, buyers, 0 from (${rows}) b`;
    return [
      ...ofSets,
      perPerson(grain, sql`segment_no`, sql`''::text`, sql`held`, sql`day`),
      ...(hasBase ? [perPerson(grain, sql`0`, sql`channel`, sql`channelled`, sql`unit`)] : []),
    ].map(named);
  });
  if (windows.length > 0)
    parts.push(
      windowed(sql`segment_no`, sql`''::text`, sql`held`, sql`day`),
      ...(hasSets ? [windowedSets(scope)] : []),
      ...(hasBase ? [windowed(sql`0`, sql`channel`, sql`channelled`, sql`unit`)] : []),
    );
  const none = sql`select ''::text as grain, 0 as segment_no, ''::text as channel, null::date as start_on, null::date as end_on,
    0::numeric as buyers, 0::numeric as repeat_buyers, 0::numeric as prior_buyers, 0::numeric as returning_buyers where false`;
  return sql`select grain, segment_no, channel, start_on, end_on, ${COUNTS} from (${sql.join([none, ...parts], sql` union all `)}) z`;
}

/** By period, of rows per person and day (or unit) of a segment or channel. */
function perPerson(grain: CalendarGrain, segmentNo: SQL, channel: SQL, table: SQL, column: SQL): SQL {
  const start = trunc(grain, column);
  return sql`
    select segment_no, channel, start_on, count(*) as buyers, count(*) filter (where is_repeat) as repeat_buyers,
      count(*) filter (where before = ${next(grain, sql`start_on`, "-")}) as returning_buyers
    from (
      select segment_no, channel, start_on, is_repeat, lag(start_on) over (partition by segment_no, channel, customer_no order by start_on) as before
      from (
        select ${segmentNo} as segment_no, ${channel} as channel, customer_no, ${start} as start_on, bool_or(is_repeat) as is_repeat
        from ${table} t where orders > 0 group by 1, 2, 3, 4
      ) d
    ) p group by segment_no, channel, start_on`;
}

/** People over a window, each once. */
function windowed(segmentNo: SQL, channel: SQL, table: SQL, column: SQL): SQL {
  return sql`
    select 'window' as grain, segment_no, channel, start_on, end_on, ${windowCounts(sql`count(*)`)}
    from (
      select ${segmentNo} as segment_no, ${channel} as channel, h.customer_no, w.start_on, w.end_on, ${windowFlags(column, sql`h.is_repeat`)}
      from ${table} h join windows w on h.${column} >= w.before_on and h.${column} <= w.end_on
      where h.orders > 0 group by 1, 2, 3, 4, 5
    ) p group by segment_no, channel, start_on, end_on`;
}

function windowedSets(scope: TallyScope): SQL {
  return sql`
    select 'window' as grain, h.segment_no, '' as channel, start_on, end_on, sum(buyers), sum(repeat_buyers), sum(prior_buyers), sum(returning_buyers)
    from (
      select q.set_no, start_on, end_on, ${windowCounts(sql`count(*)`)}
      from (
        select h.customer_no, h.set_no, w.start_on, w.end_on, bool_or(h.unit >= w.start_on) as is_now, bool_or(h.unit < w.start_on) as was_before,
          sum(h.orders) filter (where h.unit >= w.start_on) as orders, max(h.last_day) filter (where h.unit >= w.start_on) as last_day
        from placed h join windows w on h.unit >= w.before_on and h.unit <= w.end_on
        where h.orders > 0 group by 1, 2, 3, 4
      ) q left join ${firstOrders(scope)} x on x.customer_no = q.customer_no, lateral (select is_now and ${IS_REPEAT} as is_repeat) r
      group by 1, 2, 3
    ) p join holds h on h.set_no = p.set_no group by h.segment_no, start_on, end_on`;
}

const windowFlags = (column: SQL, isRepeat: SQL) => sql`bool_or(h.${column} >= w.start_on) as is_now,
  bool_or(${isRepeat} and h.${column} >= w.start_on) as is_repeat, bool_or(h.${column} < w.start_on) as was_before`;

const windowCounts = (
  count: SQL,
) => sql`${count} filter (where is_now) as buyers, ${count} filter (where is_repeat) as repeat_buyers,
  ${count} filter (where was_before) as prior_buyers, ${count} filter (where is_now and was_before) as returning_buyers`;
