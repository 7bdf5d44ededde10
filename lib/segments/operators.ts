/** Types of values that a condition can test; a choice is one text out of a list, choices are many. */
export const VALUE_TYPES = ["text", "number", "boolean", "date", "choice", "choices"] as const;
export type ValueType = (typeof VALUE_TYPES)[number];
export const PROPERTY_TYPES = ["text", "number", "boolean"] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export const SPAN_UNITS = ["days", "weeks", "months"] as const;
export type SpanUnit = (typeof SPAN_UNITS)[number];
export const PERIODS = ["week", "month", "quarter", "year"] as const;
export type Period = (typeof PERIODS)[number];

/** `is`, `isAnyOf` compare letter by letter; the others ignore case. In `matches`, * is any text and ? one character. */
export type TextTest =
  | { op: "is"; value: string }
  | { op: "isAnyOf"; values: string[] }
  | { op: "contains" | "startsWith" | "endsWith" | "matches"; value: string };
export type NumberTest =
  | { op: "equals" | "lessThan" | "atMost" | "moreThan" | "atLeast"; value: number }
  | { op: "isBetween"; from: number; to: number };
/** Days are "YYYY-MM-DD" in the workspace's zone; `from` and `to` are both included. */
export type DateTest =
  | { op: "isOn" | "isBefore" | "isAfter"; day: string }
  | { op: "isBetweenDays"; from: string; to: string }
  | { op: "isInLast" | "isMoreThanAgo" | "isInNext"; count: number; unit: SpanUnit }
  | { op: "isInThis"; period: Period }
  | { op: "hasAnniversaryWithin"; days: number };
export type BooleanTest = { op: "isTrue" | "isFalse" };
export type ListTest = { op: "hasAnyOf" | "hasAllOf"; values: string[] };
export type KnownTest = { op: "isKnown" };
export type ValueTest = TextTest | NumberTest | DateTest | BooleanTest | ListTest | KnownTest;
export type Op = ValueTest["op"];

/** What an editor must ask for besides the operator. */
export type Operand =
  | "nothing"
  | "text"
  | "texts"
  | "number"
  | "numbers"
  | "day"
  | "days"
  | "span"
  | "period"
  | "dayCount";

/** Names as people say them. `negative` is the name of the operator under a `not` node. */
export const OPERATORS: Record<Op, { label: string; negative: string; operand: Operand }> = {
  is: { label: "is", negative: "is not", operand: "text" },
  isAnyOf: { label: "is any of", negative: "is none of", operand: "texts" },
  contains: { label: "contains", negative: "does not contain", operand: "text" },
  startsWith: { label: "starts with", negative: "does not start with", operand: "text" },
  endsWith: { label: "ends with", negative: "does not end with", operand: "text" },
  matches: { label: "matches pattern", negative: "does not match pattern", operand: "text" },
  equals: { label: "is exactly", negative: "is not exactly", operand: "number" },
  lessThan: { label: "is less than", negative: "is not less than", operand: "number" },
  atMost: { label: "is at most", negative: "is not at most", operand: "number" },
  moreThan: { label: "is more than", negative: "is not more than", operand: "number" },
  atLeast: { label: "is at least", negative: "is not at least", operand: "number" },
  isBetween: { label: "is between", negative: "is not between", operand: "numbers" },
  isOn: { label: "is on", negative: "is not on", operand: "day" },
  isBefore: { label: "is before", negative: "is not before", operand: "day" },
  isAfter: { label: "is after", negative: "is not after", operand: "day" },
  isBetweenDays: { label: "is between", negative: "is not between", operand: "days" },
  isInLast: { label: "is in the last", negative: "is not in the last", operand: "span" },
  isMoreThanAgo: { label: "is more than … ago", negative: "is not more than … ago", operand: "span" },
  isInNext: { label: "is in the next", negative: "is not in the next", operand: "span" },
  isInThis: { label: "is in this", negative: "is not in this", operand: "period" },
  hasAnniversaryWithin: {
    label: "has its anniversary within",
    negative: "has no anniversary within",
    operand: "dayCount",
  },
  isTrue: { label: "is yes", negative: "is not yes", operand: "nothing" },
  isFalse: { label: "is no", negative: "is not no", operand: "nothing" },
  hasAnyOf: { label: "has any of", negative: "has none of", operand: "texts" },
  hasAllOf: { label: "has all of", negative: "lacks some of", operand: "texts" },
  isKnown: { label: "is known", negative: "is not known", operand: "nothing" },
};

const TEXT_OPS = ["is", "isAnyOf", "contains", "startsWith", "endsWith", "matches", "isKnown"] as const;
export const NUMBER_OPS = ["atLeast", "atMost", "moreThan", "lessThan", "equals", "isBetween"] as const;
const DATE_OPS = [
  "isInLast",
  "isMoreThanAgo",
  "isInNext",
  "isInThis",
  "isOn",
  "isBefore",
  "isAfter",
  "isBetweenDays",
  "hasAnniversaryWithin",
  "isKnown",
] as const;

/** Operators offered and accepted for a type, the usual one first. */
export const OPERATORS_OF: Record<ValueType, readonly Op[]> = {
  text: TEXT_OPS,
  number: [...NUMBER_OPS, "isKnown"],
  boolean: ["isTrue", "isFalse", "isKnown"],
  date: DATE_OPS,
  choice: ["isAnyOf", "is", "isKnown"],
  choices: ["hasAnyOf", "hasAllOf", "isKnown"],
};

/** Whether a number passes a number test; the meaning of "no orders" and "no events" rests on `holdsFor(test, 0)`. */
export function holdsFor(test: NumberTest, figure: number): boolean {
  switch (test.op) {
    case "equals":
      return figure === test.value;
    case "lessThan":
      return figure < test.value;
    case "atMost":
      return figure <= test.value;
    case "moreThan":
      return figure > test.value;
    case "atLeast":
      return figure >= test.value;
    case "isBetween":
      return figure >= test.from && figure <= test.to;
  }
}
