import fc from "fast-check";
import { CHANNELS, CONSENT_STATES, GENDERS } from "@/lib/customers/fields";
import { STANDING_CHOICES, STANDINGS } from "@/lib/customers/scores/standings";
import { addDays } from "@/lib/days";
import type { FieldKey } from "../fields";
import { type NumberTest, PERIODS, SPAN_UNITS, type ValueTest } from "../operators";
import {
  EVENT_FIGURES,
  hasActive,
  ORDER_FIGURES,
  type PropertyFilter,
  type Rule,
  type RuleCondition,
  type RuleNode,
  type RuleWindow,
  SCORES,
} from "../rule";
import { ODD_TEXTS, POOLS, SEGMENT_IDS, SURVEY_ID, TODAY } from "./world";

/** Random rules over the words and values of the random shop, so that most conditions match some and not all. */

const near = (reach: number) => fc.integer({ min: -reach, max: reach }).map((by) => addDays(TODAY, by));
const numberBetween = (from: number, to: number) =>
  fc.oneof(
    fc.integer({ min: from, max: to }),
    fc.integer({ min: from * 2, max: to * 2 }).map((twice) => twice / 2),
  );

export function numberTest(value: fc.Arbitrary<number>): fc.Arbitrary<NumberTest> {
  return fc.oneof(
    fc.record({ op: fc.constantFrom("equals", "lessThan", "atMost", "moreThan", "atLeast"), value }),
    fc.tuple(value, value).map(
      ([one, other]): NumberTest => ({
        op: "isBetween",
        from: Math.min(one, other),
        to: Math.max(one, other),
      }),
    ),
  );
}

const pieces = (pool: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...pool),
    fc.constantFrom("%", "_", "\\", "'", '"', "a", "e", "*", "É", "x"),
    fc
      .tuple(fc.constantFrom(...pool), fc.nat(4))
      .map(([text, from]) => text.slice(Math.min(from, text.length - 1))),
  );

function textTest(pool: readonly string[]): fc.Arbitrary<ValueTest> {
  const one = fc.constantFrom(...pool);
  const glob = fc
    .tuple(one, fc.nat(4), fc.constantFrom("*", "?", ""))
    .map(([text, at, sign]) => text.slice(0, at) + sign + text.slice(at + 1));
  return fc.oneof(
    fc.record({ op: fc.constant("is" as const), value: one }),
    fc.record({
      op: fc.constant("isAnyOf" as const),
      values: fc.array(one, { minLength: 1, maxLength: 12 }),
    }),
    fc.record({
      op: fc.constantFrom("contains" as const, "startsWith" as const, "endsWith" as const),
      value: pieces(pool),
    }),
    fc.record({ op: fc.constant("matches" as const), value: glob.filter((text) => text !== "") }),
    fc.constant({ op: "isKnown" as const }),
  );
}

function choiceTest(pool: readonly string[]): fc.Arbitrary<ValueTest> {
  return textTest(pool).filter(({ op }) => op === "is" || op === "isAnyOf" || op === "isKnown");
}

const known = fc.constant({ op: "isKnown" as const });
const span = { count: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...SPAN_UNITS) };
const dateTest: fc.Arbitrary<ValueTest> = fc.oneof(
  fc.record({ op: fc.constantFrom("isOn" as const, "isBefore" as const, "isAfter" as const), day: near(40) }),
  fc.tuple(near(60), near(60)).map(
    ([one, other]): ValueTest => ({
      op: "isBetweenDays",
      from: one < other ? one : other,
      to: one < other ? other : one,
    }),
  ),
  fc.record({
    op: fc.constantFrom("isInLast" as const, "isMoreThanAgo" as const, "isInNext" as const),
    ...span,
  }),
  fc.record({ op: fc.constant("isInThis" as const), period: fc.constantFrom(...PERIODS) }),
  fc.record({ op: fc.constant("hasAnniversaryWithin" as const), days: fc.integer({ min: 0, max: 364 }) }),
  known,
);
const booleanTest: fc.Arbitrary<ValueTest> = fc.record({
  op: fc.constantFrom("isTrue" as const, "isFalse" as const, "isKnown" as const),
});
const listTest: fc.Arbitrary<ValueTest> = fc.oneof(
  fc.record({
    op: fc.constantFrom("hasAnyOf" as const, "hasAllOf" as const),
    values: fc.array(fc.constantFrom(...POOLS.tags), { minLength: 1, maxLength: 9 }),
  }),
  known,
);

