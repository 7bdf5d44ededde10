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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ROLES } from "@/lib/auth/permissions";
import type { ScoreFormulas } from "@/lib/customers/scores/formulas";
import { NOTICE_KINDS } from "@/lib/work/notices/kinds";
import type { ContactRule } from "@/lib/workspaces/contact-rules";
import { createdAt, moment, workspaceId } from "./columns";

export const workspaces = pgTable("workspaces", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: text("name").notNull(),
  currency: text("currency").notNull(),
  timeZone: text("time_zone").notNull(),
  floor: integer("floor").notNull().default(10),
  contactCap: integer("contact_cap").notNull().default(4),
  contactCapDays: integer("contact_cap_days").notNull().default(7),
  /** Besides the cap over all channels: at most `cap` contacts by a channel within `days`. */
  contactRules: jsonb("contact_rules").$type<ContactRule[]>().notNull().default([]),
  holidays: jsonb("holidays").$type<{ on: string; name: string }[]>().notNull().default([]),
  /** ISO weekdays (Monday 1) on which work is done, in order; never none. */
  workdays: smallint("workdays").array().notNull().default([1, 2, 3, 4, 5]),
  /** What the workspace set of its score formulas; the rest is usual. */
  scoreFormulas: jsonb("score_formulas").$type<Partial<ScoreFormulas>>().notNull().default({}),
  /** The day on which members were last told what is due and in conflict. */
  remindedOn: date("reminded_on", { mode: "string" }),
  isDemo: boolean("is_demo").notNull().default(false),
  createdAt: createdAt(),
});

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
);

/** A removed member keeps the row, so that history keeps its names. */
export const members = pgTable(
  "members",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role", { enum: ROLES }).notNull(),
    weeklyHours: integer("weekly_hours").notNull().default(40),
    joinedAt: moment("joined_at").notNull().defaultNow(),
    removedAt: moment("removed_at"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index("members_user").on(t.userId)],
);

/** One row per signed-in browser. The cookie carries only this id; the row decides. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    activeWorkspaceId: integer("active_workspace_id").references(() => workspaces.id),
    userAgent: text("user_agent").notNull().default(""),
    createdAt: createdAt(),
    lastSeenAt: moment("last_seen_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

export const invitations = pgTable(
  "invitations",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    tokenHash: text("token_hash").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    email: text("email"),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    acceptedBy: uuid("accepted_by").references(() => users.id),
    acceptedAt: moment("accepted_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("invitations_token").on(t.tokenHash),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  hits: integer("hits").notNull(),
  resetsAt: moment("resets_at").notNull(),
});

/** The last number given out per noun (customer, segment, order, product ...); never reused. */
export const counters = pgTable(
  "counters",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    noun: text("noun").notNull(),
    lastNo: integer("last_no").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.noun] })],
);

export const auditLog = pgTable(
  "audit_log",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    at: moment("at").notNull(),
    actorId: uuid("actor_id"),
    action: text("action").notNull(),
    subject: text("subject"),
    detail: jsonb("detail").$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("audit_log_at").on(t.workspaceId, t.at),
    index("audit_log_subject").on(t.workspaceId, t.subject, t.at),
  ],
);

export const notifications = pgTable(
  "notifications",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    userId: uuid("user_id").notNull(),
    title: text("title").notNull(),
    href: text("href").notNull(),
    kind: text("kind", { enum: NOTICE_KINDS }).notNull().default("progress"),
    /** The thing and its state that it reminds of: told once. */
    about: text("about"),
    inApp: boolean("in_app").notNull().default(true),
    forMail: boolean("for_mail").notNull().default(false),
    /** The mail that told it. */
    digestId: uuid("digest_id"),
    createdAt: createdAt(),
    readAt: moment("read_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("notifications_user").on(t.workspaceId, t.userId, t.createdAt),
    uniqueIndex("notifications_about").on(t.workspaceId, t.userId, t.about).where(sql`about is not null`),
    index("notifications_mail")
      .on(t.workspaceId, t.userId)
      .where(sql`for_mail and digest_id is null and read_at is null`),
    foreignKey({ columns: [t.workspaceId, t.userId], foreignColumns: [members.workspaceId, members.userId] }),
  ],
);
