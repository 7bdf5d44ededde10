import type { CatalogueAttribute } from "../catalogue/catalogue";
import type { Dimension } from "../dimension";
import type { FieldKey } from "../fields";
import type { NumberTest, ValueTest, ValueType } from "../operators";
import { negate, type RuleCondition, type RuleNode, type RuleWindow } from "../rule";
import type { AnsweredQuestion, TemplateData } from "./template";

/** Fewer people than this with a value make no segment worth a template. */
const FEWEST = 10;

export const lastDays = (count: number): RuleWindow => ({ kind: "last", count, unit: "days" });
export const atLeast = (value: number): NumberTest => ({ op: "atLeast", value });
export const field = (key: FieldKey, test: ValueTest): RuleCondition => ({ kind: "field", field: key, test });
export const attribute = (key: string, test: ValueTest): RuleCondition => ({
  kind: "attribute",
  attribute: key,
  test,
});
export const ordered = (count: NumberTest, window?: RuleWindow, category?: string): RuleCondition => ({
  kind: "orders",
  figure: "count",
  test: count,
  ...(window && { window }),
  ...(category && { where: { by: "category", anyOf: [category] } }),
});
export const did = (event: string, window: RuleWindow, times = 1): RuleCondition => ({
  kind: "event",
  event,
  count: atLeast(times),
  window,
});
export const not = (node: RuleNode): RuleNode => negate(node);

export function hasField({ fields }: TemplateData, key: FieldKey): boolean {
  return (fields[key] ?? 0) >= FEWEST;
}

/** An event that happened, by its name or label: the first pattern that finds one decides. */
export function eventLike({ catalogue, events }: TemplateData, ...patterns: RegExp[]): string | null {
  const seen = catalogue.events.filter(({ name }) => events.includes(name));
  for (const pattern of patterns) {
    const found = seen.find(({ name, label }) => pattern.test(plain(name)) || pattern.test(plain(label)));
    if (found) return found.name;
  }
  return null;
}

/** "cart_added", "Cart Added" and "cart-added" are one. */
const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, " ");

type AttributeSearch = { dimension?: Dimension; types: readonly ValueType[]; like?: RegExp };

/** An attribute with values that a rule may use: neither special nor personal. */
export function attributeLike(data: TemplateData, search: AttributeSearch): CatalogueAttribute | null {
  return (
    data.catalogue.attributes.find(
      ({ key, label, type, dimension, special, isPersonal }) =>
        !special &&
        !isPersonal &&
        search.types.includes(type) &&
        (search.dimension === undefined || dimension === search.dimension) &&
        (search.like === undefined || search.like.test(plain(key)) || search.like.test(plain(label))) &&
        (data.attributes[key] ?? 0) >= FEWEST,
    ) ?? null
  );
}

/** The commonest value of an attribute that has a list of them, or one that the pattern finds. */
export function topValue({ topAttributes }: TemplateData, key: string, like?: RegExp): string | null {
  const values = topAttributes[key] ?? [];
  return (like ? values.find((value) => like.test(plain(value))) : values[0]) ?? null;
}

/** The condition that somebody has this value, in the operator of the type. */
export function hasValue({ key, type }: CatalogueAttribute, value: string): RuleCondition {
  return attribute(
    key,
    type === "choices" ? { op: "hasAnyOf", values: [value] } : { op: "isAnyOf", values: [value] },
  );
}

export function questionLike(
  { questions }: TemplateData,
  type: AnsweredQuestion["type"],
  ...patterns: RegExp[]
): AnsweredQuestion | null {
  const asked = questions.filter((question) => question.type === type);
  for (const pattern of patterns) {
    const found = asked.find(({ text, question }) => pattern.test(plain(`${text} ${question}`)));
    if (found) return found;
  }
  return null;
}

export const answered = ({ survey, question }: AnsweredQuestion, test: ValueTest): RuleCondition => ({
  kind: "survey",
  survey,
  question,
  test,
});

/** Days after which an order is due, and after which somebody has missed it: from the workspace's own rhythm. */
export function rhythmOf({ orders }: TemplateData): { due: number; late: number } | null {
  if (!orders?.rhythmDays || orders.repeatBuyers < FEWEST) return null;
  const due = Math.max(7, Math.round(orders.rhythmDays));
  return { due, late: due * 2 };
}

export function hasBuyers({ orders }: TemplateData): boolean {
  return (orders?.buyers ?? 0) >= FEWEST;
}

/** "Coffee" after "regulars of": names of a workspace stay as they are written. */
export const quoted = (name: string) => `“${name}”`;
