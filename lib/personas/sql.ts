import { type SQL, sql } from "drizzle-orm";

/** The group whose facts are asked for, and the moment and zone that "the last 90 days" is counted from. */
export type FactScope = { workspaceId: number; segmentNo: number; timeZone: string; today: string };

/** Everyone who counts, with whether they are members. */
const people = ({ workspaceId, segmentNo }: FactScope): SQL => sql`
  people as (
    select c.no, m.customer_no is not null as is_member
    from customers c
    left join segment_members m
      on m.workspace_id = c.workspace_id and m.segment_no = ${segmentNo} and m.customer_no = c.no
    where c.workspace_id = ${workspaceId} and c.erased_at is null
  )`;

/**
 * Rows (key, value, k, base_k): how many members and how many of the base have the value, for built-in fields,
 * choice, yes/no and list attributes. People without the value are in no row; their number is n's complement.
 */
export function fieldCounts(scope: FactScope): SQL {
  return sql`with ${people(scope)}
    select f.key, f.value, count(*) filter (where p.is_member)::int as k, count(*)::int as base_k
    from people p
    join customers c on c.workspace_id = ${scope.workspaceId} and c.no = p.no
    cross join lateral (values
      ('gender', c.gender), ('country', c.country), ('region', c.region), ('city', c.city), ('language', c.language),
      ('source', c.source), ('education', c.education), ('maritalStatus', c.marital_status), ('industry', c.industry),
      ('age', case when c.birth_date is not null then
        case
          when age(${scope.today}::date, c.birth_date) < interval '25 years' then 'under 25'
          when age(${scope.today}::date, c.birth_date) < interval '35 years' then '25–34'
          when age(${scope.today}::date, c.birth_date) < interval '45 years' then '35–44'
          when age(${scope.today}::date, c.birth_date) < interval '55 years' then '45–54'
          when age(${scope.today}::date, c.birth_date) < interval '65 years' then '55–64'
          else '65 and over' end end),
      ('consent:email', nullif(c.consent_email, 'unknown')), ('consent:sms', nullif(c.consent_sms, 'unknown')),
      ('consent:post', nullif(c.consent_post, 'unknown'))
    ) f(key, value)
    where f.value is not null
    group by 1, 2
    union all
    select 'attribute:' || a.key, v.value, count(*) filter (where p.is_member)::int, count(*)::int
    from people p
    join customers c on c.workspace_id = ${scope.workspaceId} and c.no = p.no
    join attributes a on a.workspace_id = ${scope.workspaceId} and a.special is null
      and a.type in ('choice', 'boolean', 'choices') and c.attrs ? a.key
    cross join lateral (
      select jsonb_array_elements_text(c.attrs -> a.key) where a.type = 'choices'
      union all select c.attrs ->> a.key where a.type <> 'choices'
    ) v(value)
    group by 1, 2`;
}

/** Rows (key, n, base_n): how many people have any value of each list attribute, where values overlap. */
export function listAttributeKnown(scope: FactScope): SQL {
  return sql`with ${people(scope)}
    select 'attribute:' || a.key as key, count(*) filter (where p.is_member)::int as n, count(*)::int as base_n
    from people p
    join customers c on c.workspace_id = ${scope.workspaceId} and c.no = p.no
    join attributes a on a.workspace_id = ${scope.workspaceId} and a.special is null and a.type = 'choices' and c.attrs ? a.key
    group by 1`;
}

/** Rows (key, value, k, base_k) of people who bought a category or did an event in the last 90 days. */
export function behaviourCounts(scope: FactScope): SQL {
  return sql`with ${people(scope)}
    select 'category' as key, g.name as value, count(*) filter (where p.is_member)::int as k, count(*)::int as base_k
    from (
      select distinct category_no, customer_no from order_lines
      where workspace_id = ${scope.workspaceId} and category_no is not null and amount_minor > 0
    ) l
    join people p on p.no = l.customer_no
    join categories g on g.workspace_id = ${scope.workspaceId} and g.no = l.category_no
    group by 2
    union all
    select 'event', n.label, count(*) filter (where p.is_member)::int, count(*)::int
    from (
      select distinct name_no, customer_no from event_daily
      where workspace_id = ${scope.workspaceId} and day >= ${scope.today}::date - 90
    ) e
    join people p on p.no = e.customer_no
    join event_names n on n.workspace_id = ${scope.workspaceId} and n.no = e.name_no
    group by 2`;
}

