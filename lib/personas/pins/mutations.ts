import { and, eq, inArray, isNull, max, sql } from "drizzle-orm";
import { personaFacts, personas, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { type Notice, sendNotices } from "@/lib/work/notices/mutations";
import type { FactRef } from "../behind/model";
import { driftOf, pin } from "../drift";
import { requirePersona } from "../editing/queries";
import { MOST_PINNED } from "../evidence";
import { getSegmentFacts } from "../facts/queries";
import type { DriftRef } from "./model";

const onCard = ({ workspaceId }: Ctx, personaId: string) =>
  and(
    eq(personaFacts.workspaceId, workspaceId),
    eq(personaFacts.personaId, personaId),
    isNull(personaFacts.unpinnedAt),
  );

/** An edit of the card: who has the form open is told on saving instead of undoing it unseen. */
async function touch(tx: Ctx, personaId: string): Promise<void> {
  await tx.db
    .update(personas)
    .set({ updatedAt: tx.now() })
    .where(and(eq(personas.workspaceId, tx.workspaceId), eq(personas.id, personaId)));
}

/**
 * Pins a computed fact to the card at today's value. One that was unpinned comes back as it was when `asBefore`.
 * CONFLICT when the card is full; INVALID for what is not computed.
 */
export async function pinFact(
  ctx: Ctx,
  { personaId, key, asBefore }: FactRef & { asBefore?: boolean },
): Promise<void> {
  authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    const { segmentId } = await requirePersona(tx, { personaId });
    const [row] = await tx.db
      .select({ count: sql<number>`count(*)::int`, last: max(personaFacts.position) })
      .from(personaFacts)
      .where(onCard(tx, personaId));
    const { count = 0, last = null } = row ?? {};
    if (count >= MOST_PINNED)
      throw new AppError("CONFLICT", `The card is full with ${MOST_PINNED} facts. Unpin one first.`);
    if (!(asBefore && (await repin(tx, { personaId, key })))) {
      const { facts } = await getSegmentFacts(tx, { segmentId, wanted: [key] });
      const fact = facts.find((one) => one.key === key);
      if (!fact) throw new AppError("INVALID", "There is no such fact any more.");
      const pinned = {
        value: pin(fact, tx.workspace.currency),
        pinnedAt: tx.now(),
        position: (last ?? -1) + 1,
        ...{ unpinnedAt: null, driftedAt: null, current: null, previous: null },
      };
      await tx.db
        .insert(personaFacts)
        .values({ workspaceId: tx.workspaceId, personaId, key, ...pinned })
        .onConflictDoUpdate({
          target: [personaFacts.workspaceId, personaFacts.personaId, personaFacts.key],
          set: pinned,
        });
    }
    await touch(tx, personaId);
    await recordAudit(tx, { action: "persona.fact pinned", subject: personaId, detail: { key } });
  });
}

async function repin(tx: Ctx, { personaId, key }: FactRef): Promise<boolean> {
  const rows = await tx.db
    .update(personaFacts)
    .set({ unpinnedAt: null })
    .where(
      and(
        eq(personaFacts.workspaceId, tx.workspaceId),
        eq(personaFacts.personaId, personaId),
        eq(personaFacts.key, key),
      ),
    )
    .returning({ key: personaFacts.key });
  return rows.length > 0;
}

/** Takes a fact off the card; `pinFact` with `asBefore` puts it back with its old value. */
export async function unpinFact(ctx: Ctx, { personaId, key }: FactRef): Promise<void> {
  authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    await requirePersona(tx, { personaId });
    await tx.db
      .update(personaFacts)
      .set({ unpinnedAt: tx.now() })
      .where(and(onCard(tx, personaId), eq(personaFacts.key, key)));
    await touch(tx, personaId);
    await recordAudit(tx, { action: "persona.fact unpinned", subject: personaId, detail: { key } });
  });
}

/**
 * Takes the present values of pinned facts that no longer hold as the ones to compare with from now on: of one, or
 * of all. What the data carries no more stays as it is. `undoAccept` brings the old values back.
 */
export async function acceptDrift(ctx: Ctx, { personaId, key }: DriftRef): Promise<void> {
  authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    const { segmentId } = await requirePersona(tx, { personaId });
    const rows = await tx.db.select().from(personaFacts).where(onCard(tx, personaId));
    const wanted = rows.map((row) => row.key);
    const { facts } = await getSegmentFacts(tx, { segmentId, wanted });
    for (const { value, pinnedAt, ...row } of rows) {
      const now = facts.find((fact) => fact.key === row.key);
      if (!now || (key !== undefined && key !== row.key) || driftOf(value, now) !== "moved") continue;
      await tx.db
        .update(personaFacts)
        .set({
          value: pin(now, tx.workspace.currency),
          pinnedAt: tx.now(),
          previous: { value, pinnedAt: pinnedAt.toISOString() },
          ...{ driftedAt: null, current: null },
        })
        .where(and(onCard(tx, personaId), eq(personaFacts.key, row.key)));
    }
    await touch(tx, personaId);
    await recordAudit(tx, {
      action: "persona.drift accepted",
      subject: personaId,
      detail: key ? { key } : {},
    });
  });
}

