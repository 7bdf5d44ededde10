import { and, asc, eq, inArray } from "drizzle-orm";
import { segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError } from "@/lib/errors";
import { formatList } from "@/lib/format";
import type { SegmentRefs } from "../model";
import type { Asked } from "./outlook";
import { getArchiveOutlook } from "./queries";

/**
 * Takes segments out of use, all or none; their people and history stay. Those that are archived already stay so.
 * CONFLICT while something in use that is not among them depends on one.
 */
export async function archiveSegments(ctx: Ctx, { segmentIds }: SegmentRefs): Promise<void> {
  authorize(ctx, "segments:edit");
  await inTransaction(ctx, async (tx) => {
    const areThese = and(eq(segments.workspaceId, tx.workspaceId), inArray(segments.id, segmentIds));
    // In one order for everybody: two who archive overlapping sets wait for each other and do not deadlock.
    const rows = await tx.db
      .select({ id: segments.id, name: segments.name, archivedAt: segments.archivedAt })
      .from(segments)
      .where(areThese)
      .orderBy(asc(segments.id))
      .for("update");
    const { held } = await getArchiveOutlook(tx, { segmentIds });
    const isArchived = new Set(rows.flatMap(({ id, archivedAt }) => (archivedAt ? [id] : [])));
    refuseHeld(held.filter(({ id }) => !isArchived.has(id)));
    const at = tx.now();
    for (const { id, name } of rows.filter((row) => !isArchived.has(row.id))) {
      await tx.db
        .update(segments)
        .set({ archivedAt: at, updatedAt: at })
        .where(and(eq(segments.workspaceId, tx.workspaceId), eq(segments.id, id)));
      await recordAudit(tx, { action: "segment.archived", subject: id, detail: { name } });
    }
  });
}

function refuseHeld([first, ...more]: readonly Asked[]): void {
  if (!first) return;
  const by = formatList(first.blockers.slice(0, 5).map(({ name }) => `“${name}”`));
  const others = more.length > 0 ? ` So are ${more.length} more of them; none was archived.` : "";
  throw new AppError("CONFLICT", `“${first.name}” is used by ${by}. Change or archive those first.${others}`);
}
