import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { segments, webhookSegments, webhooks } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { env } from "@/lib/env";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import { endpointProblem, readNetworks } from "./addresses";
import type { WebhookInput, WebhookRef, WebhookSwitch, WebhookUpdate } from "./model";
import { openSecret, sealedByNewest, sealingKeys, sealSecret } from "./sealing";
import { newSecret } from "./signature";
import { placeOf } from "./sql";
import { MOST_WEBHOOKS, SECRET_OVERLAP_HOURS } from "./webhook";

/** A new endpoint, on at once. The secret is answered here and never again. INVALID for an address inside. */
export async function createWebhook(
  ctx: Ctx,
  input: WebhookInput,
): Promise<{ webhookId: string; secret: string }> {
  authorize(ctx, "workspace:manage");
  requireEndpoint(input.url);
  const [webhookId, secret] = [newId(), newSecret()];
  await inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    const [{ count } = { count: 0 }] = await db
      .select({ count: sql<number>`count(*)::int` })
      .from(webhooks)
      .where(eq(webhooks.workspaceId, workspaceId));
    if (count >= MOST_WEBHOOKS)
      throw new AppError("LIMIT", `A workspace has at most ${MOST_WEBHOOKS} webhooks. Remove one first.`);
    const { name, url, hearsLaunches } = input;
    const at = tx.now();
    await db.insert(webhooks).values({
      ...{ workspaceId, id: webhookId, name, url, hearsLaunches, secret: sealed(tx, webhookId, secret) },
      ...{ createdBy: tx.actor.userId, createdAt: at, updatedAt: at },
    });
    await chooseSegments(tx, webhookId, input.segmentIds);
    await recordAudit(tx, { action: "webhook.created", subject: webhookId, detail: { name, url } });
  });
  return { webhookId, secret };
}

/** Name, address and what it hears of; the secret and what waits stay. */
export async function updateWebhook(ctx: Ctx, input: WebhookUpdate): Promise<void> {
  authorize(ctx, "workspace:manage");
  requireEndpoint(input.url);
  const { webhookId, name, url, hearsLaunches } = input;
  await inTransaction(ctx, async (tx) => {
    await lockWebhook(tx, webhookId);
    await tx.db
      .update(webhooks)
      .set({ name, url, hearsLaunches, updatedAt: tx.now() })
      .where(keyOf(tx, webhookId));
    await tx.db
      .delete(webhookSegments)
      .where(and(eq(webhookSegments.workspaceId, tx.workspaceId), eq(webhookSegments.webhookId, webhookId)));
    await chooseSegments(tx, webhookId, input.segmentIds);
    await recordAudit(tx, { action: "webhook.changed", subject: webhookId, detail: { name, url } });
  });
}

/** While it is off, nothing is recorded for it and what waits stays; turned on, it begins with what waits. */
export async function turnWebhook(ctx: Ctx, { webhookId, isOn }: WebhookSwitch): Promise<void> {
  authorize(ctx, "workspace:manage");
  await inTransaction(ctx, async (tx) => {
    const { name, isOn: wasOn } = await lockWebhook(tx, webhookId);
    if (wasOn === isOn) return;
    await tx.db
      .update(webhooks)
      .set({ isOn, failingSince: null, stoppedBecause: null, updatedAt: tx.now() })
      .where(keyOf(tx, webhookId));
    if (isOn) await enqueue(tx, "webhooks.send", { webhookId }, { key: webhookId, queue: "webhooks" });
    await recordAudit(tx, {
      action: isOn ? "webhook.turnedOn" : "webhook.turnedOff",
      subject: webhookId,
      detail: { name },
    });
  });
}

