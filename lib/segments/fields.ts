import { GENDERS } from "@/lib/customers/fields";
import type { Dimension } from "./dimension";
import type { ValueType } from "./operators";

export type Field = {
  label: string;
  type: ValueType;
  dimension: Dimension;
  /** Names, contact data and what points at one person: values are never suggested or shown without person access. */
  isPersonal: boolean;
  /** The only values there are, when the field is a choice. */
  choices?: readonly string[];
  /** Whether an editor offers the values found in the data. */
  hasSuggestions: boolean;
};

const field = (label: string, type: ValueType, dimension: Dimension, more: Partial<Field> = {}): Field => ({
  label,
  type,
  dimension,
  isPersonal: false,
  hasSuggestions: false,
  ...more,
});
const listed = { hasSuggestions: true };
const personal = { isPersonal: true };

/** The built-in fields that a rule can test. `age` is whole years, computed from the birth date on the day. */
export const FIELDS = {
  age: field("Age", "number", "demographic"),
  birthDate: field("Birth date", "date", "demographic", personal),
  gender: field("Gender", "choice", "demographic", { choices: GENDERS, ...listed }),
  maritalStatus: field("Marital status", "text", "demographic", listed),
  education: field("Education", "text", "demographic", listed),
  income: field("Income", "number", "demographic"),
  language: field("Language", "text", "demographic", listed),
  country: field("Country", "text", "geographic", listed),
  region: field("Region", "text", "geographic", listed),
  city: field("City", "text", "geographic", listed),
  postcode: field("Postcode", "text", "geographic", listed),
  company: field("Company", "text", "firmographic", listed),
  industry: field("Industry", "text", "firmographic", listed),
  companySize: field("Company size", "number", "firmographic"),
  jobTitle: field("Job title", "text", "firmographic", listed),
  source: field("Source", "text", "behavioural", listed),
  firstSeenAt: field("First seen", "date", "behavioural"),
  externalId: field("Customer key", "text", "behavioural", personal),
  email: field("E-mail", "text", "technographic", personal),
  phone: field("Phone", "text", "technographic", personal),
  firstName: field("First name", "text", "demographic", personal),
  lastName: field("Last name", "text", "demographic", personal),
} satisfies Record<string, Field>;

export type FieldKey = keyof typeof FIELDS;
export const FIELD_KEYS = Object.keys(FIELDS) as FieldKey[];

/** The field, or undefined for a key that is not built in (a rule can come from outside). */
export function fieldOf(key: string): Field | undefined {
  return Object.hasOwn(FIELDS, key) ? FIELDS[key as FieldKey] : undefined;
}
