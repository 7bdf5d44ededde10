import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { type Dialect, IMPORT_KINDS, IMPORT_STATUSES } from "@/lib/imports/import";
import type { ImportMapping } from "@/lib/imports/mapping";
import type { FileProfile } from "@/lib/imports/profile";
import { createdAt, moment, userRef, workspaceId } from "./columns";
import { members, workspaces } from "./workspaces";

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
const count = (name: string) => integer(name).notNull().default(0);

/**
 * One file brought in. A batch of rows, its counts and `rowsDone` are one transaction: a run that stopped goes on
 * behind the last row that it wrote.
 */
export const imports = pgTable(
  "imports",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: IMPORT_KINDS }).notNull(),
    status: text("status", { enum: IMPORT_STATUSES }).notNull(),
    fileName: text("file_name").notNull(),
    fileBytes: bigint("file_bytes", { mode: "number" }).notNull().default(0),
    dialect: jsonb("dialect").$type<Dialect>(),
    profile: jsonb("profile").$type<FileProfile>(),
    mapping: jsonb("mapping").$type<ImportMapping>(),
    rowsRead: count("rows_read"),
    rowsCreated: count("rows_created"),
    rowsChanged: count("rows_changed"),
    rowsUnchanged: count("rows_unchanged"),
    rowsRejected: count("rows_rejected"),
    rowsLeftOut: count("rows_left_out"),
    /** Records of the file that were dealt with, the header and blank lines included. */
    rowsDone: count("rows_done"),
    bytesDone: bigint("bytes_done", { mode: "number" }).notNull().default(0),
    attempts: count("attempts"),
    error: text("error"),
    createdBy: userRef("created_by"),
    createdAt: createdAt(),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("imports_created").on(t.workspaceId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

/** The file itself, in parts of 1 MB as they arrived. */
export const importFiles = pgTable(
  "import_files",
  {
    workspaceId: workspaceId(),
    importId: uuid("import_id").notNull(),
    part: integer("part").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.part] }),
    foreignKey({
      columns: [t.workspaceId, t.importId],
      foreignColumns: [imports.workspaceId, imports.id],
    }).onDelete("cascade"),
  ],
);

/** Rows that were set aside. `reason` names the column, never the value, so that it groups. */
export const importRejects = pgTable(
  "import_rejects",
  {
    workspaceId: workspaceId(),
    importId: uuid("import_id").notNull(),
    rowNo: integer("row_no").notNull(),
    reason: text("reason").notNull(),
    cells: jsonb("cells").$type<string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.rowNo] }),
    foreignKey({
      columns: [t.workspaceId, t.importId],
      foreignColumns: [imports.workspaceId, imports.id],
    }).onDelete("cascade"),
  ],
);

/** How columns of these names were matched the last time. */
export const importMappings = pgTable(
  "import_mappings",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    kind: text("kind", { enum: IMPORT_KINDS }).notNull(),
    signature: text("signature").notNull(),
    mapping: jsonb("mapping").$type<ImportMapping>().notNull(),
    usedAt: moment("used_at").notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.signature] })],
);
