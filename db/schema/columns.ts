import { sql } from "drizzle-orm";
import { bigint, integer, timestamp, uuid } from "drizzle-orm/pg-core";

/** Columns that mean the same in every table. */
export const workspaceId = () => integer("workspace_id").notNull();
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => moment("created_at").notNull().defaultNow();
export const updatedAt = () => moment("updated_at").notNull().defaultNow();
export const minor = (name: string) => bigint(name, { mode: "number" });
export const userRef = (name: string) => uuid(name);

/**
 * The change feed's watermark: the transaction that wrote the row. A reader takes `tx >= last` and
 * `tx < xmin` of its snapshot and so misses no row that commits late; an ascending id would.
 */
export const tx = () =>
  bigint("tx", { mode: "number" }).notNull().default(sql`(pg_current_xact_id()::text::bigint)`);
