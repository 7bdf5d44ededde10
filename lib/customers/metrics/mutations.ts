import { type SQL, sql } from "drizzle-orm";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { settleRollups } from "@/lib/events/properties/sql";
import { stopEvents } from "@/lib/events/sql";
import { scoreScope } from "../scores/queries";
import {
  dailyFromEvents,
  engagementFromEvents,
  metricsFromFacts,
  type NoRange,
  orderFiguresOf,
  propertyDailyFromEvents,
  scoresFromMetrics,
} from "./sql";

const COLUMNS = sql.raw(
  "workspace_id, customer_no, order_count, return_count, spend_minor, first_order_at, last_order_at, lifecycle, event_count, last_event_at, engagement",
);

/** Rebuilds every summary of the workspace's customers from the facts, all or nothing: the one repair for all of them. */
export async function rebuildSummaries(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  const scope = await scoreScope(ctx);
  const { workspaceId, timeZone } = scope;
  await inTransaction(ctx, async ({ db }) => {
    // Facts that arrive meanwhile would be counted twice, or not at all. The events' lock first, as everywhere.
    await db.execute(stopEvents(workspaceId));
    await db.execute(
      sql`lock table event_daily, event_property_daily, customer_metrics in share row exclusive mode`,
    );
    await db.execute(sql`delete from event_daily where workspace_id = ${workspaceId}`);
    await db.execute(sql`delete from event_property_daily where workspace_id = ${workspaceId}`);
    await db.execute(sql`delete from customer_metrics where workspace_id = ${workspaceId}`);
    await db.execute(dailyFromEvents(workspaceId, timeZone));
    await db.execute(propertyDailyFromEvents(workspaceId, timeZone));
    await db.execute(settleRollups(workspaceId));
    await db.execute(sql`insert into customer_metrics (${COLUMNS}) ${metricsFromFacts(scope)} order by c.no`);
    // Without figures on what was just written, the planner compares everybody with everybody.
    await db.execute(sql`analyze event_daily, event_property_daily, customer_metrics`);
    await db.execute(counted(scoresFromMetrics(scope)));
  });
}

/**
 * Brings the order figures of these customers up to date, in the transaction that wrote the orders, and gives new
 * customers their row. Scores that compare people wait for `refreshScores`.
 */
export async function refreshOrderFiguresOf(ctx: Ctx, customerNos: readonly number[]): Promise<void> {
  authorize(ctx, "imports:run");
  if (customerNos.length > 0) await ctx.db.execute(orderFiguresOf(await scoreScope(ctx), customerNos));
}

/** Brings the engagement of these customers up to date after events were added for them. */
export async function refreshEngagementOf(ctx: Ctx, customerNos: readonly number[]): Promise<void> {
  authorize(ctx, "imports:run");
  if (customerNos.length > 0) await ctx.db.execute(engagementFromEvents(await scoreScope(ctx), customerNos));
}

/** Scores everyone against everyone and against today: after an import, and when the day turns. */
export async function refreshScores(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  const scope = await scoreScope(ctx);
  await ctx.db.execute(counted(scoresFromMetrics(scope)));
}

/**
 * The same for the customers with these numbers only, against everyone's edges: a large workspace is scored part by
 * part. Answers how many have another score now.
 */
export async function refreshScoresOf(ctx: Ctx, range: NoRange): Promise<number> {
  authorize(ctx, "imports:run");
  const [row] = await ctx.db.execute<{ n: number }>(counted(scoresFromMetrics(await scoreScope(ctx), range)));
  return row?.n ?? 0;
}

/** The rows stay in the database. */
function counted(write: SQL): SQL {
  return sql`with written as (${write}) select count(*)::int as n from written`;
}
