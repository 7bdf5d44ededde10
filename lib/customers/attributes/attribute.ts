import type { Dimension } from "@/lib/segments/dimension";
import type { AttributeType, SPECIAL_CATEGORIES } from "../fields";

export type SpecialCategory = (typeof SPECIAL_CATEGORIES)[number];

/** A field that the workspace defined, and the live segments whose rules name it. */
export type Attribute = {
  key: string;
  label: string;
  type: AttributeType;
  dimension: Dimension;
  choices: string[];
  source: string | null;
  special: SpecialCategory | null;
  isPersonal: boolean;
  usedIn: { id: string; name: string }[];
};

export const ATTRIBUTE_TYPE_LABEL: Record<AttributeType, string> = {
  text: "Text",
  number: "Number",
  boolean: "Yes or no",
  date: "Date",
  choice: "One of a list",
  choices: "Many of a list",
};

export const SPECIAL_LABEL: Record<SpecialCategory, string> = {
  religion: "Religion or belief",
  politics: "Political opinion",
  health: "Health",
  ethnicity: "Ethnic origin",
  sexuality: "Sex life or orientation",
  union: "Trade union membership",
};

/** Whether the values of the type come from a list. */
export function hasChoices(type: AttributeType): boolean {
  return type === "choice" || type === "choices";
}
