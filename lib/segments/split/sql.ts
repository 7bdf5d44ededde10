import { type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentChanges, segmentMembers, surveyAnswers } from "@/db/schema";
import type { Channel } from "@/lib/customers/fields";
import { RFM_GROUPS } from "@/lib/customers/scores/standings";
import { questionOf } from "../catalogue/catalogue";
import { todayOf } from "../clock";
import type { FieldKey } from "../fields";
import type { OrderFigure, Rule, Score } from "../rule";
import { baseWhere, columnOf, compileHolds, consentColumn, customersJoined, type RuleEnv } from "../sql";
import type { SplitSubject } from "./subject";

/** The stored members of a segment, erased customers excepted, with their figures: what a split divides. */
function membersFrom(segmentNo: number, env: RuleEnv): SQL {
  const members = sql`select ${segmentMembers.customerNo} from ${segmentMembers}
    where ${segmentMembers.workspaceId} = ${env.workspaceId}::int and ${segmentMembers.segmentNo} = ${segmentNo}::int`;
  return sql`from ${customersJoined} where ${baseWhere(env)} and ${customers.no} in (${members})`;
}

/** `select customer_no, value` over the members: text, a float8, or a day as "YYYY-MM-DD". Null where unknown. */
export function subjectValues(subject: SplitSubject, segmentNo: number, env: RuleEnv): SQL {
  const [kind = "", key = "", question = ""] = subject.key.split(" ");
  const from = membersFrom(segmentNo, env);
  const plain = (value: SQL) => sql`select ${customers.no} as customer_no, ${value} as value ${from}`;
  switch (kind) {
    case "field":
      return plain(fieldValue(key as FieldKey, subject, env));
    case "attribute":
      if (subject.type !== "choices") return plain(attributeValue(key, subject));
      return sql`select m.customer_no, e.value from (select ${customers.no} as customer_no,
          case when jsonb_typeof(${customers.attrs} -> ${key}::text) = 'array' then ${customers.attrs} -> ${key}::text end as list ${from}) m
        left join lateral jsonb_array_elements_text(m.list) e(value) on true`;
    case "orders":
      return plain(FIGURES[key as OrderFigure](env));
    case "score":
      return plain(
        subject.kind === "values" ? sql`${SCORES[key as Score]}::text` : sql`${SCORES[key as Score]}::float8`,
      );
    case "standing":
      return plain(key === "lifecycle" ? sql`coalesce(${customerMetrics.lifecycle}, 'prospect')` : RFM_GROUP);
    case "consent":
      return plain(sql`${consentColumn(key as Channel)}`);
    default: {
      const no = questionOf(env.catalogue, key, question)?.no ?? 0;
      const value = subject.kind === "number" ? surveyAnswers.score : surveyAnswers.choice;
      return sql`select m.customer_no, a.value from (select ${customers.no} as customer_no ${from}) m
        left join (select ${surveyAnswers.customerNo} as customer_no, ${value} as value from ${surveyAnswers}
          where ${surveyAnswers.workspaceId} = ${env.workspaceId}::int and ${surveyAnswers.questionNo} = ${no}::int) a using (customer_no)`;
    }
  }
}

function fieldValue(key: FieldKey, { kind, type }: SplitSubject, env: RuleEnv): SQL {
  const column = columnOf(key);
  if (key === "age") return sql`extract(year from age(${todayOf(env.clock)}::date, ${column}))::float8`;
  if (key === "firstSeenAt") return sql`(${column} at time zone ${env.clock.timeZone}::text)::date::text`;
  if (type === "number") return sql`${column}::float8`;
  return kind === "days" ? sql`${column}::text` : sql`${column}`;
}

function attributeValue(key: string, { type }: SplitSubject): SQL {
  const json = sql`${customers.attrs} -> ${key}::text`;
  const text = sql`${customers.attrs} ->> ${key}::text`;
  if (type === "number") return sql`case when jsonb_typeof(${json}) = 'number' then (${text})::float8 end`;
  if (type === "boolean")
    return sql`case when ${json} = 'true'::jsonb then 'yes' when ${json} = 'false'::jsonb then 'no' end`;
  return type === "date" ? sql`case when ${text} ~ '^\\d{4}-\\d\\d' then ${text} end` : text;
}

const daysSince = (moment: SQL, { clock }: RuleEnv) =>
  sql`(${todayOf(clock)}::date - (${moment} at time zone ${clock.timeZone}::text)::date)::float8`;

