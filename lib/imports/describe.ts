import { columnNames } from "./dialect";
import { hasBadByte } from "./encoding";
import { ColumnWatch, type FileProfile } from "./profile";
import type { FileRecord } from "./records";
import { RecordSorter } from "./rows";

/** Rows that a profile looks at: enough for shares and dates, quick enough to wait for. */
export const PROFILED_ROWS = 50_000;

/** What the columns of a file hold, from its first rows. */
export async function describeFile(
  records: AsyncIterable<FileRecord>,
  { hasHeader, limit = PROFILED_ROWS }: { hasHeader: boolean; limit?: number },
): Promise<Omit<FileProfile, "expectedRows" | "trouble">> {
  const sorter = new RecordSorter({ hasHeader });
  const found = { rows: 0, isWhole: true, badRows: 0, firstBadRow: null as number | null, footerRows: 0 };
  let watches: ColumnWatch[] = [];
  for await (const record of records) {
    if (found.rows === limit) {
      found.isWhole = false;
      break;
    }
    const sorted = sorter.sort(record);
    if (sorted.kind === "blank") continue;
    if (watches.length === 0)
      watches = columnNames(hasHeader ? record.cells : null, record.cells.length).map(
        (name) => new ColumnWatch(name),
      );
    if (sorted.kind === "footer") found.footerRows += 1;
    if (sorted.kind !== "row") continue;
    found.rows += 1;
    watches.forEach((watch, at) => {
      watch.see(sorted.cells[at] ?? "");
    });
    if (sorted.cells.some(hasBadByte)) {
      found.badRows += 1;
      found.firstBadRow ??= sorted.no;
    }
  }
  return { ...found, columns: watches.map((watch) => watch.profile()) };
}
