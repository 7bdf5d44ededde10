import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { CampaignLink, Goal, Variant } from "@/lib/campaigns/brief";
import type { Arms, Design } from "@/lib/campaigns/launch/design";
import { STRATA } from "@/lib/campaigns/launch/strata";
import type { ChecklistItem } from "@/lib/campaigns/plan/item";
import {
  CAMPAIGN_CHANNELS,
  CAMPAIGN_STATUSES,
  DEPENDENCY_TYPES,
  JOURNEY_STAGES,
  PLAN_ITEM_KINDS,
  REVIEW_VERDICTS,
} from "@/lib/campaigns/status";
import { createdAt, minor, moment, updatedAt, workspaceId } from "./columns";
import { personas } from "./personas";
import { segmentVersions } from "./segments";
import { members, workspaces } from "./workspaces";

/** `version` counts edits: a write that names an older one is refused instead of overwriting. */
export const campaigns = pgTable(
  "campaigns",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    objective: text("objective").notNull().default(""),
    journeyStage: text("journey_stage", { enum: JOURNEY_STAGES }).notNull(),
    status: text("status", { enum: CAMPAIGN_STATUSES }).notNull().default("draft"),
    channels: text("channels", { enum: CAMPAIGN_CHANNELS }).array().notNull().default([]),
    ownerId: uuid("owner_id"),
    personaId: uuid("persona_id"),
    /** What is said: one offer and message per variant, in their order. */
    variants: jsonb("variants").$type<Variant[]>().notNull().default([]),
    links: jsonb("links").$type<CampaignLink[]>().notNull().default([]),
    /** What it is to reach, in the unit of each figure. */
    goals: jsonb("goals").$type<Goal[]>().notNull().default([]),
    /** The name of an event that it aims at besides orders. */
    goalEvent: text("goal_event"),
    budgetMinor: minor("budget_minor"),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
    controlShare: smallint("control_share").notNull().default(0),
    /** With a person's number it decides who is held out. */
    splitSalt: text("split_salt").notNull().default(sql`gen_random_uuid()::text`),
    /** By what the split is balanced; empty for a plain one. */
    stratifyBy: text("stratify_by", { enum: STRATA }).array().notNull().default([]),
    /** Low priority: at launch it leaves out whom another live campaign reaches on shared days by a shared channel. */
    isYielding: boolean("is_yielding").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    launchedAt: moment("launched_at"),
    /** What the launch planned for the comparison of its groups. */
    design: jsonb("design").$type<Design>(),
    /** How its people were dealt out, where the control share does not say it all. */
    arms: jsonb("arms").$type<Arms>(),
    /** The file from which a campaign that is over was brought in. */
    importId: uuid("import_id"),
    /** A change of what was approved takes the approval back. */
    approvedAt: moment("approved_at"),
    approvedBy: uuid("approved_by"),
    /** The days that were approved: on others the approval does not hold, and back on them it does again. */
    approvedStartOn: date("approved_start_on", { mode: "string" }),
    approvedEndOn: date("approved_end_on", { mode: "string" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("campaigns_dates").on(t.workspaceId, t.startOn, t.endOn),
    index("campaigns_owner").on(t.workspaceId, t.ownerId),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.personaId],
      foreignColumns: [personas.workspaceId, personas.id],
    }),
  ],
);

/** Target segments, each with the version it was planned (later: launched) on. */
export const campaignSegments = pgTable(
  "campaign_segments",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    segmentId: uuid("segment_id").notNull(),
    segmentVersion: integer("segment_version").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId, t.segmentId] }),
    index("campaign_segments_segment").on(t.workspaceId, t.segmentId),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId, t.segmentVersion],
      foreignColumns: [segmentVersions.workspaceId, segmentVersions.segmentId, segmentVersions.version],
    }),
  ],
);

