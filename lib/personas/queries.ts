import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { campaigns, personaFacts, personaStatements, personas, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { driftOf } from "./drift";
import { getSegmentFacts } from "./facts/queries";
import { listNotes } from "./notes/queries";
import type { CardFact, Persona, PersonaCard, SegmentFacts, StaleFact } from "./persona";

const count = (of: SQL) =>
  sql<number>`(select count(*)::int from ${of} s where s.workspace_id = ${personas.workspaceId} and s.persona_id = ${personas.id})`;

/** Personas in use, or those put away, newest first; of one segment, of the segments of one person, or of all. */
export async function listPersonas(
  ctx: Ctx,
  {
    segmentId,
    ownerId,
    isArchived = false,
  }: { segmentId?: string; ownerId?: string; isArchived?: boolean } = {},
): Promise<PersonaCard[]> {
  authorize(ctx, "personas:read");
  const rows = await ctx.db
    .select({
      id: personas.id,
      name: personas.name,
      tagline: personas.tagline,
      journeyStage: personas.journeyStage,
      segmentId: personas.segmentId,
      segmentName: segments.name,
      size: segments.size,
      factsCheckedAt: personas.factsCheckedAt,
      updatedAt: personas.updatedAt,
      archivedAt: personas.archivedAt,
      statementCount: count(sql`persona_statements`),
      supportedCount: count(sql`(select * from persona_statements where evidence <> 'assumption')`),
      factCount: count(sql`(select * from persona_facts where unpinned_at is null)`),
      noteCount: count(sql`(select * from persona_notes where removed_at is null)`),
    })
    .from(personas)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, personas.workspaceId), eq(segments.id, personas.segmentId)),
    )
    .where(
      and(
        eq(personas.workspaceId, ctx.workspaceId),
        isArchived ? isNotNull(personas.archivedAt) : isNull(personas.archivedAt),
        segmentId ? eq(personas.segmentId, segmentId) : undefined,
        ownerId ? eq(segments.ownerId, ownerId) : undefined,
      ),
    )
    .orderBy(desc(personas.updatedAt), asc(personas.name));
  const stale = await readStale(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const isHidden = isBelowFloor(ctx, row.size);
    return { ...row, size: isHidden ? null : row.size, stale: isHidden ? [] : (stale.get(row.id) ?? []) };
  });
}

/** Pinned facts that did not hold at the last check, by persona. Of few people they are hidden like their figures. */
async function readStale(ctx: Ctx, personaIds: readonly string[]): Promise<Map<string, StaleFact[]>> {
  if (personaIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      personaId: personaFacts.personaId,
      key: personaFacts.key,
      value: personaFacts.value,
      current: personaFacts.current,
      since: personaFacts.driftedAt,
    })
    .from(personaFacts)
    .where(
      and(
        eq(personaFacts.workspaceId, ctx.workspaceId),
        inArray(personaFacts.personaId, [...personaIds]),
        isNull(personaFacts.unpinnedAt),
        isNotNull(personaFacts.driftedAt),
      ),
    )
    .orderBy(asc(personaFacts.position));
  const facts = new Map<string, StaleFact[]>();
  for (const { personaId, key, value, current, since } of rows) {
    const people = [value, current].flatMap((pinned) =>
      pinned?.share === undefined || pinned.n === undefined ? [] : Math.round(pinned.share * pinned.n),
    );
    if (!since || people.some((few) => isBelowFloor(ctx, few))) continue;
    const fact = {
      key,
      label: current?.label ?? value.label,
      was: value.text,
      now: current?.text ?? null,
      since,
    };
    facts.set(personaId, [...(facts.get(personaId) ?? []), fact]);
  }
  return facts;
}

const HEAD = {
  id: personas.id,
  name: personas.name,
  tagline: personas.tagline,
  story: personas.story,
  quote: personas.quote,
  journeyStage: personas.journeyStage,
  segmentId: personas.segmentId,
  segmentName: segments.name,
  segmentOwnerId: segments.ownerId,
  factsCheckedAt: personas.factsCheckedAt,
  updatedAt: personas.updatedAt,
  archivedAt: personas.archivedAt,
};

/** The whole persona page: statements, notes, pinned facts with their drift, all computed facts, campaigns. */
export async function getPersona(ctx: Ctx, { personaId }: { personaId: string }): Promise<Persona> {
  authorize(ctx, "personas:read");
  const { workspaceId, db } = ctx;
  const [row] = await db
    .select(HEAD)
    .from(personas)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, personas.workspaceId), eq(segments.id, personas.segmentId)),
    )
    .where(and(eq(personas.workspaceId, workspaceId), eq(personas.id, personaId)));
  const persona = found(row, "persona");
  const pinned = await listPinned(ctx, personaId);
  const [statements, notes, computed, linked, siblings] = await Promise.all([
    db
      .select({
        id: personaStatements.id,
        kind: personaStatements.kind,
        text: personaStatements.text,
        evidence: personaStatements.evidence,
        link: personaStatements.link,
        noteId: personaStatements.noteId,
      })
      .from(personaStatements)
      .where(and(eq(personaStatements.workspaceId, workspaceId), eq(personaStatements.personaId, personaId)))
      .orderBy(asc(personaStatements.position)),
    listNotes(ctx, { personaId }),
    getSegmentFacts(ctx, { segmentId: persona.segmentId, wanted: pinned.map(({ key }) => key) }),
    db
      .select({ id: campaigns.id, name: campaigns.name, status: campaigns.status })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.personaId, personaId)))
      .orderBy(desc(campaigns.startOn)),
    db
      .select({ id: personas.id, name: personas.name })
      .from(personas)
      .where(
        and(
          eq(personas.workspaceId, workspaceId),
          eq(personas.segmentId, persona.segmentId),
          ne(personas.id, personaId),
          isNull(personas.archivedAt),
        ),
      )
      .orderBy(asc(personas.name)),
  ]);
  const noteIds = new Set(notes.map(({ id }) => id));
  return {
    ...persona,
    size: computed.size,
    statements: statements.map((one) => ({
      ...one,
      noteId: one.noteId && noteIds.has(one.noteId) ? one.noteId : null,
    })),
    notes,
    card: cardOf(pinned, computed),
    computed,
    campaigns: linked,
    siblings,
  };
}

type Pinned = Pick<typeof personaFacts.$inferSelect, "key" | "value" | "pinnedAt">;

async function listPinned({ db, workspaceId }: Ctx, personaId: string): Promise<Pinned[]> {
  return db
    .select({ key: personaFacts.key, value: personaFacts.value, pinnedAt: personaFacts.pinnedAt })
    .from(personaFacts)
    .where(
      and(
        eq(personaFacts.workspaceId, workspaceId),
        eq(personaFacts.personaId, personaId),
        isNull(personaFacts.unpinnedAt),
      ),
    )
    .orderBy(asc(personaFacts.position), asc(personaFacts.key));
}

/** The pinned facts as they are now; without those that the role may not see. */
function cardOf(pinned: readonly Pinned[], { size, facts, hidden }: SegmentFacts): CardFact[] {
  if (size === null) return [];
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  return pinned
    .filter(({ key }) => !hidden.includes(key))
    .map(({ key, value, pinnedAt }) => {
      const now = byKey.get(key);
      return { key, pinned: value, pinnedAt, now, drift: driftOf(value, now) };
    });
}
