import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import {
  auditLog,
  kpiSnapshots,
  kpiStandings,
  lifecycleFigures,
  segmentAssignments,
  segmentChanges,
  segmentMembers,
  segmentOverrides,
  segmentSizes,
  segments,
  segmentVersions,
} from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found, sqlState } from "@/lib/errors";
import { formatList } from "@/lib/format";
import { enqueue } from "@/lib/jobs/mutations";
import { todayIn } from "@/lib/zone";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import { addSegment, refreshSegment } from "../mutations";
import { uniquelyNamed } from "../naming";
import type { Rule } from "../rule";
import { ruleEnv } from "../sql";
import type { SplitDone } from "./grid";
import type { CountNewInput, SplitInput, SplitUndo } from "./model";
import { firstMembers, type NewChild } from "./sql";

/** The children of a larger segment are counted by a job: nobody waits at a screen for it. */
const COUNTED_AT_ONCE = 200_000;

/**
 * Makes all children of a split in one transaction: all or none. They are counted in it from one pass over the parent's
 * members, those of a large segment one by one by a job. The last is the remainder when one is asked for. CONFLICT with
 * a message per `children.n.name` for a name in use.
 */
export async function splitSegment(
  ctx: Ctx,
  { segmentId, children, rest }: SplitInput,
  { atOnce = COUNTED_AT_ONCE } = {},
): Promise<SplitDone> {
  authorize(ctx, "segments:edit");
  return uniquelyNamed(() =>
    inTransaction(ctx, async (tx) => {
      const parent = await lockParent(tx, segmentId);
      await requireFreeNames(
        tx,
        [...children, ...(rest ? [rest] : [])].map(({ name }) => name),
      );
      const catalogue = await getCatalogue(
        tx,
        children.map(({ rule }) => rule),
      );
      const made: (NewChild & { segmentId: string })[] = [];
      for (const child of children) {
        const input = { ...child, description: "", parentId: segmentId };
        made.push({ ...(await addSegment(tx, input, catalogue)), rule: child.rule });
      }
      if (rest) {
        const rule = remainderRule(made.map((one) => one.segmentId));
        const input = { ...rest, description: "", parentId: segmentId, rule };
        made.push({ ...(await addSegment(tx, input, await getCatalogue(tx))), rule: null });
      }
      const segmentIds = made.map((one) => one.segmentId);
      const isLater = (parent.size ?? 0) > atOnce;
      if (isLater) await enqueue(tx, "segments.countNew", { segmentIds }, { key: segmentId });
      const sizes = isLater ? null : await countFirst(tx, made, parent.no, catalogue);
      const done: SplitDone = { segmentIds, sizes };
      await enqueue(tx, "kpis.refresh", {}, { key: "kpis" });
      await recordAudit(tx, {
        action: "segment.split",
        subject: segmentId,
        detail: { segmentIds: done.segmentIds },
      });
      return done;
    }),
  );
}

/**
 * Counts what a split of a large segment made, one after the other: each is counted whole or not yet. Run again, it goes
 * on where it was; what was taken back or counted meanwhile is left alone, and one that fails is retried by itself.
 */
export async function countNewSegments(ctx: Ctx, { segmentIds }: CountNewInput): Promise<void> {
  authorize(ctx, "segments:edit");
  for (const segmentId of segmentIds)
    await inTransaction(ctx, async (tx) => {
      const own = and(eq(segments.workspaceId, tx.workspaceId), eq(segments.id, segmentId));
      const isNew = and(own, isNull(segments.evaluatedAt), isNull(segments.evaluationError));
      const [row] = await tx.db
        .select({ version: segments.version })
        .from(segments)
        .where(isNew)
        .for("update");
      const done = row && (await refreshSegment(tx, { segmentId, cause: "rule" }));
      if (!done) return;
      await tx.db
        .update(segmentVersions)
        .set({ sizeAfter: done.size })
        .where(
          and(
            eq(segmentVersions.workspaceId, tx.workspaceId),
            eq(segmentVersions.segmentId, segmentId),
            eq(segmentVersions.version, row.version),
          ),
        );
    });
  await enqueue(ctx, "kpis.refresh", {}, { key: "kpis" });
}

/** Everyone of the parent who is in none of these: it follows them, so it stays exact when one changes. */
function remainderRule(segmentIds: readonly string[]): Rule {
  return { kind: "none", children: segmentIds.map((segmentId) => ({ kind: "segment" as const, segmentId })) };
}

async function lockParent(
  { db, workspaceId }: Ctx,
  segmentId: string,
): Promise<{ no: number; size: number | null }> {
  const [row] = await db
    .select({ no: segments.no, size: segments.size, archivedAt: segments.archivedAt })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)))
    .for("update");
  const { archivedAt, ...parent } = found(row, "segment");
  if (archivedAt) throw new AppError("CONFLICT", "This segment is archived. Restore it first.");
  return parent;
}

async function requireFreeNames({ db, workspaceId }: Ctx, names: readonly string[]): Promise<void> {
  const rows = await db
    .select({ name: segments.name })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), inArray(segments.name, [...names])));
  const taken = new Set(rows.map(({ name }) => name));
  const fields = Object.fromEntries(
    names.flatMap((name, index) => {
      const message = taken.has(name)
        ? "Another segment has this name (perhaps an archived one)"
        : names.indexOf(name) < index
          ? "Two of the new segments have this name"
          : null;
      return message ? [[`children.${index}.name`, message]] : [];
    }),
  );
  const [first] = Object.values(fields);
  if (first) throw new AppError("CONFLICT", `${first}.`, { fields });
}

