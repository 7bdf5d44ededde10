import { sql } from "drizzle-orm";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { refreshEngagementOf } from "@/lib/customers/metrics/mutations";
import { announceChanges } from "@/lib/segments/freshness/mutations";
import { todayIn } from "@/lib/zone";
import type { EventInput } from "./model";
import { holdEvents, writeEvents } from "./sql";

const BATCH = 20_000;

/**
 * Records events with all that is derived from them: daily roll-ups, counts and engagement of the customers. An
 * event whose message id was seen before is left out, whatever else it says. Names and properties that are new
 * become known. Each batch of 20,000 is a transaction of its own: after a failure, sending everything again is right.
 * The customers must exist in the workspace. Who scores everybody afterwards leaves the engagement to that
 * (`isScoredLater`).
 */
export async function recordEvents(
  ctx: Ctx,
  events: readonly EventInput[],
  { isScoredLater = false }: { isScoredLater?: boolean } = {},
): Promise<{ recorded: number; repeated: number }> {
  authorize(ctx, "imports:run");
  if (events.length === 0) return { recorded: 0, repeated: 0 };
  await makeMonths(ctx, events);
  const numbers = await numberNames(ctx, events);
  let recorded = 0;
  for (let start = 0; start < events.length; start += BATCH) {
    const rows = events.slice(start, start + BATCH).map(({ customerNo, name, at, messageId, props }) => ({
      customer_no: customerNo,
      name_no: numbers.get(name) ?? 0,
      at: at.toISOString(),
      message_id: messageId,
      props,
    }));
    recorded += await inTransaction(ctx, async (tx) => {
      const { workspaceId, workspace } = tx;
      const scope = { workspaceId, timeZone: workspace.timeZone };
      await tx.db.execute(holdEvents(workspaceId));
      const taken = await tx.db.execute<{ customer_no: number; events: number }>(writeEvents(scope, rows));
      const customerNos = [...taken].map((row) => row.customer_no);
      if (!isScoredLater) await refreshEngagementOf(tx, customerNos);
      if (taken.length > 0) await announceChanges(tx);
      return [...taken].reduce((sum, row) => sum + row.events, 0);
    });
  }
  return { recorded, repeated: events.length - recorded };
}

/** Partitions are made before the batch: making one locks the table for a moment. */
async function makeMonths(ctx: Ctx, events: readonly EventInput[]): Promise<void> {
  const moments = events.map(({ at }) => at.getTime());
  const today = ctx.now().getTime();
  const SPAN = 5 * 366 * 86_400_000;
  const sane = moments.filter((at) => Math.abs(at - today) < SPAN);
  if (sane.length === 0) return;
  const day = (at: number) => todayIn("UTC", new Date(at));
  const first = sane.reduce((least, at) => Math.min(least, at), today);
  const last = sane.reduce((most, at) => Math.max(most, at), today);
  await ctx.db.execute(sql`select ensure_event_months(${day(first)}::date, ${day(last)}::date)`);
}

/** The number of each name; a name or property seen for the first time is written down. */
async function numberNames(ctx: Ctx, events: readonly EventInput[]): Promise<Map<string, number>> {
  const { workspaceId } = ctx;
  const names = [...new Set(events.map(({ name }) => name))].sort();
  const known = await readNames(ctx, names);
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    await inTransaction(ctx, async (tx) => {
      const [counter] = await tx.db.execute<{ last: number }>(sql`
        insert into counters (workspace_id, noun, last_no) values (${workspaceId}, 'event_name', ${unknown.length})
        on conflict (workspace_id, noun) do update set last_no = counters.last_no + excluded.last_no returning last_no as last`);
      const first = (counter?.last ?? unknown.length) - unknown.length + 1;
      const rows = unknown.map((name, index) => ({ no: first + index, name, label: labelOf(name) }));
      await tx.db.execute(sql`
        insert into event_names (workspace_id, no, name, label)
        select ${workspaceId}, no, name, label from json_to_recordset(${JSON.stringify(rows)}::json) x(no int, name text, label text)
        order by name on conflict do nothing`);
    });
    for (const [name, no] of await readNames(ctx, unknown)) known.set(name, no);
  }
  await rememberProperties(ctx, events, known);
  return known;
}

async function readNames(ctx: Ctx, names: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ name: string; no: number }>(sql`
    select name, no from event_names where workspace_id = ${ctx.workspaceId}
      and name in (select json_array_elements_text(${JSON.stringify(names)}::json))`);
  return new Map([...rows].map(({ name, no }) => [name, no]));
}

async function rememberProperties(
  ctx: Ctx,
  events: readonly EventInput[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const found = new Map<string, { name_no: number; key: string; type: string }>();
  for (const { name, props } of events)
    for (const [key, value] of Object.entries(props)) {
      const place = `${name}\n${key}`;
      if (found.has(place)) continue;
      const type = typeof value === "string" ? "text" : typeof value;
      found.set(place, { name_no: numbers.get(name) ?? 0, key, type });
    }
  if (found.size === 0) return;
  await ctx.db.execute(sql`
    insert into event_properties (workspace_id, name_no, key, type)
    select ${ctx.workspaceId}, name_no, key, type
    from json_to_recordset(${JSON.stringify([...found.values()])}::json) x(name_no int, key text, type text)
    order by name_no, key on conflict do nothing`);
}

/** "checkout_started" and "Checkout Started" read as "Checkout started". */
function labelOf(name: string): string {
  const words = name.replace(/[_\s]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
