import {
  bigint,
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
import { JOURNEY_STAGES } from "@/lib/campaigns/status";
import type { FactCounts } from "@/lib/personas/counts/counts";
import type { PinnedValue } from "@/lib/personas/drift";
import { EVIDENCE, STATEMENT_KINDS } from "@/lib/personas/evidence";
import { createdAt, moment, updatedAt, workspaceId } from "./columns";
import { segments } from "./segments";
import { workspaces } from "./workspaces";

export const personas = pgTable(
  "personas",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    segmentId: uuid("segment_id").notNull(),
    name: text("name").notNull(),
    tagline: text("tagline").notNull().default(""),
    story: text("story").notNull().default(""),
    quote: text("quote").notNull().default(""),
    journeyStage: text("journey_stage", { enum: JOURNEY_STAGES }),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    archivedAt: moment("archived_at"),
    /** When the pinned facts were last compared with the data. */
    factsCheckedAt: moment("facts_checked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("personas_segment").on(t.workspaceId, t.segmentId),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
  ],
);

/** What somebody said in an interview or a workshop. A removed one stays, so that removing can be undone. */
export const personaNotes = pgTable(
  "persona_notes",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    personaId: uuid("persona_id").notNull(),
    title: text("title").notNull(),
    heldOn: date("held_on", { mode: "string" }).notNull(),
    /** The role of who was asked, never a name. */
    who: text("who").notNull().default(""),
    text: text("text").notNull().default(""),
    quotes: jsonb("quotes").$type<string[]>().notNull().default([]),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    removedAt: moment("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("persona_notes_persona").on(t.workspaceId, t.personaId, t.heldOn),
    foreignKey({
      columns: [t.workspaceId, t.personaId],
      foreignColumns: [personas.workspaceId, personas.id],
    }),
  ],
);

/** A typed statement, with what it rests on. */
export const personaStatements = pgTable(
  "persona_statements",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    personaId: uuid("persona_id").notNull(),
    kind: text("kind", { enum: STATEMENT_KINDS }).notNull(),
    text: text("text").notNull(),
    evidence: text("evidence", { enum: EVIDENCE }).notNull(),
    link: text("link"),
    noteId: uuid("note_id"),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("persona_statements_persona").on(t.workspaceId, t.personaId, t.position),
    foreignKey({
      columns: [t.workspaceId, t.personaId],
      foreignColumns: [personas.workspaceId, personas.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.noteId],
      foreignColumns: [personaNotes.workspaceId, personaNotes.id],
    }),
  ],
);

/** A computed fact pinned to the card with its value at that moment. An unpinned one stays, so that unpinning can be undone. */
export const personaFacts = pgTable(
  "persona_facts",
  {
    workspaceId: workspaceId(),
    personaId: uuid("persona_id").notNull(),
    key: text("key").notNull(),
    position: integer("position").notNull(),
    value: jsonb("value").$type<PinnedValue>().notNull(),
    pinnedAt: moment("pinned_at").notNull().defaultNow(),
    unpinnedAt: moment("unpinned_at"),
    /** Since when the value no longer holds, and what it was at the last check; null when the data carries it no more. */
    driftedAt: moment("drifted_at"),
    current: jsonb("current").$type<PinnedValue>(),
    /** What was pinned before a new value was accepted. */
    previous: jsonb("previous").$type<{ value: PinnedValue; pinnedAt: string }>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.personaId, t.key] }),
    foreignKey({
      columns: [t.workspaceId, t.personaId],
      foreignColumns: [personas.workspaceId, personas.id],
    }),
  ],
);

/**
 * What the facts of a persona's segment (0: of everybody) are made from, as counted last, of which version of its rule.
 * `tx`: what transactions from this one on wrote is not in it.
 */
export const factCounts = pgTable(
  "fact_counts",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    segmentNo: integer("segment_no").notNull(),
    version: integer("version").notNull(),
    counts: jsonb("counts").$type<FactCounts>().notNull(),
    tx: bigint("tx", { mode: "number" }).notNull(),
    countedAt: moment("counted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.segmentNo] })],
);
