import { type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers } from "@/db/schema";
import { CHANNELS } from "@/lib/customers/fields";
import { todayOf } from "../clock";
import { audienceWhere, baseWhere, customersJoined, type RuleEnv } from "../sql";
import { BREAKDOWNS, type BreakdownKey, bandStarts } from "./breakdown";

/** So many values of a breakdown have a bar of their own; the rest share one. */
const MOST_BARS = 6;
const SAMPLE_SIZE = 5;

/**
 * Everything about the members against all customers, in one pass: rows { by, value, isRest, n, baseN } of each
 * breakdown, and one with `by` null that also has revenue, the base's, reach per channel and `sample`. People are first
 * counted per combination of all breakdowns, which is one hash table in place of one per breakdown; the grouping sets
 * then stand on some thousand rows.
 */
export function previewCounts(members: SQL, env: RuleEnv): SQL {
  const parts = breakdownParts(env);
  const isIn = sql`r.customer_no is not null`;
  const spend = sql`coalesce(${customerMetrics.spendMinor}, 0)`;
  const reached = CHANNELS.map(
    (channel) => sql`count(*) filter (where ${isIn} and ${audienceWhere([channel])}) as ${sql.raw(channel)}`,
  );
  const sums = ["n", "base_n", "spend", "base_spend", ...CHANNELS].map(
    (name) => sql`sum(${sql.identifier(name)}) as ${sql.identifier(name)}`,
  );
  // "materialized" keeps the planner, which knows nothing of rows just loaded, from judging the rule anew per row.
  return sql`
    with r as materialized (${members}),
    cells as (
      select ${sql.join(
        BREAKDOWNS.map((name) => sql`${parts[name]} as ${sql.identifier(name)}`),
        sql`, `,
      )},
        count(*) as base_n, sum(${spend}) as base_spend, count(r.customer_no) as n, sum(${spend}) filter (where ${isIn}) as spend,
        ${sql.join(reached, sql`, `)}
      from ${customersJoined} left join r on r.customer_no = ${customers.no}
      where ${baseWhere(env)}
      group by ${sql.join(
        BREAKDOWNS.map((_, index) => sql.raw(String(index + 1))),
        sql`, `,
      )}
    ),
    counted as (
      select case ${sql.join(
        BREAKDOWNS.map((name) => sql`when grouping(${sql.identifier(name)}) = 0 then ${name}::text`),
        sql` `,
      )} end as by,
        coalesce(${sql.join(
          BREAKDOWNS.map((name) => sql`${sql.identifier(name)}::text`),
          sql`, `,
        )}) as value, ${sql.join(sums, sql`, `)}
      from cells group by grouping sets (${sql.join(
        BREAKDOWNS.map((name) => sql`(${sql.identifier(name)})`),
        sql`, `,
      )}, ())
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
    age: sql`width_bucket(${customers.birthDate}, ${starts})::text`,
    gender: sql`${customers.gender}`,
    country: sql`${customers.country}`,
    source: sql`${customers.source}`,
    stage: sql`coalesce(${customerMetrics.lifecycle}, 'prospect')`,
    value: sql`${customerMetrics.rfmMonetary}`,
  };
}
