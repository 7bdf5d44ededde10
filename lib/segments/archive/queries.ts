import { and, asc, countDistinct, eq, inArray, isNull } from "drizzle-orm";
import { campaignSegments, campaigns, personas, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { STATUS_LABEL } from "@/lib/campaigns/status";
import { AppError } from "@/lib/errors";
import { getCatalogue } from "../catalogue/queries";
import type { SegmentRefs } from "../model";
import { type ArchiveOutlook, type Blocker, sortOut } from "./outlook";

const PAST = ["finished", "archived"];

/** Which of these segments can be archived together, and what holds the others. NOT_FOUND when one is not there. */
export async function getArchiveOutlook(ctx: Ctx, { segmentIds }: SegmentRefs): Promise<ArchiveOutlook> {
  authorize(ctx, "segments:edit");
  const { workspaceId } = ctx;
  const [rows, catalogue, children, targeted, [faces]] = await Promise.all([
    ctx.db
      .select({ id: segments.id, name: segments.name })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), inArray(segments.id, segmentIds)))
      .orderBy(asc(segments.name)),
    getCatalogue(ctx),
    ctx.db
      .select({ id: segments.id, parentId: segments.parentId })
      .from(segments)
      .where(
        and(
          eq(segments.workspaceId, workspaceId),
          inArray(segments.parentId, segmentIds),
          isNull(segments.archivedAt),
        ),
      ),
    ctx.db
      .select({
        segmentId: campaignSegments.segmentId,
        id: campaigns.id,
        name: campaigns.name,
        status: campaigns.status,
      })
      .from(campaignSegments)
      .innerJoin(
        campaigns,
        and(
          eq(campaigns.workspaceId, campaignSegments.workspaceId),
          eq(campaigns.id, campaignSegments.campaignId),
        ),
      )
      .where(
        and(eq(campaignSegments.workspaceId, workspaceId), inArray(campaignSegments.segmentId, segmentIds)),
      )
      .orderBy(asc(campaigns.name)),
    ctx.db
      .select({ count: countDistinct(personas.id) })
      .from(personas)
      .where(
        and(
          eq(personas.workspaceId, workspaceId),
          inArray(personas.segmentId, segmentIds),
          isNull(personas.archivedAt),
        ),
      ),
  ]);
  if (rows.length < new Set(segmentIds).size)
    throw new AppError("NOT_FOUND", "One of these segments is not there any more. Reload the list.");
  const parentOf = new Map(children.map(({ id, parentId }) => [id, parentId]));
  const blockersOf = (segmentId: string): Blocker[] => [
    ...catalogue.segments
      .filter(({ isArchived, dependsOn }) => !isArchived && dependsOn.includes(segmentId))
      .map(({ id, name }) => ({
        id,
        name,
        kind: "segment" as const,
        why: parentOf.get(id) === segmentId ? "narrows it" : "its rule names it",
      })),
    ...targeted
      .filter((one) => one.segmentId === segmentId && !PAST.includes(one.status))
      .map(({ id, name, status }) => ({
        id,
        name,
        kind: "campaign" as const,
        why: `${STATUS_LABEL[status].toLowerCase()} campaign`,
      })),
  ];
  const past = targeted.filter(({ status }) => PAST.includes(status));
  return {
    ...sortOut(rows.map((row) => ({ ...row, blockers: blockersOf(row.id) }))),
    personas: faces?.count ?? 0,
    pastCampaigns: new Set(past.map(({ id }) => id)).size,
  };
}
