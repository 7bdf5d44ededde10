import { and, asc, eq, isNull } from "drizzle-orm";
import { segments, segmentVersions } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import type { TemplateSegment } from "./template";

/** The live segments, with what their rules say. */
export async function listTemplateSegments(ctx: Ctx): Promise<TemplateSegment[]> {
  authorize(ctx, "segments:read");
  const rows = await ctx.db
    .select({
      id: segments.id,
      name: segments.name,
      dimension: segments.dimension,
      sentence: segmentVersions.sentence,
      size: segments.size,
    })
    .from(segments)
    .innerJoin(
      segmentVersions,
      and(
        eq(segmentVersions.workspaceId, segments.workspaceId),
        eq(segmentVersions.segmentId, segments.id),
        eq(segmentVersions.version, segments.version),
      ),
    )
    .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
    .orderBy(asc(segments.no));
  return rows.map((row) => ({ ...row, size: isBelowFloor(ctx, row.size) ? null : row.size }));
}
