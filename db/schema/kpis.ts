import {
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { METRIC_KEYS, type Metric } from "@/lib/kpis/metric";
import { createdAt, minor, workspaceId } from "./columns";
import { segments } from "./segments";
import { workspaces } from "./workspaces";

/** Summary per segment and calendar month of the workspace's zone; segment 0 is the base. Rebuilt from orders. */
export const kpiMonths = pgTable(
  "kpi_months",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    segmentNo: integer("segment_no").notNull(),
    month: date("month", { mode: "string" }).notNull(),
    buyers: integer("buyers").notNull(),
    repeatBuyers: integer("repeat_buyers").notNull(),
    orders: integer("orders").notNull(),
    revenueMinor: minor("revenue_minor").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.segmentNo, t.month] })],
);

/** Value in the metric's unit: people, count, minor units of money, or a share between 0 and 1. */
export const targets = pgTable(
  "targets",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    segmentId: uuid("segment_id").notNull(),
    metric: text("metric", { enum: METRIC_KEYS as [Metric, ...Metric[]] }).notNull(),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
    value: doublePrecision("value").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("targets_segment").on(t.workspaceId, t.segmentId, t.metric, t.startOn),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
  ],
);
