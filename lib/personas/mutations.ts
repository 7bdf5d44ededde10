import { and, asc, eq, isNull } from "drizzle-orm";
import { personaFacts, personaNotes, personaStatements, personas } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { pin } from "./drift";
import { requirePersona, requireSegment } from "./editing/queries";
import { getSegmentFacts } from "./facts/queries";
import type { PersonaInput, PersonaRef, PersonaUpdate } from "./model";

type Parts = Pick<PersonaUpdate, "statements" | "facts">;

const of = (
  { workspaceId }: Ctx,
  table: typeof personaStatements | typeof personaFacts | typeof personaNotes,
  personaId: string,
) => and(eq(table.workspaceId, workspaceId), eq(table.personaId, personaId));

async function writeStatements(ctx: Ctx, personaId: string, { statements }: Parts): Promise<void> {
  const notes = await ctx.db
    .select({ id: personaNotes.id })
    .from(personaNotes)
    .where(of(ctx, personaNotes, personaId));
  const known = new Set(notes.map(({ id }) => id));
  if (statements.some(({ noteId }) => noteId && !known.has(noteId)))
    throw new AppError("INVALID", "A statement links a note that is not one of this persona.");
  await ctx.db.delete(personaStatements).where(of(ctx, personaStatements, personaId));
  if (statements.length > 0)
    await ctx.db.insert(personaStatements).values(
      statements.map(({ link, ...statement }, position) => ({
        ...statement,
        workspaceId: ctx.workspaceId,
        personaId,
        id: newId(),
        link: link || null,
        position,
      })),
    );
}

/** Facts that stay on the card keep the value that they were pinned with; new ones get today's. */
async function writeFacts(ctx: Ctx, personaId: string, segmentId: string, { facts }: Parts): Promise<void> {
  const kept = await ctx.db
    .delete(personaFacts)
    .where(of(ctx, personaFacts, personaId))
    .returning();
  const before = new Map(kept.filter((row) => !row.unpinnedAt).map((row) => [row.key, row]));
  const keys = [...new Set(facts)];
  const added = keys.filter((key) => !before.has(key));
  const computed = added.length > 0 ? await getSegmentFacts(ctx, { segmentId, wanted: added }) : null;
  const values = keys.flatMap((key, position) => {
    const row = before.get(key);
    if (row) return { ...row, position };
    const now = computed?.facts.find((fact) => fact.key === key);
    if (!now) return [];
    const { workspaceId, workspace } = ctx;
    return {
      workspaceId,
      personaId,
      key,
      position,
      value: pin(now, workspace.currency),
      pinnedAt: ctx.now(),
    };
  });
  if (values.length > 0) await ctx.db.insert(personaFacts).values(values);
}

/** Makes a persona of a segment, with its statements and pinned facts, all or nothing. */
export async function createPersona(ctx: Ctx, input: PersonaInput): Promise<{ personaId: string }> {
  authorize(ctx, "personas:edit");
  const personaId = newId();
  await inTransaction(ctx, async (tx) => {
    await requireSegment(tx, input);
    const { segmentId, name, tagline, story, quote, journeyStage } = input;
    await tx.db.insert(personas).values({
      workspaceId: ctx.workspaceId,
      id: personaId,
      ...{ segmentId, name, tagline, story, quote, journeyStage },
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    });
    await writeStatements(tx, personaId, input);
    await writeFacts(tx, personaId, segmentId, input);
    await recordAudit(tx, { action: "persona.created", subject: personaId, detail: { name } });
  });
  return { personaId };
}

/** Saves all of a persona. CONFLICT when someone saved since `updatedAt`; nothing is overwritten. */
export async function updatePersona(ctx: Ctx, input: PersonaUpdate): Promise<{ personaId: string }> {
  authorize(ctx, "personas:edit");
  const { personaId } = input;
  await inTransaction(ctx, async (tx) => {
    const { segmentId, updatedAt } = await requirePersona(tx, input);
    if (updatedAt.getTime() !== input.updatedAt.getTime())
      throw new AppError(
        "CONFLICT",
        "Someone saved this persona while you were editing. Open it again to see the changes.",
      );
    const { name, tagline, story, quote, journeyStage } = input;
    await tx.db
      .update(personas)
      .set({ name, tagline, story, quote, journeyStage, updatedAt: ctx.now() })
      .where(and(eq(personas.workspaceId, ctx.workspaceId), eq(personas.id, personaId)));
    await writeStatements(tx, personaId, input);
    await writeFacts(tx, personaId, segmentId, input);
    await recordAudit(tx, { action: "persona.changed", subject: personaId, detail: { name } });
  });
  return { personaId };
}

