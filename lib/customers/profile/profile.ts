import type { CampaignStatus } from "@/lib/campaigns/status";
import { type Day, formatDay, isDay } from "@/lib/days";
import { formatList, formatNumber } from "@/lib/format";
import { FIELDS, type FieldKey } from "@/lib/segments/fields";
import type { SpecialCategory } from "../attributes/attribute";
import type { CustomerRow } from "../customer";
import type { AttributeType, Channel, ConsentState } from "../fields";
import type { AttributeValue } from "../intake/customer";

/** Where a consent stands, since when and by what; null when the log does not say. */
export type ConsentLine = { channel: Channel; status: ConsentState; at: Date | null; source: string | null };

/** Built-in fields that the profile lists; names, place and e-mail stand in its head. */
export const PROFILE_FIELDS = [
  "birthDate",
  "gender",
  "language",
  "region",
  "postcode",
  "maritalStatus",
  "education",
  "income",
  "company",
  "industry",
  "companySize",
  "jobTitle",
  "source",
] as const satisfies readonly FieldKey[];
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** A field that the workspace defined, with the person's value or null when it is unknown. */
export type OwnField = {
  key: string;
  label: string;
  type: AttributeType;
  special: SpecialCategory | null;
  isPersonal: boolean;
  value: AttributeValue | null;
};

/** What only a role that sees the person gets. */
export type CustomerDetails = {
  phone: string | null;
  fields: Record<ProfileField, string | number | null>;
  ownFields: OwnField[];
};

export type Customer = CustomerRow & {
  consentLines: ConsentLine[];
  returnCount: number;
  firstOrderAt: Date | null;
  suppressedAt: Date | null;
  objectedAt: Date | null;
  /** RFM scores 1 to 5 (5 is best), null without an order; engagement 0 to 100. */
  scores: { recency: number | null; frequency: number | null; monetary: number | null; engagement: number };
  /** Null when the role may not see who it is. */
  details: CustomerDetails | null;
};

/** The campaigns whose frozen audience held the person, and the personas of their segments. */
export type Reach = {
  campaigns: { id: string; name: string; status: CampaignStatus; isControl: boolean }[];
  personas: { id: string; name: string; segmentId: string }[];
};

export type FieldLine = { key: string; label: string; text: string | null };

/** The built-in fields in words, null where unknown; an age stands behind the birth date. */
export function fieldLines(details: CustomerDetails, today: Day): FieldLine[] {
  return PROFILE_FIELDS.map((key) => {
    const value = details.fields[key];
    const { label } = FIELDS[key];
    if (value === null || value === "") return { key, label, text: null };
    if (key === "birthDate" && typeof value === "string" && isDay(value))
      return { key, label, text: `${formatDay(value)}, ${ageOn(value, today)} years` };
    return { key, label, text: typeof value === "number" ? numberText(value) : value };
  });
}

/** Whole years from a birth date to a day; who is born on 29 February turns on 1 March of a common year. */
export function ageOn(birthDate: Day, today: Day): number {
  const had = today.slice(5) >= birthDate.slice(5);
  return Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (had ? 0 : 1);
}

/** The value of an own field in words, null when it is unknown. */
export function valueText({ value }: Pick<OwnField, "value">): string | null {
  if (value === null || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return value.length > 0 ? formatList(value) : null;
  return isDay(value) ? formatDay(value) : value;
}

function numberText(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}
