import { and, eq, inArray } from "drizzle-orm";
import { personas } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { getSegmentFacts } from "../facts/queries";
import type { Persona } from "../persona";
import { getPersona } from "../queries";
import { type ComparedRow, comparedKeys, comparedRows, MOST_COMPARED } from "./comparison";

/** Up to four personas in the order asked for, and their facts as rows; who is not there is left out. */
export async function comparePersonas(
  ctx: Ctx,
  { personaIds }: { personaIds: readonly string[] },
): Promise<{ personas: Persona[]; rows: ComparedRow[] }> {
  authorize(ctx, "personas:read");
  const asked = [...new Set(personaIds)].slice(0, MOST_COMPARED);
  const found = await ctx.db
    .select({ id: personas.id })
    .from(personas)
    .where(and(eq(personas.workspaceId, ctx.workspaceId), inArray(personas.id, asked)));
  const there = new Set(found.map(({ id }) => id));
  const chosen = await Promise.all(
    asked.filter((id) => there.has(id)).map((personaId) => getPersona(ctx, { personaId })),
  );
  const keys = comparedKeys(chosen);
  const whole = await Promise.all(chosen.map((persona) => withFacts(ctx, persona, keys)));
  return { personas: whole, rows: comparedRows(whole, keys) };
}

/** A value that is rare in one group is not among its facts unless it is asked for. */
async function withFacts(ctx: Ctx, persona: Persona, keys: readonly string[]): Promise<Persona> {
  const { facts, hidden, size } = persona.computed;
  const known = new Set([...facts.map(({ key }) => key), ...hidden]);
  const wanted = keys.filter((key) => !known.has(key));
  if (size === null || wanted.length === 0) return persona;
  const more = await getSegmentFacts(ctx, { segmentId: persona.segmentId, wanted });
  const added = more.facts.filter(({ key }) => wanted.includes(key));
  return { ...persona, computed: { ...persona.computed, facts: [...facts, ...added] } };
}
