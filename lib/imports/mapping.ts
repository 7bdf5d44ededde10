import { type PastSettings, pastProblem } from "@/lib/campaigns/past/past";
import type { ImportKind } from "./import";
import type { Reading } from "./reading";

/**
 * What one column becomes: `field` is a built-in field of the kind, "attr:<key>" for a field of the workspace,
 * "new" for a field that the import makes (named by `label`), or null to leave the column out.
 */
export type ColumnMapping = { field: string | null; reading: Reading; label: string };

/** What makes two rows the same customer: a column's value, or that they stand in the same row of the file. */
export const CUSTOMER_KEYS = ["externalId", "email", "row"] as const;
export type CustomerKey = (typeof CUSTOMER_KEYS)[number];

export type ImportMapping = {
  columns: ColumnMapping[];
  key: CustomerKey;
  /** Of orders: order numbers that begin so are cancellations; "" for none. */
  cancelPrefix: string;
  /** Of orders: only lines with a quantity and a price above zero. */
  isPositiveOnly: boolean;
  /** Of orders: no cancellations. */
  isWithoutCancellations: boolean;
  /** Of a finished campaign: what it was, and what the values of its group column mean. */
  campaign?: PastSettings;
};

/** Whether the mapping writes something into this field. */
export function isMapped(mapping: ImportMapping, field: string): boolean {
  return mapping.columns.some((column) => column.field === field);
}

/** The reason why this mapping cannot run, as a sentence, or null. */
export function mappingProblem(kind: ImportKind, mapping: ImportMapping): string | null {
  const has = (field: string) => isMapped(mapping, field);
  const fields = mapping.columns.flatMap(({ field }) => (field && field !== "new" ? [field] : []));
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice) return "Two columns go to the same field. Leave one of them out.";
  if (mapping.columns.some(({ field, label }) => field === "new" && label.trim() === ""))
    return "A new field needs a name.";
  if (mapping.key !== "row" && !has(mapping.key))
    return mapping.key === "email"
      ? "Choose the column that holds the e-mail address."
      : "Choose the column that holds the customer number, or tell people apart in another way.";
  if (kind === "customers") return null;
  if (kind === "campaign")
    return mapping.campaign && has("arm")
      ? pastProblem(mapping.campaign)
      : "Choose the column that says in which group somebody was.";
  if (mapping.key === "row") return "Orders need a column that says whose they are.";
  if (!has("orderNumber")) return "Choose the column that holds the order number.";
  if (!has("orderedAt")) return "Choose the column that holds the time of the order.";
  if (!has("lineTotal") && !has("unitPrice"))
    return "Choose the column that holds the price, or the line total.";
  return null;
}
