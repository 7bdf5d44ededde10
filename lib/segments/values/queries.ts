import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import {
  attributes,
  categories,
  customers,
  eventNames,
  eventProperties,
  events,
  orderLines,
  products,
  surveyAnswers,
  surveyQuestions,
} from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { sqlState } from "@/lib/errors";
import { escapeLike } from "../core";
import { FIELDS, type FieldKey } from "../fields";
import type { ValueSearch } from "../model";
import { readPatiently } from "../patience/queries";
import { columnOf } from "../sql";
import { type Counted, evenNumbers } from "./counted";
import { intArray } from "./sql";
import type { Suggestion, Suggestions } from "./suggestion";

const MOST_VALUES = 50;
/** People that are asked where there are many more; of goods fewer, for each has many lines. */
export const MOST_ASKED = 20_000;
const MOST_BUYERS = 4_000;
export const MOST_EVENTS = 20_000;
/** How long a search for a typed value may look at everybody before the sample has to do. */
const EXACT_MS = 700;

/** A list or a drawing beside a field is not worth more. */
export const PATIENCE = { seconds: 15, advice: "Type the value yourself, or try again." };

const NOTHING: Suggestions = { values: [], counted: { kind: "all" } };

/**
 * The values that there are, the most frequent first, with how many have each; at most 50. `query` keeps those that
 * contain the text. Personal and special fields have no suggestions. In a large workspace the numbers are scaled
 * up from a sample, or are those of an event's last 20 000: `counted` says so. What is typed is looked for everywhere,
 * if that can be done in a moment.
 */
export async function suggestValues(
  ctx: Ctx,
  input: ValueSearch,
  signal?: AbortSignal,
): Promise<Suggestions> {
  authorize(ctx, "segments:edit");
  return readPatiently(ctx, { ...PATIENCE, signal }, (tx) => suggest(tx, input));
}

async function suggest(ctx: Ctx, input: ValueSearch): Promise<Suggestions> {
  const { of, key = "", event = "", survey = "", query = "" } = input;
  const pattern = `%${escapeLike(query.replaceAll("\0", ""))}%`;
  switch (of) {
    case "property":
      return suggestProperty(ctx, { event, key, pattern, isTyped: query !== "" });
    case "category":
      return suggestCategories(ctx, pattern);
    case "product":
      return suggestProducts(ctx, pattern);
    case "answer":
      return ofPeople(ctx, await answerRows(ctx, survey, key), pattern, query !== "");
    default: {
      const value = of === "field" ? fieldValue(key) : await attributeValue(ctx, key);
      return ofPeople(ctx, value && customerRows(ctx, value), pattern, query !== "");
    }
  }
}

/** Rows of one person and one value each; `asked` narrows them to these people. */
type Rows = (asked: number[] | null) => SQL;

const among = (column: SQLWrapper, asked: number[] | null) =>
  asked ? sql` and ${column} = any(${intArray(asked)})` : sql``;

/** Whom to ask: everybody, or where there are many more than `most` a sample evenly out of all. */
export async function peopleToAsk(
  ctx: Ctx,
  most: number,
): Promise<{ asked: number[] | null; counted: Counted; scale: number }> {
  authorize(ctx, "segments:edit");
  const [row] = await ctx.db.execute<{ last: number }>(sql`
    select coalesce(max(${customers.no}), 0)::int as last from ${customers}
    where ${customers.workspaceId} = ${ctx.workspaceId}`);
  const last = row?.last ?? 0;
  if (last <= most * 1.25) return { asked: null, counted: { kind: "all" }, scale: 1 };
  const asked = evenNumbers(last, most);
  return { asked, counted: { kind: "sample", asked: asked.length, of: last }, scale: last / asked.length };
}

async function ofPeople(
  ctx: Ctx,
  rows: Rows | null,
  pattern: string,
  isTyped: boolean,
): Promise<Suggestions> {
  if (!rows) return NOTHING;
  const { asked, counted, scale } = await peopleToAsk(ctx, MOST_ASKED);
  // What is typed is mostly rare, and a sample holds little of it.
  const exact = asked && isTyped ? await briefly(ctx, (tx) => countValues(tx, rows(null), pattern)) : null;
  if (exact) return { values: exact, counted: { kind: "all" } };
  return { values: scaled(await countValues(ctx, rows(asked), pattern), scale), counted };
}

