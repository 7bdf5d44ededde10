import { type SQL, sql } from "drizzle-orm";
import { intArray, textArray } from "@/lib/segments/values/sql";

/**
 * The group that is counted: the members of a segment, or everybody (0). `sample` holds the people who stand for the
 * members and for everybody where there are too many to ask.
 */
export type FactScope = {
  workspaceId: number;
  segmentNo: number;
  timeZone: string;
  today: string;
  sample: { members: number[]; base: number[] } | null;
};

/** Days that "lately" reaches back. */
export const LATELY = 90;
/** Event properties that say which device somebody used. */
export const DEVICE_KEYS = ["device", "device_type", "platform", "os", "browser"] as const;

/** Everyone who is asked: whether they stand for the group itself, and whether they are among those who stand for all. */
function people({ workspaceId, segmentNo, sample }: FactScope): SQL {
  const member = sql`segment_members m on m.workspace_id = ${workspaceId}::int and m.segment_no = ${segmentNo}::int`;
  const own = sql`c.workspace_id = ${workspaceId}::int and c.erased_at is null`;
  const everybody = segmentNo === 0;
  if (!sample)
    return sql`people as materialized (
      select c.no, true as is_own, true as is_shared
      from customers c ${everybody ? sql`` : sql`join ${member} and m.customer_no = c.no`} where ${own})`;
  return sql`asked as (
      select no, bool_or(is_own) as is_own, bool_or(is_shared) as is_shared
      from (select unnest(${intArray(sample.members)}) as no, true as is_own, false as is_shared
        union all select unnest(${intArray(sample.base)}), ${everybody}::boolean, true) a group by no),
    people as materialized (
      select c.no, a.is_own, a.is_shared
      from asked a join customers c on c.no = a.no ${everybody ? sql`` : sql`join ${member} and m.customer_no = a.no`}
      where ${own})`;
}

/** Whether every customer is asked: tables of facts are then read whole, and else for one person at a time. */
const isWhole = ({ segmentNo, sample }: FactScope): boolean => segmentNo === 0 && sample === null;

/** Narrows a table of facts to who is asked; where everybody is, the join with the people does it. */
const among = (scope: FactScope, customerNo: SQL): SQL =>
  isWhole(scope) ? sql`` : sql` and ${customerNo} in (select no from people)`;

/** How many of a group of rows of `people` stand for the group, and are among those who stand for all. */
const COUNTS = sql`count(*) filter (where is_own)::int as k, count(*) filter (where is_shared)::int as shared`;

const FIELDS = [
  "gender",
  "country",
  "region",
  "city",
  "language",
  "source",
  "education",
  "marital_status",
  "industry",
  "job_title",
] as const;
const CONSENTS = ["email", "sms", "phone", "post", "ads"] as const;

/** Rows (key, value, k, shared) of one value each per person; who has none is in no row. */
function fieldCells({ workspaceId, today }: FactScope): SQL {
  const consents = CONSENTS.map((channel) => `consent_${channel}`);
  const names = ["age", ...FIELDS, ...consents];
  const columns = [
    ...FIELDS.map((name) => `c.${name}`),
    ...consents.map((name) => `nullif(c.${name}, 'unknown') as ${name}`),
  ];
  const value = sql.raw(`coalesce(${names.join(", ")})`);
  return sql`
    select ${sql.raw(`case ${names.map((name) => `when grouping(${name}) = 0 then '${name}'`).join(" ")} end`)} as key,
      ${value} as value, ${COUNTS}
    from (
      select p.is_own, p.is_shared, ${sql.raw(columns.join(", "))},
        case width_bucket(extract(year from age(${today}::date, c.birth_date))::int, array[0, 18, 25, 35, 45, 55, 65])
          when 1 then 'under 18' when 2 then '18–24' when 3 then '25–34' when 4 then '35–44' when 5 then '45–54'
          when 6 then '55–64' when 7 then '65 and over' end as age
      from people p join customers c on c.workspace_id = ${workspaceId}::int and c.no = p.no
    ) f
    group by grouping sets (${sql.raw(names.map((name) => `(${name})`).join(", "))}) having ${value} is not null`;
}

