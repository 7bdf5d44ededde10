import { and, eq, isNull, sql } from "drizzle-orm";
import { counters, segments, segmentVersions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { formatList } from "@/lib/format";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import { refreshKpis } from "@/lib/kpis/mutations";
import { archiveSegments } from "./archive/mutations";
import { dependentsOf, evaluationOrder, type RuleCatalogue } from "./catalogue/catalogue";
import { getCatalogue } from "./catalogue/queries";
import type { Cause } from "./dimension";
import { retryAfter } from "./freshness/backoff";
import type { Refreshed } from "./members/member";
import { evaluateSegment } from "./members/mutations";
import type { SegmentInput, SegmentRef, SegmentRefs, SegmentUpdate, VersionRef } from "./model";
import { uniquelyNamed } from "./naming";
import { type RulePlace, ruleProblems } from "./problems";
import { pathKey, type Rule, sameRule } from "./rule";
import type { Saved } from "./segment";
import { ruleSentence } from "./sentence";
import { ruleField } from "./sql";

/** A new segment with its first version, counted at once. INVALID with a message per node when the rule is faulty. */
export async function createSegment(ctx: Ctx, input: SegmentInput): Promise<Saved> {
  authorize(ctx, "segments:edit");
  return uniquelyNamed(() =>
    inTransaction(ctx, async (tx) => {
      const { segmentId } = await addSegment(tx, input, await getCatalogue(tx, [input.rule]));
      const { size } = await evaluateSegment(tx, { segmentId, cause: "rule" });
      await recordSizeAfter(tx, segmentId, 1, size);
      await enqueue(tx, "kpis.refresh", {}, { key: "kpis" });
      await recordAudit(tx, { action: "segment.created", subject: segmentId, detail: { name: input.name } });
      return { segmentId, version: 1, size };
    }),
  );
}

/** The segment and its first version without counting it, in the caller's transaction. INVALID when the rule is faulty. */
export async function addSegment(
  tx: Ctx,
  input: SegmentInput,
  catalogue: RuleCatalogue,
): Promise<{ segmentId: string; segmentNo: number }> {
  authorize(tx, "segments:edit");
  const { name, description, dimension, parentId, rule } = input;
  requireSound(rule, catalogue, { parentId });
  const [segmentId, segmentNo, at] = [newId(), await nextNo(tx), tx.now()];
  await tx.db.insert(segments).values({
    workspaceId: tx.workspaceId,
    id: segmentId,
    no: segmentNo,
    ...{ name, description, dimension, parentId, rule },
    createdBy: tx.actor.userId,
    createdAt: at,
    updatedAt: at,
  });
  await addVersion(tx, { segmentId, version: 1, rule, note: "", sizeBefore: null }, catalogue);
  return { segmentId, segmentNo };
}

/**
 * Changes what is given. A changed rule becomes a new version; it and all that reads this segment are counted
 * again. CONFLICT when somebody saved another version since `version`, or changed something else that is changed here.
 */
export async function updateSegment(ctx: Ctx, input: SegmentUpdate): Promise<Saved> {
  authorize(ctx, "segments:edit");
  const { segmentId } = input;
  return uniquelyNamed(() =>
    inTransaction(ctx, async (tx) => {
      const before = await lockSegment(tx, segmentId);
      if (before.archivedAt) throw new AppError("CONFLICT", "This segment is archived. Restore it first.");
      if (before.version !== input.version)
        throw new AppError(
          "CONFLICT",
          `Version ${before.version} of this segment was saved while you were editing version ${input.version}. Reload to see it.`,
        );
      requireAsKnown(before, input.before);
      const rule = input.rule ?? before.rule;
      const parentId = input.parentId === undefined ? before.parentId : input.parentId;
      const isNewRule = !sameRule(rule, before.rule);
      const isRecounted = isNewRule || parentId !== before.parentId;
      if (before.originId && isRecounted)
        throw new AppError(
          "CONFLICT",
          "This is a fixed list of people. Put people in or take them out by hand, or make a new segment.",
        );
      const catalogue = await getCatalogue(tx, [rule]);
      if (isRecounted) requireSound(rule, catalogue, { selfId: segmentId, parentId });
      const version = before.version + (isNewRule ? 1 : 0);
      const { name = before.name, description, dimension } = input;
      await tx.db
        .update(segments)
        .set({ name, description, dimension, parentId, rule, version, updatedAt: tx.now() })
        .where(keyOf(tx, segmentId));
      if (isNewRule)
        await addVersion(
          tx,
          { segmentId, version, rule, note: input.note ?? "", sizeBefore: before.size },
          catalogue,
        );
      const size = isRecounted ? await recount(tx, segmentId, "rule") : (before.size ?? 0);
      if (isNewRule) await recordSizeAfter(tx, segmentId, version, size);
      await recordAudit(tx, { action: "segment.updated", subject: segmentId, detail: { name, version } });
      return { segmentId, version, size };
    }),
  );
}

type Known = SegmentUpdate["before"];

function requireAsKnown(stored: Required<NonNullable<Known>>, known: Known): void {
  const changed = (["name", "description", "dimension", "parentId"] as const).filter(
    (key) => known?.[key] !== undefined && known[key] !== stored[key],
  );
  if (changed.length === 0) return;
  const words = { name: "name", description: "description", dimension: "dimension", parentId: "parent" };
  const what = formatList(changed.map((key) => words[key]));
  throw new AppError("CONFLICT", `Somebody changed the ${what} while you were editing. Reload to see it.`);
}

/** Makes the rule of an earlier version the newest version. */
export async function restoreVersion(ctx: Ctx, input: VersionRef): Promise<Saved> {
  authorize(ctx, "segments:edit");
  const { segmentId, version } = input;
  return inTransaction(ctx, async (tx) => {
    const { version: current } = await lockSegment(tx, segmentId);
    const [row] = await tx.db
      .select({ rule: segmentVersions.rule })
      .from(segmentVersions)
      .where(
        and(
          eq(segmentVersions.workspaceId, tx.workspaceId),
          eq(segmentVersions.segmentId, segmentId),
          eq(segmentVersions.version, version),
        ),
      );
    const { rule } = found(row, "version");
    return updateSegment(tx, { segmentId, version: current, rule, note: `Restored version ${version}` });
  });
}

/** Takes a segment out of use; its people and history stay. CONFLICT while something in use depends on it. */
export async function archiveSegment(ctx: Ctx, { segmentId }: SegmentRef): Promise<void> {
  authorize(ctx, "segments:edit");
  await archiveSegments(ctx, { segmentIds: [segmentId] });
}

/** Undoes `archiveSegment` and counts the segment again. */
export async function restoreSegment(ctx: Ctx, { segmentId }: SegmentRef): Promise<void> {
  authorize(ctx, "segments:edit");
  await inTransaction(ctx, async (tx) => {
    const { name, archivedAt } = await lockSegment(tx, segmentId);
    if (!archivedAt) return;
    await tx.db.update(segments).set({ archivedAt: null, updatedAt: tx.now() }).where(keyOf(tx, segmentId));
    await recordAudit(tx, { action: "segment.restored", subject: segmentId, detail: { name } });
    await recount(tx, segmentId, "data");
  });
}

/** Undoes `archiveSegments`, all or none: what is read comes before what reads it. */
export async function restoreSegments(ctx: Ctx, { segmentIds }: SegmentRefs): Promise<void> {
  authorize(ctx, "segments:edit");
  await inTransaction(ctx, async (tx) => {
    const order = evaluationOrder(await getCatalogue(tx)).map(({ id }) => id);
    const sorted = segmentIds.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
    for (const segmentId of sorted) await restoreSegment(tx, { segmentId });
  });
}

/** Counts one segment again. A failure is kept on the segment, where its page shows it, and answered as null. */
export async function refreshSegment(
  ctx: Ctx,
  { segmentId, cause = "data" }: SegmentRef & { cause?: Cause },
): Promise<Refreshed | null> {
  authorize(ctx, "segments:edit");
  try {
    return await evaluateSegment(ctx, { segmentId, cause });
  } catch (error) {
    if (error instanceof AppError && error.code !== "INVALID") throw error;
    const message = error instanceof AppError ? error.message : "Counting failed. The server's log says why.";
    await keepFailure(ctx, segmentId, message);
    return null;
  }
}

/** The message where the page shows it, and another try after a while: the more failures in a row, the later. */
async function keepFailure(ctx: Ctx, segmentId: string, message: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(segments)
      .set({ evaluationError: message, failures: sql`${segments.failures} + 1` })
      .where(keyOf(tx, segmentId))
      .returning({ failures: segments.failures });
    if (!row) return;
    const retryAt = retryAfter(row.failures, tx.now());
    await tx.db.update(segments).set({ retryAt }).where(keyOf(tx, segmentId));
    await enqueue(tx, "segments.retry", { segmentId }, { key: segmentId, runAt: retryAt });
  });
}

