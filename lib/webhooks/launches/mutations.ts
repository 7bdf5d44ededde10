import { and, asc, eq, sql } from "drizzle-orm";
import { campaigns, webhooks } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { listTargetSegments } from "@/lib/campaigns/targets/queries";
import { found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import type { LaunchFacts } from "../delivery";
import { PEOPLE_PER_LAUNCH_PAGE } from "../message";

/**
 * Makes the messages of a launch for every webhook that is on and hears of launches: the frozen audience in pages of
 * 500 people, each with the campaign, its segment versions and the counts. Called in the transaction of the launch, so
 * that they are there exactly when it is; what happens to memberships later is not in them.
 */
export async function tellLaunch(
  tx: Ctx,
  { campaignId, counts }: { campaignId: string; counts: LaunchFacts["counts"] },
): Promise<{ messages: number }> {
  authorize(tx, "campaigns:edit");
  const { db, workspaceId } = tx;
  const hearing = await db
    .select({ id: webhooks.id, name: webhooks.name })
    .from(webhooks)
    .where(
      and(eq(webhooks.workspaceId, workspaceId), eq(webhooks.isOn, true), eq(webhooks.hearsLaunches, true)),
    )
    .orderBy(asc(webhooks.id));
  if (hearing.length === 0) return { messages: 0 };
  const facts = JSON.stringify({ ...(await readFacts(tx, campaignId)), counts });
  const total = Math.ceil(counts.treated / PEOPLE_PER_LAUNCH_PAGE);
  const at = sql`${tx.now().toISOString()}::timestamptz`;
  for (const { id: webhookId } of hearing) {
    const ids = Array.from({ length: total }, () => newId());
    await db.execute(sql`
      insert into webhook_deliveries (workspace_id, id, webhook_id, kind, at, due_at, created_at, customer_nos, launch)
      select ${workspaceId}::int, (${`{${ids.join(",")}}`}::uuid[])[page], ${webhookId}::uuid, 'campaign.launched', ${at}, ${at}, ${at},
        array_agg(customer_no order by customer_no),
        ${facts}::jsonb || jsonb_build_object('page', jsonb_build_object('index', page, 'total', ${total}::int))
      from (
        select customer_no, 1 + (row_number() over (order by customer_no) - 1) / ${PEOPLE_PER_LAUNCH_PAGE}::int as page
        from campaign_audience
        where workspace_id = ${workspaceId}::int and campaign_id = ${campaignId}::uuid and not is_control
      ) treated group by page`);
    await enqueue(tx, "webhooks.send", { webhookId }, { key: webhookId, queue: "webhooks" });
  }
  await recordAudit(tx, {
    action: "campaign.sent",
    subject: campaignId,
    detail: { people: counts.treated, webhooks: hearing.map(({ name }) => name) },
  });
  return { messages: total * hearing.length };
}

async function readFacts(
  tx: Ctx,
  campaignId: string,
): Promise<Pick<LaunchFacts, "campaign" | "segments" | "variants">> {
  const { db, workspaceId } = tx;
  const [[row], targets] = await Promise.all([
    db
      .select({
        id: campaigns.id,
        name: campaigns.name,
        startOn: campaigns.startOn,
        endOn: campaigns.endOn,
        channels: campaigns.channels,
        variants: campaigns.variants,
      })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, campaignId))),
    listTargetSegments(tx, { campaignIds: [campaignId] }),
  ]);
  const { variants, ...campaign } = found(row, "campaign");
  return {
    campaign,
    segments: targets.map(({ id, name, version }) => ({ id, name, version })),
    variants: variants.map(({ id, name, channel }) => ({ id, name, channel })),
  };
}
