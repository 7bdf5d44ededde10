import { and, eq, isNull, sql } from "drizzle-orm";
import { kpiValues } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { newId } from "@/lib/ids";
import { figureLabel } from "../typed-figure";
import { figureProblem, readAmount, readFigure } from "./amount";
import type { BatchRef, PasteInput, ValueInput, ValueRef } from "./model";
import { dayProblem, readPaste } from "./paste";
import { getPasteScope, missingPlaces } from "./queries";
import { isSamePlace, liveTwins, valueRows } from "./sql";
import type { Entered, NewValue } from "./value";

/** Enters one value. One of the same day, figure and place is replaced and stays in the history. */
export async function typeValue(ctx: Ctx, input: ValueInput): Promise<Entered> {
  authorize(ctx, "kpis:type");
  const scope = await getPasteScope(ctx);
  const { figure } = readFigure(input.figure, scope.figures);
  const refuse = (field: string, message: string) =>
    new AppError("INVALID", "Some fields need another value.", { fields: { [field]: message } });
  const name = figureProblem(figure);
  if (name) throw refuse("figure", name);
  const day = dayProblem(input.day, scope.today);
  if (day) throw refuse("day", day);
  const decimal = /,\d{1,2}$/.test(input.value) ? "," : ".";
  const read = readAmount(figure, input.value, { decimal, digits: scope.digits });
  if ("problem" in read) throw refuse("value", read.problem);
  return inTransaction(ctx, (tx) => enter(tx, [{ ...input, figure, value: read.value }]));
}

/** Enters a pasted table whole, or nothing of it where a line is faulty. */
export async function pasteValues(ctx: Ctx, input: PasteInput): Promise<Entered> {
  authorize(ctx, "kpis:type");
  const { lines, problem } = readPaste(input, await getPasteScope(ctx));
  if (problem) throw new AppError("INVALID", problem);
  const faulty = lines.filter((line) => line.problem !== null);
  const [first] = faulty;
  if (first)
    throw new AppError(
      "INVALID",
      `Nothing was entered: ${formatCount(faulty.length, "line")} cannot be read. Line ${first.no}: ${first.problem}`,
    );
  return inTransaction(ctx, (tx) =>
    enter(
      tx,
      lines.flatMap(({ value }) => value ?? []),
    ),
  );
}

const lock = (tx: Ctx) => tx.db.execute(sql`select pg_advisory_xact_lock(727006, ${tx.workspaceId}::int)`);

async function enter(tx: Ctx, values: readonly NewValue[]): Promise<Entered> {
  await lock(tx);
  await requirePlaces(tx, values);
  const batchId = newId();
  const ended = await tx.db.execute(sql`
    update kpi_values set ended_at = ${tx.now().toISOString()}::timestamptz, ended_batch_id = ${batchId}::uuid, ended_by = ${tx.actor.userId}::uuid
    where workspace_id = ${tx.workspaceId}::int and id in (${liveTwins(tx.workspaceId, values)}) returning id`);
  await tx.db.execute(sql`
    insert into kpi_values (workspace_id, id, batch_id, figure, day, segment_id, campaign_id, channel, value, created_by, created_at)
    select ${tx.workspaceId}::int, f.id, ${batchId}::uuid, f.figure, f.day, f.segment_id, f.campaign_id, f.channel, f.value,
      ${tx.actor.userId}::uuid, ${tx.now().toISOString()}::timestamptz
    from (${valueRows(values.map((value) => ({ ...value, id: newId() })))}) f`);
  const replaced = ended.length;
  const figures = [...new Set(values.map(({ figure }) => figureLabel(figure)))];
  await recordAudit(tx, {
    action: "figure.typed",
    subject: batchId,
    detail: { name: figures.slice(0, 5).join(", "), count: values.length, replaced },
  });
  return { batchId, count: values.length, replaced };
}

async function requirePlaces(tx: Ctx, values: readonly NewValue[]): Promise<void> {
  const ids = (key: "segmentId" | "campaignId") => [...new Set(values.flatMap((value) => value[key] ?? []))];
  const missing = await missingPlaces(tx, { segmentIds: ids("segmentId"), campaignIds: ids("campaignId") });
  if (missing.segments > 0) found(null, "segment");
  if (missing.campaigns > 0) found(null, "campaign");
}

