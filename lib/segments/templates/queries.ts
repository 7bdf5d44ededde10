import { type SQL, sql } from "drizzle-orm";
import { cancellable } from "@/db/cancellable";
import { customerMetrics, customers, eventDaily, eventNames, surveyAnswers } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { CHANNELS } from "@/lib/customers/fields";
import { addDays } from "@/lib/days";
import { sqlState } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import { FIELD_KEYS, type FieldKey } from "../fields";
import type { Rule } from "../rule";
import { baseWhere, columnOf, compileHolds, consentColumn, customersJoined, ruleEnv } from "../sql";
import { MOST_ASKED, peopleToAsk, suggestValues } from "../values/queries";
import { intArray } from "../values/sql";
import type { AnsweredQuestion, OrderHabits, TemplateData } from "./template";

const TOP_FIELDS: readonly FieldKey[] = ["country", "region", "city", "industry", "source"];
/** Attributes and categories that are looked up; a workspace with more shows the templates of the first. */
const MOST_LISTED = 20;

/** What the workspace has that templates can be filled with. */
export async function getTemplateData(ctx: Ctx): Promise<TemplateData> {
  authorize(ctx, "segments:edit");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const catalogue = await getCatalogue(ctx);
  const listed = catalogue.attributes
    .filter(
      ({ type, special, isPersonal }) => (type === "choice" || type === "choices") && !special && !isPersonal,
    )
    .slice(0, MOST_LISTED);
  const [filled, habits, categories, events, questions, topFields, topAttributes] = await Promise.all([
    countFilled(ctx, catalogue),
    getHabits(ctx),
    suggestValues(ctx, { of: "category" }),
    listSeenEvents(ctx, today),
    listAnswered(ctx, catalogue),
    Promise.all(TOP_FIELDS.map(async (key) => [key, await topOf(ctx, "field", key)] as const)),
    Promise.all(listed.map(async ({ key }) => [key, await topOf(ctx, "attribute", key)] as const)),
  ]);
  return {
    ...{ catalogue, today, ...filled, orders: habits, events, questions },
    categories: categories.values
      .flatMap(({ value, count }) => (count > 0 ? [value] : []))
      .slice(0, MOST_LISTED),
    topFields: Object.fromEntries(topFields),
    topAttributes: Object.fromEntries(topAttributes),
  };
}

async function topOf(ctx: Ctx, of: "field" | "attribute", key: string): Promise<string[]> {
  return (await suggestValues(ctx, { of, key })).values.map(({ value }) => value);
}

type Filled = Pick<TemplateData, "customers" | "fields" | "attributes" | "consents" | "incomeHigh">;

/**
 * How many have what, of a sample where there are many; what nobody of the sample has is counted among all, so that
 * nothing that somebody has is taken for missing.
 */
async function countFilled(ctx: Ctx, { attributes }: RuleCatalogue): Promise<Filled> {
  const own = attributes.filter(({ special, isPersonal }) => !special && !isPersonal);
  const counts = [
    ...FIELD_KEYS.map((key) => sql`count(${columnOf(key)})`),
    ...own.map(({ key }) => sql`count(${customers.attrs} ->> ${key}::text)`),
    ...CHANNELS.map((channel) => sql`count(*) filter (where ${consentColumn(channel)} = 'in')`),
  ].map((count, index) => ({ name: `c${index}`, column: sql`(${count})::int as ${sql.raw(`c${index}`)}` }));
  const { asked, scale } = await peopleToAsk(ctx, MOST_ASKED);
  const read = async (columns: SQL[], numbers: number[] | null) => {
    const among = numbers ? sql` and ${customers.no} = any(${intArray(numbers)})` : sql``;
    const [row] = await ctx.db.execute<Record<string, number>>(sql`
      select ${sql.join(columns, sql`, `)} from ${customers}
      where ${customers.workspaceId} = ${ctx.workspaceId} and ${customers.erasedAt} is null${among}`);
    return row;
  };
  const people = sql`count(*)::int as people`;
  const income = sql`percentile_disc(0.75) within group (order by ${customers.income}) as income_high`;
  const seen = await read([people, income, ...counts.map(({ column }) => column)], asked);
  const unseen = asked ? counts.filter(({ name }) => !seen?.[name]) : [];
  const rare = asked ? await read([people, ...unseen.map(({ column }) => column)], null) : undefined;
  const at = (index: number) => rare?.[`c${index}`] ?? Math.round((seen?.[`c${index}`] ?? 0) * scale);
  const afterFields = FIELD_KEYS.length;
  const afterOwn = afterFields + own.length;
  return {
    customers: (rare ?? seen)?.people ?? 0,
    fields: Object.fromEntries(FIELD_KEYS.map((key, index) => [key, at(index)])),
    attributes: Object.fromEntries(own.map(({ key }, index) => [key, at(afterFields + index)])),
    consents: Object.fromEntries(CHANNELS.map((channel, index) => [channel, at(afterOwn + index)])),
    incomeHigh: seen?.income_high ?? null,
  };
}

