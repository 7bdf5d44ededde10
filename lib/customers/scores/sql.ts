import { type SQL, sql } from "drizzle-orm";
import {
  type Banding,
  type EngagementFormula,
  type LifecycleFormula,
  type ScoreFormulas,
  weightsOf,
} from "./formulas";

const number = (value: number) => sql`${value}::float8`;

/** The four edges of a score as an array: fixed ones, or the 20, 40, 60 and 80 % points of a column of `buyer` (Hughes 1994, Strategic Database Marketing). */
export function edgesOf(banding: Banding, column: "days" | "order_count" | "spend_minor"): SQL {
  if (banding.by === "edges") return sql`array[${sql.join(banding.edges.map(number), sql`, `)}]`;
  return sql`(select percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by ${sql.raw(column)}) from buyer)`;
}

export type Buyers = { workspaceId: number; today: string; timeZone: string };

/** Rows of `buyer`: everyone who ordered, with what the RFM scores compare and the days of the first and last order. */
export function buyers({ workspaceId, today, timeZone }: Buyers): SQL {
  const day = (moment: string) => sql`(${sql.raw(moment)} at time zone ${timeZone}::text)::date`;
  return sql`select *, ${today}::date - last_on as days from (
    select customer_no, order_count, spend_minor, ${day("first_order_at")} as first_on, ${day("last_order_at")} as last_on
    from customer_metrics where workspace_id = ${workspaceId} and order_count > 0) x`;
}

/** The edges in use as one row (recency, frequency, monetary) of arrays. */
export function bandEdges(scope: Buyers & { formulas: ScoreFormulas }): SQL {
  const { recency, frequency, monetary } = scope.formulas;
  return sql`with buyer as (${buyers(scope)}) select ${edgesOf(recency, "days")} as recency,
    ${edgesOf(frequency, "order_count")} as frequency, ${edgesOf(monetary, "spend_minor")} as monetary`;
}

/** How many of the four edges a value lies above. */
export function edgesBelow(value: SQL, edges: SQL): SQL {
  const above = [1, 2, 3, 4].map((at) => sql`(${value} > (${edges})[${sql.raw(String(at))}])::int`);
  return sql`(${sql.join(above, sql` + `)})`;
}

/** Rows (no, weight) of the events of the workspace that count for engagement. */
export function countedEvents(workspaceId: number, engagement: EngagementFormula): SQL {
  const weight = sql`coalesce((${JSON.stringify(weightsOf(engagement))}::jsonb ->> name)::float8, 1)`;
  return sql`(select no, ${weight} as weight from event_names where workspace_id = ${workspaceId}::int and ${weight} > 0)`;
}

/** The day lies in the days that engagement looks at. */
export function isRecent(day: SQL, today: string, { days }: EngagementFormula): SQL {
  return sql`${day} between ${today}::date - ${days - 1}::int and ${today}::date`;
}

/** The points of a person's days, as an aggregate over rows (day, weight): in the order of days, so that the same days always sum to the same. */
export function pointsOf(day: SQL, weight: SQL, today: string, { halfLife }: EngagementFormula): SQL {
  const left =
    halfLife === null ? weight : sql`${weight} * power(0.5, (${today}::date - ${day}) / ${number(halfLife)})`;
  return sql`sum(${left} order by ${day})`;
}

/** 0 to 100 out of points; beyond 1 000 nothing is left to gain, and the power would leave the range of a float. */
export function engagementOf(points: SQL, { gain }: EngagementFormula): SQL {
  return sql`round(100 * (1 - power(${number(1 - gain / 100)}, least(coalesce(${points}, 0), 1000))))::smallint`;
}

/** The lifecycle stage from the number of orders and the days of the first and the last; see `LifecycleFormula`. */
export function lifecycleOf(
  { orders, firstOn, lastOn }: { orders: SQL; firstOn: SQL; lastOn: SQL },
  today: string,
  formula: LifecycleFormula,
): SQL {
  const since = sql`(${today}::date - ${lastOn})`;
  const rhythm = sql`(case when ${orders} > 1
    then greatest(${number(formula.leastDays)}, (${lastOn} - ${firstOn})::float8 / (${orders} - 1)) else ${number(formula.usualDays)} end)`;
  return sql`(case when coalesce(${orders}, 0) = 0 then 'prospect'
    when ${today}::date - ${firstOn} <= ${formula.newDays}::int then 'new'
    when ${since} <= ${number(formula.slippingAfter)} * ${rhythm} then 'active'
    when ${since} <= ${number(formula.lapsedAfter)} * ${rhythm} then 'slipping' else 'lapsed' end)`;
}