/** Brings back the values that were pinned before new ones were accepted: of one fact, or of all. */
export async function undoAccept(ctx: Ctx, { personaId, key }: DriftRef): Promise<void> {
  authorize(ctx, "personas:edit");
  await inTransaction(ctx, async (tx) => {
    await requirePersona(tx, { personaId });
    const rows = await tx.db.select().from(personaFacts).where(onCard(tx, personaId));
    for (const { previous, ...row } of rows) {
      if (!previous || (key !== undefined && key !== row.key)) continue;
      await tx.db
        .update(personaFacts)
        .set({ value: previous.value, pinnedAt: new Date(previous.pinnedAt), previous: null })
        .where(and(onCard(tx, personaId), eq(personaFacts.key, row.key)));
    }
    await touch(tx, personaId);
    await recordAudit(tx, { action: "persona.drift undone", subject: personaId, detail: key ? { key } : {} });
  });
}

/**
 * Compares every pinned fact with the data, once a day; or those of one segment. Marks those that no longer hold, with what they are now, and
 * tells whoever owns the segment (else who made the persona) of those that began to; of the others nothing is said.
 */
export async function checkFacts(
  ctx: Ctx,
  { segmentId: only }: { segmentId?: string } = {},
): Promise<{ newlyStale: number }> {
  authorize(ctx, "personas:edit");
  const { db, workspaceId, workspace } = ctx;
  const rows = await db
    .select({
      personaId: personas.id,
      name: personas.name,
      segmentId: personas.segmentId,
      ownerId: sql<string | null>`coalesce(${segments.ownerId}, ${personas.createdBy})`,
      key: personaFacts.key,
      value: personaFacts.value,
      driftedAt: personaFacts.driftedAt,
    })
    .from(personaFacts)
    .innerJoin(
      personas,
      and(eq(personas.workspaceId, personaFacts.workspaceId), eq(personas.id, personaFacts.personaId)),
    )
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, personas.workspaceId), eq(segments.id, personas.segmentId)),
    )
    .where(
      and(
        eq(personaFacts.workspaceId, workspaceId),
        isNull(personaFacts.unpinnedAt),
        isNull(personas.archivedAt),
        only ? eq(personas.segmentId, only) : undefined,
      ),
    );
  const fresh: typeof rows = [];
  for (const segmentId of new Set(rows.map((row) => row.segmentId))) {
    const own = rows.filter((row) => row.segmentId === segmentId);
    const { facts } = await getSegmentFacts(ctx, { segmentId, wanted: own.map(({ key }) => key) });
    const byKey = new Map(facts.map((fact) => [fact.key, fact]));
    await inTransaction(ctx, async (tx) => {
      for (const row of own) {
        const now = byKey.get(row.key);
        const isStale = ["moved", "gone"].includes(driftOf(row.value, now));
        if (isStale && !row.driftedAt) fresh.push(row);
        if (!isStale && !row.driftedAt) continue;
        await tx.db
          .update(personaFacts)
          .set({
            driftedAt: isStale ? (row.driftedAt ?? ctx.now()) : null,
            current: isStale && now ? pin(now, workspace.currency) : null,
          })
          .where(and(onCard(tx, row.personaId), eq(personaFacts.key, row.key)));
      }
      await tx.db
        .update(personas)
        .set({ factsCheckedAt: ctx.now() })
        .where(
          and(
            eq(personas.workspaceId, workspaceId),
            inArray(
              personas.id,
              own.map(({ personaId }) => personaId),
            ),
          ),
        );
    });
  }
  await sendNotices(ctx, noticesOf(fresh));
  return { newlyStale: fresh.length };
}

/** One notice per person, about one persona or about how many. */
function noticesOf(fresh: readonly { ownerId: string | null; personaId: string; name: string }[]): Notice[] {
  return [...new Set(fresh.map(({ ownerId }) => ownerId))].map((userId) => {
    const own = fresh.filter(({ ownerId }) => ownerId === userId);
    const [first] = own;
    const personaCount = new Set(own.map(({ personaId }) => personaId)).size;
    const facts = `${formatCount(own.length, "pinned fact")} no longer ${own.length === 1 ? "holds" : "hold"}`;
    return first && personaCount === 1
      ? { userId, kind: "drift", title: `${first.name}: ${facts}`, href: `/personas/${first.personaId}` }
      : {
          userId,
          kind: "drift",
          title: `${facts}, on ${formatCount(personaCount, "persona")}`,
          href: "/personas?show=stale",
        };
  });
}
