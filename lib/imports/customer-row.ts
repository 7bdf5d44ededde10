import { type AttributeType, CHANNELS, type Channel } from "@/lib/customers/fields";
import type { AttributeValue, CustomerIntake, IntakeField } from "@/lib/customers/intake/customer";
import { hasBadByte } from "./encoding";
import type { FieldShape } from "./field";
import { CUSTOMER_FIELDS } from "./field";
import type { ImportMapping } from "./mapping";
import { isEmail } from "./profile";
import {
  isBlank,
  orderOf,
  type Reading,
  readBoolean,
  readDay,
  readId,
  readList,
  readNumber,
  readWallTime,
  type WallTime,
} from "./reading";

/** A cell that cannot be taken. `reason` names the column and never the value, so that reasons group. */
export class CellFault extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

export type ReadColumn = { name: string; at: number; field: string; reading: Reading };

export type Readers = { momentOf: (time: WallTime) => string };

/** The text of a cell; null for a blank one. Throws for what could not be stored as it is. */
export function cellText(cells: readonly string[], { at, name }: ReadColumn): string | null {
  const text = cells[at]?.trim() ?? "";
  if (text === "") return null;
  if (hasBadByte(text))
    throw new CellFault(`${name} holds a byte that does not belong to the file's encoding`);
  if (text.includes("\0")) throw new CellFault(`${name} holds a NUL character`);
  return text;
}

/** Longer than any id; the database could not index it. */
const MAX_ID = 200;

export function idIn(text: string, { name }: Pick<ReadColumn, "name">): string {
  if (text.length > MAX_ID) throw new CellFault(`${name} is longer than ${MAX_ID} characters`);
  return readId(text);
}

/** The first characters, never half of one that takes two units. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length);
}

export function numberIn(text: string, { name, reading }: ReadColumn): number | null {
  if (isBlank(text)) return null;
  const value = readNumber(text, reading === "number-comma" ? "," : ".");
  if (value === null || !Number.isFinite(value)) throw new CellFault(`${name} is not a number`);
  return value;
}

export function momentIn(text: string, { name, reading }: ReadColumn, { momentOf }: Readers): string | null {
  if (isBlank(text)) return null;
  const time = readWallTime(text, orderOf(reading));
  if (!time) throw new CellFault(`${name} is not a date`);
  return momentOf(time);
}

export function emailIn(text: string, { name }: ReadColumn): string {
  if (!isEmail(text)) throw new CellFault(`${name} is not a valid address`);
  return text;
}

/** A value of an attribute of the type, or null for none. */
function attributeIn(text: string, column: ReadColumn, type: AttributeType): AttributeValue | null {
  const { name, reading } = column;
  if (type === "choice") return shortened(text, 100);
  if (type === "text") return shortened(text, 2000);
  if (type === "choices") return readList(text).map((choice) => shortened(choice, 100));
  if (isBlank(text)) return null;
  if (type === "number") return numberIn(text, column);
  if (type === "boolean") {
    const value = readBoolean(text);
    if (value === null) throw new CellFault(`${name} is neither yes nor no`);
    return value;
  }
  return dayIn(text, name, reading);
}

function dayIn(text: string, name: string, reading: Reading): string | null {
  if (isBlank(text)) return null;
  const day = readDay(text, reading);
  if (day === null) throw new CellFault(`${name} is not a date`);
  return day;
}

const CONSENT_IN = /^(in|opted.?in|subscribed|given|granted|consented|accepted|marketing|abonniert)$/i;
const CONSENT_OUT = /^(out|opted.?out|unsubscribed|withdrawn|refused|cleaned|abgemeldet)$/i;

function consentIn(text: string, name: string): "in" | "out" | null {
  if (CONSENT_IN.test(text)) return "in";
  if (CONSENT_OUT.test(text)) return "out";
  if (isBlank(text) || /^(pending|nonsubscribed|never|not set)$/i.test(text)) return null;
  const value = readBoolean(text);
  if (value === null) throw new CellFault(`${name} says neither in nor out`);
  return value ? "in" : "out";
}

function genderIn(text: string, name: string): string | null {
  if (isBlank(text)) return null;
  if (/^(f|female|w|weiblich|woman|frau|femme|mrs\.?|ms\.?)$/i.test(text)) return "female";
  if (/^(m|male|männlich|maennlich|man|mann|herr|homme|mr\.?)$/i.test(text)) return "male";
  if (/^(o|other|d|divers|diverse|x|nb|non-?binary)$/i.test(text)) return "other";
  throw new CellFault(`${name} is not a gender that Facet knows`);
}

