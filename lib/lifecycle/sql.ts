import { type SQL, sql } from "drizzle-orm";
import type { LifecycleFormula, ScoreFormulas } from "@/lib/customers/scores/formulas";
import { buyers, edgesBelow, edgesOf } from "@/lib/customers/scores/sql";
import { addDays, type Day } from "@/lib/days";
import { startOfDay } from "@/lib/segments/clock";
import { stagePlaces } from "@/lib/segments/flows/sql";
import type { Scope } from "./scope";
import { comparedDay, type LifecycleView } from "./view";

/** A condition on a column of numbers of customers: " and … in (…)", or nothing for everybody. */
export type Among = (column: SQL) => SQL;
export const everybody: Among = () => sql``;

export const membersOf =
  (workspaceId: number, segmentNo: number): Among =>
  (column) =>
    sql` and ${column} in (select customer_no from segment_members
    where workspace_id = ${workspaceId}::int and segment_no = ${segmentNo}::int)`;

/** Rows of `people` (customer_no and more), and what is counted of them: columns by a grouping. */
export type Counted = { people: SQL; columns: SQL; grouping: SQL };

export const countsOf = ({ people, columns, grouping }: Counted): SQL =>
  sql`select ${columns} from (${people}) p group by ${grouping}`;

const live = (workspaceId: number) =>
  sql`select no, version from segments where workspace_id = ${workspaceId}::int and archived_at is null`;

/** The same rows with the `segment_no` of every segment in use, and 0 for everybody: the people are read once. */
const countsOfAll = ({ people, columns, grouping }: Counted, workspaceId: number): SQL => sql`
  with p as materialized (${people})
  select 0 as segment_no, ${columns} from p group by ${grouping}
  union all
  select m.segment_no, ${columns} from p join segment_members m on m.customer_no = p.customer_no
  where m.workspace_id = ${workspaceId}::int and m.segment_no in (select no from (${live(workspaceId)}) s)
  group by m.segment_no, ${grouping}`;

/** Keeps the rows of a view for everybody and every segment in use. */
export const keepCounts = (
  { workspaceId }: Scope,
  view: LifecycleView,
  counted: Counted,
  { basis, at }: { basis: string; at: Date },
): SQL => sql`
  with listed as (
    select segment_no, jsonb_agg(row order by row) as rows
    from (${countsOfAll(counted, workspaceId)}) c, lateral (select to_jsonb(c) - 'segment_no' as row) r group by segment_no
  )
  insert into lifecycle_figures (workspace_id, view, segment_no, version, basis, rows, counted_at)
  select ${workspaceId}::int, ${view}, s.no, s.version, ${basis}, coalesce(l.rows, '[]'), ${at.toISOString()}::timestamptz
  from (select 0 as no, 0 as version union all ${live(workspaceId)}) s left join listed l on l.segment_no = s.no
  on conflict (workspace_id, view, segment_no) do update
    set version = excluded.version, basis = excluded.basis, rows = excluded.rows, counted_at = excluded.counted_at`;

/** What a view that is kept counts. */
export function viewCounts(
  view: LifecycleView,
  scope: Scope,
  among: Among,
  formulas: ScoreFormulas,
): Counted {
  switch (view) {
    case "retention":
      return cohortMonths(scope, among);
    case "fifths":
      return evenScores(scope, among, formulas);
    case "stages":
      return stageCounts(scope, among, { formula: formulas.lifecycle, on: comparedDay(scope.today) });
  }
}

/**
 * Rows (cohort, month, people): how many of those whose first order fell into a month ordered in each later one,
 * months being those of the workspace's zone. Orders are folded per person and month once.
 */
function cohortMonths({ workspaceId, timeZone }: Scope, among: Among): Counted {
  return {
    people: sql`
      select customer_no, month, min(month) over (partition by customer_no) as cohort from (
        select customer_no, date_trunc('month', ordered_at at time zone ${timeZone}::text)::date as month
        from orders where workspace_id = ${workspaceId}::int and not is_return${among(sql`customer_no`)}
        group by 1, 2
      ) placed`,
    columns: sql`cohort::text, month::text, count(*)::int as people`,
    grouping: sql`cohort, month`,
  };
}

const CELL_FIGURES = sql`r, f, count(*)::int as people, sum(days)::float8 as recency,
  sum(order_count)::float8 as frequency, sum(spend_minor)::float8 as spend`;

/** Rows (r, f, people, recency, frequency, spend) of everyone with an order, by the scores that are kept. */
export function keptScores({ workspaceId, timeZone, today }: Scope, among: Among): Counted {
  return {
    people: sql`
      select customer_no, rfm_recency as r, rfm_frequency as f, order_count, spend_minor,
        ${today}::date - (last_order_at at time zone ${timeZone}::text)::date as days
      from customer_metrics
      where workspace_id = ${workspaceId}::int and rfm_recency is not null${among(sql`customer_no`)}`,
    columns: CELL_FIGURES,
    grouping: sql`r, f`,
  };
}

/**
 * The same with frequency in five parts of equal size, whatever ties: people with as many orders are parted in the
 * order of their keys. What notebooks print (pandas `rank(method="first")` and `qcut`); rules cannot read it.
 */
function evenScores(scope: Scope, among: Among, formulas: ScoreFormulas): Counted {
  const edge = (part: number) => sql`1 + (n - 1) * ${part / 5}::float8`;
  const above = [1, 2, 3, 4].map((part) => sql`(place > ${edge(part)})::int`);
  return {
    people: sql`
      with buyer as (${buyers(scope)}), edge as (
        select ${edgesOf(formulas.recency, "days")} as r
      ), placed as (
        select b.*, 5 - ${edgesBelow(sql`b.days`, sql`edge.r`)} as r, count(*) over () as n,
          row_number() over (order by b.order_count, length(c.external_id), c.external_id) as place
        from buyer b cross join edge
          join customers c on c.workspace_id = ${scope.workspaceId}::int and c.no = b.customer_no
      )
      select customer_no, r, 1 + ${sql.join(above, sql` + `)} as f, order_count, spend_minor, days
      from placed where true${among(sql`customer_no`)}`,
    columns: CELL_FIGURES,
    grouping: sql`r, f`,
  };
}

/** Rows (before, now, people): stages at the end of an earlier day and of today; "absent" is not a customer yet. */
export function stageCounts(
  { workspaceId, timeZone, today }: Scope,
  among: Among,
  { formula, on }: { formula: LifecycleFormula; on: Day },
): Counted {
  const end = (day: Day) => ({ day, until: startOfDay(addDays(day, 1), timeZone) });
  const places = stagePlaces({ workspaceId, timeZone, formula }, end(on), end(today));
  return {
    people: sql`select * from (${places}) s where true${among(sql`customer_no`)}`,
    columns: sql`a as "before", b as "now", count(*)::int as people`,
    grouping: sql`a, b`,
  };
}
