import { STANDING_CHOICES, STANDING_LABEL, standingWord } from "@/lib/customers/scores/standings";
import {
  answerType,
  type CatalogueSegment,
  dependsOnSegment,
  questionOf,
  type RuleCatalogue,
} from "./catalogue/catalogue";
import { fieldOf } from "./fields";
import { type NumberTest, OPERATORS_OF, type ValueTest, type ValueType } from "./operators";
import {
  hasActive,
  isGroup,
  type PropertyFilter,
  type RuleCondition,
  type RuleGroup,
  type RuleNode,
  type RulePath,
  type RuleWindow,
  SCORES,
  type StandingCondition,
} from "./rule";

/** One thing that keeps a rule from being evaluated, at the node that shows it. */
export type RuleProblem = { path: RulePath; message: string };

/** `selfId`: the segment that will hold the rule; `parentId`: the one it narrows. Both only matter for circles. */
export type RulePlace = { selfId?: string; parentId?: string | null };

export const MAX_CONDITIONS = 500;
export const MAX_DEPTH = 20;

/**
 * Everything wrong with a rule, in order of the tree; an empty list means that it compiles. Editor and compiler
 * share it, so a rule that the screen calls sound is never refused. Nodes that are off are not judged.
 */
export function ruleProblems(rule: RuleNode, catalogue: RuleCatalogue, place: RulePlace = {}): RuleProblem[] {
  const problems: RuleProblem[] = [];
  let conditions = 0;
  let isTooDeep = false;
  const visit = (node: RuleNode, path: RulePath): void => {
    if (node.isOff && path.length > 0) return;
    if (path.length > MAX_DEPTH) {
      isTooDeep = true;
      return;
    }
    if (isGroup(node)) {
      const message = groupProblem(node, path.length === 0);
      if (message) problems.push({ path, message });
      node.children.forEach((child, index) => {
        visit(child, [...path, index]);
      });
    } else if (node.kind === "not") {
      visit(node.child, [...path, 0]);
    } else {
      conditions += 1;
      const message = conditionProblem(node, catalogue, place);
      if (message) problems.push({ path, message });
    }
  };
  visit(rule, []);
  if (conditions > MAX_CONDITIONS)
    problems.unshift({ path: [], message: `A rule holds at most ${MAX_CONDITIONS} conditions` });
  if (isTooDeep) problems.unshift({ path: [], message: `Groups nest at most ${MAX_DEPTH} deep` });
  const parent = place.parentId ? segmentProblem(place.parentId, catalogue, place.selfId) : null;
  if (parent) problems.unshift({ path: [], message: `Parent: ${parent}` });
  return problems;
}

function groupProblem(group: RuleGroup, isRoot: boolean): string | null {
  if (group.children.length === 0) return isRoot ? "Add at least one condition" : "This group is empty";
  if (!isRoot) return null;
  return hasActive(group) ? null : "Switch at least one condition on";
}

function conditionProblem(node: RuleCondition, catalogue: RuleCatalogue, place: RulePlace): string | null {
  switch (node.kind) {
    case "everyone":
      return null;
    case "field": {
      const field = fieldOf(node.field);
      if (!field) return `There is no field “${node.field}”`;
      return testProblem(node.test, field.type) ?? (node.field === "age" ? ageProblem(node.test) : null);
    }
    case "attribute": {
      const attribute = catalogue.attributes.find(({ key }) => key === node.attribute);
      if (!attribute) return `There is no attribute “${node.attribute}”`;
      if (attribute.special)
        return `“${attribute.label}” is special category data (${attribute.special}); it needs explicit consent and cannot be used in a rule`;
      return testProblem(node.test, attribute.type);
    }
    case "orders":
      return (
        numberProblem(node.test) ??
        windowProblem(node.window) ??
        (node.where ? filterProblem(node.where, catalogue) : null)
      );
    case "event":
      return eventProblem(node, catalogue) ?? numberProblem(node.count) ?? filtersProblem(node);
    case "eventFigure":
      return (
        eventProblem(node, catalogue) ??
        propertyProblem(node.event, node.property, catalogue) ??
        numberProblem(node.test) ??
        filtersProblem(node)
      );
    case "eventTime":
      return eventProblem(node, catalogue) ?? testProblem(node.test, "date") ?? filtersProblem(node);
    case "standing":
      return standingProblem(node);
    case "consent":
      return null;
    case "segment":
      return segmentProblem(node.segmentId, catalogue, place.selfId);
    case "survey": {
      const question = questionOf(catalogue, node.survey, node.question);
      return question ? testProblem(node.test, answerType(question)) : "There is no such survey question";
    }
    case "score":
      return SCORES.includes(node.score) ? numberProblem(node.test) : `There is no score “${node.score}”`;
    default:
      return "This kind of condition is not known here";
  }
}

function eventProblem({ event, window }: { event: string; window?: RuleWindow }, catalogue: RuleCatalogue) {
  if (!event) return "Choose an event";
  if (!catalogue.events.some(({ name }) => name === event)) return `There is no event “${event}”`;
  return windowProblem(window);
}

function propertyProblem(event: string, property: string, catalogue: RuleCatalogue): string | null {
  if (!property) return "Choose a property";
  const known = catalogue.events.find(({ name }) => name === event)?.properties ?? [];
  const type = known.find(({ key }) => key === property)?.type;
  if (!type) return `“${event}” has no property “${property}”`;
  return type === "number" ? null : `“${property}” is not a number`;
}

