import type { Channel, ConsentState } from "@/lib/customers/fields";
import { pairsOf, type Standing } from "@/lib/customers/scores/standings";
import { addDays } from "@/lib/days";
import { addSpan, anniversaryRanges, type Clock, type DayRange, periodAround, todayOf } from "./clock";
import type { FieldKey } from "./fields";
import { holdsFor, type NumberTest, type PropertyType, type ValueTest } from "./operators";
import {
  type EventFigure,
  isGroup,
  type OrderFilter,
  type PropertyFilter,
  type RuleCondition,
  type RuleNode,
  type RulePath,
  type RuleWindow,
  type Score,
} from "./rule";

/**
 * A rule after desugaring: and, or, and leaves that may be negated. Every operator of the tree has become one of
 * a few tests, every window a pair of boundaries, and negation stands at the leaves only (De Morgan holds because
 * a leaf is either true or not: unknown counts as not).
 */
export type Core =
  | { kind: "and" | "or"; parts: Core[] }
  | { kind: "leaf"; leaf: Leaf; isNegated: boolean; path: RulePath };

export type Leaf =
  | { kind: "everyone" }
  | { kind: "field"; field: Exclude<FieldKey, "age">; test: Test }
  | { kind: "attribute"; attribute: string; test: Test }
  | { kind: "consent"; channel: Channel; status: ConsentState }
  | { kind: "metric"; metric: Metric; test: Test }
  | { kind: "orders"; having: OrdersHaving; when: When; where: OrderFilter | null }
  | { kind: "event"; event: string; having: EventHaving; when: When; where: FilterTest[] }
  | { kind: "survey"; survey: string; question: string; test: Test }
  | { kind: "member"; segmentId: string };

/** Figures kept per customer; the rest is computed from the facts. */
export type Metric = "orderCount" | "spend" | "average" | "firstOrderAt" | "lastOrderAt" | Score | Standing;

/** The closed set of tests on one value. An unknown value passes none. */
export type Test =
  | { op: "anyOf"; values: string[] }
  | { op: "like"; pattern: string }
  | { op: "range"; range: Range }
  | { op: "days"; days: DayRange }
  | { op: "anniversary"; ranges: { from: string; to: string }[] }
  | { op: "flag"; value: boolean }
  | { op: "hasAny" | "hasAll"; values: string[] }
  | { op: "known" };
export type FilterTest = { property: string; type: PropertyType; test: Test; isNot: boolean };

export type Bound = { value: number; isIncluded: boolean };
export type Range = { from?: Bound; to?: Bound };

/** Who has rows at all, and a figure over them inside (or, with `isOutside`, not inside) the range. */
export type Having = { range: Range; isOutside: boolean };
export type OrdersHaving =
  | ({ figure: "count" | "spend" | "average" } & Having)
  | { figure: "firstOrder" | "lastOrder"; days: DayRange };
export type EventHaving =
  | ({ figure: "count" } & Having)
  | ({ figure: EventFigure; property: string } & Having)
  | { figure: "first" | "last"; test: Test };

/** `days`: whole days of the zone. `moments`: counted back from now, both ends in. */
export type When = { kind: "days"; days: DayRange } | { kind: "moments"; from: Date; to: Date };

const EVER: When = { kind: "days", days: {} };

/** The tree without its sugar, or null when every node is off. Expects a rule without problems. */
export function desugar(rule: RuleNode, clock: Clock): Core | null {
  const day = todayOf(clock);
  const build = (node: RuleNode, path: RulePath, isNegated: boolean): Core | null => {
    if (node.isOff && path.length > 0) return null;
    if (node.kind === "not") return build(node.child, [...path, 0], !isNegated);
    if (!isGroup(node)) return leafOf(node, path, isNegated, clock, day);
    const isFlipped = isNegated !== (node.kind === "none");
    const parts = node.children.map((child, index) => build(child, [...path, index], isFlipped));
    return join((node.kind === "all") === isFlipped ? "or" : "and", parts);
  };
  return build(rule, [], false);
}

/** One and / or out of several, without nesting of the same kind; null when nothing is left. */
export function join(kind: "and" | "or", parts: (Core | null)[]): Core | null {
  const flat = parts.flatMap((part) => (part === null ? [] : part.kind === kind ? part.parts : [part]));
  return flat.length > 1 ? { kind, parts: flat } : (flat[0] ?? null);
}

