import { z } from "zod";
import { isDay } from "@/lib/days";
import { line } from "../model";

const fields = {
  title: line(120).min(1, "Give the note a title."),
  heldOn: z.string().refine(isDay, "Choose the day on which it was said."),
  who: line(120),
  text: line(8000),
  quotes: z.array(line(400).min(1, "Write the quote, or remove it.")).max(20, "At most 20 quotes."),
};

export const NoteInput = z.object({ personaId: z.uuid(), ...fields });
export type NoteInput = z.infer<typeof NoteInput>;

/** `updatedAt` is the one that was edited: if someone saved since, the write is refused. */
export const NoteUpdate = z.object({ noteId: z.uuid(), updatedAt: z.coerce.date(), ...fields });
export type NoteUpdate = z.infer<typeof NoteUpdate>;

export const NoteRef = z.object({ noteId: z.uuid() });
export type NoteRef = z.infer<typeof NoteRef>;
