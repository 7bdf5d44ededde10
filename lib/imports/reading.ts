import type { AttributeType } from "@/lib/customers/fields";

/** How the text of a column is understood. One word holds the type and, where it matters, the notation. */
export const READINGS = [
  "text",
  "number",
  "number-comma",
  "boolean",
  "date-ymd",
  "date-dmy",
  "date-mdy",
  "year",
  "choice",
  "choices",
] as const;
export type Reading = (typeof READINGS)[number];

export const READING_LABEL: Record<Reading, string> = {
  text: "Text",
  number: "Number, 1,234.5",
  "number-comma": "Number, 1.234,5",
  boolean: "Yes or no",
  "date-ymd": "Date, year first",
  "date-dmy": "Date, day first",
  "date-mdy": "Date, month first",
  year: "Year only",
  choice: "One of a list",
  choices: "Many of a list",
};

const TYPE: Record<Reading, AttributeType> = {
  text: "text",
  number: "number",
  "number-comma": "number",
  boolean: "boolean",
  "date-ymd": "date",
  "date-dmy": "date",
  "date-mdy": "date",
  year: "date",
  choice: "choice",
  choices: "choices",
};

/** The type of an attribute whose column is read so. */
export function typeOfReading(reading: Reading): AttributeType {
  return TYPE[reading];
}

/** Readings that give a value of the type. */
export function readingsOf(type: AttributeType): Reading[] {
  return READINGS.filter((reading) => TYPE[reading] === type);
}

/** Words that stand for "no value" in columns that are not text. */
const BLANK = /^(|-|–|n\/?a|#n\/a|nan|null|none|nil|unknown|undefined|\?)$/i;

export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

const PLAIN = /^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(\d+|\d{1,3}([. ]\d{3})+)?(,\d*)?$/;

/** A number, or null when the text is none: currency signs, a percent sign and thousands separators are allowed. */
export function readNumber(text: string, decimal: "." | ","): number | null {
  const bare = text.replace(/[\s\u00a0\u202f'’€$£¥%]/g, "").replace(/^[\u2212\u2013]/, "-");
  if (!/\d/.test(bare)) return null;
  const inverted = /^\(.*\)$/.test(bare) ? `-${bare.slice(1, -1)}` : bare;
  if (decimal === ".") return PLAIN.test(inverted) ? Number(inverted.replaceAll(",", "")) : null;
  return COMMA.test(inverted) ? Number(inverted.replaceAll(".", "").replace(",", ".")) : null;
}

const YES = /^(1|1\.0|true|t|yes|y|ja|j|oui|o|si|sí|sim|x|on)$/i;
const NO = /^(0|0\.0|false|f|no|n|nein|non|não|nao|off)$/i;

export function readBoolean(text: string): boolean | null {
  if (YES.test(text)) return true;
  return NO.test(text) ? false : null;
}

/** A wall-clock time, without a zone unless `offset` says how many minutes it is ahead of UTC. */
export type WallTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  offset: number | null;
};

export type DateOrder = "ymd" | "dmy" | "mdy";

const YEAR_FIRST = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ]+(.+))?$/;
const YEAR_FIRST_SHORT = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T, ]+(.+))?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/** The parts of a date with or without a time, or null. A four-digit year in front settles the order by itself. */
export function readWallTime(text: string, order: DateOrder): WallTime | null {
  const first = YEAR_FIRST.exec(text) ?? YEAR_FIRST_SHORT.exec(text);
  const last = first || order === "ymd" ? null : YEAR_LAST.exec(text);
  const found = first ?? last;
  if (!found) return null;
  const [a, b, c] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const year = first ? a : c < 100 && found[3]?.length === 2 ? c + (c < 70 ? 2000 : 1900) : c;
  const month = first ? b : order === "dmy" ? b : a;
  const day = first ? c : order === "dmy" ? a : b;
  if (year < 1000) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const clock = readClock(found[4]);
  return clock && { year, month, day, ...clock };
}

function readClock(text: string | undefined) {
  if (!text) return { hour: 0, minute: 0, second: 0, offset: null };
  const found = CLOCK.exec(text.trim());
  if (!found) return null;
  const half = found[4]?.toLowerCase();
  const hour = half ? (Number(found[1]) % 12) + (half === "pm" ? 12 : 0) : Number(found[1]);
  const [minute, second] = [Number(found[2]), Number(found[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { hour, minute, second, offset: found[5] ? offsetOf(found[5]) : null };
}

function offsetOf(text: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (!found) return 0;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const two = (value: number) => String(value).padStart(2, "0");

/** "YYYY-MM-DD" of the reading, or null. A year alone becomes its 1 January. */
export function readDay(text: string, reading: Reading): string | null {
  if (reading === "year") {
    const year = Number(/^(\d{4})(\.0+)?$/.exec(text)?.[1]);
    return year >= 1800 && year <= 2200 ? `${year}-01-01` : null;
  }
  const time = readWallTime(text, orderOf(reading));
  return time && `${String(time.year).padStart(4, "0")}-${two(time.month)}-${two(time.day)}`;
}

export function orderOf(reading: Reading): DateOrder {
  return reading === "date-dmy" ? "dmy" : reading === "date-mdy" ? "mdy" : "ymd";
}

/** The parts of a list in one cell: by semicolon, or the quoted words of a Mailchimp tag cell. */
export function readList(text: string): string[] {
  const parts = /^".*"$/.test(text) ? text.slice(1, -1).split(/"\s*,\s*"/) : text.split(";");
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
}

/** An id as text: what a spreadsheet made a float of is the whole number again ("17850.0" is "17850"). */
export function readId(text: string): string {
  return text.replace(/^(\d+)\.0+$/, "$1");
}
