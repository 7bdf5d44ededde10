import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { campaigns, personaFacts, personaStatements, personas, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { hasDrifted } from "./fact";
import { getSegmentFacts } from "./facts/queries";
import type { Persona, PersonaCard } from "./persona";

/** Personas that are not archived, newest first; of one segment or of all. */
export async function listPersonas(
  ctx: Ctx,
  { segmentId }: { segmentId?: string } = {},
): Promise<PersonaCard[]> {
  authorize(ctx, "personas:read");
  const count = (of: string) =>
    sql<number>`(select count(*)::int from ${sql.raw(of)} s where s.workspace_id = ${personas.workspaceId} and s.persona_id = ${personas.id})`;
  const rows = await ctx.db
    .select({
      id: personas.id,
      name: personas.name,
      tagline: personas.tagline,
      journeyStage: personas.journeyStage,
      segmentId: personas.segmentId,
      segmentName: segments.name,
      size: segments.size,
      updatedAt: personas.updatedAt,
      statementCount: count("persona_statements"),
      supportedCount: count("(select * from persona_statements where evidence <> 'assumption')"),
      factCount: count("persona_facts"),
    })
    .from(personas)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, personas.workspaceId), eq(segments.id, personas.segmentId)),
    )
    .where(
      and(
        eq(personas.workspaceId, ctx.workspaceId),
        isNull(personas.archivedAt),
        segmentId ? eq(personas.segmentId, segmentId) : undefined,
      ),
    )
    .orderBy(desc(personas.updatedAt), asc(personas.name));
  return rows.map((row) => ({ ...row, size: isBelowFloor(ctx, row.size) ? null : row.size }));
}

/** The whole persona page: statements, pinned facts with their drift, all computed facts, campaigns. */
export async function getPersona(ctx: Ctx, { personaId }: { personaId: string }): Promise<Persona> {
  authorize(ctx, "personas:read");
  const { workspaceId } = ctx;
  const [row] = await ctx.db
    .select({
      id: personas.id,
      name: personas.name,
      tagline: personas.tagline,
      story: personas.story,
      quote: personas.quote,
      journeyStage: personas.journeyStage,
      segmentId: personas.segmentId,
      segmentName: segments.name,
      segmentOwnerId: segments.ownerId,
      updatedAt: personas.updatedAt,
      archivedAt: personas.archivedAt,
    })
    .from(personas)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, personas.workspaceId), eq(segments.id, personas.segmentId)),
    )
    .where(and(eq(personas.workspaceId, workspaceId), eq(personas.id, personaId)));
  const persona = found(row, "persona");
  const [statements, pinned, computed, linked] = await Promise.all([
    ctx.db
      .select({
        id: personaStatements.id,
        kind: personaStatements.kind,
        text: personaStatements.text,
        evidence: personaStatements.evidence,
        link: personaStatements.link,
      })
      .from(personaStatements)
      .where(and(eq(personaStatements.workspaceId, workspaceId), eq(personaStatements.personaId, personaId)))
      .orderBy(asc(personaStatements.position)),
    ctx.db
      .select({ key: personaFacts.key, value: personaFacts.value, pinnedAt: personaFacts.pinnedAt })
      .from(personaFacts)
      .where(and(eq(personaFacts.workspaceId, workspaceId), eq(personaFacts.personaId, personaId)))
      .orderBy(asc(personaFacts.position)),
    getSegmentFacts(ctx, { segmentId: persona.segmentId }),
    ctx.db
      .select({ id: campaigns.id, name: campaigns.name, status: campaigns.status })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.personaId, personaId)))
      .orderBy(desc(campaigns.startOn)),
  ]);
  const byKey = new Map(computed.facts.map((fact) => [fact.key, fact]));
  const card =
    computed.size === null
      ? []
      : pinned.map(({ key, value, pinnedAt }) => {
          const now = byKey.get(key);
          return { key, pinned: value, pinnedAt, now, hasDrifted: hasDrifted(value, now) };
        });
  return { ...persona, size: computed.size, statements, card, computed, campaigns: linked };
}
