import { type SQL, type SQLChunk, sql } from "drizzle-orm";
import { customerMetrics, customers } from "@/db/schema";
import { CHANNELS, type Channel } from "@/lib/customers/fields";
import { todayOf } from "../clock";
import { audienceWhere, baseWhere, customersJoined, type RuleEnv } from "../sql";
import { BREAKDOWNS, type BreakdownKey, bandStarts } from "./breakdown";

/** So many values of a breakdown have a bar of their own; the rest share one. */
const MOST_BARS = 6;
/** What is counted together: few enough combinations to stay in the processor's cache, and a look-up per row each. */
const CELLS: [BreakdownKey, ...BreakdownKey[]][] = [
  ["age", "gender", "stage"],
  ["country", "value"],
  ["source"],
];
const SAMPLE_SIZE = 5;

/** Conditions over the customers, as columns h0, h1 and on, and what is counted over these columns. */
export type Lines = { columns: SQL[]; filters: SQL[] };

/** { counts }: whom each filter lets through, in one pass: "offset 0" keeps a condition from being judged once per count. */
export function lineCounts({ columns, filters }: Lines, env: RuleEnv): SQL {
  const counts = filters.map((filter) => sql`count(*) filter (where ${filter})`);
  return sql`select to_json(array[${sql.join(counts, sql`, `)}]) as counts
    from (select ${sql.join(named(columns), sql`, `)} from ${customersJoined} where ${baseWhere(env)} offset 0) r`;
}

const named = (columns: SQL[]) => columns.map((column, index) => sql`${column} as ${sql.raw(`h${index}`)}`);

/**
 * Everything about the members against all customers, in one pass: rows { by, value, isRest, n, baseN } of each
 * breakdown, and one with `by` null that also has revenue, the base's, reach per channel and `sample`. People are first
 * counted per combination of some breakdowns, which takes three look-ups per row in place of one per breakdown.
 * `counts`: of everybody, whom each filter of the lines lets through.
 */
export function previewCounts(members: SQL, env: RuleEnv, lines: Lines): SQL {
  const parts = breakdownParts(env);
  const isIn = sql`member_no is not null`;
  const free = (channel: Channel) => sql.identifier(`free_${channel}`);
  const frees = CHANNELS.map((channel) => sql`${audienceWhere([channel])} as ${free(channel)}`);
  const reached = CHANNELS.map(
    (channel) => sql`count(*) filter (where ${isIn} and ${free(channel)}) as ${sql.identifier(channel)}`,
  );
  const counts = lines.filters.map((_, index) => `c${index}`);
  const filtered = lines.filters.map(
    (filter, index) => sql`count(*) filter (where ${filter}) as ${sql.raw(`c${index}`)}`,
  );
  const sums = ["n", "base_n", "spend", "base_spend", ...CHANNELS, ...counts].map(
    (name) => sql`sum(${sql.identifier(name)}) as ${sql.identifier(name)}`,
  );
  const list = (items: SQLChunk[]) => sql.join(items, sql`, `);
  const names = list(BREAKDOWNS.map((name) => sql.identifier(name)));
  const place = sql`grouping(${list(CELLS.map(([first]) => sql.identifier(first)))})`;
  const values = CELLS.flatMap((cell, at) => {
    const own = (2 ** CELLS.length - 1) ^ (2 ** (CELLS.length - 1 - at));
    const row = (by: SQL, value: SQL) => sql`(${by}, ${value}, ${own}::int)`;
    const each = cell.map((name) => row(sql`${name}::text`, sql`${sql.identifier(name)}::text`));
    return at === 0 ? [...each, row(sql`null`, sql`null`)] : each;
  });
  // "materialized" keeps the planner, which knows nothing of rows just loaded, from judging the rule anew per row.
  return sql`
    with r as materialized (${members}),
    people as (
      select ${list(BREAKDOWNS.map((name) => sql`${parts[name]} as ${sql.identifier(name)}`))},
        coalesce(${customerMetrics.spendMinor}, 0) as spend, r.customer_no as member_no, ${list([...frees, ...named(lines.columns)])}
      from ${customersJoined} left join r on r.customer_no = ${customers.no}
      where ${baseWhere(env)} offset 0
    ),
    cells as (
      select ${names}, ${place} as place, count(*) as base_n, sum(spend) as base_spend, count(member_no) as n,
        sum(spend) filter (where ${isIn}) as spend, ${list([...reached, ...filtered])}
      from people group by grouping sets (${list(CELLS.map((cell) => sql`(${list(cell.map((name) => sql.identifier(name)))})`))})
    ),
    counted as (
      select v.by, v.value, ${list(sums)}
      from cells cross join lateral (values ${list(values)}) v(by, value, place) where v.place = cells.place
      group by v.by, v.value
    ),
    ranked as (
      select *, by is not null and value is not null
        and row_number() over (partition by by, value is null order by n desc, base_n desc, value) > ${MOST_BARS}::int as is_rest
      from counted
    )
    select by, case when not is_rest then value end as value, is_rest as "isRest", sum(n)::int as n, sum(base_n)::int as "baseN",
      coalesce(sum(spend), 0)::float8 as spend, coalesce(sum(base_spend), 0)::float8 as "baseSpend",
      ${sql.join(
        CHANNELS.map((name) => sql`sum(${sql.identifier(name)})::int as ${sql.identifier(name)}`),
        sql`, `,
      )},
      ${counts.length > 0 ? sql`to_json(array[${list(counts.map((name) => sql`sum(${sql.identifier(name)})::int`))}])` : sql`'[]'::json`} as counts,
      case when by is null then array(select customer_no from r order by hashint4(customer_no), customer_no limit ${SAMPLE_SIZE}::int) end as sample
    from ranked group by by, 2, is_rest`;
}

/** Rows of the table of customers, as the planner last counted them. */
export const CUSTOMER_ROWS: SQL = sql`select greatest(reltuples, 0)::float8 as rows from pg_class where oid = 'customers'::regclass`;

/** { seen, n }: how many customers are in a random part of the table's pages, and of how many of them the rule holds. */
export function sampledCount(holds: SQL, percent: number, env: RuleEnv): SQL {
  return sql`
    select count(*)::int as seen, count(*) filter (where holds)::int as n
    from (select ${holds} as holds from ${customers} tablesample system (${percent}::real)
      left join ${customerMetrics} on ${customerMetrics.workspaceId} = ${customers.workspaceId} and ${customerMetrics.customerNo} = ${customers.no}
      where ${baseWhere(env)} offset 0) r`;
}

function breakdownParts(env: RuleEnv): Record<BreakdownKey, SQL> {
  const today = todayOf(env.clock);
  const starts = sql`${`{${bandStarts(today).join(",")}}`}::date[]`;
  return {
    age: sql`width_bucket(${customers.birthDate}, ${starts})`,
    gender: sql`${customers.gender}`,
    country: sql`${customers.country}`,
    source: sql`${customers.source}`,
    stage: sql`coalesce(${customerMetrics.lifecycle}, 'prospect')`,
    value: sql`${customerMetrics.rfmMonetary}`,
  };
}
