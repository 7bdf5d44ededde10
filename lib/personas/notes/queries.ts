import { and, desc, eq, isNull } from "drizzle-orm";
import { personaNotes, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Note } from "../persona";

/** The research notes of a persona, the latest first. */
export async function listNotes(ctx: Ctx, { personaId }: { personaId: string }): Promise<Note[]> {
  authorize(ctx, "personas:read");
  return ctx.db
    .select({
      id: personaNotes.id,
      title: personaNotes.title,
      heldOn: personaNotes.heldOn,
      who: personaNotes.who,
      text: personaNotes.text,
      quotes: personaNotes.quotes,
      byName: users.name,
      updatedAt: personaNotes.updatedAt,
    })
    .from(personaNotes)
    .leftJoin(users, eq(users.id, personaNotes.createdBy))
    .where(
      and(
        eq(personaNotes.workspaceId, ctx.workspaceId),
        eq(personaNotes.personaId, personaId),
        isNull(personaNotes.removedAt),
      ),
    )
    .orderBy(desc(personaNotes.heldOn), desc(personaNotes.createdAt), desc(personaNotes.id));
}
