import {
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
import { ROLLUPS } from "@/lib/events/properties/rollup";
import { moment, tx, workspaceId } from "./columns";
import { customers } from "./customers";
import { workspaces } from "./workspaces";

export const eventNames = pgTable(
  "event_names",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    no: integer("no").notNull(),
    name: text("name").notNull(),
    label: text("label").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.no] }),
    unique("event_names_name").on(t.workspaceId, t.name),
  ],
);

/**
 * Known properties of an event; a registered one has its own daily roll-up. While that is filled: the day up to which
 * the stored events are in it, and how many of the event's `fillTotal` that were.
 */
export const eventProperties = pgTable(
  "event_properties",
  {
    workspaceId: workspaceId(),
    nameNo: integer("name_no").notNull(),
    key: text("key").notNull(),
    type: text("type", { enum: ["text", "number", "boolean"] }).notNull(),
    rollup: text("rollup", { enum: ROLLUPS }).notNull().default("none"),
    filledUntil: date("filled_until", { mode: "string" }),
    fillDone: integer("fill_done").notNull().default(0),
    fillTotal: integer("fill_total"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.nameNo, t.key] }),
    foreignKey({
      columns: [t.workspaceId, t.nameNo],
      foreignColumns: [eventNames.workspaceId, eventNames.no],
    }),
  ],
);

/** Partitioned by month of `occurredAt` (see the migrations). */
export const events = pgTable(
  "events",
  {
    workspaceId: workspaceId(),
    customerNo: integer("customer_no").notNull(),
    nameNo: integer("name_no").notNull(),
    occurredAt: moment("occurred_at").notNull(),
    messageId: text("message_id").notNull(),
    props: jsonb("props").$type<Record<string, string | number | boolean>>().notNull().default({}),
    tx: tx(),
  },
  (t) => [
    index("events_customer").on(t.workspaceId, t.customerNo, t.nameNo, t.occurredAt),
    index("events_tx").using("brin", t.tx),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
    foreignKey({
      columns: [t.workspaceId, t.nameNo],
      foreignColumns: [eventNames.workspaceId, eventNames.no],
    }),
  ],
);

/** A retry can carry another corrected time, and a partitioned table cannot be unique without it. */
export const eventIds = pgTable(
  "event_ids",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    messageId: text("message_id").notNull(),
    receivedAt: moment("received_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.messageId] })],
);

/** Roll-up per calendar day of the workspace's time zone. */
export const eventDaily = pgTable(
  "event_daily",
  {
    workspaceId: workspaceId(),
    nameNo: integer("name_no").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    customerNo: integer("customer_no").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

export const eventPropertyDaily = pgTable(
  "event_property_daily",
  {
    workspaceId: workspaceId(),
    nameNo: integer("name_no").notNull(),
    key: text("key").notNull(),
    value: text("value").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    customerNo: integer("customer_no").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

export const surveys = pgTable(
  "surveys",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

export const surveyQuestions = pgTable(
  "survey_questions",
  {
    workspaceId: workspaceId(),
    no: integer("no").notNull(),
    surveyId: uuid("survey_id").notNull(),
    key: text("key").notNull(),
    text: text("text").notNull(),
    type: text("type", { enum: ["scale", "choice", "text"] }).notNull(),
    choices: jsonb("choices").$type<string[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.no] }),
    unique("survey_questions_key").on(t.workspaceId, t.surveyId, t.key),
    foreignKey({ columns: [t.workspaceId, t.surveyId], foreignColumns: [surveys.workspaceId, surveys.id] }),
  ],
);

/** Exactly one of `choice` (text and choice questions) and `score` (scales) is set. */
export const surveyAnswers = pgTable(
  "survey_answers",
  {
    workspaceId: workspaceId(),
    questionNo: integer("question_no").notNull(),
    customerNo: integer("customer_no").notNull(),
    answeredAt: moment("answered_at").notNull(),
    choice: text("choice"),
    score: doublePrecision("score"),
    tx: tx(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.questionNo, t.customerNo, t.answeredAt] }),
    foreignKey({
      columns: [t.workspaceId, t.questionNo],
      foreignColumns: [surveyQuestions.workspaceId, surveyQuestions.no],
    }),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);
