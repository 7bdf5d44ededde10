import { z } from "zod";
import { JOURNEY_STAGES } from "@/lib/campaigns/status";
import { EVIDENCE, MOST_PINNED, STATEMENT_KINDS } from "./evidence";

/** A text of at most `max` characters. */
export const line = (max: number) => z.string().trim().max(max, `At most ${max} characters.`);

export const StatementInput = z.object({
  kind: z.enum(STATEMENT_KINDS),
  text: line(500).min(1, "Write the statement, or remove it."),
  evidence: z.enum(EVIDENCE),
  link: z.union([
    z.literal(""),
    z.url({ protocol: /^https?$/, message: "Enter a link that starts with https://" }),
  ]),
  /** A research note of the same persona. */
  noteId: z.uuid().nullable().default(null),
});
export type StatementInput = z.infer<typeof StatementInput>;

const fields = {
  name: line(80).min(1, "Give the persona a name."),
  tagline: line(160),
  story: line(4000),
  quote: line(300),
  journeyStage: z.enum(JOURNEY_STAGES).nullable(),
  statements: z.array(StatementInput).max(60, "At most 60 statements."),
  /** Keys of the computed facts on the card, in order. */
  facts: z.array(z.string().max(300)).max(MOST_PINNED, `At most ${MOST_PINNED} facts fit on the card.`),
};

export const PersonaInput = z.object({ segmentId: z.uuid(), ...fields });
export type PersonaInput = z.infer<typeof PersonaInput>;

/** `updatedAt` is the one that was edited: if someone saved since, the write is refused. */
export const PersonaUpdate = z.object({ personaId: z.uuid(), updatedAt: z.coerce.date(), ...fields });
export type PersonaUpdate = z.infer<typeof PersonaUpdate>;

export const PersonaRef = z.object({ personaId: z.uuid() });
export type PersonaRef = z.infer<typeof PersonaRef>;
