import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { customers, valueRuns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import { catchUp } from "@/lib/segments/freshness/mutations";
import { todayIn } from "@/lib/zone";
import type { Spend } from "./gamma-gamma";
import { type Histories, peopleIn } from "./histories";
import type { ValueRequest, ValueRunRef } from "./model";
import { type Models, openModels } from "./models";
import {
  isRunning,
  LEAST_BUYERS,
  LEAST_REPEATERS,
  VALUE_STAGES,
  type ValueFit,
  type ValueStage,
} from "./report";
import { FOLDED_HISTORIES, foldedSpends, type HistoryScope, orderHistories, writeValues } from "./sql";

/** People valued in one transaction. */
const CHUNK = 20_000;
/** Different histories read at a time. */
const PART = 50_000;
/** From here on amounts within half a percent of each other are taken together. */
const MANY_SPENDS = 20_000;
/** How often a fit looks whether it was stopped. */
const LOOK_MS = 500;
/** A year's nights; older runs say nothing that the newer do not. */
const KEPT_DAYS = 400;
/** Per year, until somebody asks for another. */
export const USUAL_DISCOUNT = 0.1;

const RUNNING = VALUE_STAGES.filter(isRunning);

/** Values everyone anew by a job; one that is still running gives way to it. `discount` is percent a year. */
export async function requestValues(ctx: Ctx, { discount }: ValueRequest): Promise<ValueRunRef> {
  authorize(ctx, "scores:edit");
  return inTransaction(ctx, async (tx) => {
    const runId = await openRun(tx, discount / 100);
    await recordAudit(tx, { action: "value.requested", subject: runId, detail: { discount } });
    await enqueue(tx, "value.refresh", { runId }, { key: "value" });
    return { runId };
  });
}

/** Stops a run: what is written stays, the rest keeps its earlier values. One that has ended stays as it is. */
export async function stopValues(ctx: Ctx, { runId }: ValueRunRef): Promise<void> {
  authorize(ctx, "scores:edit");
  await inTransaction(ctx, async (tx) => {
    const own = and(eq(valueRuns.workspaceId, tx.workspaceId), eq(valueRuns.id, runId));
    const [run] = await tx.db.select({ stage: valueRuns.stage }).from(valueRuns).where(own).for("update");
    if (!isRunning(found(run, "run").stage)) return;
    await tx.db.update(valueRuns).set({ stage: "stopped", finishedAt: tx.now() }).where(own);
    await recordAudit(tx, { action: "value.stopped", subject: runId });
  });
}

/** The run of each night, with the discount of the last one; older ones than a year are forgotten. */
export async function scheduleValues(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  await inTransaction(ctx, async (tx) => {
    const [last] = await tx.db
      .select({ discount: valueRuns.discount })
      .from(valueRuns)
      .where(eq(valueRuns.workspaceId, tx.workspaceId))
      .orderBy(desc(valueRuns.createdAt))
      .limit(1);
    const oldest = new Date(tx.now().getTime() - KEPT_DAYS * 86_400_000);
    await tx.db
      .delete(valueRuns)
      .where(and(eq(valueRuns.workspaceId, tx.workspaceId), lt(valueRuns.createdAt, oldest)));
    const runId = await openRun(tx, last?.discount ?? USUAL_DISCOUNT);
    await enqueue(tx, "value.refresh", { runId }, { key: "value" });
  });
}

/** Values everyone now, as a rebuild does: nothing where no run has ever been asked for. */
export async function rebuildValues(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  const [last] = await ctx.db
    .select({ discount: valueRuns.discount })
    .from(valueRuns)
    .where(and(eq(valueRuns.workspaceId, ctx.workspaceId), eq(valueRuns.stage, "done")))
    .orderBy(desc(valueRuns.createdAt))
    .limit(1);
  if (!last) return;
  const runId = await inTransaction(ctx, (tx) => openRun(tx, last.discount));
  await valueEveryone(ctx, runId);
}

/** Values everyone at once, without the queue. */
export async function computeValues(ctx: Ctx): Promise<void> {
  authorize(ctx, "scores:edit");
  const runId = await inTransaction(ctx, (tx) => openRun(tx, USUAL_DISCOUNT));
  await valueEveryone(ctx, runId);
}

/** What `requestValues` put into the queue; afterwards the segments that read values follow. */
export async function refreshValues(ctx: Ctx, { runId }: ValueRunRef): Promise<void> {
  authorize(ctx, "segments:edit");
  if (await valueEveryone(ctx, runId)) await catchUp(ctx, { cause: "data" });
}

async function openRun(tx: Ctx, discount: number): Promise<string> {
  const { db, workspaceId } = tx;
  await db
    .update(valueRuns)
    .set({ stage: "stopped", finishedAt: tx.now() })
    .where(and(eq(valueRuns.workspaceId, workspaceId), inArray(valueRuns.stage, RUNNING)));
  const runId = newId();
  await db.insert(valueRuns).values({
    workspaceId,
    id: runId,
    stage: "waiting",
    discount,
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  return runId;
}

/** False when the run was stopped, by a person or for another, or there are too few buyers. */
async function valueEveryone(ctx: Ctx, runId: string): Promise<boolean> {
  if (!(await moveTo(ctx, runId, { stage: "reading" }))) return false;
  const models = openModels();
  try {
    const scope = scopeOf(ctx);
    const { histories, spends, meanSpendMinor } = await readHistories(ctx, scope);
    const repeaters = histories.repeats.reduce((n, x, i) => n + (x > 0 ? (histories.weight[i] ?? 0) : 0), 0);
    if (peopleIn(histories) < LEAST_BUYERS || repeaters < LEAST_REPEATERS) {
      await moveTo(ctx, runId, { stage: "tooFew", finishedAt: ctx.now() });
      return false;
    }
    if (!(await moveTo(ctx, runId, { stage: "fitting" }))) return false;
    const fit = await fitted(ctx, runId, models, { histories, spends, meanSpendMinor });
    if (!fit || !(await moveTo(ctx, runId, { stage: "writing", fit }))) return false;
    if (!(await writeAll(ctx, runId, models, fit))) return false;
    return await moveTo(ctx, runId, { stage: "done", finishedAt: ctx.now() });
  } catch (error) {
    await moveTo(ctx, runId, { stage: "failed", finishedAt: ctx.now() });
    throw error;
  } finally {
    await models.close();
  }
}

const scopeOf = ({ workspaceId, workspace: { timeZone }, now }: Ctx): HistoryScope => ({
  workspaceId,
  timeZone,
  today: todayIn(timeZone, now()),
});

/** Writes where the run stands; false when it was stopped meanwhile, or failed before and is not taken up. */
async function moveTo(
  ctx: Ctx,
  runId: string,
  next: { stage?: ValueStage; fit?: ValueFit; total?: number; done?: number; finishedAt?: Date },
): Promise<boolean> {
  const rows = await ctx.db
    .update(valueRuns)
    .set(next)
    .where(
      and(
        eq(valueRuns.workspaceId, ctx.workspaceId),
        eq(valueRuns.id, runId),
        inArray(valueRuns.stage, [...RUNNING, "failed"]),
      ),
    )
    .returning({ id: valueRuns.id });
  return rows.length > 0;
}

type Read = { histories: Histories; spends: Spend[]; meanSpendMinor: number };

/** Folded in the database, and read part by part into arrays of numbers: a million people fit into a few megabytes. */
async function readHistories(ctx: Ctx, scope: HistoryScope): Promise<Read> {
  return inTransaction(ctx, async ({ db }) => {
    await db.execute(sql`create temporary table histories on commit drop as ${orderHistories(scope)}`);
    await db.execute(FOLDED_HISTORIES);
    const [size] = await db.execute<{ rows: number; repeaters: number; mean: number }>(sql`
      select (select count(*)::int from folded_histories) as rows, count(*) filter (where repeats > 0)::int as repeaters,
        coalesce(sum(amount * (repeats + 1)) / nullif(sum(repeats + 1), 0), 0)::float8 as mean from histories`);
    const rows = size?.rows ?? 0;
    const histories: Histories = {
      repeats: new Int32Array(rows),
      recency: new Float64Array(rows),
      age: new Float64Array(rows),
      weight: new Float64Array(rows),
    };
    for (let from = 1; from <= rows; from += PART) {
      const part = await db.execute<{ n: number; x: number; tx: number; t: number; people: number }>(sql`
        select n, repeats as x, recency as tx, age as t, people from folded_histories
        where n >= ${from}::int and n < ${from + PART}::int`);
      for (const { n, x, tx, t, people } of part) {
        histories.repeats[n - 1] = x;
        histories.recency[n - 1] = tx / 7;
        histories.age[n - 1] = t / 7;
        histories.weight[n - 1] = people;
      }
    }
    const isThinned = (size?.repeaters ?? 0) > MANY_SPENDS;
    const spends = await db.execute<{ repeats: number; mean: number; weight: number }>(
      foldedSpends(isThinned),
    );
    return { histories, spends: [...spends], meanSpendMinor: size?.mean ?? 0 };
  });
}

/** The fit, or null when the run was stopped while it was under way. */
async function fitted(ctx: Ctx, runId: string, models: Models, read: Read): Promise<ValueFit | null> {
  const { histories, spends, meanSpendMinor } = read;
  const began = performance.now();
  const work = models.fit({ histories, spends });
  const done = await settledOrStopped(ctx, runId, work);
  if (!done) return null;
  const people = peopleIn(histories);
  return {
    ...done,
    meanSpendMinor,
    histories: histories.repeats.length,
    age: {
      mean: histories.age.reduce((sum, age, i) => sum + age * (histories.weight[i] ?? 0), 0) / people,
      longest: histories.age.reduce((most, age) => Math.max(most, age), 0),
    },
    fitMs: Math.round(performance.now() - began),
  };
}

async function settledOrStopped<Done>(ctx: Ctx, runId: string, work: Promise<Done>): Promise<Done | null> {
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<"look">((resolve) => {
      timer = setTimeout(resolve, LOOK_MS, "look");
    });
    const next = await Promise.race([work, pause]).finally(() => clearTimeout(timer));
    if (next !== "look") return next;
    if (!(await moveTo(ctx, runId, { stage: "fitting" }))) {
      work.catch(() => {});
      return null;
    }
  }
}

type HistoryRow = { no: number; repeats: number; recency: number; age: number; mean: number };

/** Part by part, so that its progress can be seen and it can be stopped in between. */
async function writeAll(ctx: Ctx, runId: string, models: Models, fit: ValueFit): Promise<boolean> {
  const { orders, spend, meanSpendMinor } = fit;
  const own = and(eq(valueRuns.workspaceId, ctx.workspaceId), eq(valueRuns.id, runId));
  const [run] = await ctx.db.select({ discount: valueRuns.discount }).from(valueRuns).where(own);
  const [last] = await ctx.db
    .select({ no: sql<number>`coalesce(max(${customers.no}), 0)` })
    .from(customers)
    .where(eq(customers.workspaceId, ctx.workspaceId));
  const total = last?.no ?? 0;
  for (let from = 1; from <= total; from += CHUNK) {
    const range = { from, to: Math.min(from + CHUNK - 1, total) };
    const rows = await ctx.db.execute<HistoryRow>(sql`
      select customer_no as no, repeats, recency, age, mean from (${orderHistories(scopeOf(ctx), range)}) h order by 1`);
    const column = (of: (row: HistoryRow) => number) => Float64Array.from(rows, of);
    const found = await models.predict({
      orders,
      money: spend?.hasMean ? spend : null,
      meanSpend: meanSpendMinor,
      discount: run?.discount ?? USUAL_DISCOUNT,
      repeats: Int32Array.from(rows, ({ repeats }) => repeats),
      recency: column(({ recency }) => recency / 7),
      age: column(({ age }) => age / 7),
      mean: column(({ mean }) => mean),
    });
    await ctx.db.execute(
      writeValues(ctx.workspaceId, range, {
        nos: rows.map(({ no }) => no),
        active: [...found.active],
        orders: [...found.orders],
        value: [...found.value],
      }),
    );
    if (!(await moveTo(ctx, runId, { total, done: range.to }))) return false;
  }
  return true;
}