/** Rows (no, key, value): what each person has; where values can overlap, one more without a value says that it is known. */
function attributeRows({ workspaceId }: FactScope): SQL {
  return sql`
    select p.no, 'attribute:' || a.key as key, v.value
    from people p
    join customers c on c.workspace_id = ${workspaceId}::int and c.no = p.no
    join attributes a on a.workspace_id = ${workspaceId}::int and a.special is null and not a.is_personal
      and a.type in ('choice', 'boolean', 'choices') and c.attrs ? a.key
    cross join lateral (
      select jsonb_array_elements_text(c.attrs -> a.key) where a.type = 'choices' and jsonb_typeof(c.attrs -> a.key) = 'array'
      union all select c.attrs ->> a.key where a.type <> 'choices'
      union all select null where a.type = 'choices'
    ) v(value)`;
}

/** Cells whose value everybody has or has not: a row without a value says that all are known. */
const knownOfAll = (keys: SQL): SQL =>
  sql`select g.key, null, n.* from (select ${COUNTS} from people) n cross join (values ${keys}) g(key)`;

/** Numbers are counted first and named last. Lines that came back are left out. */
function goodsCells(scope: FactScope): SQL {
  const { workspaceId } = scope;
  return sql`
    select case when l.product_no is null then 'category' else 'product' end, coalesce(g.external_id, c.name), l.k, l.shared
    from (
      select category_no, product_no, ${COUNTS}
      from (
        select customer_no, category_no, product_no from order_lines
        where workspace_id = ${workspaceId}::int and amount_minor > 0${among(scope, sql`customer_no`)}
        group by grouping sets ((customer_no, category_no), (customer_no, product_no))
      ) b join people p on p.no = b.customer_no
      where coalesce(category_no, product_no) is not null
      group by 1, 2
    ) l
    left join categories c on c.workspace_id = ${workspaceId}::int and c.no = l.category_no
    left join products g on g.workspace_id = ${workspaceId}::int and g.no = l.product_no
    union all ${knownOfAll(sql`('category'), ('product')`)}`;
}

/** Events of the last 90 days. Of one person at a time where not all are asked: "offset 0" keeps it from reading everybody's. */
function lateEvents(
  { workspaceId, today, timeZone }: FactScope,
  customerNo: SQL | null,
  where: SQL = sql``,
): SQL {
  const of = customerNo ? sql`and customer_no = ${customerNo}` : sql``;
  return sql`select customer_no, name_no, props from events
    where workspace_id = ${workspaceId}::int ${of} ${where}
      and occurred_at >= (${today}::date - ${LATELY}::int)::timestamp at time zone ${timeZone}
    ${customerNo ? sql`offset 0` : sql``}`;
}

function eventCells(scope: FactScope): SQL {
  const { workspaceId, today } = scope;
  const done = isWhole(scope)
    ? sql`select distinct name_no, customer_no from event_daily
        where workspace_id = ${workspaceId}::int and day >= ${today}::date - ${LATELY}::int`
    : sql`select distinct p.no as customer_no, e.name_no from people p cross join lateral (${lateEvents(scope, sql`p.no`)}) e`;
  return sql`
    select 'event', n.name, e.k, e.shared
    from (
      select name_no, ${COUNTS}
      from (${done}) d join people p on p.no = d.customer_no
      group by 1
    ) e
    join event_names n on n.workspace_id = ${workspaceId}::int and n.no = e.name_no
    union all ${knownOfAll(sql`('event')`)}`;
}