const window: fc.Arbitrary<RuleWindow | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({
    kind: fc.constant("last" as const),
    count: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom("days" as const, "weeks" as const, "months" as const),
  }),
  fc.record({
    kind: fc.constant("last" as const),
    count: fc.integer({ min: 1, max: 60 }),
    unit: fc.constant("hours" as const),
  }),
  fc.tuple(near(60), near(60)).map(
    ([one, other]): RuleWindow => ({
      kind: "between",
      from: one < other ? one : other,
      to: one < other ? other : one,
    }),
  ),
  fc.record({ kind: fc.constant("since" as const), from: near(60) }),
  fc.record({ kind: fc.constant("before" as const), to: near(60) }),
);

const field = (key: FieldKey, test: fc.Arbitrary<ValueTest>): fc.Arbitrary<RuleCondition> =>
  test.map((one) => ({ kind: "field", field: key, test: one }));
const attribute = (key: string, test: fc.Arbitrary<ValueTest>): fc.Arbitrary<RuleCondition> =>
  test.map((one) => ({ kind: "attribute", attribute: key, test: one }));
const orKnown = (test: fc.Arbitrary<NumberTest>): fc.Arbitrary<ValueTest> =>
  fc.oneof({ weight: 5, arbitrary: test }, { weight: 1, arbitrary: known });

const filter: fc.Arbitrary<PropertyFilter> = fc
  .oneof(
    textTest(POOLS.source).map((test) => ({ property: "source", type: "text" as const, test })),
    orKnown(numberTest(numberBetween(0, 5))).map((test) => ({
      property: "amount",
      type: "number" as const,
      test,
    })),
    booleanTest.map((test) => ({ property: "mobile", type: "boolean" as const, test })),
  )
  .chain((one) => fc.boolean().map((isNot) => ({ ...one, isNot })));

const figures = {
  count: numberBetween(0, 5),
  spend: fc.integer({ min: -500, max: 9000 }),
  average: numberBetween(0, 2500),
  daysSinceFirst: numberBetween(0, 90),
  daysSinceLast: numberBetween(0, 60),
};
const orders: fc.Arbitrary<RuleCondition> = fc.constantFrom(...ORDER_FIGURES).chain((figure) =>
  fc.record({
    kind: fc.constant("orders" as const),
    figure: fc.constant(figure),
    test: numberTest(figures[figure]),
    window,
    where: fc.oneof(
      fc.constant(undefined),
      fc.record({
        by: fc.constant("category" as const),
        anyOf: fc.subarray(["Category 1", "Category 2", "Category 3"], { minLength: 1 }),
      }),
      fc.record({
        by: fc.constant("product" as const),
        anyOf: fc.subarray(["sku-10", "sku-11", "sku-20", "sku-31"], { minLength: 1 }),
      }),
    ),
  }),
);
const EVENTS = ["email_opened", "page_viewed", "Store visit"] as const;
const filters = fc.oneof(fc.constant(undefined), fc.array(filter, { maxLength: 2 }));
const event: fc.Arbitrary<RuleCondition> = fc.record({
  kind: fc.constant("event" as const),
  event: fc.constantFrom(...EVENTS),
  count: fc.oneof(fc.constant({ op: "atLeast" as const, value: 1 }), numberTest(numberBetween(0, 4))),
  window,
  where: filters,
});
const eventFigures = {
  sum: numberBetween(0, 12),
  average: numberBetween(0, 5),
  smallest: numberBetween(0, 4),
  largest: numberBetween(0, 5),
};
const eventFigure: fc.Arbitrary<RuleCondition> = fc.constantFrom(...EVENT_FIGURES).chain((figure) =>
  fc.record({
    kind: fc.constant("eventFigure" as const),
    event: fc.constantFrom(...EVENTS),
    figure: fc.constant(figure),
    property: fc.constant("amount"),
    test: numberTest(eventFigures[figure]),
    window,
    where: filters,
  }),
);
const eventTime: fc.Arbitrary<RuleCondition> = fc.record({
  kind: fc.constant("eventTime" as const),
  event: fc.constantFrom(...EVENTS),
  which: fc.constantFrom("first" as const, "last" as const),
  test: dateTest,
  where: filters,
});
const standing: fc.Arbitrary<RuleCondition> = fc.constantFrom(...STANDINGS).chain((one) =>
  fc.record({
    kind: fc.constant("standing" as const),
    standing: fc.constant(one),
    test: fc.oneof(
      fc.record({ op: fc.constant("is" as const), value: fc.constantFrom(...STANDING_CHOICES[one]) }),
      fc.record({
        op: fc.constant("isAnyOf" as const),
        values: fc.subarray([...STANDING_CHOICES[one]], { minLength: 1 }),
      }),
      known,
    ),
  }),
);
const survey: fc.Arbitrary<RuleCondition> = fc
  .oneof(
    orKnown(numberTest(numberBetween(0, 10))).map((test) => ({ question: "nps", test })),
    choiceTest(POOLS.reason).map((test) => ({ question: "reason", test })),
    textTest(POOLS.city).map((test) => ({ question: "comment", test })),
  )
  .map((one) => ({ kind: "survey", survey: SURVEY_ID, ...one }));