/**
 * Counts every segment in use again, each in its own transaction, parents and named segments before those that
 * read them; then the KPIs. One that fails keeps its last members and its message; the others go on.
 */
export async function refreshAllSegments(
  ctx: Ctx,
  { cause = "data" }: { cause?: Cause } = {},
): Promise<{ refreshed: number; failed: number; joined: number; left: number }> {
  authorize(ctx, "segments:edit");
  const catalogue = await getCatalogue(ctx);
  const done = { refreshed: 0, failed: 0, joined: 0, left: 0 };
  for (const { id, isArchived } of evaluationOrder(catalogue)) {
    if (isArchived) continue;
    const result = await refreshSegment(ctx, { segmentId: id, cause });
    if (result) {
      done.refreshed += 1;
      done.joined += result.joined;
      done.left += result.left;
    } else done.failed += 1;
  }
  await refreshKpis(ctx, { isWhole: true });
  return done;
}

/** The segment itself (a failure undoes the caller's change), then all that reads it, directly or not. */
async function recount(tx: Ctx, segmentId: string, cause: Cause): Promise<number> {
  const { size } = await evaluateSegment(tx, { segmentId, cause });
  const catalogue = await getCatalogue(tx);
  for (const dependent of dependentsOf(catalogue, segmentId))
    if (!dependent.isArchived) await refreshSegment(tx, { segmentId: dependent.id, cause });
  await enqueue(tx, "kpis.refresh", {}, { key: "kpis" });
  return size;
}

