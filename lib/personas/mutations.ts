import { and, eq, isNull } from "drizzle-orm";
import { personaFacts, personaStatements, personas, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { pin } from "./fact";
import { getSegmentFacts } from "./facts/queries";
import type { PersonaInput, PersonaRef, PersonaUpdate } from "./model";

/** NOT_FOUND for a segment elsewhere; FORBIDDEN when the role is limited to its own segments and this is not one. */
async function requireSegment(ctx: Ctx, segmentId: string, scope: "all" | "assigned"): Promise<void> {
  const [row] = await ctx.db
    .select({ ownerId: segments.ownerId })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const { ownerId } = found(row, "segment");
  if (scope === "assigned" && ownerId !== ctx.actor.userId)
    throw new AppError(
      "FORBIDDEN",
      "You can edit personas of segments that you own. Take the segment first.",
    );
}

async function writeParts(
  ctx: Ctx,
  personaId: string,
  segmentId: string,
  input: Omit<PersonaUpdate, "personaId" | "updatedAt">,
) {
  const { workspaceId } = ctx;
  const mine = and(
    eq(personaStatements.workspaceId, workspaceId),
    eq(personaStatements.personaId, personaId),
  );
  await ctx.db.delete(personaStatements).where(mine);
  if (input.statements.length > 0)
    await ctx.db.insert(personaStatements).values(
      input.statements.map(({ link, ...statement }, position) => ({
        ...statement,
        workspaceId,
        personaId,
        id: newId(),
        link: link || null,
        position,
      })),
    );
  const kept = await ctx.db
    .delete(personaFacts)
    .where(and(eq(personaFacts.workspaceId, workspaceId), eq(personaFacts.personaId, personaId)))
    .returning({ key: personaFacts.key, value: personaFacts.value, pinnedAt: personaFacts.pinnedAt });
  if (input.facts.length === 0) return;
  const { facts } = await getSegmentFacts(ctx, { segmentId });
  const values = input.facts.flatMap((key, position) => {
    const before = kept.find((each) => each.key === key);
    const now = facts.find((fact) => fact.key === key);
    const pinned = before ?? (now && { value: pin(now, ctx.workspace.currency), pinnedAt: ctx.now() });
    if (!pinned) return [];
    return [{ workspaceId, personaId, key, position, value: pinned.value, pinnedAt: pinned.pinnedAt }];
  });
  if (values.length > 0) await ctx.db.insert(personaFacts).values(values);
}

/** Makes a persona of a segment, with its statements and pinned facts, all or nothing. */
export async function createPersona(ctx: Ctx, input: PersonaInput): Promise<{ personaId: string }> {
  const scope = authorize(ctx, "personas:edit");
  const personaId = newId();
  await inTransaction(ctx, async (tx) => {
    await requireSegment(tx, input.segmentId, scope);
    const { segmentId, name, tagline, story, quote, journeyStage } = input;
    await tx.db.insert(personas).values({
      workspaceId: ctx.workspaceId,
      id: personaId,
      ...{ segmentId, name, tagline, story, quote, journeyStage },
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    });
    await writeParts(tx, personaId, segmentId, input);
    await recordAudit(tx, { action: "persona.created", subject: personaId, detail: { name } });
  });
  return { personaId };
}

/** Saves all of a persona. CONFLICT when someone saved since `updatedAt`; nothing is overwritten. */
export async function updatePersona(ctx: Ctx, input: PersonaUpdate): Promise<{ personaId: string }> {
  const scope = authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    const own = and(eq(personas.workspaceId, ctx.workspaceId), eq(personas.id, input.personaId));
    const [row] = await tx.db
      .select({ segmentId: personas.segmentId, updatedAt: personas.updatedAt })
      .from(personas)
      .where(own)
      .for("update");
    const { segmentId, updatedAt } = found(row, "persona");
    await requireSegment(tx, segmentId, scope);
    if (updatedAt.getTime() !== input.updatedAt.getTime())
      throw new AppError(
        "CONFLICT",
        "Someone saved this persona while you were editing. Open it again to see the changes.",
      );
    const { name, tagline, story, quote, journeyStage } = input;
    await tx.db
      .update(personas)
      .set({ name, tagline, story, quote, journeyStage, updatedAt: ctx.now() })
      .where(own);
    await writeParts(tx, input.personaId, segmentId, input);
    await recordAudit(tx, { action: "persona.changed", subject: input.personaId, detail: { name } });
  });
  return { personaId: input.personaId };
}

/** Takes the pinned facts' present values as the ones to compare with from now on. */
export async function acceptDrift(ctx: Ctx, { personaId }: PersonaRef): Promise<void> {
  const scope = authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ segmentId: personas.segmentId })
      .from(personas)
      .where(and(eq(personas.workspaceId, ctx.workspaceId), eq(personas.id, personaId)));
    const { segmentId } = found(row, "persona");
    await requireSegment(tx, segmentId, scope);
    const { facts } = await getSegmentFacts(tx, { segmentId });
    for (const fact of facts)
      await tx.db
        .update(personaFacts)
        .set({ value: pin(fact, ctx.workspace.currency), pinnedAt: ctx.now() })
        .where(
          and(
            eq(personaFacts.workspaceId, ctx.workspaceId),
            eq(personaFacts.personaId, personaId),
            eq(personaFacts.key, fact.key),
          ),
        );
    await recordAudit(tx, { action: "persona.drift accepted", subject: personaId });
  });
}

async function setArchived(ctx: Ctx, personaId: string, archivedAt: Date | null): Promise<void> {
  const scope = authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    const own = and(eq(personas.workspaceId, ctx.workspaceId), eq(personas.id, personaId));
    const [row] = await tx.db.select({ segmentId: personas.segmentId }).from(personas).where(own);
    await requireSegment(tx, found(row, "persona").segmentId, scope);
    await tx.db
      .update(personas)
      .set({ archivedAt })
      .where(and(own, archivedAt ? isNull(personas.archivedAt) : undefined));
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
