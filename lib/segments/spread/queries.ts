import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import {
  attributes,
  customerMetrics,
  customers,
  eventNames,
  events,
  surveyAnswers,
  surveyQuestions,
} from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { todayIn } from "@/lib/zone";
import { getCatalogue } from "../catalogue/queries";
import type { Clock } from "../clock";
import { desugar } from "../core";
import { figureRows } from "../facts/sql";
import type { SpreadSearch } from "../model";
import { readPatiently } from "../patience/queries";
import { ruleProblems } from "../problems";
import { ORDER_FIGURES, type Rule, type RuleCondition, SCORES } from "../rule";
import { columnOf } from "../sql";
import type { Counted } from "../values/counted";
import { MOST_ASKED, MOST_EVENTS, PATIENCE, peopleToAsk } from "../values/queries";
import { intArray } from "../values/sql";
import { type Spread, spreadOf, type Weighed } from "./spread";

/** People who are asked for a figure over order lines or events, of which each has many. */
const MOST_BUYERS = 4_000;
const MOST_DOERS = 2_000;

/**
 * How a number spreads over those who have one, for the range that a condition sets; null when nobody has, and for
 * what may not be shown. From a sample where the workspace is large, which `counted` says. Amounts are minor units.
 */
export async function getSpread(ctx: Ctx, input: SpreadSearch, signal?: AbortSignal): Promise<Spread | null> {
  authorize(ctx, "segments:edit");
  return readPatiently(ctx, { ...PATIENCE, signal }, (tx) => spreadOver(tx, input));
}

async function spreadOver(ctx: Ctx, input: SpreadSearch): Promise<Spread | null> {
  if (input.of === "property") return propertySpread(ctx, input.event ?? "", input.key);
  const { asked, counted, scale } = await peopleToAsk(ctx, mostAsked(input));
  const rows = await figuresFor(ctx, input, asked);
  return rows && weigh(ctx, rows, counted, scale);
}

function mostAsked({ of, where }: SpreadSearch): number {
  if (of === "event" || of === "eventFigure") return MOST_DOERS;
  return of === "orders" && where ? MOST_BUYERS : MOST_ASKED;
}

async function weigh(ctx: Ctx, rows: SQL, counted: Counted, scale: number): Promise<Spread | null> {
  return spreadOf(
    (await weighed(ctx, rows)).map(({ value, count }) => ({ value, count: count * scale })),
    counted,
  );
}

/** Each figure with how many have it; without a figure it is no number. */
async function weighed(ctx: Ctx, rows: SQL): Promise<Weighed[]> {
  const found = await ctx.db.execute<{ value: number | null; count: number }>(sql`
    select r.value::float8 as value, count(*)::int as count from (${rows}) r group by 1`);
  return [...found].map(({ value, count }) => ({ value: value ?? Number.NaN, count }));
}

async function figuresFor(ctx: Ctx, input: SpreadSearch, asked: number[] | null): Promise<SQL | null> {
  const { workspaceId } = ctx;
  const { of, key } = input;
  switch (of) {
    case "field":
      return fieldFigures(ctx, key, asked);
    case "attribute":
      return attributeFigures(ctx, key, asked);
    case "answer": {
      const [question] = await ctx.db
        .select({ no: surveyQuestions.no })
        .from(surveyQuestions)
        .where(
          and(
            eq(surveyQuestions.workspaceId, workspaceId),
            sql`${surveyQuestions.surveyId}::text = ${input.survey ?? ""}`,
            eq(surveyQuestions.key, key),
          ),
        );
      if (!question) return null;
      return sql`select ${surveyAnswers.score} as value from ${surveyAnswers}
        where ${surveyAnswers.workspaceId} = ${workspaceId} and ${surveyAnswers.questionNo} = ${question.no}
          ${among(surveyAnswers.customerNo, asked)}`;
    }
    case "score": {
      const score = SCORES.find((one) => one === key);
      return score ? metricRows(ctx, SCORE_COLUMN[score], asked) : null;
    }
    case "orders":
    case "event":
    case "eventFigure":
      return factFigures(ctx, input, asked);
    case "property":
      return null;
  }
}

const among = (column: SQLWrapper, asked: number[] | null) =>
  asked ? sql` and ${column} = any(${intArray(asked)})` : sql``;

const SCORE_COLUMN = {
  recency: customerMetrics.rfmRecency,
  frequency: customerMetrics.rfmFrequency,
  monetary: customerMetrics.rfmMonetary,
  engagement: customerMetrics.engagement,
  chanceActive: customerMetrics.chanceActive,
  expectedOrders: customerMetrics.expectedOrders,
  expectedValue: customerMetrics.expectedValueMinor,
};

function metricRows({ workspaceId }: Ctx, value: SQLWrapper, asked: number[] | null): SQL {
  return sql`select ${value} as value from ${customerMetrics}
    where ${customerMetrics.workspaceId} = ${workspaceId}${among(customerMetrics.customerNo, asked)}`;
}

