import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, sql } from "drizzle-orm";
import { members, webhookAttempts, webhookDeliveries, webhooks } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { env } from "@/lib/env";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import type { Cause } from "@/lib/segments/dimension";
import { sendNotices } from "@/lib/work/notices/mutations";
import { readNetworks } from "../addresses";
import { MOST_ATTEMPTS, nextTry, STOP_AFTER_MS } from "../backoff";
import type { Answer } from "../delivery";
import { messageBody, PEOPLE_PER_MESSAGE } from "../message";
import type { DeliveryRef, WebhookRef } from "../model";
import { sealSecrets } from "../mutations";
import { type Network, post } from "../post";
import { UNREADABLE } from "../sealing";
import { signedHeaders } from "../signature";
import { type Taken, takenFromOutbox } from "../sql";
import { KEPT_DAYS } from "../webhook";
import { getMessage } from "./queries";

const TAKEN_AT_ONCE = 10_000;
const SENT_AT_ONCE = 4;
/** One run of the job sends for so long, then lets the other jobs have their turn. */
const RUN_MS = 20_000;
/** A whole round without an answer: the endpoint is down, and what else waits is not thrown at it at once. */
const PAUSE_MS = 30_000;

/**
 * Makes messages of the changes in the outbox, for every webhook that is on and hears of the segment. Taking the
 * changes and making the messages is one transaction: none is lost, none is told twice.
 */
export async function collectChanges(ctx: Ctx): Promise<{ messages: number }> {
  authorize(ctx, "workspace:manage");
  const done = { messages: 0 };
  for (let isMore = true; isMore; )
    isMore = await inTransaction(ctx, async (tx) => {
      const { workspaceId, db } = tx;
      const [taken] = await db.execute<{ taken: number; groups: Taken[] }>(
        takenFromOutbox(workspaceId, TAKEN_AT_ONCE),
      );
      const { groups = [], taken: count = 0 } = taken ?? {};
      const rows = groups.flatMap((group) => messagesOf(tx, group));
      for (let start = 0; start < rows.length; start += 500)
        await db.insert(webhookDeliveries).values(rows.slice(start, start + 500));
      for (const webhookId of new Set(groups.map((group) => group.webhookId)))
        await enqueue(tx, "webhooks.send", { webhookId }, { key: webhookId, queue: "webhooks" });
      done.messages += rows.length;
      return count === TAKEN_AT_ONCE;
    });
  return done;
}

function messagesOf({ workspaceId, now }: Ctx, group: Taken): (typeof webhookDeliveries.$inferInsert)[] {
  const { webhookId, segmentNo, hasEntered, cause, at, people } = group;
  return Array.from({ length: Math.ceil(people.length / PEOPLE_PER_MESSAGE) }, (_, index) => ({
    workspaceId,
    id: newId(),
    webhookId,
    kind: hasEntered ? ("segment.entered" as const) : ("segment.left" as const),
    segmentNo,
    cause: cause as Cause,
    at: new Date(at),
    customerNos: people.slice(index * PEOPLE_PER_MESSAGE, (index + 1) * PEOPLE_PER_MESSAGE),
    dueAt: now(),
    createdAt: now(),
  }));
}

/** Sends what is due for one webhook, oldest first, and comes back for what waits longer. */
export async function sendDue(ctx: Ctx, { webhookId }: WebhookRef, network?: Network): Promise<void> {
  authorize(ctx, "workspace:manage");
  const { db, workspaceId } = ctx;
  await sealSecrets(ctx);
  const ofWebhook = and(
    eq(webhookDeliveries.workspaceId, workspaceId),
    eq(webhookDeliveries.webhookId, webhookId),
  );
  const until = performance.now() + RUN_MS;
  let isDown = false;
  while (performance.now() < until && !isDown) {
    const due = await db
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .innerJoin(
        webhooks,
        and(
          eq(webhooks.workspaceId, webhookDeliveries.workspaceId),
          eq(webhooks.id, webhookDeliveries.webhookId),
        ),
      )
      .where(and(ofWebhook, eq(webhooks.isOn, true), lte(webhookDeliveries.dueAt, ctx.now())))
      .orderBy(asc(webhookDeliveries.dueAt), asc(webhookDeliveries.id))
      .limit(SENT_AT_ONCE);
    if (due.length === 0) break;
    const answers = await Promise.all(due.map(({ id }) => attempt(ctx, id, network)));
    isDown = answers.every(({ error }) => error !== null);
  }
  const [next] = await db
    .select({ at: sql<string | null>`min(${webhookDeliveries.dueAt})::text` })
    .from(webhookDeliveries)
    .innerJoin(
      webhooks,
      and(
        eq(webhooks.workspaceId, webhookDeliveries.workspaceId),
        eq(webhooks.id, webhookDeliveries.webhookId),
      ),
    )
    .where(and(ofWebhook, eq(webhooks.isOn, true), isNotNull(webhookDeliveries.dueAt)));
  if (!next?.at) return;
  const earliest = ctx.now().getTime() + (isDown ? PAUSE_MS : 0);
  const runAt = new Date(Math.max(new Date(next.at).getTime(), earliest));
  await enqueue(ctx, "webhooks.send", { webhookId }, { key: webhookId, queue: "webhooks", runAt });
}

/** Sends a message that says nothing, whether the webhook is on or not, and answers what came of it. */
export async function testWebhook(ctx: Ctx, { webhookId }: WebhookRef, network?: Network): Promise<Answer> {
  authorize(ctx, "workspace:manage");
  const [row] = await ctx.db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.workspaceId, ctx.workspaceId), eq(webhooks.id, webhookId)));
  found(row, "webhook");
  const id = newId();
  const at = ctx.now();
  await ctx.db
    .insert(webhookDeliveries)
    .values({ workspaceId: ctx.workspaceId, id, webhookId, kind: "webhook.test", at, createdAt: at });
  return attempt(ctx, id, network);
}

