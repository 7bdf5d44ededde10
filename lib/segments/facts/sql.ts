import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import {
  eventDaily,
  eventPropertyDaily,
  events,
  orderLines,
  orders,
  segmentMembers,
  surveyAnswers,
} from "@/db/schema";
import type { Ctx } from "@/lib/auth/ctx";
import { LONGEST_VALUE_BYTES } from "@/lib/events/properties/rollup";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { questionOf } from "../catalogue/catalogue";
import type { Clock } from "../clock";
import type { EventHaving, FilterTest, Having, Leaf, OrdersHaving, When } from "../core";
import type { OrderFilter } from "../rule";
import {
  both,
  columnTest,
  dayTest,
  intArray,
  momentTest,
  propertyNumber,
  propertyTest,
  rangeTest,
  textArray,
} from "../values/sql";

/** Where, when and with which names a rule is judged; `customerNos` narrows every set to these people. */
export type RuleEnv = {
  workspaceId: number;
  clock: Clock;
  catalogue: RuleCatalogue;
  customerNos?: readonly number[];
  /** The tables hold a few people only (`nearPeople`): whom the facts are of need not be said, and no roll-up helps. */
  isNear?: boolean;
};

/** For the workspace of `ctx`, as of now or another moment. */
export function ruleEnv(ctx: Ctx, catalogue: RuleCatalogue, now = ctx.now()): RuleEnv {
  return { workspaceId: ctx.workspaceId, clock: { now, timeZone: ctx.workspace.timeZone }, catalogue };
}

/** A subquery of customer numbers. `isDistinct`: nobody appears twice. */
export type FactSet = { rows: SQL; isDistinct: boolean };

export type FactLeaf = Extract<Leaf, { kind: "orders" | "event" | "survey" | "member" }>;

export function isFactLeaf(leaf: Leaf): leaf is FactLeaf {
  return leaf.kind === "orders" || leaf.kind === "event" || leaf.kind === "survey" || leaf.kind === "member";
}

/** The customers of whom the leaf holds, from the fact tables alone. A name that is not there matches nobody. */
export function factSet(leaf: FactLeaf, env: RuleEnv): FactSet {
  switch (leaf.kind) {
    case "orders":
      return orderSet(leaf, env);
    case "event":
      return eventSet(leaf, env);
    case "survey":
      return surveySet(leaf, env);
    case "member":
      return memberSet(leaf.segmentId, env);
  }
}

type OrdersLeaf = Extract<Leaf, { kind: "orders" }>;
type EventLeaf = Extract<Leaf, { kind: "event" }>;
/** The facts that count, whose they are, and the figure of one person over them. */
type FigureRows = { from: SQL; customerNo: SQLWrapper; figure: SQL };
type OrderRows = Omit<FigureRows, "figure"> & { figures: Record<OrdersHaving["figure"], SQL> };

/**
 * Each person's figure over the orders or events that count, not yet compared: who has none has no row. The first and
 * the last order are moments.
 */
export function figureRows(leaf: OrdersLeaf | EventLeaf, env: RuleEnv): SQL {
  const { from, customerNo, figure } =
    leaf.kind === "orders" ? orderFigure(leaf, env) : eventFigure(leaf, env);
  return sql`select ${customerNo} as customer_no, ${figure} as figure ${from} group by ${customerNo}`;
}

function orderSet(leaf: OrdersLeaf, env: RuleEnv): FactSet {
  const { having } = leaf;
  const { from, customerNo, figure } = orderFigure(leaf, env);
  const rows = sql`select ${customerNo} ${from}`;
  if (having.figure === "count" && isAtLeastOne(having)) return { rows, isDistinct: false };
  const test = "days" in having ? momentTest(figure, having.days, env.clock) : havingTest(figure, having);
  return { rows: sql`${rows} group by ${customerNo} having ${test}`, isDistinct: true };
}

function orderFigure(leaf: OrdersLeaf, env: RuleEnv): FigureRows {
  const { from, customerNo, figures } = leaf.where ? ofLines(leaf, leaf.where, env) : ofOrders(leaf, env);
  return { from, customerNo, figure: figures[leaf.having.figure] };
}

