import { z } from "zod";
import { CHANNELS, CONSENT_STATES } from "@/lib/customers/fields";
import { STANDINGS } from "@/lib/customers/scores/standings";
import { DIMENSIONS } from "./dimension";
import { FIELD_KEYS, type FieldKey } from "./fields";
import { PERIODS, PROPERTY_TYPES, SPAN_UNITS, type ValueTest as ValueTestType } from "./operators";
import { MAX_CONDITIONS, MAX_DEPTH } from "./problems";
import {
  EVENT_FIGURES,
  GROUP_KINDS,
  ORDER_FIGURES,
  type Rule as RuleTree,
  type RuleNode as RuleTreeNode,
  SCORES,
  WINDOW_UNITS,
} from "./rule";

const words = z.string().max(1000);
const day = z.string().max(10);
const listOfWords = z.array(words).max(1000);

const NumberTest = z.union([
  z.object({ op: z.enum(["equals", "lessThan", "atMost", "moreThan", "atLeast"]), value: z.number() }),
  z.object({ op: z.literal("isBetween"), from: z.number(), to: z.number() }),
]);

const ValueTest: z.ZodType<ValueTestType> = z.union([
  NumberTest,
  z.object({ op: z.enum(["is", "contains", "startsWith", "endsWith", "matches"]), value: words }),
  z.object({ op: z.enum(["isAnyOf", "hasAnyOf", "hasAllOf"]), values: listOfWords }),
  z.object({ op: z.enum(["isOn", "isBefore", "isAfter"]), day }),
  z.object({ op: z.literal("isBetweenDays"), from: day, to: day }),
  z.object({
    op: z.enum(["isInLast", "isMoreThanAgo", "isInNext"]),
    count: z.number(),
    unit: z.enum(SPAN_UNITS),
  }),
  z.object({ op: z.literal("isInThis"), period: z.enum(PERIODS) }),
  z.object({ op: z.literal("hasAnniversaryWithin"), days: z.number() }),
  z.object({ op: z.enum(["isTrue", "isFalse", "isKnown"]) }),
]) as z.ZodType<ValueTestType>;

const RuleWindow = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("last"), count: z.number(), unit: z.enum(WINDOW_UNITS) }),
  z.object({ kind: z.literal("between"), from: day, to: day }),
  z.object({ kind: z.literal("since"), from: day }),
  z.object({ kind: z.literal("before"), to: day }),
]);

const PropertyFilter = z.object({
  property: words,
  type: z.enum(PROPERTY_TYPES),
  test: ValueTest,
  isNot: z.boolean().optional(),
});

const OrderFilter = z.object({ by: z.enum(["category", "product"]), anyOf: listOfWords });

const base = { id: z.string().max(64).optional(), isOff: z.boolean().optional() };

const RuleNode: z.ZodType<RuleTreeNode> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ ...base, kind: z.enum(GROUP_KINDS), children: z.array(RuleNode).max(MAX_CONDITIONS) }),
    z.object({ ...base, kind: z.literal("not"), child: RuleNode }),
    z.object({ ...base, kind: z.literal("everyone") }),
    z.object({
      ...base,
      kind: z.literal("field"),
      field: z.enum(FIELD_KEYS as [FieldKey, ...FieldKey[]]),
      test: ValueTest,
    }),
    z.object({ ...base, kind: z.literal("attribute"), attribute: words, test: ValueTest }),
    z.object({
      ...base,
      kind: z.literal("orders"),
      figure: z.enum(ORDER_FIGURES),
      test: NumberTest,
      window: RuleWindow.optional(),
      where: OrderFilter.optional(),
    }),
    z.object({
      ...base,
      kind: z.literal("event"),
      event: words,
      count: NumberTest,
      window: RuleWindow.optional(),
      where: z.array(PropertyFilter).max(20).optional(),
    }),
    z.object({
      ...base,
      kind: z.literal("eventFigure"),
      event: words,
      figure: z.enum(EVENT_FIGURES),
      property: words,
      test: NumberTest,
      window: RuleWindow.optional(),
      where: z.array(PropertyFilter).max(20).optional(),
    }),
    z.object({
      ...base,
      kind: z.literal("eventTime"),
      event: words,
      which: z.enum(["first", "last"]),
      test: ValueTest,
      where: z.array(PropertyFilter).max(20).optional(),
    }),
    z.object({
      ...base,
      kind: z.literal("consent"),
      channel: z.enum(CHANNELS),
      status: z.enum(CONSENT_STATES),
    }),
    z.object({ ...base, kind: z.literal("segment"), segmentId: words }),
    z.object({ ...base, kind: z.literal("survey"), survey: words, question: words, test: ValueTest }),
    z.object({ ...base, kind: z.literal("score"), score: z.enum(SCORES), test: NumberTest }),
    z.object({ ...base, kind: z.literal("standing"), standing: z.enum(STANDINGS), test: ValueTest }),
  ]),
) as z.ZodType<RuleTreeNode>;

/** Levels of nesting, counted without recursion so that a hostile depth cannot exhaust the stack. */
function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  let depth = 0;
  while (level.length > 0 && depth <= MAX_DEPTH * 4) {
    depth += 1;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return depth;
}

