import { sql } from "drizzle-orm";
import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { VALUE_STAGES, type ValueFit } from "@/lib/value/report";
import { createdAt, moment, workspaceId } from "./columns";
import { workspaces } from "./workspaces";

/** A fit of the models of repeat buying, and how far everyone is valued by it. The newest finished one is in use. */
export const valueRuns = pgTable(
  "value_runs",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    stage: text("stage", { enum: VALUE_STAGES }).notNull(),
    /** Per year: 0.1 is ten percent. */
    discount: doublePrecision("discount").notNull(),
    /** Null for the one of each night. */
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    total: integer("total").notNull().default(0),
    done: integer("done").notNull().default(0),
    fit: jsonb("fit").$type<ValueFit>(),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("value_runs_finished").on(t.workspaceId, t.finishedAt).where(sql`stage = 'done'`),
  ],
);
