import type { PastPerson } from "@/lib/campaigns/past/past";
import type { CustomerIntake } from "@/lib/customers/intake/customer";
import type { OrderLineIntake } from "@/lib/orders/line";
import { CellFault } from "../customer-row";
import { showBadBytes } from "../encoding";
import type { Trouble } from "../import";
import type { FileRecord } from "../records";
import type { Reject } from "../rejects";
import { RecordSorter } from "../rows";

/** Reads one row; null for a row that the mapping leaves out. Throws CellFault. */
export type RowReader<Intake> = (cells: readonly string[], no: number) => Intake | null;

export type ReadRow<Intake> = { no: number; cells: string[]; intake: Intake };

/** Records of a file one behind the other, read but not yet written. */
export type Batch<Intake> = {
  /** How many records of the file come before it, and how many lie behind when it is written. */
  from: number;
  until: number;
  read: number;
  leftOut: number;
  rows: ReadRow<Intake>[];
  rejects: Reject[];
};

export type AnyIntake = CustomerIntake | OrderLineIntake | PastPerson;

/** What the database cannot keep goes; bytes that were none of the encoding are shown as letters. */
const storable = (cells: readonly string[]) =>
  cells.map((cell) => showBadBytes(cell).replaceAll("\0", "").slice(0, 2000).toWellFormed());

export const rejectOf = (no: number, cells: readonly string[], reason: string): Reject => ({
  no,
  reason,
  cells: storable(cells),
});

/**
 * Cuts the records of a file into batches of `size` records. The first `from` records were dealt with before: they
 * are read, because the number of a line in its order depends on the lines above it, and not told of.
 */
export async function* batchesOf<Intake>(
  records: AsyncIterable<FileRecord>,
  {
    hasHeader,
    from,
    size,
    read,
    trouble,
  }: {
    hasHeader: boolean;
    from: number;
    size: number;
    read: RowReader<Intake>;
    /** What the reading of the file met by now. */
    trouble: () => Trouble | null;
  },
): AsyncGenerator<Batch<Intake>> {
  const sorter = new RecordSorter({ hasHeader });
  let batch = emptyBatch<Intake>(from);
  for await (const record of records) {
    const sorted = sorter.sort(record);
    const isNew = record.no > from;
    if (sorted.kind === "row") {
      const target = isNew ? batch : emptyBatch<Intake>(0);
      if (sorted.isTooWide)
        target.rejects.push(
          rejectOf(sorted.no, sorted.cells, "The row has more cells than there are columns"),
        );
      else takeRow(target, sorted, read);
      target.read += 1;
    }
    if (!isNew) continue;
    batch.until = record.no;
    if (batch.until - batch.from >= size) {
      yield batch;
      batch = emptyBatch(batch.until);
    }
  }
  const met = trouble();
  if (met && met.at > from) {
    batch.rejects.push(rejectOf(met.at, [], TROUBLE[met.kind]));
    batch.read += 1;
    batch.until = met.at;
  }
  if (batch.until > batch.from) yield batch;
}

const TROUBLE: Record<Trouble["kind"], string> = {
  unclosed: "A quote that begins in this row never ends: what follows was not read",
  "too long": "This row is longer than a megabyte: it and what follows were not read",
};

const emptyBatch = <Intake>(from: number): Batch<Intake> => ({
  from,
  until: from,
  read: 0,
  leftOut: 0,
  rows: [],
  rejects: [],
});

function takeRow<Intake>(
  batch: Batch<Intake>,
  { no, cells }: { no: number; cells: string[] },
  read: RowReader<Intake>,
): void {
  try {
    const intake = read(cells, no);
    if (intake === null) batch.leftOut += 1;
    else batch.rows.push({ no, cells, intake });
  } catch (error) {
    if (!(error instanceof CellFault)) throw error;
    batch.rejects.push(rejectOf(no, cells, error.reason));
  }
}
