import { date, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { REPORT_PERIODS, type ReportSection } from "@/lib/reports/report";
import { campaigns } from "./campaigns";
import { createdAt, moment, updatedAt, workspaceId } from "./columns";
import { segments } from "./segments";
import { members, workspaces } from "./workspaces";

/** What a report is composed of; its figures are read anew for each period. A removed one can be brought back. */
export const reports = pgTable(
  "reports",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    period: text("period", { enum: REPORT_PERIODS }).notNull(),
    sections: text("sections").array().$type<ReportSection[]>().notNull(),
    /** The first day of the period that was announced last. */
    announcedFrom: date("announced_from", { mode: "string" }),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    removedAt: moment("removed_at"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** Without a row it speaks of every live segment. */
export const reportSegments = pgTable(
  "report_segments",
  {
    workspaceId: workspaceId(),
    reportId: uuid("report_id").notNull(),
    segmentId: uuid("segment_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.reportId, t.segmentId] }),
    foreignKey({
      columns: [t.workspaceId, t.reportId],
      foreignColumns: [reports.workspaceId, reports.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
  ],
);

/** Without a row it speaks of every campaign. */
export const reportCampaigns = pgTable(
  "report_campaigns",
  {
    workspaceId: workspaceId(),
    reportId: uuid("report_id").notNull(),
    campaignId: uuid("campaign_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.reportId, t.campaignId] }),
    foreignKey({
      columns: [t.workspaceId, t.reportId],
      foreignColumns: [reports.workspaceId, reports.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);

/** Who is told when a period is over. */
export const reportRecipients = pgTable(
  "report_recipients",
  { workspaceId: workspaceId(), reportId: uuid("report_id").notNull(), userId: uuid("user_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.reportId, t.userId] }),
    foreignKey({
      columns: [t.workspaceId, t.reportId],
      foreignColumns: [reports.workspaceId, reports.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);
