import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { JOURNEY_STAGES } from "@/lib/campaigns/status";
import { EVIDENCE, STATEMENT_KINDS } from "@/lib/personas/evidence";
import { createdAt, moment, updatedAt, workspaceId } from "./columns";
import { segments } from "./segments";

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
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("persona_statements_persona").on(t.workspaceId, t.personaId, t.position),
    foreignKey({
      columns: [t.workspaceId, t.personaId],
      foreignColumns: [personas.workspaceId, personas.id],
    }),
  ],
);

/** A computed fact pinned to the card with its value at that moment. */
export const personaFacts = pgTable(
  "persona_facts",
  {
    workspaceId: workspaceId(),
    personaId: uuid("persona_id").notNull(),
    key: text("key").notNull(),
    position: integer("position").notNull(),
    value: jsonb("value").$type<Record<string, unknown>>().notNull(),
    pinnedAt: moment("pinned_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.personaId, t.key] }),
    foreignKey({
      columns: [t.workspaceId, t.personaId],
      foreignColumns: [personas.workspaceId, personas.id],
    }),
  ],
);
