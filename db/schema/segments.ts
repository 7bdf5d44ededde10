import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
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
import { CAUSES, DIMENSIONS } from "@/lib/segments/dimension";
import type { Rule } from "@/lib/segments/rule";
import { createdAt, moment, updatedAt, workspaceId } from "./columns";
import { customers } from "./customers";
import { members, workspaces } from "./workspaces";

/** `rule` is that of `version`; memberships refer to the dense `no`. A child narrows its parent. */
export const segments = pgTable(
  "segments",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    no: integer("no").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    dimension: text("dimension", { enum: DIMENSIONS }).notNull(),
    parentId: uuid("parent_id"),
    ownerId: uuid("owner_id"),
    rule: jsonb("rule").$type<Rule>().notNull(),
    version: integer("version").notNull().default(1),
    size: integer("size"),
    evaluatedAt: moment("evaluated_at"),
    evaluationError: text("evaluation_error"),
    /** Failures in a row, and when it is tried again. */
    failures: integer("failures").notNull().default(0),
    retryAt: moment("retry_at"),
    archivedAt: moment("archived_at"),
    /** A fixed list of people: whose members it copied, in which version of the rule and when. */
    originId: uuid("origin_id"),
    originVersion: integer("origin_version"),
    copiedAt: moment("copied_at"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("segments_no").on(t.workspaceId, t.no),
    unique("segments_name").on(t.workspaceId, t.name),
    index("segments_owner").on(t.workspaceId, t.ownerId),
    foreignKey({ columns: [t.workspaceId, t.parentId], foreignColumns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.originId], foreignColumns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

export const segmentVersions = pgTable(
  "segment_versions",
  {
    workspaceId: workspaceId(),
    segmentId: uuid("segment_id").notNull(),
    version: integer("version").notNull(),
    rule: jsonb("rule").$type<Rule>().notNull(),
    sentence: text("sentence").notNull(),
    note: text("note").notNull().default(""),
    sizeBefore: integer("size_before"),
    sizeAfter: integer("size_after"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.segmentId, t.version] }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
  ],
);

export const segmentMembers = pgTable(
  "segment_members",
  {
    workspaceId: workspaceId(),
    segmentNo: integer("segment_no").notNull(),
    customerNo: integer("customer_no").notNull(),
    enteredAt: moment("entered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.segmentNo, t.customerNo] }),
    index("segment_members_customer").on(t.workspaceId, t.customerNo),
    foreignKey({
      columns: [t.workspaceId, t.segmentNo],
      foreignColumns: [segments.workspaceId, segments.no],
    }),
  ],
);

/** Append-only: who joined or left, when and why. */
export const segmentChanges = pgTable(
  "segment_changes",
  {
    workspaceId: workspaceId(),
    segmentNo: integer("segment_no").notNull(),
    customerNo: integer("customer_no").notNull(),
    at: moment("at").notNull(),
    hasEntered: boolean("has_entered").notNull(),
    cause: text("cause", { enum: CAUSES }).notNull(),
  },
  (t) => [
    index("segment_changes_segment").on(t.workspaceId, t.segmentNo, t.at),
    index("segment_changes_customer").on(t.workspaceId, t.customerNo, t.at),
    foreignKey({
      columns: [t.workspaceId, t.segmentNo],
      foreignColumns: [segments.workspaceId, segments.no],
    }),
  ],
);

export const segmentSizes = pgTable(
  "segment_sizes",
  {
    workspaceId: workspaceId(),
    segmentNo: integer("segment_no").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    size: integer("size").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.segmentNo, t.day] }),
    foreignKey({
      columns: [t.workspaceId, t.segmentNo],
      foreignColumns: [segments.workspaceId, segments.no],
    }),
  ],
);

/** A person put in or kept out by hand, on top of the rule. */
export const segmentOverrides = pgTable(
  "segment_overrides",
  {
    workspaceId: workspaceId(),
    segmentNo: integer("segment_no").notNull(),
    customerNo: integer("customer_no").notNull(),
    isIncluded: boolean("is_included").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.segmentNo, t.customerNo] }),
    foreignKey({
      columns: [t.workspaceId, t.segmentNo],
      foreignColumns: [segments.workspaceId, segments.no],
    }),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

export const segmentAssignments = pgTable(
  "segment_assignments",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    segmentId: uuid("segment_id").notNull(),
    action: text("action", { enum: ["take", "hand over", "accept", "release"] }).notNull(),
    fromUserId: uuid("from_user_id"),
    toUserId: uuid("to_user_id"),
    by: uuid("by"),
    at: moment("at").notNull().default(sql`now()`),
    note: text("note").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("segment_assignments_segment").on(t.workspaceId, t.segmentId, t.at),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
  ],
);

/** How far the memberships have followed the data: a position in the change feed, and in time for windows of hours. */
export const segmentFeeds = pgTable(
  "segment_feeds",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    tx: bigint("tx", { mode: "number" }).notNull(),
    hoursAt: moment("hours_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] })],
);
