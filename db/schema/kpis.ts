import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { GRAINS } from "@/lib/kpis/grain";
import { METRIC_KEYS, type Metric } from "@/lib/kpis/metric";
import { TARGET_STATES } from "@/lib/kpis/target-state";
import { FORMULA_UNITS } from "@/lib/kpis/unit";
import { LIFECYCLE_VIEWS } from "@/lib/lifecycle/view";
import { campaigns } from "./campaigns";
import { createdAt, moment, workspaceId } from "./columns";
import { segments } from "./segments";
import { workspaces } from "./workspaces";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/**
 * What was counted of a segment (0: everybody) in a period, by its members on each day. `channel` is empty for all of
 * them. Counts of different people have rows of their own for each length of period: those of days do not add up.
 */
export const kpiSnapshots = pgTable(
  "kpi_snapshots",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    grain: text("grain", { enum: GRAINS }).notNull(),
    segmentNo: integer("segment_no").notNull(),
    channel: text("channel").notNull().default(""),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
    /** At the end of the period, and at any time in it. */
    members: count("members"),
    present: count("present"),
    buyers: count("buyers"),
    repeatBuyers: count("repeat_buyers"),
    newBuyers: count("new_buyers"),
    /** Buyers of the period before, and those of them who bought again. */
    priorBuyers: count("prior_buyers"),
    returningBuyers: count("returning_buyers"),
    orders: count("orders"),
    revenueMinor: count("revenue_minor"),
    sent: count("sent"),
    bounced: count("bounced"),
    opened: count("opened"),
    clicked: count("clicked"),
    unsubscribed: count("unsubscribed"),
    complained: count("complained"),
    visits: count("visits"),
    /** When a period that had ended came to hold something else. */
    correctedAt: moment("corrected_at"),
  },
  (t) => [
    primaryKey({
      name: "kpi_snapshots_key",
      columns: [t.workspaceId, t.grain, t.segmentNo, t.channel, t.startOn, t.endOn],
    }),
  ],
);

/**
 * What the members of a segment (0: everybody) did over their whole life, as of the last count of the figures;
 * `inSegments` is of everybody alone: how many of them are in any segment.
 */
export const kpiStandings = pgTable(
  "kpi_standings",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    segmentNo: integer("segment_no").notNull(),
    members: count("members"),
    buyers: count("buyers"),
    repeatBuyers: count("repeat_buyers"),
    orders: count("orders"),
    revenueMinor: count("revenue_minor"),
    /** The scores of all members added up. */
    engagement: count("engagement"),
    inSegments: count("in_segments"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.segmentNo] })],
);

/**
 * What the pages of retention, RFM and funnel count of a segment (0: everybody), of a large workspace and once a day: rows as
 * the count gives them. They hold for the `basis` (the day and the formulas) and the version of the segment.
 */
export const lifecycleFigures = pgTable(
  "lifecycle_figures",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    view: text("view", { enum: LIFECYCLE_VIEWS }).notNull(),
    segmentNo: integer("segment_no").notNull(),
    version: integer("version").notNull(),
    basis: text("basis").notNull(),
    rows: jsonb("rows").notNull(),
    countedAt: moment("counted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.view, t.segmentNo] })],
);

/** How far the snapshots of a workspace are: the next transaction to read, the last day that was closed, the segments in them. */
export const kpiRuns = pgTable("kpi_runs", {
  workspaceId: workspaceId()
    .primaryKey()
    .references(() => workspaces.id),
  tx: bigint("tx", { mode: "number" }).notNull(),
  closedOn: date("closed_on", { mode: "string" }),
  segmentNos: integer("segment_nos").array().notNull().default(sql`'{}'::int[]`),
  ranAt: moment("ran_at").notNull(),
});

/**
 * Typed and imported values, by day; of everybody, a segment or a campaign. One that was replaced or undone keeps its
 * row with the batch that ended it, so that undoing that batch brings it back.
 */
export const kpiValues = pgTable(
  "kpi_values",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    batchId: uuid("batch_id").notNull(),
    /** A figure of the catalogue ("visits"), or a name of the workspace's own ("Stand visits"). */
    figure: text("figure").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    segmentId: uuid("segment_id"),
    campaignId: uuid("campaign_id"),
    channel: text("channel").notNull().default(""),
    value: doublePrecision("value").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    endedAt: moment("ended_at"),
    endedBatchId: uuid("ended_batch_id"),
    endedBy: uuid("ended_by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("kpi_values_day").on(t.workspaceId, t.figure, t.day),
    index("kpi_values_batch").on(t.workspaceId, t.batchId),
    index("kpi_values_ended").on(t.workspaceId, t.endedBatchId),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);

/** A KPI of the workspace's own: a formula over what is counted, events, orders and typed values. */
export const kpiFormulas = pgTable(
  "kpi_formulas",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    formula: text("formula").notNull(),
    unit: text("unit", { enum: FORMULA_UNITS }).notNull(),
    polarity: text("polarity", { enum: ["up", "down"] }).notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("kpi_formulas_name").on(t.workspaceId, t.name),
  ],
);

/** Value in the metric's unit: people, count, minor units of money, or a share between 0 and 1. Of everybody without a segment. */
export const targets = pgTable(
  "targets",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    segmentId: uuid("segment_id"),
    campaignId: uuid("campaign_id"),
    metric: text("metric", { enum: METRIC_KEYS as [Metric, ...Metric[]] }).notNull(),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
    value: doublePrecision("value").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    /** The state that people were told of last; null before the first time. */
    toldState: text("told_state", { enum: TARGET_STATES }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("targets_segment").on(t.workspaceId, t.segmentId, t.metric, t.startOn),
    check("targets_of_one", sql`segment_id is null or campaign_id is null`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);
