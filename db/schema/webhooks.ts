import { sql } from "drizzle-orm";
import {
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
import { CAUSES } from "@/lib/segments/dimension";
import { DELIVERY_KINDS, DELIVERY_STATES, type LaunchPage } from "@/lib/webhooks/delivery";
import { createdAt, moment, updatedAt, workspaceId } from "./columns";
import { segments } from "./segments";
import { workspaces } from "./workspaces";

/** Where changes of membership and launches are sent. `previousSecret` signs too until `previousUntil`. */
export const webhooks = pgTable(
  "webhooks",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    url: text("url").notNull(),
    secret: text("secret").notNull(),
    previousSecret: text("previous_secret"),
    previousUntil: moment("previous_until"),
    isOn: boolean("is_on").notNull().default(true),
    /** Whether it gets the audience of each campaign that is launched. */
    hearsLaunches: boolean("hears_launches").notNull().default(false),
    failingSince: moment("failing_since"),
    /** Why Facet itself turned it off. */
    stoppedBecause: text("stopped_because"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

export const webhookSegments = pgTable(
  "webhook_segments",
  {
    workspaceId: workspaceId(),
    webhookId: uuid("webhook_id").notNull(),
    segmentNo: integer("segment_no").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.webhookId, t.segmentNo] }),
    index("webhook_segments_segment").on(t.workspaceId, t.segmentNo),
    foreignKey({
      columns: [t.workspaceId, t.webhookId],
      foreignColumns: [webhooks.workspaceId, webhooks.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.segmentNo],
      foreignColumns: [segments.workspaceId, segments.no],
    }),
  ],
);

/** The outbox: written in the transaction of the change, emptied in that of the deliveries made from it. */
export const webhookChanges = pgTable(
  "webhook_changes",
  {
    workspaceId: workspaceId(),
    segmentNo: integer("segment_no").notNull(),
    customerNo: integer("customer_no").notNull(),
    at: moment("at").notNull(),
    hasEntered: boolean("has_entered").notNull(),
    cause: text("cause", { enum: CAUSES }).notNull(),
  },
  (t) => [index("webhook_changes_segment").on(t.workspaceId, t.segmentNo)],
);

/** One message to one endpoint; its id is the `webhook-id` of every attempt. People by number, never by content. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    webhookId: uuid("webhook_id").notNull(),
    kind: text("kind", { enum: DELIVERY_KINDS }).notNull(),
    segmentNo: integer("segment_no"),
    cause: text("cause", { enum: CAUSES }),
    at: moment("at").notNull(),
    customerNos: integer("customer_nos").array().notNull().default(sql`'{}'::integer[]`),
    /** What a launch said of itself at its moment; null for other messages. */
    launch: jsonb("launch").$type<LaunchPage>(),
    state: text("state", { enum: DELIVERY_STATES }).notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    /** When it is to be tried; null once it is delivered or given up. */
    dueAt: moment("due_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("webhook_deliveries_webhook").on(t.workspaceId, t.webhookId, t.id),
    index("webhook_deliveries_due").on(t.workspaceId, t.webhookId, t.dueAt).where(sql`due_at is not null`),
    foreignKey({
      columns: [t.workspaceId, t.webhookId],
      foreignColumns: [webhooks.workspaceId, webhooks.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.workspaceId, t.segmentNo],
      foreignColumns: [segments.workspaceId, segments.no],
    }),
  ],
);

/** What came of each try. `code` is null when nothing answered; `error` then says why. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    workspaceId: workspaceId(),
    deliveryId: uuid("delivery_id").notNull(),
    no: integer("no").notNull(),
    at: moment("at").notNull(),
    code: integer("code"),
    durationMs: integer("duration_ms").notNull(),
    excerpt: text("excerpt").notNull().default(""),
    error: text("error"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.deliveryId, t.no] }),
    foreignKey({
      columns: [t.workspaceId, t.deliveryId],
      foreignColumns: [webhookDeliveries.workspaceId, webhookDeliveries.id],
    }).onDelete("cascade"),
  ],
);
