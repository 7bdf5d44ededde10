import type { Encoding } from "./encoding-names";
import type { ImportMapping } from "./mapping";
import type { FileProfile } from "./profile";
import type { KnownAttribute } from "./suggest";

export const IMPORT_KINDS = ["customers", "orders", "campaign"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_KIND_LABEL: Record<ImportKind, string> = {
  customers: "Customers",
  orders: "Orders",
  campaign: "Finished campaign",
};

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

/** What a person can choose to divide the columns. */
export const DELIMITER_LABEL: Record<string, string> = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Vertical bar",
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

/** A file travels and is kept in parts of this size; only the last one is smaller. */
export const PART_BYTES = 1024 * 1024;

/** A part of a file that is no rows: "unclosed" is a quote that never ends and so swallowed what follows. */
export type Trouble = { at: number; kind: "unclosed" | "too long" };

/** How far a run is. `expectedRows` is an estimate unless `isExact`: for files that were not looked at whole. */
export type ImportProgress = {
  status: ImportStatus;
  counts: ImportCounts;
  expectedRows: number;
  isExact: boolean;
  /** Since the run was started; until it ended when it has. */
  elapsedMs: number;
};

/** An import in the list of earlier ones. */
export type ImportLine = {
  id: string;
  kind: ImportKind;
  status: ImportStatus;
  fileName: string;
  counts: ImportCounts;
  createdAt: Date;
  createdBy: string | null;
};

/** Rejected rows of one reason, and the first of them as rows of the file. */
export type RejectGroup = { reason: string; rows: number; firstRows: number[] };

export type ImportDetail = ImportLine & {
  fileBytes: number;
  dialect: Dialect | null;
  profile: FileProfile | null;
  mapping: ImportMapping | null;
  /** The mapping is that of an earlier file with the same columns. */
  isRemembered: boolean;
  attributes: KnownAttribute[];
  error: string | null;
  /** Whether a failed run can go on where it stopped. */
  isResumable: boolean;
  progress: ImportProgress;
  finishedAt: Date | null;
};