function leafOf(node: RuleCondition, path: RulePath, isNegated: boolean, clock: Clock, day: string): Core {
  const leaf = (it: Leaf, isFlipped = false): Core => ({
    kind: "leaf",
    leaf: it,
    isNegated: isNegated !== isFlipped,
    path,
  });
  switch (node.kind) {
    case "everyone":
      return leaf({ kind: "everyone" });
    case "field":
      return node.field === "age"
        ? leaf({ kind: "field", field: "birthDate", test: ageTest(node.test, day) })
        : leaf({ kind: "field", field: node.field, test: testOf(node.test, day) });
    case "attribute":
      return leaf({ kind: "attribute", attribute: node.attribute, test: testOf(node.test, day) });
    case "consent":
      return leaf({ kind: "consent", channel: node.channel, status: node.status });
    case "segment":
      return leaf({ kind: "member", segmentId: node.segmentId });
    case "survey":
      return leaf({
        kind: "survey",
        survey: node.survey,
        question: node.question,
        test: testOf(node.test, day),
      });
    case "score":
      return leaf({ kind: "metric", metric: node.score, test: { op: "range", range: rangeOf(node.test) } });
    case "standing":
      return leaf({
        kind: "metric",
        metric: node.standing,
        test: standingTest(node.standing, node.test, day),
      });
    case "event":
    case "eventFigure": {
      const test = node.kind === "event" ? node.count : node.test;
      const isTotal = node.kind === "event" || node.figure === "sum";
      const having = isTotal ? havingOf(test) : { range: rangeOf(test), isOutside: false };
      const of = node.kind === "event" ? { figure: "count" as const } : pick(node);
      const { event, window, where } = node;
      return leaf(
        {
          kind: "event",
          event,
          having: { ...of, ...having },
          when: whenOf(window, clock, day),
          where: filtersOf(where, day),
        },
        having.isOutside,
      );
    }
    case "eventTime":
      return timeLeaf(node, leaf, isNegated, day);
    case "orders":
      return ordersLeaf(node, leaf, clock, day);
  }
}

const pick = ({ figure, property }: { figure: EventFigure; property: string }) => ({ figure, property });

function filtersOf(where: readonly PropertyFilter[] = [], day: string): FilterTest[] {
  return where.map(({ property, type, test, isNot = false }) => {
    return { property, type, test: testOf(test, day), isNot };
  });
}

type TimeNode = Extract<RuleCondition, { kind: "eventTime" }>;
const ONCE: EventHaving = {
  figure: "count",
  range: { from: { value: 1, isIncluded: true } },
  isOutside: false,
};

/**
 * "The last time was in these days" is: did it in them, and not after them. So it reads only the days it speaks of,
 * from the roll-up, where the last time of everyone would have to be found first. An anniversary has no such form.
 */
function timeLeaf(
  node: TimeNode,
  leaf: (it: Leaf, isFlipped?: boolean) => Core,
  isNegated: boolean,
  day: string,
): Core {
  const test = testOf(node.test, day);
  const where = filtersOf(node.where, day);
  const did = (days: DayRange, isFlipped = false) =>
    leaf({ kind: "event", event: node.event, having: ONCE, when: { kind: "days", days }, where }, isFlipped);
  if (test.op !== "days")
    return test.op === "known"
      ? did({})
      : leaf({ kind: "event", event: node.event, having: { figure: node.which, test }, when: EVER, where });
  const { from, until } = test.days;
  const isBeyond = node.which === "first" ? from : until;
  if (isBeyond === undefined) return did(test.days);
  const beyond = node.which === "first" ? { until: isBeyond } : { from: isBeyond };
  return { kind: isNegated ? "or" : "and", parts: [did(test.days), did(beyond, true)] };
}

/** Groups are told by pairs of scores; a choice without its sugar is any of some texts. */
function standingTest(standing: Standing, test: ValueTest, day: string): Test {
  const plain = testOf(test, day);
  return standing === "rfmGroup" && plain.op === "anyOf"
    ? { op: "anyOf", values: pairsOf(plain.values) }
    : plain;
}

type OrdersNode = Extract<RuleCondition, { kind: "orders" }>;

function ordersLeaf(
  node: OrdersNode,
  leaf: (it: Leaf, isFlipped?: boolean) => Core,
  clock: Clock,
  day: string,
): Core {
  const isWhole = !node.window && !node.where;
  const when = whenOf(node.window, clock, day);
  const where = node.where ?? null;
  switch (node.figure) {
    case "daysSinceFirst":
    case "daysSinceLast": {
      const days = daysAgo(rangeOf(node.test), day);
      const isFirst = node.figure === "daysSinceFirst";
      if (isWhole)
        return leaf({
          kind: "metric",
          metric: isFirst ? "firstOrderAt" : "lastOrderAt",
          test: { op: "days", days },
        });
      return leaf({
        kind: "orders",
        having: { figure: isFirst ? "firstOrder" : "lastOrder", days },
        when,
        where,
      });
    }
    case "average": {
      const range = rangeOf(node.test);
      if (isWhole) return leaf({ kind: "metric", metric: "average", test: { op: "range", range } });
      return leaf({ kind: "orders", having: { figure: "average", range, isOutside: false }, when, where });
    }
    case "count":
    case "spend": {
      if (isWhole) {
        const metric = node.figure === "count" ? "orderCount" : "spend";
        return leaf({ kind: "metric", metric, test: { op: "range", range: rangeOf(node.test) } });
      }
      const having = havingOf(node.test);
      return leaf(
        { kind: "orders", having: { figure: node.figure, ...having }, when, where },
        having.isOutside,
      );
    }
  }
}

