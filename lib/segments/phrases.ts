import { CHANNEL_LABEL } from "@/lib/customers/fields";
import { STANDING_LABEL, standingWord } from "@/lib/customers/scores/standings";
import { formatDay } from "@/lib/days";
import { formatCount, formatList, formatMoney, formatNumber } from "@/lib/format";
import { questionOf, type RuleCatalogue } from "./catalogue/catalogue";
import { eventWords } from "./event-words";
import { type FieldKey, fieldOf } from "./fields";
import { holdsFor, type NumberTest, OPERATORS, type ValueTest } from "./operators";
import type { EventFigure, PropertyFilter, RuleCondition, RuleWindow, StandingCondition } from "./rule";

/** A piece of a sentence: what it is about, what it is compared with, or the words between. */
export type Piece = { kind: "word" | "subject" | "value"; text: string };

const word = (text: string): Piece => ({ kind: "word", text });
const subject = (text: string): Piece => ({ kind: "subject", text });
const value = (text: string): Piece => ({ kind: "value", text });

/** What a condition says of "customers who …", or with `isNegated` its complement. */
export function conditionPieces(node: RuleCondition, isNegated: boolean, catalogue: RuleCatalogue): Piece[] {
  switch (node.kind) {
    case "everyone":
      return [word(isNegated ? "are not" : "are"), subject("customers")];
    case "field":
      return fieldPieces(node.field, node.test, isNegated);
    case "attribute": {
      const attribute = catalogue.attributes.find(({ key }) => key === node.attribute);
      return valuePieces(attribute?.label ?? node.attribute, node.test, isNegated);
    }
    case "orders":
      return ordersPieces(node, isNegated, catalogue);
    case "event":
      return eventPieces(node, isNegated, catalogue);
    case "eventFigure":
      return eventFigurePieces(node, isNegated, catalogue);
    case "eventTime":
      return eventTimePieces(node, isNegated, catalogue);
    case "consent":
      return consentPieces(node, isNegated);
    case "segment": {
      const segment = catalogue.segments.find(({ id }) => id === node.segmentId);
      const name = segment ? `“${segment.name}”` : node.segmentId ? "a segment that is gone" : "…";
      return [word(isNegated ? "are not in" : "are in"), subject(name)];
    }
    case "survey": {
      const question = questionOf(catalogue, node.survey, node.question)?.text ?? node.question;
      const asked = [word(isNegated ? "did not answer" : "answered"), subject(`“${question || "…"}”`)];
      return node.test.op === "isKnown" ? asked : [...asked, word("with"), ...testPieces(node.test)];
    }
    case "score":
      return scorePieces(node, isNegated, catalogue);
    case "standing":
      return standingPieces(node, isNegated);
  }
}

function scorePieces(
  { score, test }: Extract<RuleCondition, { kind: "score" }>,
  isNegated: boolean,
  catalogue: RuleCatalogue,
): Piece[] {
  switch (score) {
    case "chanceActive":
      return [
        ...have(isNegated, "P(active)"),
        ...ofPieces(test, (percent) => `${numberText(percent)}\u00a0%`),
      ];
    case "expectedOrders":
      return [...have(isNegated, "expected number of orders"), ...ofPieces(test)];
    case "expectedValue":
      return [
        ...have(isNegated, "expected value"),
        ...ofPieces(test, (minor) => moneyText(minor, catalogue.currency)),
      ];
    default:
      return [...have(isNegated, `${score} score`), ...ofPieces(test)];
  }
}

function fieldPieces(key: FieldKey, test: ValueTest, isNegated: boolean): Piece[] {
  const are = isNegated ? "are not" : "are";
  if (key === "age" && test.op !== "isKnown") {
    if (test.op === "lessThan") return [word(are), subject("younger than"), ...testPieces(test).slice(1)];
    if (test.op === "moreThan") return [word(are), subject("older than"), ...testPieces(test).slice(1)];
    return [word(are), ...testPieces(test), subject("years old")];
  }
  if (key === "gender" && "values" in test)
    return isNegated && test.values.length > 1
      ? [word("are neither"), value(formatList(test.values, "nor"))]
      : [word(are), value(formatList(test.values, "or"))];
  if (key === "gender" && test.op === "is") return [word(are), value(test.value)];
  if (key === "country" || key === "region" || key === "city") {
    const live = isNegated ? "do not live in" : "live in";
    if (test.op === "is") return [subject(live), value(test.value || "…")];
    if (test.op === "isAnyOf") return [subject(live), value(listed(test.values))];
  }
  if (key === "birthDate" && test.op === "hasAnniversaryWithin")
    return [word(isNegated ? "do not have" : "have"), subject("their birthday"), ...testPieces(test)];
  const past = key === "birthDate" ? "born" : key === "firstSeenAt" ? "first seen" : null;
  if (past && test.op !== "isKnown" && test.op !== "hasAnniversaryWithin")
    return [word(isNegated ? "were not" : "were"), subject(past), ...testPieces(test)];
  return valuePieces(fieldOf(key)?.label ?? key, test, isNegated);
}

