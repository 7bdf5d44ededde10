import type { Encoding } from "./encoding-names";

export const IMPORT_KINDS = ["customers", "orders"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_KIND_LABEL: Record<ImportKind, string> = { customers: "Customers", orders: "Orders" };

/** uploading: bytes arrive; mapping: columns are being matched; running: the job writes. */
export const IMPORT_STATUSES = ["uploading", "mapping", "running", "done", "failed", "cancelled"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** How the bytes become rows. */
export type Dialect = {
  encoding: Encoding;
  delimiter: string;
  /** "" for a file without quoting. */
  quote: string;
  hasHeader: boolean;
  isGzip: boolean;
};

/** File rows by what became of them; they add up to `read`. */
export type ImportCounts = {
  read: number;
  created: number;
  changed: number;
  unchanged: number;
  rejected: number;
  leftOut: number;
};

export const MAX_FILE_BYTES = 200 * 1024 * 1024;
/** Of what a gzip file unpacks to. */
export const MAX_TEXT_BYTES = 2 * 1024 * 1024 * 1024;
