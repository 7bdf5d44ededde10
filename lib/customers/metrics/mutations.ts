import { sql } from "drizzle-orm";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { todayIn } from "@/lib/zone";
import { getFormulas } from "../scores/queries";
import {
  dailyFromEvents,
  engagementFromEvents,
  type MetricsScope,
  metricsFromFacts,
  orderFiguresOf,
  propertyDailyFromEvents,
  scoresFromMetrics,
} from "./sql";

const COLUMNS = sql.raw(
  "workspace_id, customer_no, order_count, return_count, spend_minor, first_order_at, last_order_at, lifecycle, event_count, last_event_at, engagement",
);

async function scopeOf(ctx: Ctx): Promise<MetricsScope> {
  const { workspaceId, workspace, now } = ctx;
  const { timeZone } = workspace;
  return { workspaceId, today: todayIn(timeZone, now()), timeZone, formulas: await getFormulas(ctx) };
}

/** Rebuilds every summary of the workspace's customers from the facts, all or nothing: the one repair for all of them. */
export async function rebuildSummaries(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  const scope = await scopeOf(ctx);
  const { workspaceId, timeZone } = scope;
  await inTransaction(ctx, async ({ db }) => {
    // Facts that arrive meanwhile would be counted twice, or not at all.
    await db.execute(
      sql`lock table event_daily, event_property_daily, customer_metrics in share row exclusive mode`,
    );
    await db.execute(sql`delete from event_daily where workspace_id = ${workspaceId}`);
    await db.execute(sql`delete from event_property_daily where workspace_id = ${workspaceId}`);
    await db.execute(sql`delete from customer_metrics where workspace_id = ${workspaceId}`);
    await db.execute(dailyFromEvents(workspaceId, timeZone));
    await db.execute(propertyDailyFromEvents(workspaceId, timeZone));
    await db.execute(sql`insert into customer_metrics (${COLUMNS}) ${metricsFromFacts(scope)} order by c.no`);
    // Without figures on what was just written, the planner compares everybody with everybody.
    await db.execute(sql`analyze event_daily, event_property_daily, customer_metrics`);
    await db.execute(scoresFromMetrics(scope));
  });
}

/**
 * Brings the order figures of these customers up to date, in the transaction that wrote the orders, and gives new
 * customers their row. Scores that compare people wait for `refreshScores`.
 */
export async function refreshOrderFiguresOf(ctx: Ctx, customerNos: readonly number[]): Promise<void> {
  authorize(ctx, "imports:run");
  if (customerNos.length > 0) await ctx.db.execute(orderFiguresOf(await scopeOf(ctx), customerNos));
}

/** Brings the engagement of these customers up to date after events were added for them. */
export async function refreshEngagementOf(ctx: Ctx, customerNos: readonly number[]): Promise<void> {
  authorize(ctx, "imports:run");
  if (customerNos.length > 0) await ctx.db.execute(engagementFromEvents(await scopeOf(ctx), customerNos));
}

/** Scores everyone against everyone and against today: after an import, and when the day turns. */
export async function refreshScores(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  await ctx.db.execute(scoresFromMetrics(await scopeOf(ctx)));
}