/** "have the plan Pro", "do not have an income of at least 60 000", "have a city that contains “ber”". */
function valuePieces(label: string, test: ValueTest, isNegated: boolean): Piece[] {
  const noun = lowerLabel(label);
  const verb = word(isNegated ? "do not have" : "have");
  switch (test.op) {
    case "isKnown":
      return isNegated ? [word("have no known"), subject(noun)] : [word("have a known"), subject(noun)];
    case "is":
    case "isAnyOf":
      return [verb, word("the"), subject(noun), ...testPieces(test)];
    case "isTrue":
    case "isFalse":
      return [verb, subject(noun), word("set to"), ...testPieces(test)];
    case "hasAnyOf":
    case "hasAllOf":
      return [verb, ...testPieces(test), word("among"), subject(noun)];
    case "hasAnniversaryWithin":
      return [verb, word("the anniversary of"), subject(noun), ...testPieces(test)];
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      return [...have(isNegated, noun), word("that"), ...testPieces(test)];
    case "equals":
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
    case "isBetween":
      return [...have(isNegated, noun), ...ofPieces(test)];
    default:
      return [...have(isNegated, noun), ...testPieces(test)];
  }
}

function ordersPieces(
  node: Extract<RuleCondition, { kind: "orders" }>,
  isNegated: boolean,
  catalogue: RuleCatalogue,
): Piece[] {
  const money = (minor: number) => moneyText(minor, catalogue.currency);
  const names = node.where && listed(node.where.anyOf.map((one) => nameOf(one, node.where?.by, catalogue)));
  const where = names ? [word("where"), subject(node.where?.by ?? ""), word("is"), value(names)] : [];
  const rest = [...windowPieces(node.window), ...where];
  switch (node.figure) {
    case "count":
      return [
        ...timesPieces({ past: "placed an order", base: "place an order" }, node.test, isNegated),
        ...rest,
      ];
    case "spend": {
      const { test, isNot } = complement(node.test, isNegated);
      return [subject(isNot ? "did not spend" : "spent"), ...testPieces(test, money), ...rest];
    }
    case "average":
      return [...have(isNegated, "average order value"), ...ofPieces(node.test, money), ...rest];
    case "daysSinceFirst":
    case "daysSinceLast": {
      const which = node.figure === "daysSinceFirst" ? "first" : "last";
      const placed = isNegated ? `did not place their ${which} order` : `placed their ${which} order`;
      return [subject(placed), ...testPieces(node.test), word("days ago"), ...rest];
    }
  }
}

function eventPieces(
  node: Extract<RuleCondition, { kind: "event" }>,
  isNegated: boolean,
  catalogue: RuleCatalogue,
): Piece[] {
  const words = deedOf(node.event, catalogue);
  return [
    ...timesPieces(words, node.count, isNegated),
    ...windowPieces(node.window),
    ...wherePieces(node.where),
  ];
}

const deedOf = (event: string, { events }: RuleCatalogue) =>
  eventWords(event, events.find(({ name }) => name === event)?.label);

function wherePieces(where: readonly PropertyFilter[] = []): Piece[] {
  return where.flatMap((filter, index) => [word(index === 0 ? "where" : "and"), ...filterPieces(filter)]);
}

const FIGURE_WORD: Record<EventFigure, string> = {
  sum: "a total",
  average: "an average",
  smallest: "a smallest",
  largest: "a largest",
};

