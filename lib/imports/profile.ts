import type { Trouble } from "./import";
import { isBlank, type Reading, readBoolean, readDay, readList, readNumber } from "./reading";

/** Something a person should know about a column before it is imported. */
export type Finding = { tone: "plain" | "good" | "warn"; text: string };

export type ColumnProfile = {
  name: string;
  /** The first different values, shortened. */
  samples: string[];
  filled: number;
  /** Of the rows looked at: the values when there are few, else null. */
  values: string[] | null;
  isDistinct: boolean;
  reading: Reading;
  /** "C" when some but not most values are a number behind a C, as cancelled invoices are written; else "". */
  cancelPrefix: string;
  findings: Finding[];
};

export type FileProfile = {
  columns: ColumnProfile[];
  /** Rows looked at, and whether they are all. */
  rows: number;
  isWhole: boolean;
  /** Rows with bytes that the encoding does not have, and the first of them. */
  badRows: number;
  firstBadRow: number | null;
  /** Records at the end that are a report's footer. */
  footerRows: number;
  /** Rows of the whole file: exact when `isWhole`, else from the share of bytes that was looked at. */
  expectedRows: number;
  /** Where text begins that could not be cut into records, if that was seen. */
  trouble: Trouble | null;
};

const MAX_VALUES = 200;
const FEW_CHOICES = 30;
const MOSTLY = 0.99;
const EMAIL = /^[^\s@"(),:;<>[\]\\\uFF20]+@[^\s@"(),:;<>[\]\\]+\.[^\s@"(),:;<>[\]\\]+$/;

/** Whether the text can be one address; comments, quoted names and lists are refused. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text);
}

const CHECKS = {
  number: (text: string) => readNumber(text, ".") !== null,
  "number-comma": (text: string) => readNumber(text, ",") !== null,
  boolean: (text: string) => readBoolean(text) !== null,
  "date-ymd": (text: string) => readDay(text, "date-ymd") !== null,
  "date-dmy": (text: string) => readDay(text, "date-dmy") !== null,
  "date-mdy": (text: string) => readDay(text, "date-mdy") !== null,
} as const;
type Checked = keyof typeof CHECKS;
const CHECKED = Object.keys(CHECKS) as Checked[];

function cancelPrefixIn(values: string[]): string {
  const cancelled = values.filter((value) => /^C\d+$/.test(value)).length;
  const plain = values.filter((value) => /^\d+$/.test(value)).length;
  return cancelled > 0 && plain > cancelled ? "C" : "";
}

/** Watches one column go by. `reading` and the findings follow from everything it saw. */
export class ColumnWatch {
  readonly name: string;
  private readonly fits = Object.fromEntries(CHECKED.map((key) => [key, 0])) as Record<Checked, number>;
  private readonly seen = new Map<string, number>();
  private readonly checked = new Map<string, readonly Checked[]>();
  private filled = 0;
  private blankWords = 0;
  private emails = 0;
  private at = 0;
  private hasRepeats = false;

  constructor(name: string) {
    this.name = name;
  }

  see(cell: string): void {
    const text = cell.trim();
    if (text === "") return;
    this.filled += 1;
    this.note(text);
    if (isBlank(text)) {
      this.blankWords += 1;
      return;
    }
    if (text.includes("@")) {
      this.at += 1;
      if (isEmail(text)) this.emails += 1;
    }
    for (const key of this.checksOf(text)) this.fits[key] += 1;
  }

  private note(text: string): void {
    const times = this.seen.get(text);
    if (times !== undefined) {
      this.hasRepeats = true;
      this.seen.set(text, times + 1);
    } else if (this.seen.size < 60_000) this.seen.set(text, 1);
  }

  private checksOf(text: string): readonly Checked[] {
    const known = this.checked.get(text);
    if (known) return known;
    const fits = CHECKED.filter((key) => CHECKS[key](text));
    if (this.checked.size < 5000) this.checked.set(text, fits);
    return fits;
  }

  profile(): ColumnProfile {
    const values = [...this.seen.keys()];
    const reading = this.reading();
    return {
      name: this.name,
      samples: values.slice(0, 3).map((value) => (value.length > 40 ? `${value.slice(0, 39)}…` : value)),
      filled: this.filled,
      values: values.length <= MAX_VALUES ? values : null,
      isDistinct: this.filled > 0 && !this.hasRepeats,
      reading,
      cancelPrefix: cancelPrefixIn(values),
      findings: this.findings(reading),
    };
  }

  private get told(): number {
    return this.filled - this.blankWords;
  }

  private reading(): Reading {
    const { fits, told } = this;
    if (told === 0) return "text";
    const are = (key: Checked) => fits[key] >= told * MOSTLY;
    const distinct = [...this.seen.keys()].filter((value) => !isBlank(value));
    if (fits.boolean === told && distinct.length === 2) return "boolean";
    if (are("date-ymd") && !are("number")) return "date-ymd";
    if (are("date-dmy") || are("date-mdy"))
      return fits["date-mdy"] > fits["date-dmy"] ? "date-mdy" : "date-dmy";
    if (are("number") || are("number-comma")) {
      const hasLeadingZero = distinct.some((value) => /^0\d/.test(value));
      if (hasLeadingZero) return "text";
      return fits["number-comma"] > fits.number || this.isCommaDecimal(distinct) ? "number-comma" : "number";
    }
    return this.listReading(distinct);
  }

  /** "1,5" reads as fifteen with the point as decimal sign only if every comma stands before three digits. */
  private isCommaDecimal(values: string[]): boolean {
    if (this.fits["number-comma"] < this.fits.number) return false;
    return values.some((value) => /,\d{1,2}$|,\d{4,}$|^0,\d+$/.test(value));
  }

  private listReading(distinct: string[]): Reading {
    const lists = distinct.filter((value) => /;|^".*"$/.test(value));
    if (lists.length > 0) {
      const words = distinct.flatMap(readList);
      const different = new Set(words).size;
      if (different <= 50 && words.length >= different * 1.5) return "choices";
    }
    const isFew = distinct.length <= FEW_CHOICES && this.told >= distinct.length * 4;
    return isFew && distinct.every((value) => value.length <= 60) ? "choice" : "text";
  }

  private findings(reading: Reading): Finding[] {
    const found: Finding[] = [];
    const warn = (text: string) => found.push({ tone: "warn", text });
    const rows = (count: number) => (count === 1 ? "1 row" : `${count} rows`);
    const { fits, told } = this;
    if (this.filled === 0) found.push({ tone: "plain", text: "empty" });
    if (reading === "date-dmy" || reading === "date-mdy") {
      const other = reading === "date-dmy" ? "date-mdy" : "date-dmy";
      const [is, isNot] =
        reading === "date-dmy" ? ["day first", "month first"] : ["month first", "day first"];
      const against = fits[reading] - fits[other];
      if (against > 0 || fits[other] > 0)
        warn(
          against > 0
            ? `${is}? ${rows(against)} cannot be ${isNot}`
            : `${is}? every row could be ${isNot} too`,
        );
    }
    if (reading in CHECKS && fits[reading as Checked] < told)
      warn(`${told - fits[reading as Checked]} not a ${reading.startsWith("date") ? "date" : "number"}`);
    if (this.at > told * 0.5 && this.emails < told) warn(`${told - this.emails} not a valid address`);
    if (this.filled > 1 && !this.hasRepeats) found.push({ tone: "good", text: "all distinct" });
    const [only] = this.seen.keys();
    if (this.seen.size === 1 && told > 1) found.push({ tone: "plain", text: `always ${only}` });
    if (reading !== "text" && reading !== "choice" && this.blankWords > 0)
      found.push({ tone: "plain", text: `${this.blankWords} say none` });
    if (reading === "number" && this.isFloatId())
      found.push({ tone: "plain", text: "whole numbers written with .0" });
    return found;
  }

  private isFloatId(): boolean {
    const values = [...this.seen.keys()].filter((value) => !isBlank(value));
    return values.length > 2 && values.every((value) => /^\d+\.0+$/.test(value));
  }
}