export const anyCondition: fc.Arbitrary<RuleCondition> = fc.oneof(
  fc.constant({ kind: "everyone" as const }),
  field("age", orKnown(numberTest(fc.integer({ min: 0, max: 80 })))),
  field("birthDate", dateTest),
  field("firstSeenAt", dateTest),
  field("gender", choiceTest(GENDERS)),
  field("income", orKnown(numberTest(numberBetween(0, 70_000)))),
  field("companySize", orKnown(numberTest(numberBetween(0, 6)))),
  field("country", textTest(POOLS.country)),
  field("city", textTest(POOLS.city)),
  field("email", textTest(POOLS.email)),
  field("jobTitle", textTest(POOLS.jobTitle)),
  attribute("plan", choiceTest(POOLS.plan)),
  attribute("tags", listTest),
  attribute("points", orKnown(numberTest(numberBetween(-2, 8)))),
  attribute("vip", booleanTest),
  attribute("renewal", dateTest),
  attribute("note", textTest(ODD_TEXTS)),
  { weight: 4, arbitrary: orders },
  { weight: 4, arbitrary: event },
  { weight: 3, arbitrary: eventFigure },
  { weight: 3, arbitrary: eventTime },
  { weight: 2, arbitrary: standing },
  survey,
  fc.record({
    kind: fc.constant("consent" as const),
    channel: fc.constantFrom(...CHANNELS),
    status: fc.constantFrom(...CONSENT_STATES),
  }),
  fc.record({
    kind: fc.constant("score" as const),
    score: fc.constantFrom(...SCORES),
    test: numberTest(numberBetween(0, 6)),
  }),
  fc.record({ kind: fc.constant("segment" as const), segmentId: fc.constantFrom(...SEGMENT_IDS) }),
);

const { node } = fc.letrec<{ node: RuleNode; group: Rule }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 5, arbitrary: anyCondition },
    { weight: 2, arbitrary: tie("node").map((child): RuleNode => ({ kind: "not", child })) },
    { weight: 3, arbitrary: tie("group") },
  ),
  group: fc.record({
    kind: fc.constantFrom("all" as const, "any" as const, "none" as const),
    children: fc.array(
      fc.oneof(
        { weight: 9, arbitrary: tie("node") },
        { weight: 1, arbitrary: tie("node").map((one) => ({ ...one, isOff: true })) },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  }),
}));

export const anyNode: fc.Arbitrary<RuleNode> = node;
export const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    kind: fc.constantFrom("all" as const, "any" as const, "none" as const),
    children: fc.array(node, { minLength: 1, maxLength: 4 }),
  })
  .filter(hasActive);