/** "viewed a page with an average “seconds” of at least 20 in the last 30 days". */
function eventFigurePieces(
  node: Extract<RuleCondition, { kind: "eventFigure" }>,
  isNegated: boolean,
  catalogue: RuleCatalogue,
): Piece[] {
  const { past, base } = deedOf(node.event, catalogue);
  const said =
    node.figure === "sum" ? complement(node.test, isNegated) : { test: node.test, isNot: isNegated };
  return [
    subject(said.isNot ? `did not ${base}` : past),
    word(`with ${FIGURE_WORD[node.figure]}`),
    subject(node.property.replaceAll("_", " ") || "…"),
    ...ofPieces(said.test),
    ...windowPieces(node.window),
    ...wherePieces(node.where),
  ];
}

/** "viewed a page for the first time in the last 30 days". */
function eventTimePieces(
  node: Extract<RuleCondition, { kind: "eventTime" }>,
  isNegated: boolean,
  catalogue: RuleCatalogue,
): Piece[] {
  const { past, base } = deedOf(node.event, catalogue);
  const deed = subject(isNegated ? `did not ${base}` : past);
  const where = wherePieces(node.where);
  if (node.test.op === "isKnown") return [deed, word("at any time"), ...where];
  const time = `for the ${node.which} time`;
  if (node.test.op !== "hasAnniversaryWithin") return [deed, word(time), ...testPieces(node.test), ...where];
  const verb = word(isNegated ? "do not have the anniversary of" : "have the anniversary of");
  return [verb, subject(`the ${node.which} time they ${past}`), ...testPieces(node.test), ...where];
}

function standingPieces({ standing, test }: StandingCondition, isNegated: boolean): Piece[] {
  const noun = STANDING_LABEL[standing].replace(/^L/, "l");
  const words = (key: string) => standingWord(standing, key);
  const worded: ValueTest =
    "values" in test
      ? { ...test, values: test.values.map(words) }
      : test.op === "is"
        ? { ...test, value: words(test.value) }
        : test;
  if (test.op === "isKnown") return valuePieces(noun, test, isNegated);
  return [word(isNegated ? "are not in the" : "are in the"), subject(noun), ...testPieces(worded)];
}

function filterPieces({ property, test, isNot }: PropertyFilter): Piece[] {
  const { label, negative, operand } = OPERATORS[test.op];
  const says = isNot ? negative : label;
  if (operand === "nothing" || operand === "span" || operand === "period" || operand === "dayCount")
    return [subject(property || "…"), word(isNot ? "is not" : "is"), ...testPieces(test)];
  const plain = test.op === "isAnyOf" ? (isNot ? "is not" : "is") : says;
  const operands = testPieces(test).filter(({ kind }) => kind === "value");
  return [subject(property || "…"), word(plain), ...operands];
}

function consentPieces(node: Extract<RuleCondition, { kind: "consent" }>, isNegated: boolean): Piece[] {
  const are = isNegated ? "are not" : "are";
  const channel = lowerLabel(CHANNEL_LABEL[node.channel]);
  if (node.status === "in") return [word(are), subject("opted in"), word("to"), value(channel)];
  if (node.status === "out") return [word(are), subject("opted out"), word("of"), value(channel)];
  return [word(are), subject("without an answer"), word("on consent to"), value(channel)];
}

/** How often: "placed an order", "placed an order at least 2 times", "did not place an order". */
function timesPieces(words: { past: string; base: string }, test: NumberTest, isNegated: boolean): Piece[] {
  const isNever = holdsFor(test, 0) && !holdsFor(test, 1) && (test.op !== "isBetween" || test.to < 1);
  const isOnce = (test.op === "atLeast" && test.value === 1) || (test.op === "moreThan" && test.value === 0);
  if (isOnce || isNever) return [subject(isNever === isNegated ? words.past : `did not ${words.base}`)];
  const said = complement(test, isNegated);
  const last = "value" in said.test ? said.test.value : said.test.to;
  const times = word(last === 1 ? "time" : "times");
  const [first, ...others] = testPieces(said.test);
  const often = first?.text === "less than" ? [word("fewer than"), ...others] : testPieces(said.test);
  return [subject(said.isNot ? `did not ${words.base}` : words.past), ...often, times];
}

/** A total figure has an exact opposite: "not at least 3" is "less than 3". */
function complement(test: NumberTest, isNegated: boolean): { test: NumberTest; isNot: boolean } {
  if (!isNegated) return { test, isNot: false };
  const opposite = {
    atLeast: "lessThan",
    lessThan: "atLeast",
    atMost: "moreThan",
    moreThan: "atMost",
  } as const;
  if (test.op === "equals" || test.op === "isBetween") return { test, isNot: true };
  return { test: { op: opposite[test.op], value: test.value }, isNot: false };
}