function deviceRows(scope: FactScope): SQL {
  const { workspaceId } = scope;
  const isIt = sql`and name_no = d.name_no and props ? d.key`;
  const events = isWhole(scope)
    ? sql`lateral (${lateEvents(scope, null, isIt)}) e`
    : sql`people p cross join lateral (${lateEvents(scope, sql`p.no`, isIt)}) e`;
  return sql`
    select distinct e.no, 'device:' || e.key as key, v.value
    from (
      select distinct e.customer_no as no, d.key, e.props ->> d.key as value
      from event_properties d cross join ${events}
      where d.workspace_id = ${workspaceId}::int and d.type = 'text' and d.key = any(${textArray([...DEVICE_KEYS])})
    ) e cross join lateral (values (e.value), (null)) v(value)`;
}

function channelRows(scope: FactScope): SQL {
  const { workspaceId } = scope;
  return sql`
    select distinct o.no, 'order_channel' as key, v.value
    from (
      select distinct customer_no as no, channel from orders
      where workspace_id = ${workspaceId}::int and not is_return and channel is not null${among(scope, sql`customer_no`)}
    ) o cross join lateral (values (o.channel), (null)) v(value)`;
}

/** The latest answer of a person to each question that is a scale or a choice. */
function answerRows(scope: FactScope): SQL {
  const { workspaceId } = scope;
  return sql`
    select a.customer_no as no, 'answer:' || q.survey_id || ':' || q.key as key,
      coalesce(a.choice, case when a.score >= 9 then '9 or 10' when a.score >= 7 then '7 or 8' else '6 or less' end) as value
    from (
      select distinct on (question_no, customer_no) question_no, customer_no, choice, score from survey_answers
      where workspace_id = ${workspaceId}::int${among(scope, sql`customer_no`)}
      order by question_no, customer_no, answered_at desc
    ) a
    join survey_questions q on q.workspace_id = ${workspaceId}::int and q.no = a.question_no and q.type <> 'text'`;
}

/**
 * Rows { key, value, k, shared } of every value that anybody asked has, in one statement: each person's values, grouped
 * once per kind. A row without a value says of how many it is known. Values of special categories never.
 */
export function shareCounts(scope: FactScope): SQL {
  const rows = [attributeRows, deviceRows, channelRows, answerRows].map((of) => of(scope));
  return sql`
    with ${people(scope)}
    select * from (
      ${fieldCells(scope)}
      union all ${goodsCells(scope)}
      union all ${eventCells(scope)}
      union all
      select r.key, r.value, ${COUNTS} from (${sql.join(rows, sql` union all `)}) r join people p on p.no = r.no group by 1, 2
    ) cells order by key collate "C", value collate "C"`;
}

/** The part of the day that an hour lies in: 0 is the night, 6 the late evening. */
const SLOT =
  sql.raw(`case when hour < 6 then 0 when hour < 9 then 1 when hour < 12 then 2 when hour < 15 then 3
  when hour < 18 then 4 when hour < 21 then 5 else 6 end`);

/** Weekday (0 is Monday) and hour of an order, in the workspace's time zone. */
const placed = (
  timeZone: string,
): SQL => sql`extract(isodow from o.ordered_at at time zone ${timeZone})::int - 1 as weekday,
  extract(hour from o.ordered_at at time zone ${timeZone})::int as hour`;

/**
 * Orders by weekday, hour and one of 32 groups into which the persons fall by chance: from what the groups differ by comes
 * the interval of a share of orders. A row with a weekday of -1 counts persons who ordered.
 */
export function rhythmCounts(scope: FactScope): SQL {
  const { workspaceId, timeZone } = scope;
  const owned = sql`o.workspace_id = ${workspaceId}::int and not o.is_return`;
  return sql`
    with ${people(scope)}
    select lot, weekday, hour, ${COUNTS}
    from (
      select hashint4(p.no) & 31 as lot, p.is_own, p.is_shared, ${placed(timeZone)}
      from orders o join people p on p.no = o.customer_no where ${owned}
    ) x
    group by 1, 2, 3
    union all
    select 0, -1, 0, ${COUNTS}
    from people p where p.no in (select o.customer_no from orders o where ${owned})
    order by weekday, hour, lot`;
}

