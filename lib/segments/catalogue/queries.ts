import { and, asc, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import {
  attributes,
  categories,
  customers,
  eventNames,
  eventProperties,
  events,
  products,
  segments,
  surveyQuestions,
  surveys,
} from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { escapeLike } from "../core";
import { FIELDS, type FieldKey } from "../fields";
import type { ProductSearch, ValueSearch } from "../model";
import { type Rule, referencesOf } from "../rule";
import { columnOf } from "../sql";
import type {
  CatalogueEvent,
  CatalogueSegment,
  CatalogueSurvey,
  RuleCatalogue,
  Suggestion,
} from "./catalogue";

/** Everything that a rule can name, for the builder and the compiler; of the products only those that `rules` name. */
export async function getCatalogue(ctx: Ctx, rules: readonly Rule[] = []): Promise<RuleCatalogue> {
  authorize(ctx, "segments:read");
  const { db, workspaceId } = ctx;
  const skus = [...new Set(rules.flatMap((rule) => referencesOf(rule).products))];
  const [attributeRows, eventRows, segmentRows, categoryRows, productRows, surveyRows] = await Promise.all([
    db
      .select({
        key: attributes.key,
        label: attributes.label,
        type: attributes.type,
        dimension: attributes.dimension,
        choices: attributes.choices,
        special: attributes.special,
        isPersonal: attributes.isPersonal,
      })
      .from(attributes)
      .where(eq(attributes.workspaceId, workspaceId))
      .orderBy(asc(attributes.label), asc(attributes.key)),
    listEvents(ctx),
    listReferable(ctx),
    db
      .select({ no: categories.no, name: categories.name })
      .from(categories)
      .where(eq(categories.workspaceId, workspaceId))
      .orderBy(asc(categories.name)),
    skus.length === 0
      ? []
      : db
          .select({ no: products.no, externalId: products.externalId, name: products.name })
          .from(products)
          .where(and(eq(products.workspaceId, workspaceId), inArray(products.externalId, skus))),
    listSurveys(ctx),
  ]);
  return {
    currency: ctx.workspace.currency,
    attributes: attributeRows,
    events: eventRows,
    segments: segmentRows,
    categories: categoryRows,
    products: productRows,
    surveys: surveyRows,
  };
}

async function listEvents({ db, workspaceId }: Ctx): Promise<CatalogueEvent[]> {
  const [names, properties] = await Promise.all([
    db
      .select({ no: eventNames.no, name: eventNames.name, label: eventNames.label })
      .from(eventNames)
      .where(eq(eventNames.workspaceId, workspaceId))
      .orderBy(asc(eventNames.label)),
    db
      .select({
        nameNo: eventProperties.nameNo,
        key: eventProperties.key,
        type: eventProperties.type,
        isRegistered: eventProperties.isRegistered,
      })
      .from(eventProperties)
      .where(eq(eventProperties.workspaceId, workspaceId))
      .orderBy(asc(eventProperties.key)),
  ]);
  return names.map((event) => ({
    ...event,
    properties: properties.flatMap(({ nameNo, ...property }) => (nameNo === event.no ? [property] : [])),
  }));
}

async function listReferable({ db, workspaceId }: Ctx): Promise<CatalogueSegment[]> {
  const rows = await db
    .select({
      id: segments.id,
      no: segments.no,
      name: segments.name,
      parentId: segments.parentId,
      rule: segments.rule,
      archivedAt: segments.archivedAt,
    })
    .from(segments)
    .where(eq(segments.workspaceId, workspaceId))
    .orderBy(asc(segments.name));
  return rows.map(({ parentId, rule, archivedAt, ...row }) => ({
    ...row,
    isArchived: archivedAt !== null,
    dependsOn: [...new Set([...(parentId ? [parentId] : []), ...referencesOf(rule).segmentIds])],
  }));
}

async function listSurveys({ db, workspaceId }: Ctx): Promise<CatalogueSurvey[]> {
  const [named, questions] = await Promise.all([
    db
      .select({ id: surveys.id, name: surveys.name })
      .from(surveys)
      .where(eq(surveys.workspaceId, workspaceId))
      .orderBy(asc(surveys.name)),
    db
      .select({
        surveyId: surveyQuestions.surveyId,
        no: surveyQuestions.no,
        key: surveyQuestions.key,
        text: surveyQuestions.text,
        type: surveyQuestions.type,
        choices: surveyQuestions.choices,
      })
      .from(surveyQuestions)
      .where(eq(surveyQuestions.workspaceId, workspaceId))
      .orderBy(asc(surveyQuestions.no)),
  ]);
  return named.map((survey) => ({
    ...survey,
    questions: questions.flatMap(({ surveyId, ...question }) => (surveyId === survey.id ? [question] : [])),
  }));
}

/** Products whose name or external id contains the text; at most 20. For the builder's product picker. */
export async function searchProducts(ctx: Ctx, { query }: ProductSearch): Promise<RuleCatalogue["products"]> {
  authorize(ctx, "segments:read");
  const pattern = `%${escapeLike(query.replaceAll("\0", ""))}%`;
  return ctx.db
    .select({ no: products.no, externalId: products.externalId, name: products.name })
    .from(products)
    .where(
      and(
        eq(products.workspaceId, ctx.workspaceId),
        or(ilike(products.name, pattern), ilike(products.externalId, pattern)),
      ),
    )
    .orderBy(asc(products.name), asc(products.no))
    .limit(20);
}

/**
 * The values that a field or an attribute has, the most frequent first, with the number of customers; at most 50.
 * `query` keeps those that contain the text. Personal and special fields have no suggestions. Of a property the
 * number is that of the event's last 20 000.
 */
export async function suggestValues(
  ctx: Ctx,
  { of, key, event = "", query = "" }: ValueSearch,
): Promise<Suggestion[]> {
  authorize(ctx, "segments:edit");
  if (of === "property") return suggestProperty(ctx, { event, key, query });
  const value = of === "field" ? fieldValue(key) : await attributeValue(ctx, key);
  if (!value) return [];
  const pattern = `%${escapeLike(query.replaceAll("\0", ""))}%`;
  const rows = await ctx.db.execute<Suggestion>(sql`
    select v.value, count(*)::int as count
    from ${customers} cross join lateral (${value}) v(value)
    where ${customers.workspaceId} = ${ctx.workspaceId} and ${customers.erasedAt} is null
      and v.value is not null and v.value ilike ${pattern}
    group by v.value order by count(*) desc, v.value limit 50`);
  return [...rows];
}

async function suggestProperty(
  { db, workspaceId }: Ctx,
  { event, key, query }: { event: string; key: string; query: string },
): Promise<Suggestion[]> {
  const [name] = await db
    .select({ no: eventNames.no })
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
  if (!name) return [];
  const pattern = `%${escapeLike(query.replaceAll("\0", ""))}%`;
  const rows = await db.execute<Suggestion>(sql`
    select e.value, count(*)::int as count
    from (select ${events.props} ->> ${key}::text as value from ${events}
      where ${events.workspaceId} = ${workspaceId} and ${events.nameNo} = ${name.no}
      order by ${events.occurredAt} desc limit 20000) e
    where e.value is not null and e.value ilike ${pattern}
    group by e.value order by count(*) desc, e.value limit 50`);
  return [...rows];
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