/** As the compiler has them: totals of who never ordered are 0, the rest is unknown. */
const FIGURES: Record<OrderFigure, (env: RuleEnv) => SQL> = {
  count: () => sql`coalesce(${customerMetrics.orderCount}, 0)::float8`,
  spend: () => sql`coalesce(${customerMetrics.spendMinor}, 0)::float8`,
  average: () =>
    sql`(${customerMetrics.spendMinor}::numeric / nullif(${customerMetrics.orderCount}, 0))::float8`,
  daysSinceFirst: (env) => daysSince(sql`${customerMetrics.firstOrderAt}`, env),
  daysSinceLast: (env) => daysSince(sql`${customerMetrics.lastOrderAt}`, env),
};

const SCORES: Record<Score, SQL> = {
  recency: sql`${customerMetrics.rfmRecency}`,
  frequency: sql`${customerMetrics.rfmFrequency}`,
  monetary: sql`${customerMetrics.rfmMonetary}`,
  engagement: sql`${customerMetrics.engagement}`,
  chanceActive: sql`${customerMetrics.chanceActive}`,
  expectedOrders: sql`${customerMetrics.expectedOrders}`,
  expectedValue: sql`${customerMetrics.expectedValueMinor}`,
};

const RFM_GROUP = sql`case ${customerMetrics.rfmRecency}::text || ${customerMetrics.rfmFrequency}::text ${sql.join(
  Object.entries(RFM_GROUPS).flatMap(([key, { pairs }]) =>
    pairs.map((pair) => sql`when ${pair} then ${key}`),
  ),
  sql` `,
)} end`;

/**
 * The members by the parts they are in: `a`, `b`, `size`, where bit i is part i of an axis. One pass and one group by,
 * whatever the number of cells, in which each condition is judged once.
 */
export function gridGroups(axes: readonly (readonly Rule[])[], segmentNo: number, env: RuleEnv): SQL {
  const bits = (rules: readonly Rule[] = []) =>
    rules.length > 0
      ? sql.join(
          rules.map(
            (rule, index) =>
              sql`case when ${compileHolds(rule, env)} then ${sql.raw(String(2 ** index))} else 0 end`,
          ),
          sql` + `,
        )
      : sql`0`;
  return sql`select ${bits(axes[0])} as a, ${bits(axes[1])} as b, count(*)::int as size
    ${membersFrom(segmentNo, env)} group by 1, 2`;
}

/** Without a rule: whoever is in none of the others. */
export type NewChild = { segmentNo: number; rule: Rule | null };

/**
 * The first members of several new segments within one parent, and their history, from a single pass over the
 * parent's members. Answers `{ segmentNo, size }` for those that have any.
 */
export function firstMembers(children: readonly NewChild[], parentNo: number, at: Date, env: RuleEnv): SQL {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const workspace = sql`${env.workspaceId}::int`;
  const holds = children.flatMap(({ rule }) => (rule ? [compileHolds(rule, env)] : []));
  const columns = holds.map((_, index) => sql.raw(`h${index}`));
  const named = holds.map((hold, index) => sql`${hold} as ${sql.raw(`h${index}`)}`);
  let next = 0;
  const places = children.map(({ segmentNo, rule }) => {
    const isIn = rule ? sql.raw(`h${next++}`) : sql`not (${sql.join(columns, sql` or `)})`;
    return sql`case when ${isIn} then ${segmentNo}::int end`;
  });
  return sql`
    with placed as materialized (
      select x.segment_no, g.customer_no
      from (select ${customers.no} as customer_no, ${sql.join(named, sql`, `)} ${membersFrom(parentNo, env)} offset 0) g
        cross join lateral unnest(array[${sql.join(places, sql`, `)}]) x(segment_no)
      where x.segment_no is not null
    ),
    entered as (
      insert into ${segmentMembers} (workspace_id, segment_no, customer_no, entered_at)
      select ${workspace}, segment_no, customer_no, ${moment} from placed order by segment_no, customer_no
    ),
    logged as (
      insert into ${segmentChanges} (workspace_id, segment_no, customer_no, at, has_entered, cause)
      select ${workspace}, segment_no, customer_no, ${moment}, true, 'rule' from placed order by segment_no, customer_no
    )
    select segment_no as "segmentNo", count(*)::int as size from placed group by segment_no`;
}
