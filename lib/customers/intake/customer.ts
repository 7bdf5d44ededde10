import type { Channel } from "../fields";

/** Built-in fields that a source can bring, by the type that they are stored as. */
export const INTAKE_FIELDS = {
  email: "text",
  firstName: "text",
  lastName: "text",
  phone: "text",
  birthDate: "date",
  gender: "text",
  country: "text",
  region: "text",
  city: "text",
  postcode: "text",
  language: "text",
  company: "text",
  industry: "text",
  companySize: "integer",
  jobTitle: "text",
  maritalStatus: "text",
  education: "text",
  income: "double precision",
  source: "text",
  firstSeenAt: "timestamptz",
} as const;
export type IntakeField = keyof typeof INTAKE_FIELDS;

/** A value of an attribute: text, number, yes or no, a day as "YYYY-MM-DD", or a list of choices. */
export type AttributeValue = string | number | boolean | string[];

/** A customer as a source tells of them. What is left out stays as it is. */
export type CustomerIntake = {
  /** One of the two says who it is: the source's own id, or the e-mail address. */
  key: { externalId: string } | { email: string };
  fields?: Partial<Record<IntakeField, string | number>>;
  attrs?: Record<string, AttributeValue>;
  consents?: Partial<Record<Channel, "in" | "out">>;
  /** When consent was given or withdrawn; now when left out. */
  consentAt?: string;
};

/** What became of one row. "erased": the person was erased and is not written again. */
export type IntakeOutcome = "created" | "changed" | "unchanged" | "erased";

/** The text that makes two rows the same customer. */
export function keyOf({ key }: CustomerIntake): string {
  return "externalId" in key ? `id:${key.externalId}` : `email:${key.email.toLowerCase()}`;
}