/** Returns count for spend only. */
function ofOrders({ having, when }: OrdersLeaf, env: RuleEnv): OrderRows {
  const { customerNo, orderedAt, amountMinor, isReturn } = orders;
  const where = [...tenant(orders, env), ...during(orderedAt, when, env.clock)];
  if (having.figure !== "spend" && having.figure !== "average") where.push(sql`not ${isReturn}`);
  const count = sql`count(*) filter (where not ${isReturn})`;
  return {
    from: sql`from ${orders} where ${both(where)}`,
    customerNo,
    figures: {
      count: sql`count(*)`,
      spend: sql`sum(${amountMinor})`,
      average: sql`sum(${amountMinor}) / nullif(${count}, 0)`,
      firstOrder: sql`min(${orderedAt})`,
      lastOrder: sql`max(${orderedAt})`,
    },
  };
}

/** A line with a negative amount is returned goods: it counts for spend only. */
function ofLines({ having, when }: OrdersLeaf, filter: OrderFilter, env: RuleEnv): OrderRows {
  const { customerNo, orderedAt, amountMinor, orderNo, categoryNo, productNo } = orderLines;
  const isCategory = filter.by === "category";
  const known: Record<string, number> = Object.create(null);
  for (const category of isCategory ? env.catalogue.categories : []) known[category.name] = category.no;
  for (const product of isCategory ? [] : env.catalogue.products) known[product.externalId] = product.no;
  const numbers = filter.anyOf.flatMap((name) => known[name] ?? []);
  const where = [
    ...tenant(orderLines, env),
    sql`${isCategory ? categoryNo : productNo} = any(${intArray(numbers)})`,
    ...during(orderedAt, when, env.clock),
  ];
  if (having.figure !== "spend" && having.figure !== "average") where.push(sql`${amountMinor} >= 0`);
  const count = sql`count(distinct ${orderNo}) filter (where ${amountMinor} >= 0)`;
  return {
    from: sql`from ${orderLines} where ${both(where)}`,
    customerNo,
    figures: {
      count: sql`count(distinct ${orderNo})`,
      spend: sql`sum(${amountMinor})`,
      average: sql`sum(${amountMinor}) / nullif(${count}, 0)`,
      firstOrder: sql`min(${orderedAt})`,
      lastOrder: sql`max(${orderedAt})`,
    },
  };
}

function eventSet(leaf: EventLeaf, env: RuleEnv): FactSet {
  const { having } = leaf;
  const { from, customerNo, figure } = eventFigure(leaf, env);
  const rows = sql`select ${customerNo} ${from}`;
  if (having.figure === "count" && isAtLeastOne(having)) return { rows, isDistinct: false };
  const test =
    "test" in having ? columnTest(figure, "moment", having.test, env.clock) : havingTest(figure, having);
  return { rows: sql`${rows} group by ${customerNo} having ${test}`, isDistinct: true };
}

function eventFigure(leaf: EventLeaf, env: RuleEnv): FigureRows {
  const rolledUp = rolledUpDays(leaf, env);
  const nameNo = env.catalogue.events.find(({ name }) => name === leaf.event)?.no ?? 0;
  const table = rolledUp?.table ?? events;
  const where = [...tenant(table, env), sql`${table.nameNo} = ${nameNo}::int`];
  if (rolledUp) where.push(...rolledUp.where);
  else {
    where.push(...during(events.occurredAt, leaf.when, env.clock));
    for (const { property, test, isNot } of leaf.where) {
      const holds = propertyTest(events.props, property, test);
      where.push(isNot ? sql`(${holds}) is not true` : holds);
    }
  }
  const count = rolledUp ? sql`sum(${rolledUp.table.count})` : sql`count(*)`;
  return {
    from: sql`from ${table} where ${both(where)}`,
    customerNo: table.customerNo,
    figure: leaf.having.figure === "count" ? count : aggregateOf(leaf.having),
  };
}

const AGGREGATES = {
  sum: "sum",
  average: "avg",
  smallest: "min",
  largest: "max",
  first: "min",
  last: "max",
} as const;

/** Events without a number in the property are no value; a sum over none of them is 0. */
function aggregateOf(having: Exclude<EventHaving, { figure: "count" }>): SQL {
  const aggregate = sql.raw(AGGREGATES[having.figure]);
  if ("test" in having) return sql`${aggregate}(${events.occurredAt})`;
  const figure = sql`${aggregate}(${propertyNumber(events.props, having.property)})`;
  return having.figure === "sum" ? sql`coalesce(${figure}, 0)` : figure;
}

