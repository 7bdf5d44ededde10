import type { Channel } from "@/lib/customers/fields";
import type { Day } from "@/lib/days";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { DIMENSIONS, type Dimension } from "../dimension";
import type { FieldKey } from "../fields";
import { ruleProblems } from "../problems";
import type { Rule, RuleNode } from "../rule";

/** What a workspace has, as far as a template asks: names from the catalogue, and how much stands behind them. */
export type TemplateData = {
  catalogue: RuleCatalogue;
  today: Day;
  customers: number;
  /** How many customers have a value. */
  fields: Partial<Record<FieldKey, number>>;
  attributes: Record<string, number>;
  /** How many opted in. */
  consents: Partial<Record<Channel, number>>;
  /** The most frequent values, first the commonest; of fields and of attributes with a list of choices. */
  topFields: Partial<Record<FieldKey, string[]>>;
  topAttributes: Record<string, string[]>;
  incomeHigh: number | null;
  orders: OrderHabits | null;
  /** By the number of buyers, first the most. */
  categories: string[];
  /** Names of events that happened in the last year. */
  events: string[];
  questions: AnsweredQuestion[];
};

export type OrderHabits = {
  buyers: number;
  repeatBuyers: number;
  /** Median days between two orders of who ordered at least twice; null while nobody did. */
  rhythmDays: number | null;
  /** Minor units: the spend that one buyer in ten reaches, and quartiles of the average order. */
  spendHigh: number;
  averageHigh: number;
  averageLow: number;
};

export type AnsweredQuestion = {
  survey: string;
  question: string;
  text: string;
  type: "scale" | "choice";
  /** Of a scale, as it was answered. */
  highest: number | null;
  /** Of a choice. */
  commonest: string | null;
};

/** A segment that many teams want. `make` answers null when the data cannot carry it. */
export type Template = {
  key: string;
  dimension: Dimension;
  name: string;
  /** What a marketer does with it, one sentence. */
  use: string;
  /** What must be there, as the end of "needs …". */
  needs: string;
  make: (data: TemplateData) => Made | null;
};

/** All conditions must hold. `name` says what was filled in: "Regulars of Coffee". */
export type Made = { conditions: RuleNode[]; name?: string };

export type Offer = Pick<Template, "key" | "dimension" | "name" | "use"> & { rule: Rule };
export type Missing = Pick<Template, "key" | "dimension" | "name" | "needs">;

/** Templates that the data carries, filled in, and those that it does not. In the order of the dimensions. */
export function offerTemplates(
  templates: readonly Template[],
  data: TemplateData,
): { offers: Offer[]; missing: Missing[] } {
  const offers: Offer[] = [];
  const missing: Missing[] = [];
  for (const template of templates.toSorted((a, b) => orderOf(a) - orderOf(b))) {
    const { key, dimension, name, use, needs } = template;
    const rule = ruleOf(template, data);
    if (rule) offers.push({ key, dimension, name: rule.name ?? name, use, rule: rule.rule });
    else missing.push({ key, dimension, name, needs });
  }
  return { offers, missing };
}

const orderOf = ({ dimension }: Template) => DIMENSIONS.indexOf(dimension);

/** Null also when what was made is not sound here: a template is never offered that the builder would refuse. */
function ruleOf(template: Template, data: TemplateData): { rule: Rule; name?: string } | null {
  const made = data.customers > 0 ? template.make(data) : null;
  if (!made) return null;
  const rule: Rule = { kind: "all", children: made.conditions };
  if (ruleProblems(rule, data.catalogue).length > 0) return null;
  return { rule, ...(made.name && { name: made.name.slice(0, 120) }) };
}