/**
 * People without rows have the figure 0 and appear in no grouped subquery. So when 0 passes, the leaf holds those
 * whose rows fail, and the caller negates it.
 */
function havingOf(test: NumberTest): Having {
  return { range: rangeOf(test), isOutside: holdsFor(test, 0) };
}

export function rangeOf(test: NumberTest): Range {
  switch (test.op) {
    case "equals":
      return { from: { value: test.value, isIncluded: true }, to: { value: test.value, isIncluded: true } };
    case "lessThan":
    case "atMost":
      return { to: { value: test.value, isIncluded: test.op === "atMost" } };
    case "moreThan":
    case "atLeast":
      return { from: { value: test.value, isIncluded: test.op === "atLeast" } };
    case "isBetween":
      return { from: { value: test.from, isIncluded: true }, to: { value: test.to, isIncluded: true } };
  }
}

/** Smallest and largest whole number in the range, so that whole days and years can be counted back. */
function wholeBounds({ from, to }: Range, largest: number): { least?: number; most?: number } {
  const clamp = (value: number) => Math.max(-largest, Math.min(largest, value));
  const least = from && (from.isIncluded ? Math.ceil(from.value) : Math.floor(from.value) + 1);
  const most = to && (to.isIncluded ? Math.floor(to.value) : Math.ceil(to.value) - 1);
  return {
    ...(least === undefined ? {} : { least: clamp(least) }),
    ...(most === undefined ? {} : { most: clamp(most) }),
  };
}

function daysAgo(range: Range, day: string): DayRange {
  const { least, most } = wholeBounds(range, 100_000);
  return {
    ...(most === undefined ? {} : { from: addDays(day, -most) }),
    ...(least === undefined ? {} : { until: addDays(day, 1 - least) }),
  };
}

function ageTest(test: ValueTest, day: string): Test {
  if (test.op === "isKnown") return { op: "known" };
  const { least, most } = wholeBounds(rangeOf(test as NumberTest), 151);
  return {
    op: "days",
    days: {
      ...(most === undefined ? {} : { from: addDays(addSpan(day, -12 * (most + 1), "months"), 1) }),
      ...(least === undefined ? {} : { until: addDays(addSpan(day, -12 * least, "months"), 1) }),
    },
  };
}

/** A value test without its sugar; `day` is today. */
export function testOf(test: ValueTest, day: string): Test {
  switch (test.op) {
    case "is":
      return { op: "anyOf", values: [test.value] };
    case "isAnyOf":
      return { op: "anyOf", values: test.values };
    case "contains":
      return { op: "like", pattern: `%${escapeLike(test.value)}%` };
    case "startsWith":
      return { op: "like", pattern: `${escapeLike(test.value)}%` };
    case "endsWith":
      return { op: "like", pattern: `%${escapeLike(test.value)}` };
    case "matches":
      return { op: "like", pattern: escapeLike(test.value).replaceAll("*", "%").replaceAll("?", "_") };
    case "equals":
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
    case "isBetween":
      return { op: "range", range: rangeOf(test) };
    case "isOn":
      return { op: "days", days: { from: test.day, until: addDays(test.day, 1) } };
    case "isBefore":
      return { op: "days", days: { until: test.day } };
    case "isAfter":
      return { op: "days", days: { from: addDays(test.day, 1) } };
    case "isBetweenDays":
      return { op: "days", days: { from: test.from, until: addDays(test.to, 1) } };
    case "isInLast":
      return { op: "days", days: { from: addSpan(day, -test.count, test.unit), until: addDays(day, 1) } };
    case "isMoreThanAgo":
      return { op: "days", days: { until: addSpan(day, -test.count, test.unit) } };
    case "isInNext":
      return { op: "days", days: { from: day, until: addDays(addSpan(day, test.count, test.unit), 1) } };
    case "isInThis":
      return { op: "days", days: periodAround(day, test.period) };
    case "hasAnniversaryWithin":
      return { op: "anniversary", ranges: anniversaryRanges(day, test.days) };
    case "isTrue":
    case "isFalse":
      return { op: "flag", value: test.op === "isTrue" };
    case "hasAnyOf":
      return { op: "hasAny", values: test.values };
    case "hasAllOf":
      return { op: "hasAll", values: test.values };
    case "isKnown":
      return { op: "known" };
  }
}

/** What a person types matches itself: the signs of LIKE lose their meaning. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function whenOf(window: RuleWindow | undefined, clock: Clock, day: string): When {
  switch (window?.kind) {
    case undefined:
      return EVER;
    case "last":
      if (window.unit === "hours") {
        const from = new Date(clock.now.getTime() - window.count * 3_600_000);
        return { kind: "moments", from, to: clock.now };
      }
      return {
        kind: "days",
        days: { from: addSpan(day, -window.count, window.unit), until: addDays(day, 1) },
      };
    case "between":
      return { kind: "days", days: { from: window.from, until: addDays(window.to, 1) } };
    case "since":
      return { kind: "days", days: { from: window.from } };
    case "before":
      return { kind: "days", days: { until: window.to } };
  }
}
