import { and, eq, isNull, sql } from "drizzle-orm";
import { eventNames, kpiRuns, segments, targets } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { contactOf } from "../contact";
import type { Span } from "../grain";
import { lastMonths, OVERVIEW_MONTHS, windowOf } from "../windows";
import type { NamedContact } from "./scope";

/** The events of the workspace that count as messages and visits. */
export async function listContactNames(ctx: Ctx): Promise<NamedContact[]> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db
    .select({ no: eventNames.no, name: eventNames.name })
    .from(eventNames)
    .where(eq(eventNames.workspaceId, ctx.workspaceId));
  return rows.flatMap(({ no, name }) => {
    const contact = contactOf(name);
    return contact ? [{ no, ...contact }] : [];
  });
}

/** The first day on which anything was ordered, sent or visited; today where nothing was. */
export async function firstFactOn(ctx: Ctx, contacts: readonly NamedContact[]): Promise<Day> {
  authorize(ctx, "kpis:read");
  const nos = JSON.stringify(contacts.map(({ no }) => no));
  const [row] = await ctx.db.execute<{ day: Day | null }>(sql`
    select least(
      (select (min(ordered_at) at time zone ${ctx.workspace.timeZone})::date from orders where workspace_id = ${ctx.workspaceId}::int),
      (select min(d.day) from json_array_elements_text(${nos}::json) n, lateral (
        select day from event_daily where workspace_id = ${ctx.workspaceId}::int and name_no = n::int order by day limit 1) d)
    )::text as day`);
  return row?.day ?? todayIn(ctx.workspace.timeZone, ctx.now());
}

export type Run = { tx: number; closedOn: Day | null; segmentNos: number[]; ranAt: Date };

/** How far the snapshots are; null before the first run. */
export async function getRun(ctx: Ctx): Promise<Run | null> {
  authorize(ctx, "kpis:read");
  const [row] = await ctx.db
    .select({
      tx: kpiRuns.tx,
      closedOn: kpiRuns.closedOn,
      segmentNos: kpiRuns.segmentNos,
      ranAt: kpiRuns.ranAt,
    })
    .from(kpiRuns)
    .where(eq(kpiRuns.workspaceId, ctx.workspaceId));
  return row ?? null;
}

export async function listLiveNos(ctx: Ctx): Promise<number[]> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db
    .select({ no: segments.no })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
    .orderBy(segments.no);
  return rows.map(({ no }) => no);
}

/** What was written since the last run: up to where it is read now, and the earliest day that it belongs to. */
export async function changesSinceRun(ctx: Ctx, tx: number): Promise<{ until: number; from: Day | null }> {
  authorize(ctx, "kpis:read");
  const { workspaceId, workspace } = ctx;
  // "offset 0": the index on tx alone finds the few new rows.
  const earliest = (table: string, at: string) => sql`
    select min(at) as at from (select workspace_id, ${sql.raw(at)} as at from ${sql.raw(table)} where tx >= ${tx}::bigint offset 0) t
    where workspace_id = ${workspaceId}::int`;
  const [row] = await ctx.db.execute<{ until: number; from: Day | null }>(sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint::float8 as until,
      ((select min(at) from (${earliest("orders", "ordered_at")} union all ${earliest("events", "occurred_at")}) c)
        at time zone ${workspace.timeZone})::date::text as "from"`);
  return row ?? { until: tx, from: null };
}

/** The windows that screens ask for: the overview's whole months with those before, and every target's days. */
export async function listWindows(ctx: Ctx): Promise<(Span & { before: Day })[]> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const rows = await ctx.db
    .selectDistinct({ from: targets.startOn, to: targets.endOn })
    .from(targets)
    .where(and(eq(targets.workspaceId, ctx.workspaceId), isNull(targets.campaignId)));
  const all = [...OVERVIEW_MONTHS.flatMap((months) => lastMonths(today, months)), ...rows];
  return [...new Map(all.map((span) => [`${span.from} ${span.to}`, windowOf(span)])).values()];
}