/** Tries a message that failed or waits once more, now, and answers what came of it. CONFLICT when it arrived. */
export async function retryDelivery(
  ctx: Ctx,
  { deliveryId }: DeliveryRef,
  network?: Network,
): Promise<Answer> {
  authorize(ctx, "workspace:manage");
  const [row] = await ctx.db
    .select({ state: webhookDeliveries.state })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.workspaceId, ctx.workspaceId), eq(webhookDeliveries.id, deliveryId)));
  if (found(row, "delivery").state === "delivered")
    throw new AppError("CONFLICT", "This message was delivered. Nothing is sent twice.");
  return attempt(ctx, deliveryId, network);
}

/** Forgets messages that are done after 30 days. */
export async function pruneDeliveries(ctx: Ctx): Promise<void> {
  authorize(ctx, "workspace:manage");
  await sealSecrets(ctx);
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000);
  await ctx.db
    .delete(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.workspaceId, ctx.workspaceId),
        lt(webhookDeliveries.createdAt, before),
        isNull(webhookDeliveries.dueAt),
      ),
    );
}

/** Nothing goes out that its receiver could not trust. */
const UNSIGNED: Answer = { code: null, durationMs: 0, excerpt: "", error: UNREADABLE };

/** One try: outside any transaction, since an endpoint may take its time. */
async function attempt(ctx: Ctx, deliveryId: string, network?: Network): Promise<Answer> {
  const { url, secrets, message } = await getMessage(ctx, { deliveryId });
  const body = messageBody(message);
  const send = () => {
    const headers = signedHeaders({ id: `msg_${deliveryId}`, at: ctx.now(), body }, secrets);
    return post({ url, headers, body }, network ?? { allowed: readNetworks(env().WEBHOOK_NETWORKS) });
  };
  const answer = secrets.length > 0 ? await send() : UNSIGNED;
  await inTransaction(ctx, (tx) => recordAnswer(tx, deliveryId, answer));
  return answer;
}

async function recordAnswer(tx: Ctx, deliveryId: string, answer: Answer): Promise<void> {
  const { db, workspaceId } = tx;
  const key = and(eq(webhookDeliveries.workspaceId, workspaceId), eq(webhookDeliveries.id, deliveryId));
  const [row] = await db
    .select({
      webhookId: webhookDeliveries.webhookId,
      kind: webhookDeliveries.kind,
      state: webhookDeliveries.state,
      attempts: webhookDeliveries.attempts,
    })
    .from(webhookDeliveries)
    .where(key)
    .for("update");
  // Its webhook was removed meanwhile, and the log with it.
  if (!row) return;
  const now = tx.now();
  const attempts = row.attempts + 1;
  await db.insert(webhookAttempts).values({ workspaceId, deliveryId, no: attempts, at: now, ...answer });
  const isTest = row.kind === "webhook.test";
  const again =
    answer.error === null || isTest || row.state === "failed" ? null : nextTry(attempts, now, Math.random());
  const state =
    answer.error === null || row.state === "delivered" ? "delivered" : again ? "waiting" : "failed";
  await db.update(webhookDeliveries).set({ attempts, state, dueAt: again }).where(key);
  const ofWebhook = and(eq(webhooks.workspaceId, workspaceId), eq(webhooks.id, row.webhookId));
  if (answer.error === null) await db.update(webhooks).set({ failingSince: null }).where(ofWebhook);
  else if (!isTest) await noteFailure(tx, row.webhookId, answer, again === null);
}

/** Turns a webhook off that has answered nothing well for a day, or says that it is gone. */
async function noteFailure(
  tx: Ctx,
  webhookId: string,
  { code, error }: Answer,
  isGivenUp: boolean,
): Promise<void> {
  const now = tx.now();
  const key = and(eq(webhooks.workspaceId, tx.workspaceId), eq(webhooks.id, webhookId));
  const [webhook] = await tx.db
    .update(webhooks)
    .set({ failingSince: sql`coalesce(${webhooks.failingSince}, ${now.toISOString()}::timestamptz)` })
    .where(key)
    .returning({
      name: webhooks.name,
      isOn: webhooks.isOn,
      failingSince: webhooks.failingSince,
      createdBy: webhooks.createdBy,
    });
  if (!webhook?.isOn) return;
  const failsFor = now.getTime() - (webhook.failingSince ?? now).getTime();
  if (code !== 410 && !(isGivenUp && failsFor >= STOP_AFTER_MS)) return;
  const stoppedBecause =
    `${error ?? ""} ${code === 410 ? "" : `${MOST_ATTEMPTS} tries over two days failed.`}`.trim();
  await tx.db.update(webhooks).set({ isOn: false, stoppedBecause, updatedAt: now }).where(key);
  await recordAudit(tx, { action: "webhook.stopped", subject: webhookId, detail: { name: webhook.name } });
  const owners = await tx.db
    .select({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, tx.workspaceId),
        inArray(members.role, ["owner"]),
        isNull(members.removedAt),
      ),
    );
  await sendNotices(
    tx,
    [webhook.createdBy, ...owners.map(({ userId }) => userId)].map((userId) => ({
      userId,
      kind: "system",
      title: `The webhook “${webhook.name}” was turned off: its endpoint fails`,
      href: `/settings/webhooks/${webhookId}`,
    })),
  );
}
