import { csvLine, UTF8_MARK } from "@/lib/csv";
import { REJECT_COLUMNS } from "./suggest";

export type Reject = { no: number; reason: string; cells: string[] };

/**
 * The file of rejected rows, in pieces: the columns of the original, then its row number and the reason.
 */
export async function* rejectCsv(
  names: readonly string[],
  pageAfter: (no: number) => Promise<readonly Reject[]>,
): AsyncGenerator<string> {
  yield UTF8_MARK + csvLine([...names, ...REJECT_COLUMNS]);
  for (let page = await pageAfter(0); page.length > 0; page = await pageAfter(page.at(-1)?.no ?? 0))
    yield page
      .map(({ no, reason, cells }) => {
        const own = names.map((_, at) => cells[at] ?? "");
        return csvLine([...own, String(no), reason, ...cells.slice(names.length)]);
      })
      .join("");
}

/** "orders-rejected.csv" for "orders.csv.gz". */
export function rejectFileName(fileName: string): string {
  return `${fileName.replace(/(\.(csv|tsv|txt))?(\.gz)?$/i, "")}-rejected.csv`;
}
