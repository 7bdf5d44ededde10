import { and, eq, sql } from "drizzle-orm";
import { eventNames, eventProperties } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/mutations";
import { stopEvents } from "../sql";
import type { PropertyRef } from "./model";
import { canRegister } from "./property";
import { RELEASE_MINUTES, type Rollup } from "./rollup";
import { emptyDays, eventTotal, fillDays, nextDays, takeRows } from "./sql";

/** Events in a part: a few tenths of a second, for which those that come in wait. */
const CHUNK = 20_000;

const isThis = ({ workspaceId }: Ctx, { nameNo, key }: PropertyRef) =>
  and(
    eq(eventProperties.workspaceId, workspaceId),
    eq(eventProperties.nameNo, nameNo),
    eq(eventProperties.key, key),
  );

async function lock(ctx: Ctx, property: PropertyRef) {
  const [row] = await ctx.db
    .select({
      type: eventProperties.type,
      rollup: eventProperties.rollup,
      filledUntil: eventProperties.filledUntil,
      fillTotal: eventProperties.fillTotal,
      label: eventNames.label,
    })
    .from(eventProperties)
    .innerJoin(
      eventNames,
      and(eq(eventNames.workspaceId, eventProperties.workspaceId), eq(eventNames.no, eventProperties.nameNo)),
    )
    .where(isThis(ctx, property))
    .for("update", { of: eventProperties });
  return row ?? null;
}

const UNFILLED = { filledUntil: null, fillDone: 0, fillTotal: null };

async function setRollup(ctx: Ctx, property: PropertyRef, rollup: Rollup): Promise<void> {
  await ctx.db
    .update(eventProperties)
    .set({ rollup, ...UNFILLED })
    .where(isThis(ctx, property));
}

const audited = (action: string, label: string, { nameNo, key }: PropertyRef) => ({
  action,
  subject: `${nameNo}.${key}`,
  detail: { name: `${key} of ${label}` },
});

/** The jobs of one workspace wait for each other: two at once would read the same tables. */
const queueOf = ({ workspaceId }: Ctx) => ({ queue: `events:${workspaceId}` });

/**
 * Gives a property a daily summary, which rules read as soon as a job has filled it from the stored events. One that
 * was released a moment ago is there at once. INVALID for a number, which no summary can answer for.
 */
export async function registerProperty(ctx: Ctx, property: PropertyRef): Promise<void> {
  authorize(ctx, "attributes:edit");
  await inTransaction(ctx, async (tx) => {
    const { type, rollup, label } = found(await lock(tx, property), "property");
    if (!canRegister(type))
      throw new AppError(
        "INVALID",
        "A number is compared event by event, so a summary of its values would save nothing.",
      );
    if (rollup === "filling" || rollup === "ready") return;
    await setRollup(tx, property, rollup === "releasing" ? "ready" : "filling");
    if (rollup !== "releasing")
      await enqueue(tx, "events.fillProperty", property, { key: keyOf(property), ...queueOf(tx) });
    await recordAudit(tx, audited("property.registered", label, property));
  });
}

/**
 * Takes the summary of a property away: rules go on answering the same from the events. A job removes the rows after
 * ten minutes, once no count can be under way that began with them.
 */
export async function releaseProperty(ctx: Ctx, property: PropertyRef): Promise<void> {
  authorize(ctx, "attributes:edit");
  await inTransaction(ctx, async (tx) => {
    const { rollup, label } = found(await lock(tx, property), "property");
    if (rollup !== "filling" && rollup !== "ready") return;
    // One that is not whole yet was read by nobody, and must not be taken back as if it were.
    await setRollup(tx, property, rollup === "ready" ? "releasing" : "clearing");
    const minutes = rollup === "ready" ? RELEASE_MINUTES : 0;
    const runAt = new Date(tx.now().getTime() + minutes * 60_000);
    await enqueue(tx, "events.clearProperty", property, { key: keyOf(property), ...queueOf(tx), runAt });
    await recordAudit(tx, audited("property.released", label, property));
  });
}

const keyOf = ({ nameNo, key }: PropertyRef) => `${nameNo}.${key}`;

/**
 * Fills the summary of a property from the stored events, some days at a time, oldest first: an interrupted run goes
 * on where it was, and what comes in meanwhile is counted once. One that is ready, or released, is left as it is.
 * `atOnce` events or a day of them are read while none can come in.
 */
export async function fillProperty(
  ctx: Ctx,
  property: PropertyRef,
  { atOnce = CHUNK }: { atOnce?: number } = {},
): Promise<void> {
  authorize(ctx, "attributes:edit");
  const started = await countStored(ctx, property);
  if (!started) return;
  while (await fillNext(ctx, property, atOnce));
  // Without figures on what was just written the planner would read it the slow way.
  await ctx.db.execute(sql`analyze event_property_daily`);
}

/** How many events there are to read, for the progress; false when there is nothing to fill. */
async function countStored(ctx: Ctx, property: PropertyRef): Promise<boolean> {
  const [row] = await ctx.db.execute<{ total: number }>(eventTotal(scopeOf(ctx), property.nameNo));
  const rows = await ctx.db
    .update(eventProperties)
    .set({ fillTotal: row?.total ?? 0 })
    .where(and(isThis(ctx, property), eq(eventProperties.rollup, "filling")))
    .returning({ key: eventProperties.key });
  return rows.length > 0;
}

const scopeOf = ({ workspaceId, workspace }: Ctx) => ({ workspaceId, timeZone: workspace.timeZone });

/**
 * The next days; false after the last. While they are filled nobody writes events: whoever wrote before has ended, so
 * that all of theirs is seen, and whoever comes after sees that the summary is to be kept up, and adds to these rows.
 */
async function fillNext(ctx: Ctx, property: PropertyRef, most: number): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const scope = scopeOf(tx);
    await tx.db.execute(stopEvents(tx.workspaceId));
    const row = await lock(tx, property);
    if (row?.rollup !== "filling") return false;
    const from = row.filledUntil;
    const [next] = await tx.db.execute<{ until: string; events: number }>(
      nextDays(scope, { nameNo: property.nameNo, from, most }),
    );
    const days = { from, until: next?.until ?? null };
    await tx.db.execute(emptyDays(scope, property, days));
    await tx.db.execute(fillDays(scope, property, days));
    if (next)
      await tx.db
        .update(eventProperties)
        .set({ filledUntil: next.until, fillDone: sql`${eventProperties.fillDone} + ${next.events}::int` })
        .where(isThis(tx, property));
    else await setRollup(tx, property, "ready");
    return next !== undefined;
  });
}

/** Takes the rows of a released summary away, part by part. One that was registered again is left as it is. */
export async function clearProperty(ctx: Ctx, property: PropertyRef): Promise<void> {
  authorize(ctx, "attributes:edit");
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute(stopEvents(tx.workspaceId));
    if ((await lock(tx, property))?.rollup === "releasing") await setRollup(tx, property, "clearing");
  });
  while (await clearNext(ctx, property));
}

async function clearNext(ctx: Ctx, property: PropertyRef): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    if ((await lock(tx, property))?.rollup !== "clearing") return false;
    const taken = await tx.db.execute(takeRows(tx.workspaceId, property, CHUNK));
    if (taken.count > 0) return true;
    await setRollup(tx, property, "none");
    return false;
  });
}
