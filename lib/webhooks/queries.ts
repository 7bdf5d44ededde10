import { and, asc, eq, sql } from "drizzle-orm";
import { segments, webhookDeliveries, webhookSegments, webhooks } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import type { DeliveryState } from "./delivery";
import type { WebhookRow, WebhookState } from "./webhook";

/** Every webhook of the workspace, by name, with the segments that it hears of and how the last week went. */
export async function listWebhooks(ctx: Ctx): Promise<WebhookRow[]> {
  authorize(ctx, "workspace:manage");
  const { db, workspaceId } = ctx;
  const weekAgo = new Date(ctx.now().getTime() - 7 * 86_400_000).toISOString();
  const [rows, heard, counts] = await Promise.all([
    db
      .select({
        id: webhooks.id,
        name: webhooks.name,
        url: webhooks.url,
        isOn: webhooks.isOn,
        hearsLaunches: webhooks.hearsLaunches,
        failingSince: webhooks.failingSince,
        stoppedBecause: webhooks.stoppedBecause,
        previousUntil: webhooks.previousUntil,
      })
      .from(webhooks)
      .where(eq(webhooks.workspaceId, workspaceId))
      .orderBy(asc(webhooks.name), asc(webhooks.id)),
    db
      .select({ webhookId: webhookSegments.webhookId, id: segments.id, name: segments.name })
      .from(webhookSegments)
      .innerJoin(
        segments,
        and(
          eq(segments.workspaceId, webhookSegments.workspaceId),
          eq(segments.no, webhookSegments.segmentNo),
        ),
      )
      .where(eq(webhookSegments.workspaceId, workspaceId))
      .orderBy(asc(segments.name)),
    db
      .select({
        webhookId: webhookDeliveries.webhookId,
        state: webhookDeliveries.state,
        count: sql<number>`count(*) filter (where ${webhookDeliveries.createdAt} >= ${weekAgo}::timestamptz)::int`,
        lastAt: sql<string>`max(${webhookDeliveries.createdAt})::text`,
      })
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.workspaceId, workspaceId))
      .groupBy(webhookDeliveries.webhookId, webhookDeliveries.state),
  ]);
  return rows.map(({ isOn, ...row }) => {
    const own = counts.filter(({ webhookId }) => webhookId === row.id);
    const count = (state: DeliveryState) => own.find((one) => one.state === state)?.count ?? 0;
    const times = own.map(({ lastAt }) => new Date(lastAt).getTime());
    return {
      ...row,
      state: stateOf({ ...row, isOn }),
      previousUntil: row.previousUntil && row.previousUntil > ctx.now() ? row.previousUntil : null,
      segments: heard.flatMap(({ webhookId, ...segment }) => (webhookId === row.id ? [segment] : [])),
      week: { waiting: count("waiting"), delivered: count("delivered"), failed: count("failed") },
      lastAt: times.length > 0 ? new Date(Math.max(...times)) : null,
    };
  });
}

function stateOf(row: {
  isOn: boolean;
  failingSince: Date | null;
  stoppedBecause: string | null;
}): WebhookState {
  if (!row.isOn) return row.stoppedBecause ? "stopped" : "off";
  return row.failingSince ? "failing" : "on";
}

/** One of them. NOT_FOUND when it is another workspace's. */
export async function getWebhook(ctx: Ctx, { webhookId }: { webhookId: string }): Promise<WebhookRow> {
  authorize(ctx, "workspace:manage");
  return found(
    (await listWebhooks(ctx)).find(({ id }) => id === webhookId),
    "webhook",
  );
}
