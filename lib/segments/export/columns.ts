import { CHANNEL_LABEL, CHANNELS } from "@/lib/customers/fields";
import { FIELDS, type FieldKey } from "../fields";

/** `key` says where it comes from: "field:email", "attribute:plan", "consent:sms", "figure:spend", "member:since". */
export type ExportColumn = { key: string; label: string; group: string; isChosen: boolean };

export const FIGURES = {
  orders: "Orders",
  spend: "Spend",
  average: "Average order value",
  firstOrder: "First order",
  lastOrder: "Last order",
  recency: "RFM recency",
  frequency: "RFM frequency",
  monetary: "RFM monetary",
  engagement: "Engagement",
  chanceActive: "P(active), percent",
  expectedOrders: "Expected orders, 12 months",
  expectedValue: "Expected value, 12 months",
} as const;
export type FigureKey = keyof typeof FIGURES;

/** The address of each channel: left empty for who declined it. */
const CONTACT: FieldKey[] = ["externalId", "firstName", "lastName", "email", "phone"];
const FIRST_CHOSEN = ["field:externalId", "field:firstName", "field:lastName", "field:email"];

/** All columns that a file of members can have, in the order in which they stand in it. */
export function exportColumns(attributes: readonly { key: string; label: string }[]): ExportColumn[] {
  const people = CONTACT.map((key) => ({ key: `field:${key}`, label: FIELDS[key].label, group: "Person" }));
  const rest = (Object.keys(FIELDS) as FieldKey[]).filter((key) => key !== "age" && !CONTACT.includes(key));
  const columns = [
    ...people,
    ...rest.map((key) => ({ key: `field:${key}`, label: FIELDS[key].label, group: "Fields" })),
    ...attributes.map(({ key, label }) => ({ key: `attribute:${key}`, label, group: "Your fields" })),
    ...Object.entries(FIGURES).map(([key, label]) => ({ key: `figure:${key}`, label, group: "Figures" })),
    ...CHANNELS.map((key) => ({
      key: `consent:${key}`,
      label: `Consent: ${CHANNEL_LABEL[key]}`,
      group: "Consent",
    })),
    { key: "member:since", label: "Member since", group: "Membership" },
    { key: "member:cause", label: "Joined because", group: "Membership" },
  ];
  return columns.map((column) => ({ ...column, isChosen: FIRST_CHOSEN.includes(column.key) }));
}

/** "any" is everybody who may be contacted in some way. */
export const AUDIENCES = ["any", ...CHANNELS] as const;
export type Audience = (typeof AUDIENCES)[number];
