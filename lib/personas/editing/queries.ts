import { and, eq } from "drizzle-orm";
import { personas, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";

export type EditedPersona = { segmentId: string; name: string; updatedAt: Date; archivedAt: Date | null };

/** NOT_FOUND for a segment elsewhere; FORBIDDEN when the role is limited to its own segments and this is not one. */
export async function requireSegment(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<void> {
  const scope = authorize(ctx, "personas:edit");
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

/** A persona that the role may edit, locked until the transaction ends. NOT_FOUND and FORBIDDEN as for its segment. */
export async function requirePersona(ctx: Ctx, { personaId }: { personaId: string }): Promise<EditedPersona> {
  authorize(ctx, "personas:edit");
  const [row] = await ctx.db
    .select({
      segmentId: personas.segmentId,
      name: personas.name,
      updatedAt: personas.updatedAt,
      archivedAt: personas.archivedAt,
    })
    .from(personas)
    .where(and(eq(personas.workspaceId, ctx.workspaceId), eq(personas.id, personaId)))
    .for("update");
  const persona = found(row, "persona");
  await requireSegment(ctx, persona);
  return persona;
}