const CONSENT_FIELDS = new Map<string, Channel>([
  ...CHANNELS.map((channel) => [`consent${channel[0]?.toUpperCase()}${channel.slice(1)}`, channel] as const),
  ["optOutEmail", "email"],
  ["optOutPhone", "phone"],
  ["unsubscribedAt", "email"],
]);

type Draft = Required<Omit<CustomerIntake, "key" | "consentAt">> & {
  externalId?: string;
  consentAt?: string;
};

/** Writes what one built-in cell says into the draft. */
function fill(draft: Draft, text: string, column: ReadColumn, shape: FieldShape, readers: Readers): void {
  const { field, name } = column;
  if (shape === "id") {
    draft.externalId = idIn(text, column);
    return;
  }
  const channel = CONSENT_FIELDS.get(field);
  if (!channel) {
    const value = valueIn(text, column, shape, readers);
    if (value !== null) draft.fields[field as IntakeField] = value;
    return;
  }
  if (shape === "optOutAt") draft.consentAt = momentIn(text, column, readers) ?? draft.consentAt;
  const isOut = shape === "optOutAt" ? !isBlank(text) : shape === "optOut" && readBoolean(text) === true;
  const state = shape === "consent" ? consentIn(text, name) : isOut ? "out" : null;
  if (state && draft.consents[channel] !== "out") draft.consents[channel] = state;
}

const MAX_INTEGER = 2_147_483_647;

function valueIn(text: string, column: ReadColumn, shape: FieldShape, readers: Readers) {
  const { field, name, reading } = column;
  switch (shape) {
    case "email":
      return isBlank(text) ? null : emailIn(text, column);
    case "number": {
      const value = numberIn(text, column);
      if (value === null || field !== "companySize") return value;
      if (Math.abs(value) > MAX_INTEGER) throw new CellFault(`${name} is too large`);
      return Math.round(value);
    }
    case "day":
      return dayIn(text, name, reading);
    case "moment":
      return momentIn(text, column, readers);
    case "gender":
      return genderIn(text, name);
    default:
      return field === "postcode" ? idIn(text, column) : shortened(text, 200);
  }
}

/** The columns of the mapping that are taken; `keys` has the key of each field that the import made. */
export function takenColumns(
  mapping: ImportMapping,
  names: readonly string[],
  keys: readonly (string | null)[] = [],
): ReadColumn[] {
  return mapping.columns.flatMap(({ field, reading }, at) => {
    if (field === null) return [];
    const target = field === "new" ? `attr:${keys[at] ?? ""}` : field;
    return [{ name: names[at] ?? `Column ${at + 1}`, at, field: target, reading }];
  });
}

/**
 * Reads one row of a customer file. Throws CellFault when it cannot be taken. `rowKey` names the row where the file
 * has no column that tells people apart.
 */
export function customerReader(
  columns: readonly ReadColumn[],
  {
    key,
    types,
    readers,
    rowKey,
  }: {
    key: ImportMapping["key"];
    types: ReadonlyMap<string, AttributeType>;
    readers: Readers;
    rowKey: (no: number) => string;
  },
): (cells: readonly string[], no: number) => CustomerIntake {
  return (cells, no) => {
    const draft: Draft = { fields: {}, attrs: {}, consents: {} };
    for (const column of columns) {
      const text = cellText(cells, column);
      if (text === null) continue;
      const type = types.get(column.field);
      const shape = CUSTOMER_FIELDS[column.field]?.shape;
      if (type) {
        const value = attributeIn(text, column, type);
        if (value !== null) draft.attrs[column.field.slice(5)] = value;
      } else if (shape) fill(draft, text, column, shape, readers);
    }
    const { externalId, ...intake } = draft;
    return { key: keyFrom(key, externalId, intake.fields.email, () => rowKey(no)), ...intake };
  };
}

function keyFrom(
  key: ImportMapping["key"],
  externalId: string | undefined,
  email: string | number | undefined,
  rowKey: () => string,
): CustomerIntake["key"] {
  if (key === "row") return { externalId: rowKey() };
  if (key === "email") {
    if (typeof email !== "string") throw new CellFault("No e-mail address");
    return { email };
  }
  if (!externalId) throw new CellFault("No customer number");
  return { externalId };
}