async function countValues(ctx: Ctx, rows: SQL, pattern: string): Promise<Suggestion[]> {
  const found = await ctx.db.execute<Suggestion>(sql`
    select r.value, count(*)::int as count from (${rows}) r
    where r.value is not null and r.value ilike ${pattern}
    group by r.value order by count(*) desc, r.value limit ${MOST_VALUES}`);
  return [...found];
}

function scaled<T extends { count: number }>(values: T[], scale: number): T[] {
  return values.map((one) => ({ ...one, count: Math.round(one.count * scale) }));
}

/** The answer if it comes soon, else null. */
async function briefly<T>(ctx: Ctx, run: (tx: Ctx) => Promise<T>): Promise<T | null> {
  try {
    return await inTransaction(ctx, async (tx) => {
      await tx.db.execute(sql`select set_config('statement_timeout', ${String(EXACT_MS)}, true)`);
      return run(tx);
    });
  } catch (cause) {
    if (sqlState(cause) !== "57014") throw cause;
    return null;
  }
}

function customerRows({ workspaceId }: Ctx, value: SQL): Rows {
  return (asked) => sql`select v.value from ${customers} cross join lateral (${value}) v(value)
    where ${customers.workspaceId} = ${workspaceId} and ${customers.erasedAt} is null${among(customers.no, asked)}`;
}

function fieldValue(key: string): SQL | null {
  const field = Object.hasOwn(FIELDS, key) ? FIELDS[key as FieldKey] : undefined;
  if (!field?.hasSuggestions || field.isPersonal) return null;
  return sql`select ${columnOf(key as FieldKey)}`;
}

async function attributeValue({ db, workspaceId }: Ctx, key: string): Promise<SQL | null> {
  const [attribute] = await db
    .select({ type: attributes.type, special: attributes.special, isPersonal: attributes.isPersonal })
    .from(attributes)
    .where(and(eq(attributes.workspaceId, workspaceId), eq(attributes.key, key)));
  if (!attribute || attribute.special || attribute.isPersonal) return null;
  if (attribute.type === "text" || attribute.type === "choice")
    return sql`select ${customers.attrs} ->> ${key}::text`;
  if (attribute.type !== "choices") return null;
  const list = sql`${customers.attrs} -> ${key}::text`;
  return sql`select jsonb_array_elements_text(case when jsonb_typeof(${list}) = 'array' then ${list} end)`;
}

/** Somebody who answered twice the same counts once. */
async function answerRows({ db, workspaceId }: Ctx, survey: string, key: string): Promise<Rows | null> {
  const [question] = await db
    .select({ no: surveyQuestions.no })
    .from(surveyQuestions)
    .where(
      and(
        eq(surveyQuestions.workspaceId, workspaceId),
        sql`${surveyQuestions.surveyId}::text = ${survey}`,
        eq(surveyQuestions.key, key),
      ),
    );
  if (!question) return null;
  return (asked) => sql`select distinct ${surveyAnswers.customerNo}, ${surveyAnswers.choice} as value
    from ${surveyAnswers} where ${surveyAnswers.workspaceId} = ${workspaceId}
      and ${surveyAnswers.questionNo} = ${question.no}${among(surveyAnswers.customerNo, asked)}`;
}

async function suggestProperty(
  ctx: Ctx,
  { event, key, pattern, isTyped }: { event: string; key: string; pattern: string; isTyped: boolean },
): Promise<Suggestions> {
  const { db, workspaceId } = ctx;
  const [property] = await db
    .select({ nameNo: eventNames.no, isReady: sql<boolean>`${eventProperties.rollup} = 'ready'` })
    .from(eventNames)
    .innerJoin(
      eventProperties,
      and(
        eq(eventProperties.workspaceId, eventNames.workspaceId),
        eq(eventProperties.nameNo, eventNames.no),
        eq(eventProperties.key, key),
        eq(eventProperties.type, "text"),
      ),
    )
    .where(and(eq(eventNames.workspaceId, workspaceId), eq(eventNames.name, event)));
  if (!property) return NOTHING;
  const { nameNo, isReady } = property;
  // What is typed is mostly rare, and the last events hold little of it.
  const everywhere = isReady
    ? valuesRolledUp(workspaceId, nameNo, key, pattern)
    : propertyValues(lastProperties(workspaceId, nameNo, key, null), pattern);
  const exact = isTyped ? await briefly(ctx, (tx) => tx.db.execute<Suggestion>(everywhere)) : null;
  if (exact) return { values: exact.map(({ value, count }) => ({ value, count })), counted: { kind: "all" } };
  const last = lastProperties(workspaceId, nameNo, key, MOST_EVENTS);
  const rows = await db.execute<Suggestion & { read: number }>(propertyValues(last, pattern));
  const asked = rows[0]?.read ?? 0;
  return {
    values: [...rows].map(({ value, count }) => ({ value, count })),
    counted: { kind: "events", asked },
  };
}

