/** A file begins with it, or Excel takes UTF-8 for something else. */
export const UTF8_MARK = "\uFEFF";

/** A number is written as it is, null as an empty cell. */
export type CsvCell = string | number | null;

/** A text that a spreadsheet would run as a formula gets an apostrophe; a typed number or phone number is none. */
const isFormula = (text: string) =>
  /^[=@\t\r\n]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d\s().,/-]*$/.test(text));

function field(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file (RFC 4180), safe to open in a spreadsheet. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(field).join(",")}\r\n`;
}

/** A whole file with a head line, for what is small. */
export function csvFile(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return UTF8_MARK + [columns, ...rows].map(csvLine).join("");
}