function standingProblem({ standing, test }: StandingCondition): string | null {
  const choices = Object.hasOwn(STANDING_CHOICES, standing) ? STANDING_CHOICES[standing] : null;
  if (!choices) return "There is no such score";
  const own = testProblem(test, "choice");
  if (own) return own;
  const values = "values" in test ? test.values : "value" in test ? [String(test.value)] : [];
  const unknown = values.find((value) => !choices.includes(value));
  return unknown === undefined
    ? null
    : `There is no ${STANDING_LABEL[standing].replace(/^L/, "l")} “${standingWord(standing, unknown)}”`;
}

function filtersProblem({ where = [] }: { where?: PropertyFilter[] }): string | null {
  for (const filter of where) {
    if (!filter.property) return "Choose a property";
    const message = textProblem(filter.property) ?? testProblem(filter.test, filter.type);
    if (message) return `${filter.property}: ${lowerFirst(message)}`;
  }
  return null;
}

function filterProblem(where: { by: string; anyOf: string[] }, catalogue: RuleCatalogue): string | null {
  if (where.anyOf.length === 0) return `Choose at least one ${where.by}`;
  for (const value of where.anyOf) {
    const isThere =
      where.by === "category"
        ? catalogue.categories.some(({ name }) => name === value)
        : catalogue.products.some(({ externalId }) => externalId === value);
    if (!isThere) return `There is no ${where.by} “${value}”`;
  }
  return null;
}

function segmentProblem(
  segmentId: string,
  catalogue: RuleCatalogue,
  selfId: string | undefined,
): string | null {
  if (!segmentId) return "Choose a segment";
  const segment: CatalogueSegment | undefined = catalogue.segments.find(({ id }) => id === segmentId);
  if (!segment) return "This segment does not exist any more";
  if (segment.isArchived) return `“${segment.name}” is archived`;
  if (selfId && dependsOnSegment(catalogue, segmentId, selfId))
    return segmentId === selfId
      ? "A segment cannot refer to itself"
      : `“${segment.name}” depends on this segment: that would be a circle`;
  if (isCircular(segmentId, catalogue)) return `“${segment.name}” refers to itself in a circle`;
  return null;
}

function isCircular(segmentId: string, catalogue: RuleCatalogue): boolean {
  const next = catalogue.segments.find(({ id }) => id === segmentId)?.dependsOn ?? [];
  return next.some((id) => dependsOnSegment(catalogue, id, segmentId));
}

/** What is wrong with a test on a value of this type, or null. */
export function testProblem(test: ValueTest, type: ValueType): string | null {
  if (!OPERATORS_OF[type]?.includes(test.op)) return "This comparison does not fit the type of the value";
  switch (test.op) {
    case "is":
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      return test.value === "" ? "Enter a value" : textProblem(test.value);
    case "isAnyOf":
    case "hasAnyOf":
    case "hasAllOf":
      if (test.values.length === 0) return "Choose at least one value";
      return test.values.map(textProblem).find((message) => message !== null) ?? null;
    case "equals":
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
    case "isBetween":
      return numberProblem(test);
    case "isOn":
    case "isBefore":
    case "isAfter":
      return dayProblem(test.day);
    case "isBetweenDays":
      return daysProblem(test.from, test.to);
    case "isInLast":
    case "isMoreThanAgo":
    case "isInNext":
      return countProblem(test.count, test.unit);
    case "hasAnniversaryWithin":
      return Number.isInteger(test.days) && test.days >= 0 && test.days <= 364
        ? null
        : "Enter a number of days from 0 to 364";
    case "isInThis":
    case "isTrue":
    case "isFalse":
    case "isKnown":
      return null;
    default:
      return "This comparison is not known here";
  }
}

function numberProblem(test: NumberTest): string | null {
  const isNumber = (value: number) => Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (test.op !== "isBetween") return isNumber(test.value) ? null : "Enter a number";
  if (!isNumber(test.from) || !isNumber(test.to)) return "Enter two numbers";
  return test.from > test.to ? "The first number is larger than the second" : null;
}

function ageProblem(test: ValueTest): string | null {
  const numbers = test.op === "isBetween" ? [test.from, test.to] : "value" in test ? [test.value] : [];
  const isAge = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 150;
  return numbers.every(isAge) ? null : "Enter an age in whole years, from 0 to 150";
}

function windowProblem(window: RuleWindow | undefined): string | null {
  switch (window?.kind) {
    case undefined:
      return null;
    case "last":
      return countProblem(window.count, window.unit);
    case "between":
      return daysProblem(window.from, window.to);
    case "since":
      return dayProblem(window.from);
    case "before":
      return dayProblem(window.to);
    default:
      return "This period is not known here";
  }
}

const LARGEST = { hours: 24 * 366, days: 36_500, weeks: 5_200, months: 1_200 };

function countProblem(count: number, unit: keyof typeof LARGEST): string | null {
  const largest = LARGEST[unit];
  if (largest === undefined) return "This period is not known here";
  return Number.isInteger(count) && count >= 1 && count <= largest
    ? null
    : `Enter a whole number of ${unit} from 1 to ${largest}`;
}

function daysProblem(from: string, to: string): string | null {
  return dayProblem(from) ?? dayProblem(to) ?? (from > to ? "The first day is after the second" : null);
}

/** Days of the years 1800 to 2199: a mistyped year is caught, and every boundary fits a Postgres date. */
function dayProblem(day: string): string | null {
  if (day === "") return "Choose a day";
  if (!/^(18|19|20|21)\d\d-\d\d-\d\d$/.test(day)) return `“${day}” is not a day`;
  const date = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  return isReal ? null : `“${day}” is not a day`;
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair; they would fail the whole statement. */
function textProblem(value: string): string | null {
  if (typeof value !== "string" || value.includes("\0") || /\p{Surrogate}/u.test(value))
    return "The text holds a character that cannot be stored";
  return value.length > 1000 ? "The text is longer than 1 000 characters" : null;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