/** Rows (segment_no, weekday, slot, k) of several segments, for their marks: of large ones from up to 2,000 members. */
export function rhythmsOfSegments(workspaceId: number, timeZone: string, segmentNos: number[]): SQL {
  // Forty stretches of customer numbers, fifty members from each: a sample that reads no more than it needs.
  return sql`
    with last as (select coalesce(max(no), 0) as no from customers where workspace_id = ${workspaceId}::int),
    asked as (
      select s.no as segment_no, m.customer_no
      from unnest(${intArray(segmentNos)}) s(no) cross join last cross join generate_series(0, 39) part
      cross join lateral (
        select customer_no from segment_members
        where workspace_id = ${workspaceId}::int and segment_no = s.no
          and customer_no > last.no::bigint * part / 40 and customer_no <= last.no::bigint * (part + 1) / 40
        order by customer_no limit 50
      ) m
    )
    select segment_no, weekday, ${SLOT} as slot, count(*)::int as k
    from (select a.segment_no, ${placed(timeZone)}
      from asked a join orders o on o.workspace_id = ${workspaceId}::int and o.customer_no = a.customer_no and not o.is_return) x
    group by 1, 2, 3`;
}

/**
 * Middle values by kind: rows { key, n, figures }, of which figures are the middle, the ends of its interval and those of
 * the middle half. The interval's ends are the order statistics at n/2 -+ 1.96 sqrt(n)/2 (Conover 1999,
 * Practical Nonparametric Statistics, section 3.2), where n counts persons: orders of one person are alike.
 */
export function amountCounts(scope: FactScope): SQL {
  const { workspaceId, today } = scope;
  const away = sql.raw("0.98 / sqrt(greatest(1, count(distinct no)))");
  return sql`
    with ${people(scope)},
    ordered as (
      select p.no, o.amount_minor::float8 as amount,
        extract(epoch from o.ordered_at - lag(o.ordered_at) over (partition by o.customer_no order by o.ordered_at)) / 86400 as gap
      from orders o join people p on p.no = o.customer_no and p.is_own
      where o.workspace_id = ${workspaceId}::int and not o.is_return
    ),
    observed as materialized (
      select v.key, v.value::float8 as value, no
      from ordered cross join lateral (values ('orderValue', amount), ('orderGap', case when gap >= 1 then gap end)) v(key, value)
      where v.value is not null
      union all
      select v.key, v.value::float8, p.no
      from people p
      join customers c on c.workspace_id = ${workspaceId}::int and c.no = p.no
      left join customer_metrics m on m.workspace_id = ${workspaceId}::int and m.customer_no = p.no
      cross join lateral (values ('ordersPerBuyer', nullif(m.order_count, 0)::float8),
        ('spendPerBuyer', case when m.order_count > 0 then m.spend_minor end),
        ('age', extract(year from age(${today}::date, c.birth_date))::float8), ('income', c.income)) v(key, value)
      where p.is_own and v.value is not null
    ),
    counted as (
      select key, count(*)::int as n, greatest(0, 0.5 - ${away})::float8 as low, least(1, 0.5 + ${away})::float8 as high
      from observed group by key
    )
    select c.key, c.n, m.figures
    from counted c cross join lateral (
      select percentile_cont(array[0.5, c.low, c.high, 0.25, 0.75]) within group (order by value) as figures
      from observed o where o.key = c.key
    ) m order by c.key collate "C"`;
}

/** Rows { no }: about `most` members of a segment, all of a smaller one; the same ones each time, whatever the order they came in. */
export function someMembers(workspaceId: number, segmentNo: number, size: number, most: number): SQL {
  const share = Math.min(most / Math.max(size, 1), 1);
  return sql`select customer_no as no from segment_members
    where workspace_id = ${workspaceId}::int and segment_no = ${segmentNo}::int
      and hashint4(customer_no) & 1048575 < ${Math.ceil(share * 1_048_576)}::int`;
}
