/** A file begins with it, or Excel takes UTF-8 for something else. */
export const UTF8_MARK = "\uFEFF";

/** A cell that a spreadsheet would run as a formula gets an apostrophe; a number or phone number is none. */
const isFormula = (text: string) =>
  /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d\s().,/-]*$/.test(text));

function field(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file (RFC 4180), safe to open in a spreadsheet. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(field).join(",")}\r\n`;
}