/**
 * The shape of a rule: what may be stored and compiled. Whether its names and values make sense is judged by
 * `ruleProblems` against the workspace's catalogue, so that a half-typed rule can be previewed with its faults.
 */
export const Rule: z.ZodType<RuleTree> = z
  .unknown()
  .refine((value) => depthOf(value) <= MAX_DEPTH * 2 + 6, `Groups nest at most ${MAX_DEPTH} deep`)
  .pipe(z.object({ ...base, kind: z.enum(GROUP_KINDS), children: z.array(RuleNode).max(MAX_CONDITIONS) }));
export type Rule = z.infer<typeof Rule>;

export const SegmentInput = z.object({
  name: z.string().trim().min(1, "Give the segment a name").max(120),
  description: z.string().trim().max(2000).default(""),
  dimension: z.enum(DIMENSIONS),
  parentId: z.uuid().nullable().default(null),
  rule: Rule,
});
export type SegmentInput = z.infer<typeof SegmentInput>;

/** `version` is the one the editor started from: a save over a newer one is refused, not silently done. */
export const SegmentUpdate = z.object({
  segmentId: z.uuid(),
  version: z.int().positive(),
  name: SegmentInput.shape.name.optional(),
  description: z.string().trim().max(2000).optional(),
  dimension: z.enum(DIMENSIONS).optional(),
  parentId: z.uuid().nullable().optional(),
  rule: Rule.optional(),
  note: z.string().trim().max(500).optional(),
  /** What is changed as the editor knew it: a value that somebody else changed meanwhile is not written over. */
  before: z
    .object({
      name: z.string().optional(),
      description: z.string().optional(),
      dimension: z.enum(DIMENSIONS).optional(),
      parentId: z.uuid().nullable().optional(),
    })
    .optional(),
});
export type SegmentUpdate = z.infer<typeof SegmentUpdate>;

export const SegmentRef = z.object({ segmentId: z.uuid() });
export type SegmentRef = z.infer<typeof SegmentRef>;

/** Several segments for one act that is done to all or none. */
export const SegmentRefs = z.object({ segmentIds: z.array(z.uuid()).min(1).max(200) });
export type SegmentRefs = z.infer<typeof SegmentRefs>;

export const VersionRef = SegmentRef.extend({ version: z.int().positive() });
export type VersionRef = z.infer<typeof VersionRef>;

export const HandOverInput = z.object({
  segmentId: z.uuid(),
  toUserId: z.uuid(),
  note: z.string().trim().max(500).default(""),
});
export type HandOverInput = z.infer<typeof HandOverInput>;

export const HandOverAllInput = SegmentRefs.extend({
  toUserId: HandOverInput.shape.toUserId,
  note: HandOverInput.shape.note,
});
export type HandOverAllInput = z.infer<typeof HandOverAllInput>;

/** `isIncluded` null takes the person's override away. */
export const OverrideInput = z.object({
  segmentId: z.uuid(),
  customerId: z.uuid(),
  isIncluded: z.boolean().nullable(),
});
export type OverrideInput = z.infer<typeof OverrideInput>;

/** `segmentId` is the segment whose rule is being edited; `parentId` the one that it narrows. */
export const PreviewInput = z.object({
  rule: Rule,
  parentId: z.uuid().nullable().default(null),
  segmentId: z.uuid().nullable().default(null),
});
export type PreviewInput = z.infer<typeof PreviewInput>;

export const ExplainInput = PreviewInput.extend({ customerId: z.uuid() });
export type ExplainInput = z.infer<typeof ExplainInput>;

/** Values of `key`: of `event` for a property, of `survey` for an answer; categories and products have no key. */
export const ValueSearch = z.object({
  of: z.enum(["field", "attribute", "property", "answer", "category", "product"]),
  key: words.optional(),
  event: words.optional(),
  survey: words.optional(),
  query: z.string().max(200).optional(),
});
export type ValueSearch = z.infer<typeof ValueSearch>;

/**
 * The figures of `key`, which for orders is a figure, in a period and of some categories or products. Of people's
 * events `key` is the number property of `figure`; for how often they did it there is none.
 */
export const SpreadSearch = z.object({
  of: z.enum(["field", "attribute", "property", "answer", "score", "orders", "event", "eventFigure"]),
  key: words,
  event: words.optional(),
  survey: words.optional(),
  window: RuleWindow.optional(),
  where: OrderFilter.optional(),
  figure: z.enum(EVENT_FIGURES).optional(),
  filters: z.array(PropertyFilter).max(20).optional(),
});
export type SpreadSearch = z.infer<typeof SpreadSearch>;

/** Somebody to look up, by name, e-mail or key. */
export const PersonSearch = z.object({ query: z.string().trim().min(1).max(200) });
export type PersonSearch = z.infer<typeof PersonSearch>;

/** A rule as somebody copied it: the text of its tree. */
export const RuleText = z.object({ text: z.string().max(500_000) });
export type RuleText = z.infer<typeof RuleText>;