const COPY = ", copy";

/** Makes another persona of the same segment out of one: its words, notes, statements and pinned facts. */
export async function duplicatePersona(ctx: Ctx, { personaId }: PersonaRef): Promise<{ personaId: string }> {
  authorize(ctx, "personas:edit");
  const { workspaceId } = ctx;
  const copyId = newId();
  await inTransaction(ctx, async (tx) => {
    await requirePersona(tx, { personaId });
    const [original] = await tx.db
      .select()
      .from(personas)
      .where(and(eq(personas.workspaceId, workspaceId), eq(personas.id, personaId)));
    if (!original) return;
    const name = `${original.name.slice(0, 80 - COPY.length)}${COPY}`;
    const stamp = { createdBy: ctx.actor.userId, createdAt: ctx.now(), updatedAt: ctx.now() };
    await tx.db.insert(personas).values({ ...original, ...stamp, id: copyId, name, archivedAt: null });
    const noteIds = await copyNotes(tx, personaId, copyId);
    const [statements, facts] = await Promise.all([
      tx.db
        .select()
        .from(personaStatements)
        .where(of(tx, personaStatements, personaId))
        .orderBy(asc(personaStatements.position)),
      tx.db
        .select()
        .from(personaFacts)
        .where(and(of(tx, personaFacts, personaId), isNull(personaFacts.unpinnedAt))),
    ]);
    if (statements.length > 0)
      await tx.db.insert(personaStatements).values(
        statements.map((one) => ({
          ...one,
          id: newId(),
          personaId: copyId,
          noteId: (one.noteId && noteIds.get(one.noteId)) ?? null,
        })),
      );
    if (facts.length > 0)
      await tx.db.insert(personaFacts).values(facts.map((one) => ({ ...one, personaId: copyId })));
    await recordAudit(tx, {
      action: "persona.duplicated",
      subject: copyId,
      detail: { name, from: personaId },
    });
  });
  return { personaId: copyId };
}

/** The new number of each note that was not removed. */
async function copyNotes(tx: Ctx, personaId: string, copyId: string): Promise<Map<string, string>> {
  const notes = await tx.db
    .select()
    .from(personaNotes)
    .where(and(of(tx, personaNotes, personaId), isNull(personaNotes.removedAt)));
  const ids = new Map(notes.map(({ id }) => [id, newId()]));
  if (notes.length > 0)
    await tx.db
      .insert(personaNotes)
      .values(notes.map((note) => ({ ...note, id: ids.get(note.id) ?? newId(), personaId: copyId })));
  return ids;
}

async function setArchived(ctx: Ctx, personaId: string, archivedAt: Date | null): Promise<void> {
  authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    await requirePersona(tx, { personaId });
    await tx.db
      .update(personas)
      .set({ archivedAt })
      .where(
        and(
          eq(personas.workspaceId, ctx.workspaceId),
          eq(personas.id, personaId),
          archivedAt ? isNull(personas.archivedAt) : undefined,
        ),
      );
    await recordAudit(tx, {
      action: archivedAt ? "persona.archived" : "persona.restored",
      subject: personaId,
    });
  });
}

/** Puts a persona away; `restorePersona` undoes it. */
export async function archivePersona(ctx: Ctx, { personaId }: PersonaRef): Promise<void> {
  authorize(ctx, "personas:edit");
  return setArchived(ctx, personaId, ctx.now());
}

/** Brings an archived persona back. */
export async function restorePersona(ctx: Ctx, { personaId }: PersonaRef): Promise<void> {
  authorize(ctx, "personas:edit");
  return setArchived(ctx, personaId, null);
}
