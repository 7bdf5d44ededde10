import { date, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { FORECAST_METRICS, type KeptForecast } from "@/lib/forecasts/report";
import { workspaceId } from "./columns";
import { workspaces } from "./workspaces";

/**
 * What was foretold of a segment (0: everybody) when a week had ended, with the weeks that were known then. History that
 * cannot be made again: the next forecast is shown beside how this one fared.
 */
export const forecasts = pgTable(
  "forecasts",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    segmentNo: integer("segment_no").notNull(),
    metric: text("metric", { enum: FORECAST_METRICS }).notNull(),
    /** The Monday with which the foretold weeks begin. */
    week: date("week", { mode: "string" }).notNull(),
    body: jsonb("body").$type<KeptForecast>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.segmentNo, t.metric, t.week] })],
);