/** Tactics and milestones share one table, so that a dependency can point at either. */
export const planItems = pgTable(
  "plan_items",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: PLAN_ITEM_KINDS }).notNull(),
    name: text("name").notNull(),
    channel: text("channel", { enum: CAMPAIGN_CHANNELS }),
    assigneeId: uuid("assignee_id"),
    /** Who took it or said yes to it: accepted while it is the assignee. */
    acceptedBy: uuid("accepted_by"),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
    hours: integer("hours").notNull().default(0),
    progress: smallint("progress").notNull().default(0),
    doneAt: moment("done_at"),
    position: integer("position").notNull(),
    /** Stays where it was put: scheduling passes it over. */
    isByHand: boolean("is_by_hand").notNull().default(false),
    /** With points in it, progress is their done share. */
    checklist: jsonb("checklist").$type<ChecklistItem[]>().notNull().default([]),
    links: jsonb("links").$type<CampaignLink[]>().notNull().default([]),
    version: integer("version").notNull().default(1),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId, t.id] }),
    unique("plan_items_id").on(t.workspaceId, t.id),
    index("plan_items_assignee").on(t.workspaceId, t.assigneeId, t.endOn),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.assigneeId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

/** Ends are campaigns, or (with an item id) one of their plan items. */
export const dependencies = pgTable(
  "dependencies",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    fromCampaignId: uuid("from_campaign_id").notNull(),
    fromItemId: uuid("from_item_id"),
    toCampaignId: uuid("to_campaign_id").notNull(),
    toItemId: uuid("to_item_id"),
    type: text("type", { enum: DEPENDENCY_TYPES }).notNull().default("FS"),
    lagDays: integer("lag_days").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("dependencies_from").on(t.workspaceId, t.fromCampaignId),
    index("dependencies_to").on(t.workspaceId, t.toCampaignId),
    foreignKey({
      columns: [t.workspaceId, t.fromCampaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.toCampaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.fromCampaignId, t.fromItemId],
      foreignColumns: [planItems.workspaceId, planItems.campaignId, planItems.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.toCampaignId, t.toItemId],
      foreignColumns: [planItems.workspaceId, planItems.campaignId, planItems.id],
    }),
  ],
);

/** A named snapshot of the days of every campaign and plan item that there was. */
export const baselines = pgTable(
  "baselines",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** `itemId` is a campaign or a plan item; it may be gone by now, and the snapshot still knows its days. */
export const baselineDays = pgTable(
  "baseline_days",
  {
    workspaceId: workspaceId(),
    baselineId: uuid("baseline_id").notNull(),
    itemId: uuid("item_id").notNull(),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.baselineId, t.itemId] }),
    foreignKey({
      columns: [t.workspaceId, t.baselineId],
      foreignColumns: [baselines.workspaceId, baselines.id],
    }).onDelete("cascade"),
  ],
);

/** Money spent on a campaign, one row an invoice or payment; a negative amount is a refund. */
export const campaignSpend = pgTable(
  "campaign_spend",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    id: uuid("id").notNull(),
    spentOn: date("spent_on", { mode: "string" }).notNull(),
    amountMinor: minor("amount_minor").notNull(),
    note: text("note").notNull().default(""),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("campaign_spend_campaign").on(t.workspaceId, t.campaignId, t.spentOn),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);

/** What managers decided about a planned campaign, with their words. */
export const campaignReviews = pgTable(
  "campaign_reviews",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    id: uuid("id").notNull(),
    verdict: text("verdict", { enum: REVIEW_VERDICTS }).notNull(),
    comment: text("comment").notNull().default(""),
    reviewerId: uuid("reviewer_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("campaign_reviews_campaign").on(t.workspaceId, t.campaignId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);

/** Remarks about a campaign, or with an item id about one tactic; a removed one can be put back. */
export const campaignComments = pgTable(
  "campaign_comments",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    id: uuid("id").notNull(),
    itemId: uuid("item_id"),
    authorId: uuid("author_id").notNull(),
    body: text("body").notNull(),
    createdAt: createdAt(),
    editedAt: moment("edited_at"),
    removedAt: moment("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("campaign_comments_campaign").on(t.workspaceId, t.campaignId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.authorId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

/** A name for a query of the campaigns page. */
export const campaignViews = pgTable(
  "campaign_views",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    ownerId: uuid("owner_id").notNull(),
    name: text("name").notNull(),
    query: text("query").notNull(),
    isShared: boolean("is_shared").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("campaign_views_owner").on(t.workspaceId, t.ownerId),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);
