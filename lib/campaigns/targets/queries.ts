import { and, asc, eq, inArray } from "drizzle-orm";
import { campaignSegments, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";

/** A segment that a campaign is for: `version` is the one that the campaign holds, `current` the newest. */
export type Target = {
  campaignId: string;
  id: string;
  no: number;
  name: string;
  size: number | null;
  version: number;
  current: number;
  archivedAt: Date | null;
};

/** The target segments of these campaigns, archived ones too, by their number. Sizes are not hidden from any role here. */
export async function listTargetSegments(
  ctx: Ctx,
  { campaignIds }: { campaignIds: readonly string[] },
): Promise<Target[]> {
  authorize(ctx, "campaigns:read");
  if (campaignIds.length === 0) return [];
  return ctx.db
    .select({
      campaignId: campaignSegments.campaignId,
      id: segments.id,
      no: segments.no,
      name: segments.name,
      size: segments.size,
      version: campaignSegments.segmentVersion,
      current: segments.version,
      archivedAt: segments.archivedAt,
    })
    .from(campaignSegments)
    .innerJoin(
      segments,
      and(
        eq(segments.workspaceId, campaignSegments.workspaceId),
        eq(segments.id, campaignSegments.segmentId),
      ),
    )
    .where(
      and(
        eq(campaignSegments.workspaceId, ctx.workspaceId),
        inArray(campaignSegments.campaignId, [...campaignIds]),
      ),
    )
    .orderBy(asc(segments.no));
}
