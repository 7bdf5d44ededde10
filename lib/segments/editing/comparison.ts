import {
  type NumberTest,
  OPERATORS,
  OPERATORS_OF,
  type Op,
  type ValueTest,
  type ValueType,
} from "../operators";

/** An operator, or its opposite: what one word of a sentence chooses. */
export type Comparison = { op: Op; isNegated: boolean };

/** As the value of an option: "isAnyOf", "not isAnyOf". */
export const comparisonKey = ({ op, isNegated }: Comparison) => (isNegated ? `not ${op}` : op);

export function comparisonOf(key: string): Comparison {
  const isNegated = key.startsWith("not ");
  return { op: (isNegated ? key.slice(4) : key) as Op, isNegated };
}

/** All that can be said of a value of this type, each with its opposite behind all the positive ones. */
export function comparisonsFor(type: ValueType): { value: string; label: string }[] {
  const ops = OPERATORS_OF[type];
  return [
    ...ops.map((op) => ({ value: op, label: plain(OPERATORS[op].label) })),
    ...ops.map((op) => ({ value: `not ${op}`, label: plain(OPERATORS[op].negative) })),
  ];
}

/** "is more than … ago": the count stands where the dots are, so the word ends there. */
const plain = (label: string) => label.split(" …")[0] ?? label;

const FIGURE_LABELS: Record<NumberTest["op"], string> = {
  atLeast: "at least",
  atMost: "at most",
  equals: "exactly",
  moreThan: "more than",
  lessThan: "less than",
  isBetween: "between",
};

/** Comparisons of a figure: the opposites that have no word of their own are offered too. */
export function figureComparisons(
  current: Comparison,
  fewer = "less than",
): { value: string; label: string }[] {
  const ops = Object.keys(FIGURE_LABELS) as NumberTest["op"][];
  const label = (op: NumberTest["op"]) => (op === "lessThan" ? fewer : FIGURE_LABELS[op]);
  const opposites = ops.filter(
    (op) => op === "equals" || op === "isBetween" || (current.isNegated && current.op === op),
  );
  return [
    ...ops.map((op) => ({ value: op, label: label(op) })),
    ...opposites.map((op) => ({ value: `not ${op}`, label: `not ${label(op)}` })),
  ];
}

/** A test with this operator, keeping of the old one what still fits. An empty number is NaN: the line asks for it. */
export function withOp(test: ValueTest | null, op: Op): ValueTest {
  if (test?.op === op) return test;
  switch (op) {
    case "is":
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      return { op, value: textsOf(test)[0] ?? "" };
    case "isAnyOf":
    case "hasAnyOf":
    case "hasAllOf":
      return { op, values: textsOf(test).filter((text) => text !== "") };
    case "equals":
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
      return { op, value: numbersOf(test)[0] ?? Number.NaN };
    case "isBetween": {
      const [from = Number.NaN, to = Number.NaN] = numbersOf(test);
      return { op, from, to };
    }
    case "isOn":
    case "isBefore":
    case "isAfter":
      return { op, day: daysOf(test)[0] ?? "" };
    case "isBetweenDays": {
      const [from = "", to = ""] = daysOf(test);
      return { op, from, to };
    }
    case "isInLast":
    case "isMoreThanAgo":
    case "isInNext":
      return test && "count" in test
        ? { op, count: test.count, unit: test.unit }
        : { op, count: 30, unit: "days" };
    case "isInThis":
      return { op, period: "month" };
    case "hasAnniversaryWithin":
      return { op, days: 14 };
    case "isTrue":
    case "isFalse":
    case "isKnown":
      return { op };
  }
}

/** The usual comparison of a type, empty. */
export function usualTest(type: ValueType): ValueTest {
  return withOp(null, type === "text" ? "isAnyOf" : (OPERATORS_OF[type][0] ?? "isKnown"));
}

function textsOf(test: ValueTest | null): string[] {
  if (!test) return [];
  if ("values" in test) return test.values;
  return "value" in test && typeof test.value === "string" ? [test.value] : [];
}

function numbersOf(test: ValueTest | null): number[] {
  if (test?.op === "isBetween") return [test.from, test.to];
  return test && "value" in test && typeof test.value === "number" ? [test.value] : [];
}

function daysOf(test: ValueTest | null): string[] {
  if (test?.op === "isBetweenDays") return [test.from, test.to];
  return test && "day" in test ? [test.day] : [];
}
