import type { ImportKind } from "./import";
import type { Reading } from "./reading";

/** What a value must be to go into a field. Consent words become in or out; an opt-out column can only say out. */
export type FieldShape =
  | "text"
  | "id"
  | "email"
  | "number"
  | "day"
  | "moment"
  | "gender"
  | "consent"
  | "times"
  | "optOut"
  | "optOutAt";
export type ImportField = { label: string; group: string; shape: FieldShape };

const fieldsOf = (group: string, fields: Record<string, readonly [string, FieldShape]>) =>
  Object.fromEntries(Object.entries(fields).map(([key, [label, shape]]) => [key, { label, group, shape }]));

/** Built-in fields that a column of a customer file can fill. */
export const CUSTOMER_FIELDS: Record<string, ImportField> = {
  ...fieldsOf("Identity", {
    externalId: ["Customer number", "id"],
    email: ["E-mail", "email"],
    firstName: ["First name", "text"],
    lastName: ["Last name", "text"],
    phone: ["Phone", "text"],
    birthDate: ["Birth date", "day"],
    gender: ["Gender", "gender"],
    firstSeenAt: ["First seen", "moment"],
    source: ["Source", "text"],
  }),
  ...fieldsOf("Place", {
    country: ["Country", "text"],
    region: ["Region", "text"],
    city: ["City", "text"],
    postcode: ["Postcode", "text"],
    language: ["Language", "text"],
  }),
  ...fieldsOf("Profile", {
    maritalStatus: ["Marital status", "text"],
    education: ["Education", "text"],
    income: ["Income", "number"],
    company: ["Company", "text"],
    industry: ["Industry", "text"],
    companySize: ["Company size", "number"],
    jobTitle: ["Job title", "text"],
  }),
  ...fieldsOf("Consent", {
    consentEmail: ["E-mail consent", "consent"],
    consentSms: ["SMS consent", "consent"],
    consentPhone: ["Phone consent", "consent"],
    consentPost: ["Post consent", "consent"],
    consentAds: ["Ads consent", "consent"],
    optOutEmail: ["Opted out of e-mail", "optOut"],
    optOutPhone: ["Opted out of phone", "optOut"],
    unsubscribedAt: ["Unsubscribed from e-mail at", "optOutAt"],
  }),
};

/** Fields that a column of an order file can fill, one line of an order per row. */
export const ORDER_FIELDS: Record<string, ImportField> = {
  ...fieldsOf("Order", {
    orderNumber: ["Order number", "id"],
    orderedAt: ["Time of the order", "moment"],
    channel: ["Sales channel", "text"],
    currency: ["Currency", "text"],
  }),
  ...fieldsOf("Line", {
    productCode: ["Product code", "id"],
    productName: ["Product name", "text"],
    category: ["Category", "text"],
    quantity: ["Quantity", "number"],
    unitPrice: ["Price of one", "number"],
    lineTotal: ["Line total", "number"],
  }),
  ...fieldsOf("Customer", {
    externalId: ["Customer number", "id"],
    email: ["E-mail", "email"],
    country: ["Country", "text"],
    firstName: ["First name", "text"],
    lastName: ["Last name", "text"],
  }),
};

/** Fields that a column of a finished campaign's people can fill, one person per row. */
export const CAMPAIGN_FIELDS: Record<string, ImportField> = {
  ...fieldsOf("Person", {
    externalId: ["Customer number", "id"],
    email: ["E-mail", "email"],
  }),
  ...fieldsOf("Campaign", {
    arm: ["Group it was in", "text"],
    segment: ["Segment", "text"],
  }),
  ...fieldsOf("What came of it", {
    reached: ["Did what it aimed at", "times"],
    bought: ["Ordered", "times"],
    spend: ["Amount spent", "number"],
  }),
};

const FIELDS: Record<ImportKind, Record<string, ImportField>> = {
  customers: CUSTOMER_FIELDS,
  orders: ORDER_FIELDS,
  campaign: CAMPAIGN_FIELDS,
};

export function importFields(kind: ImportKind): Record<string, ImportField> {
  return FIELDS[kind];
}

/** The readings that a person can choose between for a field of this shape; none when there is nothing to choose. */
export function readingsFor(shape: FieldShape): readonly Reading[] {
  if (shape === "number") return ["number", "number-comma"];
  if (shape === "day") return ["date-ymd", "date-dmy", "date-mdy", "year"];
  if (shape === "moment" || shape === "optOutAt") return ["date-ymd", "date-dmy", "date-mdy"];
  return [];
}
