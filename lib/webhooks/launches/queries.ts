import { and, asc, eq, sql } from "drizzle-orm";
import { webhookDeliveries, webhooks } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { ofLaunch } from "../sql";
import type { LaunchHearer } from "../webhook";

/** Where the audience of a campaign can be sent, by name, for those who launch; addresses stay with the owners. */
export async function listLaunchHearers(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<LaunchHearer[]> {
  authorize(ctx, "campaigns:approve");
  const isState = (state: "delivered" | "waiting") =>
    sql<number>`count(*) filter (where ${webhookDeliveries.state} = ${state})::int`;
  const rows = await ctx.db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      isOn: webhooks.isOn,
      messages: sql<number>`count(${webhookDeliveries.id})::int`,
      delivered: isState("delivered"),
      waiting: isState("waiting"),
      people: sql<number>`coalesce(sum(cardinality(${webhookDeliveries.customerNos})), 0)::int`,
    })
    .from(webhooks)
    .leftJoin(
      webhookDeliveries,
      and(eq(webhookDeliveries.webhookId, webhooks.id), ofLaunch(ctx, { campaignId })),
    )
    .where(and(eq(webhooks.workspaceId, ctx.workspaceId), eq(webhooks.hearsLaunches, true)))
    .groupBy(webhooks.workspaceId, webhooks.id)
    .orderBy(asc(webhooks.name), asc(webhooks.id));
  return rows.map(({ id, name, isOn, ...sent }) => ({
    id,
    name,
    isOn,
    sent: sent.messages > 0 ? sent : null,
  }));
}
