import { importFields, readingsFor } from "./field";
import type { ImportKind } from "./import";
import { type ColumnMapping, type ImportMapping, isMapped, mappingProblem } from "./mapping";
import { readingsOf } from "./reading";
import { attributeKey, type KnownAttribute } from "./suggest";

/** Where each column goes is a place that exists, read in a way that gives its type. */
function columnProblem(
  kind: ImportKind,
  { field, reading, label }: ColumnMapping,
  attributes: readonly KnownAttribute[],
): string | null {
  if (field === null) return null;
  if (field === "new") {
    if (kind !== "customers")
      return `A file of ${kind === "orders" ? "orders" : "a campaign"} cannot make new fields.`;
    const key = attributeKey(label);
    const known = attributes.find((attribute) => attribute.key === key);
    return known ? `There is a field called “${known.label}” already. Choose it, or use another name.` : null;
  }
  if (field.startsWith("attr:")) {
    const attribute = kind === "customers" && attributes.find(({ key }) => `attr:${key}` === field);
    if (!attribute) return "A field that a column was matched to is gone. Choose another.";
    return readingsOf(attribute.type).includes(reading)
      ? null
      : `“${attribute.label}” cannot be read that way. Choose how its column is read.`;
  }
  const shape = importFields(kind)[field]?.shape;
  if (!shape) return "A column was matched to a field that does not exist. Choose another.";
  const readings = readingsFor(shape);
  return readings.length === 0 || readings.includes(reading) ? null : "Choose how each column is read.";
}

/** The reason why this mapping cannot run over a file with so many columns, as a sentence, or null. */
export function startProblem(
  kind: ImportKind,
  mapping: ImportMapping,
  { width, attributes }: { width: number; attributes: readonly KnownAttribute[] },
): string | null {
  if (mapping.columns.length !== width) return "The file was read anew meanwhile. Reload the page.";
  const keys = mapping.columns.flatMap(({ field, label }) => (field === "new" ? [attributeKey(label)] : []));
  if (new Set(keys).size < keys.length) return "Two new fields have the same name.";
  if (kind === "customers" && mapping.columns.every(({ field }) => field === null))
    return "No column is imported. Choose a field for at least one.";
  for (const column of mapping.columns) {
    const problem = columnProblem(kind, column, attributes);
    if (problem) return problem;
  }
  return mappingProblem(kind, mapping);
}

/** A mapping that was remembered, when it still fits: as many columns, fields that exist. */
export function fits(
  kind: ImportKind,
  mapping: ImportMapping | null,
  place: { width: number; attributes: readonly KnownAttribute[] },
): mapping is ImportMapping {
  return mapping !== null && startProblem(kind, mapping, place) === null;
}

/** Fields that the import makes, and the mapping with each column going to its own. */
export function withNewFields(mapping: ImportMapping) {
  const created = mapping.columns.flatMap(({ field, reading, label }) =>
    field === "new" ? [{ key: attributeKey(label), label: label.trim(), reading }] : [],
  );
  const columns = mapping.columns.map((column) =>
    column.field === "new" ? { ...column, field: `attr:${attributeKey(column.label)}`, label: "" } : column,
  );
  return { created, mapping: { ...mapping, columns } };
}

/** What an import does with people that it finds and with those it does not, in one sentence. */
export function writeSentence(kind: ImportKind, mapping: ImportMapping): string {
  if (mapping.key === "row")
    return `Each row is a person of its own; the same file again finds the same people${kind === "campaign" ? ", as it does when they were imported as customers from it" : ""}.`;
  const by = mapping.key === "email" ? "e-mail address" : "customer number";
  if (kind === "campaign")
    return `Each row is one person of the campaign, found by ${by}; who is not known yet is added. Orders and events of the workspace stay as they are: what the file says of them belongs to the campaign.`;
  if (kind === "orders")
    return `Each row is one line of an order. The order belongs to the customer with the row’s ${by}, who is added if new. Lines that are known already are not doubled.`;
  const gaps = isMapped(mapping, "email") || mapping.key === "email" ? " An opt-out is never lifted." : "";
  return `A row whose ${by} is known changes that customer; any other adds one. Empty cells change nothing.${gaps}`;
}
