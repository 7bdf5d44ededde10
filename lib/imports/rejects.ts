import { REJECT_COLUMNS } from "./suggest";

export type Reject = { no: number; reason: string; cells: string[] };

/** A cell that a spreadsheet would run as a formula gets an apostrophe; a number or phone number is none. */
const isFormula = (text: string) =>
  /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d\s().,/-]*$/.test(text));

function field(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly string[]) => `${cells.map(field).join(",")}\r\n`;

/**
 * The file of rejected rows, in pieces: the columns of the original, then its row number and the reason. Begins with
 * a byte-order mark, without which Excel takes UTF-8 for something else.
 */
export async function* rejectCsv(
  names: readonly string[],
  pageAfter: (no: number) => Promise<readonly Reject[]>,
): AsyncGenerator<string> {
  yield `\uFEFF${line([...names, ...REJECT_COLUMNS])}`;
  for (let page = await pageAfter(0); page.length > 0; page = await pageAfter(page.at(-1)?.no ?? 0))
    yield page
      .map(({ no, reason, cells }) => {
        const own = names.map((_, at) => cells[at] ?? "");
        return line([...own, String(no), reason, ...cells.slice(names.length)]);
      })
      .join("");
}

/** "orders-rejected.csv" for "orders.csv.gz". */
export function rejectFileName(fileName: string): string {
  return `${fileName.replace(/(\.(csv|tsv|txt))?(\.gz)?$/i, "")}-rejected.csv`;
}
