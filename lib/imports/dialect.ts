import { parse } from "csv-parse/sync";
import { isEmail } from "./profile";
import { readDay, readNumber } from "./reading";

const DELIMITERS = [",", ";", "\t", "|"] as const;
const LOOKED_AT = 60;

/** What csv-parse is told for each file, whether read whole or as a stream. */
export function csvOptions({ delimiter, quote }: { delimiter: string; quote: string }) {
  return {
    delimiter,
    quote: quote === "" ? (false as const) : quote,
    escape: quote === "" ? (false as const) : quote,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
  };
}

export type DetectedText = { delimiter: string; quote: string; hasHeader: boolean };

/** Delimiter, quote sign and whether the first line names the columns, from the beginning of a file. */
export function detectText(text: string): DetectedText {
  const quote = /(^|[,;\t|\n\r])'[^'\n\r]*'([,;\t|\n\r]|$)/.test(text) && !text.includes('"') ? "'" : '"';
  const scored = DELIMITERS.map((delimiter) => {
    const records = firstRecords(text, delimiter, quote);
    return { delimiter, records, score: evenness(records) };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return { delimiter: best.delimiter, quote, hasHeader: looksNamed(best.records) };
}

function firstRecords(text: string, delimiter: string, quote: string): string[][] {
  try {
    // The last record may be cut where the sample ends, even inside quotes.
    const records: string[][] = parse(text, {
      ...csvOptions({ delimiter, quote }),
      to: LOOKED_AT,
    });
    return records.filter((record) => record.length > 1 || (record[0] ?? "").trim() !== "");
  } catch {
    return text
      .split(/\r\n|\n|\r/)
      .slice(0, LOOKED_AT)
      .filter((line) => line !== "")
      .map((line) => line.split(delimiter));
  }
}

/** More columns and more records of the commonest width score higher; one column scores nothing. */
function evenness(records: string[][]): number {
  const widths = new Map<number, number>();
  for (const { length } of records) widths.set(length, (widths.get(length) ?? 0) + 1);
  const [width, count] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
  if (width < 2) return 0;
  const first = records[0]?.length === width ? 1 : 0.5;
  return (count / records.length) ** 2 * first * (1 + Math.log(width));
}

/** A first line is names when nothing in it is a value: no number, date, address or gap among several columns. */
function looksNamed([first, ...others]: string[][]): boolean {
  if (!first) return true;
  if (first.some((cell) => isValue(cell.trim()))) return false;
  const blank = first.filter((cell) => cell.trim() === "").length;
  if (blank > first.length / 2) return false;
  const typed = first.some((_, at) => others.some((record) => isValue((record[at] ?? "").trim())));
  const repeats = others.some((record) => record.some((cell, at) => cell !== "" && cell === first[at]));
  return typed || !repeats;
}

const isValue = (text: string) =>
  readNumber(text, ".") !== null || readDay(text, "date-dmy") !== null || isEmail(text);

/** Names for the columns: those of the header, "Column 3" where it has none, "Reason (2)" for a repeated one. */
export function columnNames(header: readonly string[] | null, width: number): string[] {
  const taken = new Map<string, number>();
  return Array.from({ length: Math.max(width, header?.length ?? 0) }, (_, at) => {
    const name = header?.[at]?.trim() || `Column ${at + 1}`;
    const times = (taken.get(name.toLowerCase()) ?? 0) + 1;
    taken.set(name.toLowerCase(), times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** Files whose columns are called the same, in the same order, have the same signature. */
export function signatureOf(names: readonly string[]): string {
  return names.map((name) => name.trim().toLowerCase()).join("\u241f");
}
