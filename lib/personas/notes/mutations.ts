import { and, eq, isNull } from "drizzle-orm";
import { personaNotes } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requirePersona } from "../editing/queries";
import type { NoteInput, NoteRef, NoteUpdate } from "./model";

/** Writes down what somebody said for a persona. */
export async function addNote(ctx: Ctx, input: NoteInput): Promise<{ noteId: string }> {
  authorize(ctx, "personas:edit");
  const noteId = newId();
  await inTransaction(ctx, async (tx) => {
    await requirePersona(tx, input);
    await tx.db.insert(personaNotes).values({
      ...input,
      workspaceId: ctx.workspaceId,
      id: noteId,
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    });
    await recordAudit(tx, {
      action: "persona.note added",
      subject: input.personaId,
      detail: { title: input.title },
    });
  });
  return { noteId };
}

async function requireNote(tx: Ctx, noteId: string) {
  const [row] = await tx.db
    .select({
      personaId: personaNotes.personaId,
      title: personaNotes.title,
      updatedAt: personaNotes.updatedAt,
    })
    .from(personaNotes)
    .where(and(eq(personaNotes.workspaceId, tx.workspaceId), eq(personaNotes.id, noteId)))
    .for("update");
  const note = found(row, "note");
  await requirePersona(tx, note);
  return note;
}

const own = ({ workspaceId }: Ctx, noteId: string) =>
  and(eq(personaNotes.workspaceId, workspaceId), eq(personaNotes.id, noteId));

/** Saves a note. CONFLICT when someone saved since `updatedAt`; nothing is overwritten. */
export async function changeNote(ctx: Ctx, input: NoteUpdate): Promise<{ noteId: string }> {
  authorize(ctx, "personas:edit");
  const { noteId, updatedAt, ...fields } = input;
  await inTransaction(ctx, async (tx) => {
    const note = await requireNote(tx, noteId);
    if (note.updatedAt.getTime() !== updatedAt.getTime())
      throw new AppError(
        "CONFLICT",
        "Someone saved this note while you were editing. Open it again to see the changes.",
      );
    await tx.db
      .update(personaNotes)
      .set({ ...fields, updatedAt: ctx.now() })
      .where(own(tx, noteId));
    await recordAudit(tx, {
      action: "persona.note changed",
      subject: note.personaId,
      detail: { title: fields.title },
    });
  });
  return { noteId };
}

async function setRemoved(ctx: Ctx, { noteId }: NoteRef, removedAt: Date | null): Promise<void> {
  authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    const { personaId, title } = await requireNote(tx, noteId);
    await tx.db
      .update(personaNotes)
      .set({ removedAt })
      .where(and(own(tx, noteId), removedAt ? isNull(personaNotes.removedAt) : undefined));
    await recordAudit(tx, {
      action: removedAt ? "persona.note removed" : "persona.note restored",
      subject: personaId,
      detail: { title },
    });
  });
}

/** Takes a note off a persona; statements that link it show no link until `restoreNote` undoes it. */
export async function removeNote(ctx: Ctx, { noteId }: NoteRef): Promise<void> {
  authorize(ctx, "personas:edit");
  return setRemoved(ctx, { noteId }, ctx.now());
}

/** Brings a removed note back, links included. */
export async function restoreNote(ctx: Ctx, { noteId }: NoteRef): Promise<void> {
  authorize(ctx, "personas:edit");
  return setRemoved(ctx, { noteId }, null);
}
