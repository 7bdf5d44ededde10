import { and, asc, count, eq, sql } from "drizzle-orm";
import { campaignAudience, campaignLeftOut, campaigns, webhookDeliveries, webhooks } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { listTargetSegments } from "@/lib/campaigns/targets/queries";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import type { LaunchFacts } from "../delivery";
import { PEOPLE_PER_LAUNCH_PAGE } from "../message";
import type { AudienceSending } from "../model";
import { ofLaunch } from "../sql";

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
  const facts = { ...(await readFacts(tx, campaignId)), counts };
  let messages = 0;
  for (const { id: webhookId } of hearing)
    messages += await writePages(tx, { webhookId, facts, launchedAt: tx.now() });
  await recordAudit(tx, {
    action: "campaign.sent",
    subject: campaignId,
    detail: { people: counts.treated, webhooks: hearing.map(({ name }) => name) },
  });
  return { messages };
}

/**
 * Sends the frozen audience of a launched campaign to one webhook later, or once more. What its log still holds of this
 * launch goes out under the same ids, so that a receiver that had it drops it; else its messages are made as at the launch.
 * INVALID for a webhook that does not hear of launches; CONFLICT for one that is off and before the launch.
 */
export async function sendAudience(
  ctx: Ctx,
  { campaignId, webhookId }: AudienceSending,
): Promise<{ messages: number }> {
  authorize(ctx, "campaigns:approve");
  return inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    // Locked: of two presses the second finds the messages of the first.
    const [row] = await db
      .select({ name: webhooks.name, isOn: webhooks.isOn, hearsLaunches: webhooks.hearsLaunches })
      .from(webhooks)
      .where(and(eq(webhooks.workspaceId, workspaceId), eq(webhooks.id, webhookId)))
      .for("update");
    const webhook = found(row, "webhook");
    const [launched] = await db
      .select({ launchedAt: campaigns.launchedAt })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, campaignId)));
    const { launchedAt } = found(launched, "campaign");
    if (!launchedAt)
      throw new AppError("CONFLICT", "This campaign was not launched: it has no audience yet.");
    if (!webhook.hearsLaunches)
      throw new AppError("INVALID", `“${webhook.name}” does not hear of launches. An owner can change that.`);
    if (!webhook.isOn) throw new AppError("CONFLICT", `“${webhook.name}” is off. An owner can turn it on.`);
    const counts = await readCounts(tx, campaignId);
    const again = await db
      .update(webhookDeliveries)
      .set({ state: "waiting", dueAt: tx.now() })
      .where(ofLaunch(tx, { webhookId, campaignId }))
      .returning({ id: webhookDeliveries.id });
    const messages =
      again.length > 0
        ? again.length
        : await writePages(tx, {
            webhookId,
            facts: { ...(await readFacts(tx, campaignId)), counts },
            launchedAt,
          });
    if (again.length > 0) await enqueueSending(tx, webhookId);
    await recordAudit(tx, {
      action: "campaign.sent",
      subject: campaignId,
      detail: { people: counts.treated, webhooks: [webhook.name] },
    });
    return { messages };
  });
}

const enqueueSending = (tx: Ctx, webhookId: string) =>
  enqueue(tx, "webhooks.send", { webhookId }, { key: webhookId, queue: "webhooks" });

/** The treated people in pages, due now; answers how many pages. */
async function writePages(
  tx: Ctx,
  { webhookId, facts, launchedAt }: { webhookId: string; facts: LaunchFacts; launchedAt: Date },
): Promise<number> {
  const { db, workspaceId } = tx;
  const total = Math.ceil(facts.counts.treated / PEOPLE_PER_LAUNCH_PAGE);
  const ids = Array.from({ length: total }, () => newId());
  const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;
  const now = moment(tx.now());
  await db.execute(sql`
    insert into webhook_deliveries (workspace_id, id, webhook_id, kind, at, due_at, created_at, customer_nos, launch)
    select ${workspaceId}::int, (${`{${ids.join(",")}}`}::uuid[])[page], ${webhookId}::uuid, 'campaign.launched', ${moment(launchedAt)}, ${now}, ${now},
      array_agg(customer_no order by customer_no),
      ${JSON.stringify(facts)}::jsonb || jsonb_build_object('page', jsonb_build_object('index', page, 'total', ${total}::int))
    from (
      select customer_no, 1 + (row_number() over (order by customer_no) - 1) / ${PEOPLE_PER_LAUNCH_PAGE}::int as page
      from campaign_audience
      where workspace_id = ${workspaceId}::int and campaign_id = ${facts.campaign.id}::uuid and not is_control
    ) treated group by page`);
  await enqueueSending(tx, webhookId);
  return total;
}

/** How many the launch froze, held out and left out. */
async function readCounts({ db, workspaceId }: Ctx, campaignId: string): Promise<LaunchFacts["counts"]> {
  const [[frozen], [left]] = await Promise.all([
    db
      .select({
        treated: sql<number>`count(*) filter (where not ${campaignAudience.isControl})::int`,
        control: sql<number>`count(*) filter (where ${campaignAudience.isControl})::int`,
      })
      .from(campaignAudience)
      .where(and(eq(campaignAudience.workspaceId, workspaceId), eq(campaignAudience.campaignId, campaignId))),
    db
      .select({ leftOut: count() })
      .from(campaignLeftOut)
      .where(and(eq(campaignLeftOut.workspaceId, workspaceId), eq(campaignLeftOut.campaignId, campaignId))),
  ]);
  return { treated: 0, control: 0, ...frozen, leftOut: left?.leftOut ?? 0 };
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