function requireSound(rule: Rule, catalogue: RuleCatalogue, place: RulePlace): void {
  const problems = ruleProblems(rule, catalogue, place);
  if (problems.length === 0) return;
  const fields = Object.fromEntries(problems.map(({ path, message }) => [ruleField(pathKey(path)), message]));
  throw new AppError("INVALID", `${problems[0]?.message}.`, { fields });
}

async function lockSegment(tx: Ctx, segmentId: string) {
  const [row] = await tx.db
    .select({
      name: segments.name,
      description: segments.description,
      dimension: segments.dimension,
      rule: segments.rule,
      version: segments.version,
      parentId: segments.parentId,
      size: segments.size,
      archivedAt: segments.archivedAt,
      originId: segments.originId,
    })
    .from(segments)
    .where(keyOf(tx, segmentId))
    .for("update");
  return found(row, "segment");
}

function keyOf(ctx: Ctx, segmentId: string) {
  return and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId));
}

type Version = { segmentId: string; version: number; rule: Rule; note: string; sizeBefore: number | null };

async function addVersion(tx: Ctx, version: Version, catalogue: RuleCatalogue): Promise<void> {
  await tx.db.insert(segmentVersions).values({
    ...version,
    workspaceId: tx.workspaceId,
    sentence: ruleSentence(version.rule, catalogue),
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  });
}

async function recordSizeAfter(
  tx: Ctx,
  segmentId: string,
  version: number,
  sizeAfter: number,
): Promise<void> {
  await tx.db
    .update(segmentVersions)
    .set({ sizeAfter })
    .where(
      and(
        eq(segmentVersions.workspaceId, tx.workspaceId),
        eq(segmentVersions.segmentId, segmentId),
        eq(segmentVersions.version, version),
        isNull(segmentVersions.sizeAfter),
      ),
    );
}

async function nextNo(tx: Ctx): Promise<number> {
  const [row] = await tx.db
    .insert(counters)
    .values({ workspaceId: tx.workspaceId, noun: "segment", lastNo: 1 })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.noun],
      set: { lastNo: sql`${counters.lastNo} + 1` },
    })
    .returning({ no: counters.lastNo });
  return found(row, "counter").no;
}
