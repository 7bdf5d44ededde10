import { sql } from "drizzle-orm";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { todayIn } from "@/lib/zone";
import { dailyFromEvents, metricsFromFacts, propertyDailyFromEvents, scoreRfm } from "./sql";

const COLUMNS = sql.raw(
  "workspace_id, customer_no, order_count, return_count, spend_minor, first_order_at, last_order_at, event_count, last_event_at, engagement",
);

/** Rebuilds every summary of the workspace's customers from the facts, all or nothing: the one repair for all of them. */
export async function rebuildSummaries(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  const { workspaceId } = ctx;
  const { timeZone } = ctx.workspace;
  const today = todayIn(timeZone, ctx.now());
  await inTransaction(ctx, async ({ db }) => {
    await db.execute(sql`delete from event_daily where workspace_id = ${workspaceId}`);
    await db.execute(sql`delete from event_property_daily where workspace_id = ${workspaceId}`);
    await db.execute(sql`delete from customer_metrics where workspace_id = ${workspaceId}`);
    await db.execute(dailyFromEvents(workspaceId, timeZone));
    await db.execute(propertyDailyFromEvents(workspaceId, timeZone));
    await db.execute(
      sql`insert into customer_metrics (${COLUMNS}) ${metricsFromFacts({ workspaceId, today })}`,
    );
    await db.execute(scoreRfm({ workspaceId, today }));
  });
}

/** Brings the summaries of these customers up to date with their facts, in the transaction that wrote the facts. */
export async function refreshMetricsOf(ctx: Ctx, customerNos: readonly number[]): Promise<void> {
  authorize(ctx, "imports:run");
  if (customerNos.length === 0) return;
  const { workspaceId } = ctx;
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  await ctx.db.execute(sql`
    insert into customer_metrics (${COLUMNS}) ${metricsFromFacts({ workspaceId, today, customerNos })}
    order by c.no
    on conflict (workspace_id, customer_no) do update set
      order_count = excluded.order_count, return_count = excluded.return_count, spend_minor = excluded.spend_minor,
      first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at,
      event_count = excluded.event_count, last_event_at = excluded.last_event_at, engagement = excluded.engagement,
      tx = pg_current_xact_id()::text::bigint`);
}

/** Scores everyone against everyone: after an import, and when the day turns. */
export async function refreshScores(ctx: Ctx): Promise<void> {
  authorize(ctx, "imports:run");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  await ctx.db.execute(scoreRfm({ workspaceId: ctx.workspaceId, today }));
}
