import { type SQL, sql } from "drizzle-orm";

export type HistoryScope = { workspaceId: number; timeZone: string; today: string };

/**
 * Rows (customer_no, repeats, recency, age, mean, amount): what the models know of everybody with an order, or of the
 * numbers from one to another. Days with an order count once, whatever was ordered on them; times are days, `mean` and
 * `amount` the mean amounts of the days after the first and of all, in minor units, before returns.
 */
export function orderHistories(
  { workspaceId, timeZone, today }: HistoryScope,
  range?: { from: number; to: number },
): SQL {
  const within = range ? sql` and customer_no between ${range.from}::int and ${range.to}::int` : sql``;
  return sql`
    select customer_no, (count(*) - 1)::int as repeats, max(day) - min(day) as recency, ${today}::date - min(day) as age,
      coalesce((sum(amount) - (array_agg(amount order by day))[1]) / nullif(count(*) - 1, 0), 0)::float8 as mean,
      (sum(amount) / count(*))::float8 as amount
    from (
      select customer_no, (ordered_at at time zone ${timeZone}::text)::date as day, sum(amount_minor) as amount
      from orders where workspace_id = ${workspaceId}::int and not is_return${within} group by 1, 2
    ) d where day <= ${today}::date group by customer_no`;
}

/** Folds `histories` into different ones with their people, numbered, for reading part by part. */
export const FOLDED_HISTORIES: SQL = sql`
  create temporary table folded_histories on commit drop as
  select row_number() over ()::int as n, repeats, recency, age, people from (
    select repeats, recency, age, count(*)::int as people from histories group by 1, 2, 3 order by 1, 3, 2) f`;

/** Amounts of who came back, with their people: each as it is, or of many within half a percent as one. */
export function foldedSpends(isThinned: boolean): SQL {
  const step = isThinned ? sql`round(ln(mean) * 200)` : sql`mean`;
  return sql`select repeats, avg(mean)::float8 as mean, count(*)::int as weight from histories
    where repeats > 0 and mean > 0 group by repeats, ${step} order by 1, 2`;
}

export type Valued = { nos: number[]; active: number[]; orders: number[]; value: number[] };

/**
 * Writes what differs for the customers from one number to another, and takes it from who has no order any more.
 * Arrays go in as json: a parameter each would be too many.
 */
export function writeValues(workspaceId: number, range: { from: number; to: number }, valued: Valued): SQL {
  const list = (values: readonly number[], type: string) =>
    sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)::${sql.raw(type)})`;
  return sql`
    with v as (
      select * from unnest(${list(valued.nos, "int")}, ${list(valued.active, "real")}, ${list(valued.orders, "real")},
        ${list(valued.value, "bigint")}) v(no, active, orders, value)
    ), mine as (
      select m.customer_no, v.active, v.orders, v.value from customer_metrics m left join v on v.no = m.customer_no
      where m.workspace_id = ${workspaceId}::int and m.customer_no between ${range.from}::int and ${range.to}::int
        and (m.chance_active, m.expected_orders, m.expected_value_minor) is distinct from (v.active, v.orders, v.value)
    )
    update customer_metrics t set chance_active = mine.active, expected_orders = mine.orders,
      expected_value_minor = mine.value, tx = pg_current_xact_id()::text::bigint
    from mine where t.workspace_id = ${workspaceId}::int and t.customer_no = mine.customer_no`;
}
