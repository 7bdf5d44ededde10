import type { FileRecord } from "./records";

export type SortedRecord =
  | { kind: "header" | "blank" | "footer" }
  | { kind: "row"; no: number; cells: string[]; isTooWide: boolean };

/**
 * Says record by record what each is. A report's footer is what follows a blank line with one cell per line while
 * the columns are three or more (Salesforce); full lines below it are rows again.
 */
export class RecordSorter {
  private readonly hasHeader: boolean;
  private width = 0;
  private isAfterBlank = false;
  private isInFooter = false;
  private isFirst = true;

  constructor({ hasHeader }: { hasHeader: boolean }) {
    this.hasHeader = hasHeader;
  }

  sort({ no, cells }: FileRecord): SortedRecord {
    if (cells.length === 1 && (cells[0] ?? "").trim() === "") {
      this.isAfterBlank = true;
      return { kind: "blank" };
    }
    if (this.isFirst) {
      this.isFirst = false;
      this.width = cells.length;
      if (this.hasHeader) {
        this.isAfterBlank = false;
        return { kind: "header" };
      }
    }
    if (cells.length === 1 && this.width > 2 && (this.isInFooter || this.isAfterBlank)) {
      this.isInFooter = true;
      return { kind: "footer" };
    }
    this.isAfterBlank = false;
    this.isInFooter = false;
    const isTooWide = cells.length > this.width && cells.slice(this.width).some((cell) => cell.trim() !== "");
    return { kind: "row", no, cells, isTooWide };
  }
}