/** Takes one value away. The answer's batch, undone, brings it back. */
export async function removeValue(ctx: Ctx, { valueId }: ValueRef): Promise<BatchRef> {
  authorize(ctx, "kpis:type");
  return inTransaction(ctx, async (tx) => {
    await lock(tx);
    const batchId = newId();
    const [row] = await tx.db
      .update(kpiValues)
      .set({ endedAt: tx.now(), endedBatchId: batchId, endedBy: tx.actor.userId })
      .where(
        and(eq(kpiValues.workspaceId, tx.workspaceId), eq(kpiValues.id, valueId), isNull(kpiValues.endedAt)),
      )
      .returning({ figure: kpiValues.figure, day: kpiValues.day });
    const { figure, day } = found(row, "value");
    await recordAudit(tx, {
      action: "figure.removed",
      subject: valueId,
      detail: { name: figureLabel(figure), day },
    });
    return { batchId };
  });
}

type Standing = { id: string; isNewer: boolean; endsWith: string };

/**
 * Takes back what was entered or removed as one: its values end, and those whose place they took stand again. CONFLICT
 * when somebody has entered another value there since. The answer's batch, undone, brings it back.
 */
export async function undoValues(ctx: Ctx, { batchId }: BatchRef): Promise<BatchRef> {
  authorize(ctx, "kpis:type");
  return inTransaction(ctx, async (tx) => {
    await lock(tx);
    const { workspaceId } = tx;
    const own = sql`v.workspace_id = ${workspaceId}::int`;
    const [state] = await tx.db.execute<{ entered: number; gone: number; taken: number }>(sql`
      select count(*) filter (where v.batch_id = ${batchId}::uuid)::int as entered,
        count(*) filter (where v.batch_id = ${batchId}::uuid and v.ended_at is not null)::int as gone,
        count(*) filter (where v.ended_batch_id = ${batchId}::uuid)::int as taken
      from kpi_values v where ${own} and (v.batch_id = ${batchId}::uuid or v.ended_batch_id = ${batchId}::uuid)`);
    if (!state || state.entered + state.taken === 0) return found<BatchRef>(null, "entry");
    if (state.gone > 0)
      throw new AppError(
        "CONFLICT",
        `${formatCount(state.gone, "value")} of this entry stands no more: it was replaced or taken away. Undo what came later first.`,
      );
    // Where what was taken away comes back, an older value stands in its place and a newer one is in its way.
    const standing = await tx.db.execute<Standing>(sql`
      select l.id, l.id > v.id as "isNewer", v.batch_id as "endsWith" from kpi_values v
      join kpi_values l on l.workspace_id = v.workspace_id and l.ended_at is null and l.batch_id <> ${batchId}::uuid
        and ${isSamePlace(sql`l`, sql`v`)}
      where ${own} and v.ended_batch_id = ${batchId}::uuid`);
    if (standing.some(({ isNewer }) => isNewer))
      throw new AppError("CONFLICT", "A newer value stands in this place. Remove it first.");
    const at = sql`${tx.now().toISOString()}::timestamptz`;
    const by = sql`${tx.actor.userId}::uuid`;
    await tx.db.execute(sql`
      update kpi_values v set ended_at = ${at}, ended_batch_id = x.batch, ended_by = ${by}
      from json_to_recordset(${JSON.stringify(standing.map(({ id, endsWith }) => ({ id, batch: endsWith })))}::json) x(id uuid, batch uuid)
      where ${own} and v.id = x.id`);
    const undoId = newId();
    await tx.db.execute(sql`
      update kpi_values v set ended_at = null, ended_batch_id = null, ended_by = null
      where ${own} and v.ended_batch_id = ${batchId}::uuid`);
    await tx.db.execute(sql`
      update kpi_values v set ended_at = ${at}, ended_batch_id = ${undoId}::uuid, ended_by = ${by}
      where ${own} and v.batch_id = ${batchId}::uuid`);
    await recordAudit(tx, {
      action: "figure.undone",
      subject: batchId,
      detail: { count: state.entered || state.taken },
    });
    return { batchId: undoId };
  });
}
