import { and, eq, sql } from "drizzle-orm";
import { customers, segmentMembers, segmentOverrides, segmentSizes, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/mutations";
import { isHeard } from "@/lib/webhooks/sql";
import { todayIn } from "@/lib/zone";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import type { Cause } from "../dimension";
import type { OverrideInput } from "../model";
import { compileMembers, ruleEnv } from "../sql";
import type { Refreshed } from "./member";
import { membershipWrite } from "./sql";

type Evaluation = {
  segmentId: string;
  cause: Cause;
  /** Must know the products that the rule names. Read anew when left out. */
  catalogue?: RuleCatalogue;
  /** Judge only these people; all others stay as they are. */
  customerNos?: readonly number[];
};

/**
 * Evaluates one segment and stores the difference with its cause. The segment's row is locked meanwhile, so that
 * two evaluations follow one another. Throws INVALID when the rule does not compile; then nothing is written.
 */
export async function evaluateSegment(ctx: Ctx, evaluation: Evaluation): Promise<Refreshed> {
  authorize(ctx, "segments:edit");
  const { segmentId, cause, customerNos } = evaluation;
  return inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    const [row] = await db
      .select({ no: segments.no, rule: segments.rule, parentId: segments.parentId, isHeard })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)))
      .for("update");
    const segment = found(row, "segment");
    const catalogue = evaluation.catalogue ?? (await getCatalogue(tx, [segment.rule]));
    const at = tx.now();
    const env = { ...ruleEnv(tx, catalogue, at), ...(customerNos ? { customerNos } : {}) };
    const members = compileMembers(segment.rule, env, {
      selfId: segmentId,
      parentId: segment.parentId,
      ...((await hasOverrides(tx, segment.no)) ? { overridesOf: segment.no } : {}),
    });
    const write = {
      workspaceId,
      segmentNo: segment.no,
      members,
      cause,
      at,
      isHeard: segment.isHeard,
      ...(customerNos ? { customerNos } : {}),
    };
    const [done] = await db.execute<Refreshed>(membershipWrite(write));
    const { joined = 0, left = 0 } = done ?? {};
    if (segment.isHeard && joined + left > 0)
      await enqueue(tx, "webhooks.collect", {}, { key: "outbox", queue: "webhooks" });
    const size = customerNos ? await countMembers(tx, segment.no) : (done?.size ?? 0);
    await db
      .update(segments)
      // Of a few people nothing follows for the others: a failed count of all stays failed.
      .set({
        size,
        evaluatedAt: at,
        ...(customerNos ? {} : { evaluationError: null, failures: 0, retryAt: null }),
      })
      .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
    await db
      .insert(segmentSizes)
      .values({ workspaceId, segmentNo: segment.no, day: todayIn(tx.workspace.timeZone, at), size })
      .onConflictDoUpdate({
        target: [segmentSizes.workspaceId, segmentSizes.segmentNo, segmentSizes.day],
        set: { size },
      });
    return { size, joined, left };
  });
}

async function hasOverrides({ db, workspaceId }: Ctx, segmentNo: number): Promise<boolean> {
  const rows = await db
    .select({ customerNo: segmentOverrides.customerNo })
    .from(segmentOverrides)
    .where(and(eq(segmentOverrides.workspaceId, workspaceId), eq(segmentOverrides.segmentNo, segmentNo)))
    .limit(1);
  return rows.length > 0;
}

async function countMembers({ db, workspaceId }: Ctx, segmentNo: number): Promise<number> {
  const [row] = await db
    .select({ size: sql<number>`count(*)::int` })
    .from(segmentMembers)
    .where(and(eq(segmentMembers.workspaceId, workspaceId), eq(segmentMembers.segmentNo, segmentNo)));
  return row?.size ?? 0;
}

/**
 * Puts a person in or keeps them out by hand, on top of the rule (but never outside the parent); null leaves it to
 * the rule again. Only this person is judged anew.
 */
export async function setOverride(ctx: Ctx, input: OverrideInput): Promise<Refreshed> {
  authorize(ctx, "segments:edit");
  const { segmentId, customerId, isIncluded } = input;
  return inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    const [segment] = await db
      .select({ no: segments.no, archivedAt: segments.archivedAt })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
    const { no: segmentNo, archivedAt } = found(segment, "segment");
    if (archivedAt) throw new AppError("CONFLICT", "This segment is archived. Restore it first.");
    const [person] = await db
      .select({ no: customers.no })
      .from(customers)
      .where(and(eq(customers.workspaceId, workspaceId), eq(customers.id, customerId)));
    const customerNo = found(person, "customer").no;
    const key = and(
      eq(segmentOverrides.workspaceId, workspaceId),
      eq(segmentOverrides.segmentNo, segmentNo),
      eq(segmentOverrides.customerNo, customerNo),
    );
    await db.delete(segmentOverrides).where(key);
    if (isIncluded !== null)
      await db.insert(segmentOverrides).values({
        workspaceId,
        segmentNo,
        customerNo,
        isIncluded,
        createdBy: tx.actor.userId,
        createdAt: tx.now(),
      });
    await recordAudit(tx, {
      action: "segment.overridden",
      subject: segmentId,
      detail: { customerId, isIncluded },
    });
    const refreshed = await evaluateSegment(tx, { segmentId, cause: "manual", customerNos: [customerNo] });
    // Segments that read this one find the person in the change feed.
    await db
      .update(customers)
      .set({ tx: sql`pg_current_xact_id()::text::bigint` })
      .where(and(eq(customers.workspaceId, workspaceId), eq(customers.no, customerNo)));
    await enqueue(tx, "segments.catchUp", {}, { key: "feed" });
    return refreshed;
  });
}
