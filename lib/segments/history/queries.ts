import { and, desc, eq, type SQLWrapper, sql } from "drizzle-orm";
import { segmentAssignments, segmentVersions, users } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import type { Assignment, SegmentVersion } from "./version";

/** Newest first. `sentence` is as it read when the version was made. */
export async function listVersions(
  ctx: Ctx,
  { segmentId }: { segmentId: string },
): Promise<SegmentVersion[]> {
  authorize(ctx, "segments:read");
  const rows = await ctx.db
    .select({
      version: segmentVersions.version,
      rule: segmentVersions.rule,
      sentence: segmentVersions.sentence,
      note: segmentVersions.note,
      sizeBefore: segmentVersions.sizeBefore,
      sizeAfter: segmentVersions.sizeAfter,
      authorName: users.name,
      createdAt: segmentVersions.createdAt,
    })
    .from(segmentVersions)
    .leftJoin(users, eq(users.id, segmentVersions.createdBy))
    .where(and(eq(segmentVersions.workspaceId, ctx.workspaceId), eq(segmentVersions.segmentId, segmentId)))
    .orderBy(desc(segmentVersions.version));
  const shown = (size: number | null) => (isBelowFloor(ctx, size) ? null : size);
  return rows.map((row) => ({ ...row, sizeBefore: shown(row.sizeBefore), sizeAfter: shown(row.sizeAfter) }));
}

/** Who owned the segment, newest first. */
export async function listAssignments(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<Assignment[]> {
  authorize(ctx, "segments:read");
  const nameOf = (column: SQLWrapper) =>
    sql<string | null>`(select u.name from ${users} u where u.id = ${column})`;
  return ctx.db
    .select({
      action: segmentAssignments.action,
      fromName: nameOf(segmentAssignments.fromUserId),
      toName: nameOf(segmentAssignments.toUserId),
      byName: nameOf(segmentAssignments.by),
      at: segmentAssignments.at,
      note: segmentAssignments.note,
    })
    .from(segmentAssignments)
    .where(
      and(eq(segmentAssignments.workspaceId, ctx.workspaceId), eq(segmentAssignments.segmentId, segmentId)),
    )
    .orderBy(desc(segmentAssignments.at), desc(segmentAssignments.id))
    .limit(100);
}
