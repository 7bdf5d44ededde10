import { and, eq, sql } from "drizzle-orm";
import { segmentMembers, segmentOverrides, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { evaluateSegment } from "../members/mutations";
import { createSegment } from "../mutations";
import type { Saved } from "../segment";
import type { CopyInput } from "./model";
import { NOBODY } from "./origin";

/**
 * The present members as a list that stays as it is: a segment of its own whose rule matches nobody and into which
 * they are put by hand. Made so, the list is a fact that a rebuild keeps, and people can be added and taken out.
 */
export async function copySegment(ctx: Ctx, { segmentId, name }: CopyInput): Promise<Saved> {
  authorize(ctx, "segments:edit");
  return inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    const [row] = await db
      .select({
        no: segments.no,
        name: segments.name,
        version: segments.version,
        dimension: segments.dimension,
        evaluatedAt: segments.evaluatedAt,
      })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)))
      .for("share");
    const origin = found(row, "segment");
    if (!origin.evaluatedAt)
      throw new AppError("CONFLICT", "This segment was not counted yet. Count it first.");
    const { dimension, version } = origin;
    const made = await createSegment(tx, { name, description: "", dimension, parentId: null, rule: NOBODY });
    const key = and(eq(segments.workspaceId, workspaceId), eq(segments.id, made.segmentId));
    const [copy] = await db
      .update(segments)
      .set({ originId: segmentId, originVersion: version, copiedAt: tx.now() })
      .where(key)
      .returning({ no: segments.no });
    const { no } = found(copy, "segment");
    await db.execute(sql`
      insert into ${segmentOverrides} (workspace_id, segment_no, customer_no, is_included, created_by, created_at)
      select workspace_id, ${no}::int, customer_no, true, ${tx.actor.userId}::uuid, ${tx.now().toISOString()}::timestamptz
      from ${segmentMembers} where workspace_id = ${workspaceId}::int and segment_no = ${origin.no}::int
      order by customer_no`);
    const { size } = await evaluateSegment(tx, { segmentId: made.segmentId, cause: "manual" });
    await recordAudit(tx, {
      action: "segment.copied",
      subject: made.segmentId,
      detail: { people: size, originId: segmentId, version, from: origin.name },
    });
    return { ...made, size };
  });
}
