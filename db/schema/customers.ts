import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  ATTRIBUTE_TYPES,
  CHANNELS,
  CONSENT_STATES,
  GENDERS,
  SPECIAL_CATEGORIES,
} from "@/lib/customers/fields";
import type { ScoreFormulas } from "@/lib/customers/scores/formulas";
import { LIFECYCLE_STAGES } from "@/lib/customers/scores/standings";
import { DIMENSIONS } from "@/lib/segments/dimension";
import { createdAt, minor, moment, tx, updatedAt, workspaceId } from "./columns";
import { workspaces } from "./workspaces";

const consent = (name: string) => text(name, { enum: CONSENT_STATES }).notNull().default("unknown");

/** `no` is dense per workspace and what facts refer to; `id` is what addresses show. */
export const customers = pgTable(
  "customers",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    no: integer("no").notNull(),
    id: uuid("id").notNull(),
    externalId: text("external_id").notNull(),
    email: text("email"),
    firstName: text("first_name"),
    lastName: text("last_name"),
    phone: text("phone"),
    birthDate: date("birth_date", { mode: "string" }),
    gender: text("gender", { enum: GENDERS }),
    country: text("country"),
    region: text("region"),
    city: text("city"),
    postcode: text("postcode"),
    language: text("language"),
    company: text("company"),
    industry: text("industry"),
    companySize: integer("company_size"),
    jobTitle: text("job_title"),
    maritalStatus: text("marital_status"),
    education: text("education"),
    income: doublePrecision("income"),
    source: text("source"),
    firstSeenAt: moment("first_seen_at").notNull().defaultNow(),
    consentEmail: consent("consent_email"),
    consentSms: consent("consent_sms"),
    consentPhone: consent("consent_phone"),
    consentPost: consent("consent_post"),
    consentAds: consent("consent_ads"),
    suppressedAt: moment("suppressed_at"),
    objectedAt: moment("objected_at"),
    erasedAt: moment("erased_at"),
    attrs: jsonb("attrs").$type<Record<string, unknown>>().notNull().default({}),
    importId: uuid("import_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    tx: tx(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.no] }),
    unique("customers_id").on(t.workspaceId, t.id),
    unique("customers_external_id").on(t.workspaceId, t.externalId),
    index("customers_email").on(t.workspaceId, sql`lower(${t.email})`),
    index("customers_place").on(t.workspaceId, t.country, t.city),
    index("customers_birth_date").on(t.workspaceId, t.birthDate),
    index("customers_first_seen").on(t.workspaceId, t.firstSeenAt, t.no),
    // Who has no name stands after all names, and never null: a page begins after a pair (name, number).
    index("customers_name").on(
      t.workspaceId,
      sql`coalesce(nullif(lower(btrim(coalesce(${t.firstName}, '') || ' ' || coalesce(${t.lastName}, ''))), ''), chr(65535))`,
      t.no,
    ),
    index("customers_attrs").using("gin", t.attrs.op("jsonb_path_ops")),
    index("customers_erased").on(t.workspaceId, t.no).where(sql`erased_at is not null`),
    index("customers_tx").using("brin", t.tx),
  ],
);

/** An attribute that the workspace defines. Values live in customers.attrs, typed at the door. */
export const attributes = pgTable(
  "attributes",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    key: text("key").notNull(),
    label: text("label").notNull(),
    type: text("type", { enum: ATTRIBUTE_TYPES }).notNull(),
    dimension: text("dimension", { enum: DIMENSIONS }).notNull().default("demographic"),
    choices: jsonb("choices").$type<string[]>().notNull().default([]),
    source: text("source"),
    special: text("special", { enum: SPECIAL_CATEGORIES }),
    isPersonal: boolean("is_personal").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
);

export const consentLog = pgTable(
  "consent_log",
  {
    workspaceId: workspaceId(),
    customerNo: integer("customer_no").notNull(),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    status: text("status", { enum: CONSENT_STATES }).notNull(),
    at: moment("at").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    index("consent_log_customer").on(t.workspaceId, t.customerNo, t.at),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

/**
 * One row per customer, kept in the transaction of the fact. No index on a metric column on purpose:
 * updates stay heap-only, and an index on the last order misled the planner.
 */
export const customerMetrics = pgTable(
  "customer_metrics",
  {
    workspaceId: workspaceId(),
    customerNo: integer("customer_no").notNull(),
    orderCount: integer("order_count").notNull().default(0),
    returnCount: integer("return_count").notNull().default(0),
    spendMinor: minor("spend_minor").notNull().default(0),
    firstOrderAt: moment("first_order_at"),
    lastOrderAt: moment("last_order_at"),
    eventCount: integer("event_count").notNull().default(0),
    lastEventAt: moment("last_event_at"),
    rfmRecency: smallint("rfm_recency"),
    rfmFrequency: smallint("rfm_frequency"),
    rfmMonetary: smallint("rfm_monetary"),
    engagement: smallint("engagement").notNull().default(0),
    lifecycle: text("lifecycle", { enum: LIFECYCLE_STAGES }).notNull().default("prospect"),
    /** What the last fit of `lib/value` expects of who has ordered: percent, orders and discounted money of 12 months. */
    chanceActive: real("chance_active"),
    expectedOrders: real("expected_orders"),
    expectedValueMinor: minor("expected_value_minor"),
    tx: tx(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.customerNo] }),
    index("customer_metrics_tx").using("brin", t.tx),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

/** A change of the score formulas: who, when, and how far everyone is scored by it. The formulas in use stand in the workspace. */
export const scoreChanges = pgTable(
  "score_changes",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: uuid("id").notNull(),
    before: jsonb("before").$type<ScoreFormulas>().notNull(),
    after: jsonb("after").$type<ScoreFormulas>().notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    moved: integer("moved").notNull().default(0),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("score_changes_at").on(t.workspaceId, t.createdAt),
  ],
);