/** A new secret, answered here and never again. The one before signs beside it for a day. */
export async function rotateSecret(ctx: Ctx, { webhookId }: WebhookRef): Promise<{ secret: string }> {
  authorize(ctx, "workspace:manage");
  const secret = newSecret();
  await inTransaction(ctx, async (tx) => {
    const { name, secret: previousSecret } = await lockWebhook(tx, webhookId);
    const at = tx.now();
    const previousUntil = new Date(at.getTime() + SECRET_OVERLAP_HOURS * 3_600_000);
    await tx.db
      .update(webhooks)
      .set({ secret: sealed(tx, webhookId, secret), previousSecret, previousUntil, updatedAt: at })
      .where(keyOf(tx, webhookId));
    await recordAudit(tx, { action: "webhook.rotated", subject: webhookId, detail: { name } });
  });
  return { secret };
}

const sealed = (tx: Ctx, webhookId: string, secret: string) =>
  sealSecret(secret, placeOf(tx.workspaceId, webhookId), sealingKeys(env()));

/**
 * Seals what was stored plainly, or under a secret of the application before this one, under the newest. What no key
 * opens stays as it is.
 */
export async function sealSecrets(ctx: Ctx): Promise<void> {
  authorize(ctx, "workspace:manage");
  const keys = sealingKeys(env());
  const newest = sealedByNewest(keys);
  const isOlder = (column: typeof webhooks.secret | typeof webhooks.previousSecret) =>
    sql`not starts_with(${column}, ${newest})`;
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .select({ id: webhooks.id, secret: webhooks.secret, previousSecret: webhooks.previousSecret })
      .from(webhooks)
      .where(
        and(
          eq(webhooks.workspaceId, tx.workspaceId),
          or(isOlder(webhooks.secret), isOlder(webhooks.previousSecret)),
        ),
      )
      .for("update");
    for (const { id, secret, previousSecret } of rows) {
      const place = placeOf(tx.workspaceId, id);
      const again = (stored: string) => {
        const opened = openSecret(stored, place, keys);
        return opened === null ? stored : sealSecret(opened, place, keys);
      };
      await tx.db
        .update(webhooks)
        .set({ secret: again(secret), previousSecret: previousSecret && again(previousSecret) })
        .where(keyOf(tx, id));
    }
  });
}

/** Removes the endpoint with its log and what waits. */
export async function removeWebhook(ctx: Ctx, { webhookId }: WebhookRef): Promise<void> {
  authorize(ctx, "workspace:manage");
  await inTransaction(ctx, async (tx) => {
    const { name } = await lockWebhook(tx, webhookId);
    await tx.db.delete(webhooks).where(keyOf(tx, webhookId));
    await recordAudit(tx, { action: "webhook.removed", subject: webhookId, detail: { name } });
  });
}

function requireEndpoint(url: string): void {
  const problem = endpointProblem(url, readNetworks(env().WEBHOOK_NETWORKS));
  if (problem) throw new AppError("INVALID", `${problem}.`, { fields: { url: problem } });
}

async function chooseSegments(tx: Ctx, webhookId: string, segmentIds: readonly string[]): Promise<void> {
  const ids = [...new Set(segmentIds)];
  if (ids.length === 0) return;
  const rows = await tx.db
    .select({ no: segments.no })
    .from(segments)
    .where(
      and(eq(segments.workspaceId, tx.workspaceId), inArray(segments.id, ids), isNull(segments.archivedAt)),
    );
  if (rows.length < ids.length) {
    const message = "One of these segments is archived or gone";
    throw new AppError("INVALID", `${message}. Reload and choose again.`, {
      fields: { segmentIds: message },
    });
  }
  await tx.db
    .insert(webhookSegments)
    .values(rows.map(({ no }) => ({ workspaceId: tx.workspaceId, webhookId, segmentNo: no })));
}

function keyOf({ workspaceId }: Ctx, webhookId: string) {
  return and(eq(webhooks.workspaceId, workspaceId), eq(webhooks.id, webhookId));
}

async function lockWebhook(tx: Ctx, webhookId: string) {
  const [row] = await tx.db
    .select({ name: webhooks.name, isOn: webhooks.isOn, secret: webhooks.secret })
    .from(webhooks)
    .where(keyOf(tx, webhookId))
    .for("update");
  return found(row, "webhook");
}
