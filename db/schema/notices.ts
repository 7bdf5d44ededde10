import { sql } from "drizzle-orm";
import {
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
import { DIGEST_RHYTHMS, DIGEST_STATES } from "@/lib/work/digest/rhythm";
import type { NoticeKind, NoticeWay } from "@/lib/work/notices/kinds";
import { createdAt, moment, updatedAt, workspaceId } from "./columns";
import { members } from "./workspaces";

/** Where notices reach a member; without a row everything is usual. */
export const noticeSettings = pgTable(
  "notice_settings",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    every: text("every", { enum: DIGEST_RHYTHMS }).notNull(),
    hour: smallint("hour").notNull(),
    weekday: smallint("weekday").notNull(),
    /** Null: that of the workspace. */
    timeZone: text("time_zone"),
    /** What was chosen; kinds that are not in it are usual. */
    ways: jsonb("ways").$type<Partial<Record<NoticeKind, NoticeWay>>>().notNull().default({}),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    foreignKey({ columns: [t.workspaceId, t.userId], foreignColumns: [members.workspaceId, members.userId] }),
  ],
);

/** One mail to one member for one moment of their schedule: `slot` is unique, so that none is made twice. */
export const digests = pgTable(
  "digests",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    userId: uuid("user_id").notNull(),
    slot: moment("slot").notNull(),
    state: text("state", { enum: DIGEST_STATES }).notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    /** When it is to be tried; null once it is done. */
    dueAt: moment("due_at"),
    sentAt: moment("sent_at"),
    /** How many notices it told. */
    notices: integer("notices").notNull().default(0),
    error: text("error"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("digests_slot").on(t.workspaceId, t.userId, t.slot),
    index("digests_due").on(t.workspaceId, t.dueAt).where(sql`due_at is not null`),
    foreignKey({ columns: [t.workspaceId, t.userId], foreignColumns: [members.workspaceId, members.userId] }),
  ],
);
