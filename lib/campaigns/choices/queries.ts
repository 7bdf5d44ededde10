import { and, asc, eq, isNull } from "drizzle-orm";
import { eventNames, members, personas, segments, users } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { canBeGivenWork } from "@/lib/workspaces/members/sql";
import type { BriefChoices } from "./choices";

/** Live segments in the order of their numbers, live personas and present members but viewers, by name. */
export async function getBriefChoices(ctx: Ctx): Promise<BriefChoices> {
  authorize(ctx, "campaigns:read");
  const [segmentRows, personaRows, people, events] = await Promise.all([
    ctx.db
      .select({ id: segments.id, name: segments.name, size: segments.size })
      .from(segments)
      .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.no)),
    ctx.db
      .select({ id: personas.id, name: personas.name, segmentId: personas.segmentId })
      .from(personas)
      .where(and(eq(personas.workspaceId, ctx.workspaceId), isNull(personas.archivedAt)))
      .orderBy(asc(personas.name)),
    ctx.db
      .select({ key: members.userId, label: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(canBeGivenWork(ctx.workspaceId))
      .orderBy(asc(users.name)),
    ctx.db
      .select({ key: eventNames.name, label: eventNames.label })
      .from(eventNames)
      .where(eq(eventNames.workspaceId, ctx.workspaceId))
      .orderBy(asc(eventNames.label), asc(eventNames.no))
      .limit(200),
  ]);
  return {
    segments: segmentRows.map((row) => ({ ...row, size: isBelowFloor(ctx, row.size) ? null : row.size })),
    personas: personaRows,
    people,
    events,
  };
}