function windowPieces(window: RuleWindow | undefined): Piece[] {
  switch (window?.kind) {
    case undefined:
      return [];
    case "last":
      return [word("in the last"), value(spanText(window.count, window.unit))];
    case "between":
      return [word("between"), value(dayText(window.from)), word("and"), value(dayText(window.to))];
    case "since":
      return [word("since"), value(dayText(window.from))];
    case "before":
      return [word("before"), value(dayText(window.to))];
  }
}

function ofPieces(test: ValueTest, format?: (value: number) => string): Piece[] {
  return test.op === "isBetween" ? testPieces(test, format) : [word("of"), ...testPieces(test, format)];
}

/** The comparison without its subject: "at least 3", "Coffee or Tea", "in the last 30 days". */
function testPieces(test: ValueTest, format: (value: number) => string = numberText): Piece[] {
  switch (test.op) {
    case "is":
      return [value(test.value || "…")];
    case "isAnyOf":
    case "hasAnyOf":
      return [value(listed(test.values))];
    case "hasAllOf":
      return [value(formatList(test.values, "and") || "…")];
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      return [word(OPERATORS[test.op].label), value(`“${test.value || "…"}”`)];
    case "equals":
      return [word("exactly"), value(format(test.value))];
    case "lessThan":
      return [word("less than"), value(format(test.value))];
    case "atMost":
      return [word("at most"), value(format(test.value))];
    case "moreThan":
      return [word("more than"), value(format(test.value))];
    case "atLeast":
      return [word("at least"), value(format(test.value))];
    case "isBetween":
      return [word("between"), value(format(test.from)), word("and"), value(format(test.to))];
    case "isOn":
      return [word("on"), value(dayText(test.day))];
    case "isBefore":
      return [word("before"), value(dayText(test.day))];
    case "isAfter":
      return [word("after"), value(dayText(test.day))];
    case "isBetweenDays":
      return [word("between"), value(dayText(test.from)), word("and"), value(dayText(test.to))];
    case "isInLast":
      return [word("in the last"), value(spanText(test.count, test.unit))];
    case "isMoreThanAgo":
      return [word("more than"), value(spanText(test.count, test.unit)), word("ago")];
    case "isInNext":
      return [word("in the next"), value(spanText(test.count, test.unit))];
    case "isInThis":
      return [word("this"), value(test.period)];
    case "hasAnniversaryWithin":
      return test.days === 0 ? [value("today")] : [word("in the next"), value(spanText(test.days, "days"))];
    case "isTrue":
      return [value("yes")];
    case "isFalse":
      return [value("no")];
    case "isKnown":
      return [value("known")];
  }
}

function have(isNegated: boolean, noun: string): Piece[] {
  const isPlural = /[^aious]s$/.test(noun);
  const article = isPlural ? "" : /^[aeiou]/i.test(noun) ? " an" : " a";
  return [word(`${isNegated ? "do not have" : "have"}${article}`), subject(noun)];
}

function nameOf(key: string, by: "category" | "product" | undefined, catalogue: RuleCatalogue): string {
  return (by === "product" && catalogue.products.find(({ externalId }) => externalId === key)?.name) || key;
}

/** "Coffee or Tea"; a long list is cut: "A, B, C or 14 more". */
function listed(values: string[]): string {
  if (values.length === 0) return "…";
  return values.length > 5
    ? `${values.slice(0, 4).join(", ")} or ${values.length - 4} more`
    : formatList(values, "or");
}

function numberText(figure: number): string {
  const digits = Number.isInteger(figure) ? 0 : Math.min(6, String(figure).split(".")[1]?.length ?? 0);
  return formatNumber(figure, digits);
}

function moneyText(minor: number, currency: string): string {
  const whole = formatMoney(minor, currency);
  return whole.replace(/\.0+(?=\D|$)/, "");
}

function spanText(count: number, unit: string): string {
  return formatCount(count, unit.slice(0, -1));
}

function dayText(day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? formatDay(day) : "…";
}

/** A label inside a sentence: "Plan type" becomes "plan type", "VIP" and "SMS" stay. */
function lowerLabel(label: string): string {
  return /^.[A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
