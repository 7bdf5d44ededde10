import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { LEFT_OUT_REASONS } from "@/lib/campaigns/launch/reasons";
import type { Outcomes } from "@/lib/campaigns/outcomes/outcomes";
import type { Reach } from "@/lib/campaigns/overlap/reach";
import { campaigns } from "./campaigns";
import { minor, moment, workspaceId } from "./columns";
import { customers } from "./customers";
import { segments } from "./segments";
import { workspaces } from "./workspaces";

/** The frozen audience: whom the campaign reaches, and who was held out as control. */
export const campaignAudience = pgTable(
  "campaign_audience",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    customerNo: integer("customer_no").notNull(),
    segmentId: uuid("segment_id").notNull(),
    isControl: boolean("is_control").notNull(),
    /** The group within which the split was balanced; empty for a plain one. */
    stratum: text("stratum").notNull().default(""),
    /** The variants that this person gets: one of those of each channel, none for who is held out. */
    variantIds: uuid("variant_ids").array().notNull().default(sql`'{}'::uuid[]`),
    /** What came of it where a file told so, in place of the orders and events of the workspace. */
    toldOrders: integer("told_orders"),
    toldMinor: minor("told_minor"),
    toldReached: boolean("told_reached"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId, t.customerNo] }),
    index("campaign_audience_customer").on(t.workspaceId, t.customerNo),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

/** Who was in the target segments at launch and was neither contacted nor held out, and why. */
export const campaignLeftOut = pgTable(
  "campaign_left_out",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    customerNo: integer("customer_no").notNull(),
    segmentId: uuid("segment_id").notNull(),
    reason: text("reason", { enum: LEFT_OUT_REASONS }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId, t.customerNo] }),
    index("campaign_left_out_customer").on(t.workspaceId, t.customerNo),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

/** At launch the campaign leaves out whom the other one reaches, as long as both share days. */
export const campaignExclusions = pgTable(
  "campaign_exclusions",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    otherId: uuid("other_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId, t.otherId] }),
    index("campaign_exclusions_other").on(t.workspaceId, t.otherId),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.otherId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);

/** Conflicts that somebody accepted, by what they are between, with the harm that was looked at. */
export const allowedConflicts = pgTable(
  "allowed_conflicts",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    key: text("key").notNull(),
    size: integer("size").notNull(),
    reason: text("reason").notNull(),
    allowedBy: uuid("allowed_by"),
    allowedAt: moment("allowed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
);

/** Whom the live campaigns share as counted last: what a workspace too large to count for each page shows. */
export const campaignReach = pgTable("campaign_reach", {
  workspaceId: workspaceId()
    .primaryKey()
    .references(() => workspaces.id),
  reach: jsonb("reach").$type<Reach>().notNull(),
  countedAt: moment("counted_at").notNull(),
});

/**
 * What a launched campaign did as counted last, in the parts that pages read (`Outcomes`), and on what that rests besides
 * facts. `tx`: what transactions from this one on wrote is not in it.
 */
export const campaignOutcomes = pgTable(
  "campaign_outcomes",
  {
    workspaceId: workspaceId(),
    campaignId: uuid("campaign_id").notNull(),
    basis: text("basis").notNull(),
    sides: jsonb("sides").$type<Outcomes["sides"]>().notNull(),
    contact: jsonb("contact").$type<Outcomes["contact"]>().notNull(),
    cells: jsonb("cells").$type<Outcomes["cells"]>().notNull(),
    figures: jsonb("figures").$type<Outcomes["figures"]>().notNull(),
    tx: bigint("tx", { mode: "number" }).notNull(),
    countedAt: moment("counted_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId] }),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);