/** Of a sample where there are many. Amounts are rounded to what one would say: they become the limits of rules. */
async function getHabits(ctx: Ctx): Promise<OrderHabits | null> {
  const { asked, scale } = await peopleToAsk(ctx, MOST_ASKED);
  const among = asked ? sql` and ${customerMetrics.customerNo} = any(${intArray(asked)})` : sql``;
  const { orderCount, spendMinor, firstOrderAt, lastOrderAt } = customerMetrics;
  const average = sql`(${spendMinor}::numeric / nullif(${orderCount}, 0))`;
  const gap = sql`extract(epoch from ${lastOrderAt} - ${firstOrderAt}) / 86400 / (${orderCount} - 1)`;
  const [row] = await ctx.db.execute<OrderHabits>(sql`
    select count(*)::int as buyers, (count(*) filter (where ${orderCount} > 1))::int as "repeatBuyers",
      (percentile_cont(0.5) within group (order by ${gap}) filter (where ${orderCount} > 1))::float8 as "rhythmDays",
      coalesce(percentile_disc(0.9) within group (order by ${spendMinor}), 0)::float8 as "spendHigh",
      coalesce(percentile_cont(0.75) within group (order by ${average}::float8), 0)::float8 as "averageHigh",
      coalesce(percentile_cont(0.25) within group (order by ${average}::float8), 0)::float8 as "averageLow"
    from ${customerMetrics} where ${customerMetrics.workspaceId} = ${ctx.workspaceId} and ${orderCount} > 0${among}`);
  if (!row || row.buyers === 0) return null;
  return {
    ...row,
    buyers: Math.round(row.buyers * scale),
    repeatBuyers: Math.round(row.repeatBuyers * scale),
    spendHigh: roundAmount(row.spendHigh),
    averageHigh: roundAmount(row.averageHigh),
    averageLow: roundAmount(row.averageLow),
  };
}

/** Two digits: 1 234.56 becomes 1 200. */
function roundAmount(amount: number): number {
  return Number(Math.max(0, amount).toPrecision(2));
}

async function listSeenEvents({ db, workspaceId }: Ctx, today: string): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select n.name from ${eventNames} n where n.workspace_id = ${workspaceId} and exists (
      select from ${eventDaily} d where d.workspace_id = n.workspace_id and d.name_no = n.no and d.day >= ${addDays(today, -365)}::date)
    order by n.name`);
  return [...rows].map(({ name }) => name);
}

async function listAnswered(
  { db, workspaceId }: Ctx,
  { surveys }: RuleCatalogue,
): Promise<AnsweredQuestion[]> {
  const rows = await db.execute<{ no: number; highest: number | null; commonest: string | null }>(sql`
    select ${surveyAnswers.questionNo} as no, max(${surveyAnswers.score})::float8 as highest,
      mode() within group (order by ${surveyAnswers.choice}) as commonest
    from ${surveyAnswers} where ${surveyAnswers.workspaceId} = ${workspaceId} group by 1`);
  const answers = new Map([...rows].map((row) => [row.no, row]));
  return surveys.flatMap((survey) =>
    survey.questions.flatMap(({ no, key, text, type }): AnsweredQuestion[] => {
      const found = answers.get(no);
      if (!found || type === "text") return [];
      const { highest, commonest } = found;
      return [{ survey: survey.id, question: key, text, type, highest, commonest }];
    }),
  );
}

const PATIENCE_MS = 60_000;

/** How many customers each rule matches now, exactly, from one pass; null when that takes longer than a minute. */
export async function countRules(
  ctx: Ctx,
  { rules }: { rules: readonly Rule[] },
  signal?: AbortSignal,
): Promise<number[] | null> {
  authorize(ctx, "segments:edit");
  if (rules.length === 0) return [];
  const catalogue = await getCatalogue(ctx, rules);
  const env = ruleEnv(ctx, catalogue);
  const counts = rules.map(
    (rule, index) =>
      sql`(count(*) filter (where ${compileHolds(rule, env)}))::int as ${sql.raw(`c${index}`)}`,
  );
  try {
    return await cancellable(ctx.db, { signal, patienceMs: PATIENCE_MS }, async (db) => {
      const [row] = await db.execute<Record<string, number>>(
        sql`select ${sql.join(counts, sql`, `)} from ${customersJoined} where ${baseWhere(env)}`,
      );
      return rules.map((_, index) => row?.[`c${index}`] ?? 0);
    });
  } catch (cause) {
    if (sqlState(cause) !== "57014") throw cause;
    return null;
  }
}