/** The values of the property in the last events, or in all. */
const lastProperties = (workspaceId: number, nameNo: number, key: string, most: number | null) => sql`
  select ${events.props} ->> ${key}::text as value from ${events}
  where ${events.workspaceId} = ${workspaceId} and ${events.nameNo} = ${nameNo}
  ${most === null ? sql`` : sql`order by ${events.occurredAt} desc limit ${most}`}`;

const propertyValues = (rows: SQL, pattern: string) => sql`
  with e as materialized (${rows})
  select e.value, count(*)::int as count, (select count(*)::int from e) as read from e
  where e.value is not null and e.value ilike ${pattern}
  group by e.value order by count(*) desc, e.value limit ${MOST_VALUES}`;

/** Values that are counted where the text is in many of them; which are the most frequent is not known before. */
const MOST_FOUND = 200;

/** The same from the roll-up, where each value is one step along its index: a value that few have is found as well. */
function valuesRolledUp(workspaceId: number, nameNo: number, key: string, pattern: string): SQL {
  const of = sql`from event_property_daily where workspace_id = ${workspaceId}::int and name_no = ${nameNo}::int and key = ${key}`;
  return sql`
    with recursive v as (
      (select value ${of} order by value limit 1)
      union all
      select (select value ${of} and value > v.value order by value limit 1) from v where v.value is not null
    ), found as materialized (select value from v where value ilike ${pattern} limit ${MOST_FOUND})
    select f.value, (select sum(count)::int ${of} and value = f.value) as count
    from found f order by 2 desc, 1 limit ${MOST_VALUES}`;
}

async function suggestCategories(ctx: Ctx, pattern: string): Promise<Suggestions> {
  const { asked, counted, scale } = await peopleToAsk(ctx, MOST_BUYERS);
  const rows = await ctx.db.execute<Suggestion>(sql`
    select ${categories.name} as value, coalesce(b.count, 0) as count
    from ${categories} left join (${buyers(ctx, orderLines.categoryNo, asked)}) b on b.no = ${categories.no}
    where ${categories.workspaceId} = ${ctx.workspaceId} and ${categories.name} ilike ${pattern}
    order by 2 desc, 1 limit 500`);
  return { values: scaled([...rows], scale), counted };
}

async function suggestProducts(ctx: Ctx, pattern: string): Promise<Suggestions> {
  const { asked, counted, scale } = await peopleToAsk(ctx, MOST_BUYERS);
  const rows = await ctx.db.execute<{ no: number; externalId: string; name: string; count: number }>(sql`
    select ${products.no}, ${products.externalId} as "externalId", ${products.name}, coalesce(b.count, 0) as count
    from ${products} left join (${buyers(ctx, orderLines.productNo, asked)}) b on b.no = ${products.no}
    where ${products.workspaceId} = ${ctx.workspaceId}
      and (${products.name} ilike ${pattern} or ${products.externalId} ilike ${pattern})
    order by 4 desc, ${products.name}, ${products.no} limit 20`);
  const found = scaled([...rows], scale);
  return {
    values: found.map(({ externalId, name, count }) => ({ value: externalId, label: name, count })),
    counted,
    products: found.map(({ no, externalId, name }) => ({ no, externalId, name })),
  };
}

/** How many have bought each: goods that came back are not counted. */
function buyers({ workspaceId }: Ctx, goods: SQLWrapper, asked: number[] | null): SQL {
  return sql`select ${goods} as no, count(distinct ${orderLines.customerNo})::int as count from ${orderLines}
    where ${orderLines.workspaceId} = ${workspaceId} and ${orderLines.amountMinor} >= 0
      and ${goods} is not null${among(orderLines.customerNo, asked)} group by 1`;
}