/** Rows (question, value, k, base_k) of the latest answer per person and question; scales as 0–10 bands. */
export function answerCounts(scope: FactScope): SQL {
  return sql`with ${people(scope)}, latest as (
      select distinct on (question_no, customer_no) question_no, customer_no, choice, score from survey_answers
      where workspace_id = ${scope.workspaceId} order by question_no, customer_no, answered_at desc
    )
    select q.text as question, coalesce(l.choice, case when l.score >= 9 then '9 or 10' when l.score >= 7 then '7 or 8' else '6 or less' end) as value,
      count(*) filter (where p.is_member)::int as k, count(*)::int as base_k
    from latest l
    join people p on p.no = l.customer_no
    join survey_questions q on q.workspace_id = ${scope.workspaceId} and q.no = l.question_no and q.type <> 'text'
    group by 1, 2`;
}

/** One row: people, buyers and middle values, members' and base's. Gaps are days between two orders of a person. */
export function amounts(scope: FactScope): SQL {
  const middle = (of: string, where = "") =>
    sql.raw(
      `percentile_cont(0.5) within group (order by ${of}) filter (where is_member ${where}) as member, ` +
        `percentile_cont(0.5) within group (order by ${of}) filter (where true ${where}) as base, ` +
        `count(${of}) filter (where is_member ${where})::int as n, count(${of}) filter (where true ${where})::int as base_n`,
    );
  return sql`with ${people(scope)}, placed as (
      select p.is_member, o.amount_minor::float8 as amount,
        extract(epoch from o.ordered_at - lag(o.ordered_at) over (partition by o.customer_no order by o.ordered_at)) / 86400 as gap
      from orders o join people p on p.no = o.customer_no
      where o.workspace_id = ${scope.workspaceId} and not o.is_return
    )
    select 'orderValue' as key, ${middle("amount")} from placed
    union all select 'orderGap', ${middle("gap", "and gap >= 1")} from placed
    union all select 'ordersPerBuyer', ${middle("m.order_count", "and m.order_count > 0")}
      from people p join customer_metrics m on m.workspace_id = ${scope.workspaceId} and m.customer_no = p.no
    union all select 'age', ${middle("years")}
      from (select p.is_member, extract(year from age(${scope.today}::date, c.birth_date)) as years
        from people p join customers c on c.workspace_id = ${scope.workspaceId} and c.no = p.no) a
    union all select 'income', ${middle("income")}
      from (select p.is_member, c.income from people p join customers c on c.workspace_id = ${scope.workspaceId} and c.no = p.no) i`;
}

/** The part of the day that an hour lies in: 0 is the night, 6 the late evening. */
const SLOT =
  sql.raw(`case when hour < 6 then 0 when hour < 9 then 1 when hour < 12 then 2 when hour < 15 then 3
  when hour < 18 then 4 when hour < 21 then 5 else 6 end`);

/** Rows (weekday 0 = Monday, slot 0–6 of the day, k, base_k): orders of members and of the base. */
export function rhythmCounts(scope: FactScope): SQL {
  return sql`with ${people(scope)}
    select weekday, ${SLOT} as slot, count(*) filter (where is_member)::int as k, count(*)::int as base_k
    from (
      select p.is_member, extract(isodow from o.ordered_at at time zone ${scope.timeZone})::int - 1 as weekday,
        extract(hour from o.ordered_at at time zone ${scope.timeZone})::int as hour
      from orders o join people p on p.no = o.customer_no
      where o.workspace_id = ${scope.workspaceId} and not o.is_return
    ) x
    group by 1, 2`;
}

/** Rows (segment_no, weekday, slot, k, base_k) for several segments; base_k is not counted here. */
export function rhythmsOfSegments(workspaceId: number, timeZone: string, segmentNos: number[]): SQL {
  return sql`
    select segment_no, weekday, ${SLOT} as slot, sum(k)::int as k, 0 as base_k
    from (
      select customer_no, extract(isodow from ordered_at at time zone ${timeZone})::int - 1 as weekday,
        extract(hour from ordered_at at time zone ${timeZone})::int as hour, count(*) as k
      from orders where workspace_id = ${workspaceId} and not is_return group by 1, 2, 3
    ) o
    join segment_members m on m.workspace_id = ${workspaceId} and m.customer_no = o.customer_no
      and m.segment_no in ${segmentNos}
    group by 1, 2, 3`;
}

/** One row (members, all): how many people the shares of behaviour divide by. */
export function countMembers(workspaceId: number, segmentNo: number): SQL {
  return sql`
    select (select count(*)::int from segment_members where workspace_id = ${workspaceId} and segment_no = ${segmentNo}) as members,
      (select count(*)::int from customers where workspace_id = ${workspaceId} and erased_at is null) as "all"`;
}