function customerRows({ workspaceId }: Ctx, value: SQL, asked: number[] | null): SQL {
  return sql`select ${value} as value from ${customers}
    where ${customers.workspaceId} = ${workspaceId} and ${customers.erasedAt} is null${among(customers.no, asked)}`;
}

function fieldFigures(ctx: Ctx, key: string, asked: number[] | null): SQL | null {
  if (key === "age") {
    const today = todayIn(ctx.workspace.timeZone, ctx.now());
    return customerRows(ctx, sql`extract(year from age(${today}::date, ${customers.birthDate}))`, asked);
  }
  return key === "income" || key === "companySize" ? customerRows(ctx, sql`${columnOf(key)}`, asked) : null;
}

async function attributeFigures(ctx: Ctx, key: string, asked: number[] | null): Promise<SQL | null> {
  const [attribute] = await ctx.db
    .select({ type: attributes.type, special: attributes.special, isPersonal: attributes.isPersonal })
    .from(attributes)
    .where(and(eq(attributes.workspaceId, ctx.workspaceId), eq(attributes.key, key)));
  if (attribute?.type !== "number" || attribute.special || attribute.isPersonal) return null;
  return customerRows(ctx, numberIn(customers.attrs, key), asked);
}

const numberIn = (json: SQLWrapper, key: string) =>
  sql`case when jsonb_typeof(${json} -> ${key}::text) = 'number' then (${json} ->> ${key}::text)::float8 end`;

/** The condition whose figure is asked for, as if it let everybody pass who has one. */
function conditionOf(input: SpreadSearch): RuleCondition | null {
  const { of, key, event = "", window, where, filters } = input;
  const test = { op: "atLeast", value: 1 } as const;
  const when = window && { window };
  const which = filters && { where: filters };
  if (of === "event") return { kind: "event", event, count: test, ...when, ...which };
  if (of === "eventFigure") {
    const { figure = "sum" } = input;
    return { kind: "eventFigure", event, figure, property: key, test, ...when, ...which };
  }
  const figure = ORDER_FIGURES.find((one) => one === key);
  return figure ? { kind: "orders", figure, test, ...when, ...(where && { where }) } : null;
}

/** The figure as the condition counts it, of those who have ordered or did it; how long ago is in days. */
async function factFigures(ctx: Ctx, input: SpreadSearch, asked: number[] | null): Promise<SQL | null> {
  const condition = conditionOf(input);
  if (!condition) return null;
  const rule: Rule = { kind: "all", children: [condition] };
  const catalogue = await getCatalogue(ctx, [rule]);
  if (ruleProblems(rule, catalogue).length > 0) return null;
  const clock: Clock = { now: ctx.now(), timeZone: ctx.workspace.timeZone };
  const core = desugar(condition, clock);
  if (core?.kind !== "leaf") return null;
  const { leaf } = core;
  const isAgo = input.of === "orders" && (input.key === "daysSinceFirst" || input.key === "daysSinceLast");
  const daysSince = (moment: SQLWrapper) =>
    sql`${todayIn(clock.timeZone, clock.now)}::date - (${moment} at time zone ${clock.timeZone}::text)::date`;
  if (leaf.kind === "orders" || leaf.kind === "event") {
    const env = { workspaceId: ctx.workspaceId, clock, catalogue, ...(asked && { customerNos: asked }) };
    const figure = sql.raw("f.figure");
    return sql`select ${isAgo ? daysSince(figure) : figure} as value from (${figureRows(leaf, env)}) f`;
  }
  const { orderCount, spendMinor, firstOrderAt, lastOrderAt } = customerMetrics;
  const ordered = (value: SQLWrapper) => sql`case when ${orderCount} > 0 then ${value} end`;
  const kept: Record<string, SQL> = {
    count: ordered(orderCount),
    spend: ordered(spendMinor),
    average: ordered(sql`${spendMinor}::float8 / nullif(${orderCount}, 0)`),
    daysSinceFirst: daysSince(firstOrderAt),
    daysSinceLast: daysSince(lastOrderAt),
  };
  const figure = kept[input.key];
  return figure ? metricRows(ctx, figure, asked) : null;
}

async function propertySpread(ctx: Ctx, event: string, key: string): Promise<Spread | null> {
  const { workspaceId } = ctx;
  const [name] = await ctx.db
    .select({ no: eventNames.no })
    .from(eventNames)
    .where(and(eq(eventNames.workspaceId, workspaceId), eq(eventNames.name, event)));
  if (!name) return null;
  const rows = sql`select ${numberIn(events.props, key)} as value from ${events}
    where ${events.workspaceId} = ${workspaceId} and ${events.nameNo} = ${name.no}
    order by ${events.occurredAt} desc limit ${MOST_EVENTS}`;
  const found = await weighed(ctx, rows);
  return spreadOf(found, { kind: "events", asked: found.reduce((sum, { count }) => sum + count, 0) });
}