/**
 * The roll-up that answers the leaf: per day, or per day and value of one registered property. Null when neither
 * does, and for a few people: their events are near at hand, while the roll-ups are ordered by day.
 */
function rolledUpDays({ event, having, when, where: filters }: EventLeaf, env: RuleEnv) {
  if (when.kind !== "days" || having.figure !== "count" || env.customerNos || env.isNear) return null;
  const during = ({ day }: { day: SQLWrapper }) =>
    when.days.from || when.days.until ? [dayTest(day, when.days)] : [];
  const [filter, second] = filters;
  if (!filter) return { table: eventDaily, where: during(eventDaily) };
  const known = env.catalogue.events.find(({ name }) => name === event)?.properties ?? [];
  const registered = known.find(({ key, isRegistered }) => key === filter.property && isRegistered);
  const values = registered?.type === filter.type ? valuesRolledUp(filter) : null;
  if (second || !values) return null;
  const { key, value } = eventPropertyDaily;
  const isOneOf = sql`${key} = ${filter.property} and ${value} = any(${textArray(values)})`;
  return { table: eventPropertyDaily, where: [isOneOf, ...during(eventPropertyDaily)] };
}

/** The values of a roll-up that pass the filter, or null when other tests or longer texts have to be looked at. */
function valuesRolledUp({ test, isNot }: FilterTest): string[] | null {
  if (isNot) return null;
  if (test.op === "flag") return [String(test.value)];
  const fits = (value: string) => Buffer.byteLength(value) <= LONGEST_VALUE_BYTES;
  return test.op === "anyOf" && test.values.every(fits) ? test.values : null;
}

function surveySet(leaf: Extract<Leaf, { kind: "survey" }>, env: RuleEnv): FactSet {
  const question = questionOf(env.catalogue, leaf.survey, leaf.question);
  const { choice, score, customerNo, questionNo } = surveyAnswers;
  const where = [...tenant(surveyAnswers, env), sql`${questionNo} = ${question?.no ?? 0}::int`];
  if (leaf.test.op !== "known") {
    const isScale = question?.type === "scale";
    where.push(columnTest(isScale ? score : choice, isScale ? "number" : "text", leaf.test, env.clock));
  }
  return { rows: sql`select ${customerNo} from ${surveyAnswers} where ${both(where)}`, isDistinct: false };
}

function memberSet(segmentId: string, env: RuleEnv): FactSet {
  const segmentNo = env.catalogue.segments.find(({ id }) => id === segmentId)?.no ?? 0;
  const where = [...tenant(segmentMembers, env), sql`${segmentMembers.segmentNo} = ${segmentNo}::int`];
  return {
    rows: sql`select ${segmentMembers.customerNo} from ${segmentMembers} where ${both(where)}`,
    isDistinct: true,
  };
}

function tenant(table: { workspaceId: SQLWrapper; customerNo: SQLWrapper }, env: RuleEnv): SQL[] {
  const own = sql`${table.workspaceId} = ${env.workspaceId}::int`;
  return env.customerNos ? [own, sql`${table.customerNo} = any(${intArray(env.customerNos)})`] : [own];
}

function during(moment: SQLWrapper, when: When, clock: Clock): SQL[] {
  if (when.kind === "days")
    return when.days.from || when.days.until ? [momentTest(moment, when.days, clock)] : [];
  const at = (bound: Date) => sql`${bound.toISOString()}::timestamptz`;
  return [sql`${moment} >= ${at(when.from)}`, sql`${moment} <= ${at(when.to)}`];
}

function havingTest(figure: SQL, { range, isOutside }: Having): SQL {
  const isInside = rangeTest(figure, range);
  return isOutside ? sql`(${isInside}) is not true` : isInside;
}

/** "At least once", in any spelling ("not at most 0" too): a row is enough, and nothing need be counted. */
function isAtLeastOne({ range: { from, to }, isOutside }: Having): boolean {
  const isFromOne = from?.value === (from?.isIncluded ? 1 : 0) && !to;
  const isUpToZero = to?.value === (to?.isIncluded ? 0 : 1) && (!from || from.value <= 0);
  return isOutside ? isUpToZero : isFromOne;
}
