import { type PastSettings, suggestArms } from "@/lib/campaigns/past/past";
import type { AttributeType } from "@/lib/customers/fields";
import { importFields, readingsFor } from "./field";
import type { ImportKind } from "./import";
import { type ColumnMapping, type CustomerKey, type ImportMapping, isMapped } from "./mapping";
import type { ColumnProfile } from "./profile";
import { type Reading, readDay, readingsOf } from "./reading";
import { meaningOf, plainName } from "./synonyms";

/** Columns that a file of rejected rows has besides its own; left out when it comes back. */
export const REJECT_COLUMNS = ["Facet row", "Facet reason"] as const;

export type KnownAttribute = { key: string; label: string; type: AttributeType };

/** The key of a new attribute: its name in lower case with single underscores. */
export function attributeKey(label: string): string {
  const key = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
  return key || "field";
}

/** "MntWines" and "day_of_week" as words: "Mnt wines", "Day of week". */
export function attributeLabel(name: string): string {
  const words = name
    .replace(/[_.]+/g, " ")
    .replace(/([\p{Ll}])(\p{Lu})/gu, "$1 $2")
    .replace(/\s+/g, " ")
    .trim();
  const lower = words.replace(/(?<=\s)\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase());
  return (lower.charAt(0).toUpperCase() + lower.slice(1)).slice(0, 60);
}

/** A mapping to start from: by the names of the columns, then by what they hold. */
export function suggestMapping(
  kind: ImportKind,
  columns: readonly ColumnProfile[],
  attributes: readonly KnownAttribute[],
): ImportMapping {
  const fields = bestFields(kind, columns);
  const mapped = columns.map((column, at): ColumnMapping => {
    if (REJECT_COLUMNS.some((name) => name === column.name)) return leftOut(column);
    const field = fields.get(at);
    if (field) return { field, reading: readingFor(kind, field, column), label: "" };
    return kind === "customers" ? asAttribute(column, attributes) : leftOut(column);
  });
  const draft = { columns: mapped, cancelPrefix: "", isPositiveOnly: false, isWithoutCancellations: false };
  const key = keyFor(kind, { ...draft, key: "row" }, columns);
  if (kind === "campaign") return { ...draft, key, campaign: suggestCampaign(columns, mapped) };
  return { ...draft, key, cancelPrefix: kind === "orders" ? prefixIn(columns, mapped) : "" };
}

/** The campaign of a mapping whose columns changed: another group column has other groups. */
export function withGroups(
  mapping: ImportMapping,
  before: ImportMapping,
  columns: readonly ColumnProfile[],
): ImportMapping {
  const placeOf = (of: ImportMapping) => of.columns.findIndex(({ field }) => field === "arm");
  const place = placeOf(mapping);
  if (!mapping.campaign || place === placeOf(before)) return mapping;
  return { ...mapping, campaign: { ...mapping.campaign, arms: suggestArms(columns[place]?.values ?? []) } };
}

/** What a file of a campaign's people says by itself: its groups, and what it aimed at. */
function suggestCampaign(columns: readonly ColumnProfile[], mapped: readonly ColumnMapping[]): PastSettings {
  const columnOf = (field: string) => columns[mapped.findIndex((column) => column.field === field)];
  return {
    ...{ name: "", startOn: "", endOn: "" },
    goal: attributeLabel(columnOf("reached")?.name ?? ""),
    arms: suggestArms(columnOf("arm")?.values ?? []),
  };
}

/** For each field the column whose name says it best. */
function bestFields(kind: ImportKind, columns: readonly ColumnProfile[]): Map<number, string> {
  const best = new Map<string, { at: number; rank: number }>();
  columns.forEach((column, at) => {
    const meaning = column.filled > 0 ? meaningOf(kind, column.name) : null;
    if (!meaning || !fits(kind, meaning.field, column)) return;
    const other = best.get(meaning.field);
    if (!other || meaning.rank < other.rank) best.set(meaning.field, { at, rank: meaning.rank });
  });
  return new Map([...best].map(([field, { at }]) => [at, field]));
}

/** A column called "title" or "sex" that holds something else is no such field. */
function fits(kind: ImportKind, field: string, { reading, samples }: ColumnProfile): boolean {
  const shape = importFields(kind)[field]?.shape;
  if (shape === "times") return reading === "boolean" || reading.startsWith("number");
  if (shape === "number") return reading.startsWith("number") || reading === "boolean";
  if (shape === "day") return reading.startsWith("date") || isYears(samples);
  if (shape === "moment" || shape === "optOutAt") return reading.startsWith("date");
  if (shape === "gender")
    return samples.every((sample) =>
      /^(f|m|w|d|x|female|male|other|männlich|weiblich|divers|mr\.?|mrs\.?|ms\.?|frau|herr)$/i.test(sample),
    );
  if (shape === "consent" || shape === "optOut")
    return reading === "boolean" || reading === "choice" || samples.every((sample) => sample.length < 20);
  return true;
}

const isYears = (samples: readonly string[]) =>
  samples.length > 0 && samples.every((sample) => readDay(sample, "year") !== null);

/** How a column is read that goes to a built-in field. */
export function readingFor(kind: ImportKind, field: string, column: ColumnProfile): Reading {
  const shape = importFields(kind)[field]?.shape;
  const allowed = shape ? readingsFor(shape) : [];
  if (allowed.length === 0) return "text";
  if (allowed.includes("year") && isYears(column.samples)) return "year";
  return allowed.includes(column.reading) ? column.reading : (allowed[0] ?? "text");
}

function asAttribute(column: ColumnProfile, attributes: readonly KnownAttribute[]): ColumnMapping {
  if (column.filled === 0) return leftOut(column);
  const name = plainName(column.name);
  const known = attributes.find(({ key, label }) => plainName(key) === name || plainName(label) === name);
  if (known)
    return { field: `attr:${known.key}`, reading: readingOfAttribute(known.type, column), label: "" };
  return { field: "new", reading: column.reading, label: attributeLabel(column.name) };
}

/** How a column is read that goes to an attribute of this type. */
export function readingOfAttribute(type: AttributeType, column: ColumnProfile): Reading {
  const allowed = readingsOf(type);
  return allowed.includes(column.reading) ? column.reading : (allowed[0] ?? "text");
}

const leftOut = ({ reading }: ColumnProfile): ColumnMapping => ({ field: null, reading, label: "" });

function keyFor(kind: ImportKind, mapping: ImportMapping, columns: readonly ColumnProfile[]): CustomerKey {
  if (kind === "orders")
    return isMapped(mapping, "externalId") || !isMapped(mapping, "email") ? "externalId" : "email";
  const id = columns[mapping.columns.findIndex(({ field }) => field === "externalId")];
  if (id) return "externalId";
  return isMapped(mapping, "email") ? "email" : "row";
}

/** "C" when some but not most order numbers are a plain number behind a C. */
function prefixIn(columns: readonly ColumnProfile[], mapped: readonly ColumnMapping[]): string {
  const at = mapped.findIndex(({ field }) => field === "orderNumber");
  return columns[at]?.cancelPrefix ?? "";
}