async function countFirst(
  tx: Ctx,
  made: readonly (NewChild & { segmentId: string })[],
  parentNo: number,
  catalogue: RuleCatalogue,
): Promise<number[]> {
  const { db, workspaceId, workspace } = tx;
  const at = tx.now();
  const env = ruleEnv(tx, catalogue, at);
  const rows = await db.execute<{ segmentNo: number; size: number }>(firstMembers(made, parentNo, at, env));
  const sizeOf = new Map([...rows].map(({ segmentNo, size }) => [segmentNo, size]));
  const sized = made.map((one) => ({ no: one.segmentNo, size: sizeOf.get(one.segmentNo) ?? 0 }));
  await db.execute(sql`
    with sized as (
      update ${segments} s set size = x.size, evaluated_at = ${at.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(sized)}::json) x(no int, size int)
      where s.workspace_id = ${workspaceId}::int and s.no = x.no returning s.no, s.id, s.size
    ),
    versioned as (
      update ${segmentVersions} v set size_after = sized.size from sized
      where v.workspace_id = ${workspaceId}::int and v.segment_id = sized.id and v.version = 1
    )
    insert into ${segmentSizes} (workspace_id, segment_no, day, size)
    select ${workspaceId}::int, no, ${todayIn(workspace.timeZone, at)}::date, size from sized order by no`);
  return sized.map(({ size }) => size);
}

/**
 * Takes a split back as if it had not been: the segments and their names are free again. CONFLICT once one of them was
 * changed, or a persona, a campaign, a target, a webhook, a list or another segment uses it; then nothing is removed.
 */
export async function undoSplit(ctx: Ctx, { segmentIds }: SplitUndo): Promise<void> {
  authorize(ctx, "segments:edit");
  await inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    const isOne = and(eq(segments.workspaceId, workspaceId), inArray(segments.id, segmentIds));
    const rows = await db
      .select({
        id: segments.id,
        no: segments.no,
        name: segments.name,
        version: segments.version,
        parentId: segments.parentId,
      })
      .from(segments)
      .where(isOne)
      .orderBy(segments.no)
      .for("update");
    if (rows.length < new Set(segmentIds).size) throw new AppError("NOT_FOUND", "There is no such segment.");
    const catalogue = await getCatalogue(tx);
    const users = catalogue.segments.filter(
      ({ id, dependsOn }) => !segmentIds.includes(id) && dependsOn.some((one) => segmentIds.includes(one)),
    );
    const changed = rows.filter(({ version }) => version > 1);
    const inUse = [...changed, ...users].map(({ name }) => `“${name}”`);
    if (inUse.length > 0) throw inUseNow(formatList(inUse.slice(0, 5)));
    await requireOneSplit(tx, segmentIds);
    const nos = rows.map(({ no }) => no);
    const ofNo = (table: typeof segmentMembers | typeof segmentChanges | typeof segmentSizes) =>
      and(eq(table.workspaceId, workspaceId), inArray(table.segmentNo, nos));
    try {
      await inTransaction(tx, async (inner) => {
        await inner.db.delete(segmentMembers).where(ofNo(segmentMembers));
        await inner.db.delete(segmentChanges).where(ofNo(segmentChanges));
        await inner.db.delete(segmentSizes).where(ofNo(segmentSizes));
        await inner.db
          .delete(segmentOverrides)
          .where(
            and(eq(segmentOverrides.workspaceId, workspaceId), inArray(segmentOverrides.segmentNo, nos)),
          );
        for (const table of [kpiSnapshots, kpiStandings, lifecycleFigures])
          await inner.db
            .delete(table)
            .where(and(eq(table.workspaceId, workspaceId), inArray(table.segmentNo, nos)));
        for (const table of [segmentAssignments, segmentVersions])
          await inner.db
            .delete(table)
            .where(and(eq(table.workspaceId, workspaceId), inArray(table.segmentId, segmentIds)));
        await inner.db.delete(segments).where(isOne);
      });
    } catch (cause) {
      if (sqlState(cause) === "23503")
        throw inUseNow("A persona, a campaign, a target, a decision, a report, a webhook or a list", cause);
      throw cause;
    }
    await recordAudit(tx, {
      action: "segment.splitUndone",
      ...(rows[0]?.parentId && { subject: rows[0].parentId }),
      detail: { names: rows.map(({ name }) => name) },
    });
  });
}

/** What was not made together by one split is archived, never taken back. */
async function requireOneSplit({ db, workspaceId }: Ctx, segmentIds: readonly string[]): Promise<void> {
  const [row] = await db.execute<{ is_there: boolean }>(sql`
    select exists (select from ${auditLog} l
      join ${segments} s on s.workspace_id = l.workspace_id and s.parent_id::text = l.subject
      where l.workspace_id = ${workspaceId}::int and l.action = 'segment.split' and s.id = ${segmentIds[0]}::uuid
        and l.detail -> 'segmentIds' @> ${JSON.stringify(segmentIds)}::jsonb
        and l.detail -> 'segmentIds' <@ ${JSON.stringify(segmentIds)}::jsonb) as is_there`);
  if (!row?.is_there) throw new AppError("CONFLICT", "These segments were not made by one split.");
}

function inUseNow(what: string, cause?: unknown): AppError {
  return new AppError("CONFLICT", `Not undone: ${what} builds on it by now. Archive what you do not need.`, {
    cause,
  });
}
