import { and, asc, eq, inArray, sql } from "drizzle-orm";
import {
  attributes,
  categories,
  eventNames,
  eventProperties,
  products,
  segments,
  surveyQuestions,
  surveys,
} from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { type Rule, referencesOf } from "../rule";
import type { CatalogueEvent, CatalogueSegment, CatalogueSurvey, RuleCatalogue } from "./catalogue";

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
        isRegistered: sql<boolean>`${eventProperties.rollup} = 'ready'`,
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
