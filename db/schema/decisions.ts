import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { DECISION_STATES } from "@/lib/decisions/decision";
import type { Snapshot } from "@/lib/decisions/figure";
import { campaigns } from "./campaigns";
import { createdAt, moment, updatedAt, workspaceId } from "./columns";
import { segments, segmentVersions } from "./segments";
import { members } from "./workspaces";

/** What was decided and why, with the figure as it stood then. A removed one stays, so that removing can be undone. */
export const decisions = pgTable(
  "decisions",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    reason: text("reason").notNull(),
    /** What came of it, written at its review. */
    outcome: text("outcome").notNull().default(""),
    state: text("state", { enum: DECISION_STATES }).notNull().default("open"),
    decidedOn: date("decided_on", { mode: "string" }).notNull(),
    decidedBy: uuid("decided_by").notNull(),
    reviewOn: date("review_on", { mode: "string" }),
    /** The review day of which its people were told. */
    remindedOf: date("reminded_of", { mode: "string" }),
    segmentId: uuid("segment_id"),
    campaignId: uuid("campaign_id"),
    figure: jsonb("figure").$type<Snapshot>(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    removedAt: moment("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("decisions_day").on(t.workspaceId, t.decidedOn, t.id),
    index("decisions_segment").on(t.workspaceId, t.segmentId),
    index("decisions_campaign").on(t.workspaceId, t.campaignId),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [members.workspaceId, members.userId],
    }),
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

/** What a decision led to: a version of a segment, or a campaign. */
export const decisionLinks = pgTable(
  "decision_links",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    decisionId: uuid("decision_id").notNull(),
    segmentId: uuid("segment_id"),
    segmentVersion: integer("segment_version"),
    campaignId: uuid("campaign_id"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("decision_links_decision").on(t.workspaceId, t.decisionId),
    index("decision_links_segment").on(t.workspaceId, t.segmentId),
    index("decision_links_campaign").on(t.workspaceId, t.campaignId),
    check(
      "decision_links_one",
      sql`(${t.segmentId} is null) <> (${t.campaignId} is null) and (${t.segmentId} is null) = (${t.segmentVersion} is null)`,
    ),
    foreignKey({
      columns: [t.workspaceId, t.decisionId],
      foreignColumns: [decisions.workspaceId, decisions.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId, t.segmentVersion],
      foreignColumns: [segmentVersions.workspaceId, segmentVersions.segmentId, segmentVersions.version],
    }),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);
