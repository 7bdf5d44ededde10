import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import { segments, webhookAttempts, webhookDeliveries, webhooks } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { decidingChannels } from "@/lib/campaigns/launch/channels";
import { CHANNELS } from "@/lib/customers/fields";
import { CONSENT_COLUMN } from "@/lib/customers/sql";
import { env } from "@/lib/env";
import { found } from "@/lib/errors";
import { intArray } from "@/lib/segments/values/sql";
import type { DeliveryState, LaunchPage } from "../delivery";
import type { Message, MessagePerson } from "../message";
import { openSecret, sealingKeys } from "../sealing";
import { placeOf } from "../sql";
import type { Attempt, DeliveryPage } from "../webhook";

/**
 * What a delivery says and how it is signed, as true now; without secrets when the present one cannot be read. Erased
 * people are named by their id alone.
 */
export async function getMessage(
  ctx: Ctx,
  { deliveryId }: { deliveryId: string },
): Promise<{ url: string; secrets: string[]; message: Message }> {
  authorize(ctx, "workspace:manage");
  const [row] = await ctx.db
    .select({
      kind: webhookDeliveries.kind,
      at: webhookDeliveries.at,
      cause: webhookDeliveries.cause,
      customerNos: webhookDeliveries.customerNos,
      launch: webhookDeliveries.launch,
      segmentId: segments.id,
      segmentName: segments.name,
      url: webhooks.url,
      webhookId: webhooks.id,
      secret: webhooks.secret,
      previousSecret: webhooks.previousSecret,
      previousUntil: webhooks.previousUntil,
    })
    .from(webhookDeliveries)
    .innerJoin(
      webhooks,
      and(
        eq(webhooks.workspaceId, webhookDeliveries.workspaceId),
        eq(webhooks.id, webhookDeliveries.webhookId),
      ),
    )
    .leftJoin(
      segments,
      and(
        eq(segments.workspaceId, webhookDeliveries.workspaceId),
        eq(segments.no, webhookDeliveries.segmentNo),
      ),
    )
    .where(and(eq(webhookDeliveries.workspaceId, ctx.workspaceId), eq(webhookDeliveries.id, deliveryId)));
  const { kind, at, cause, customerNos, launch, segmentId, segmentName, url, webhookId, ...keys } = found(
    row,
    "delivery",
  );
  const hasPrevious =
    keys.previousSecret !== null && keys.previousUntil !== null && keys.previousUntil > ctx.now();
  const people = launch
    ? await readAudience(ctx, customerNos, launch)
    : await readPeople(ctx, customerNos, kind === "segment.entered");
  return {
    url,
    secrets: opened(
      placeOf(ctx.workspaceId, webhookId),
      keys.secret,
      hasPrevious ? keys.previousSecret : null,
    ),
    message: {
      kind,
      at,
      cause,
      people,
      launch,
      segment: segmentId && segmentName ? { id: segmentId, name: segmentName } : null,
    },
  };
}

function opened(place: string, secret: string, previousSecret: string | null): string[] {
  const keys = sealingKeys(env());
  const [present, previous] = [secret, previousSecret].map(
    (stored) => stored && openSecret(stored, place, keys),
  );
  return present ? [present, ...(previous ? [previous] : [])] : [];
}

/** Suppressed people and those who object join nothing outside; that they left is told, so that they leave there too. */
async function readPeople(
  ctx: Ctx,
  customerNos: readonly number[],
  isJoining: boolean,
): Promise<MessagePerson[]> {
  if (customerNos.length === 0) return [];
  const channels = CHANNELS.map(
    (channel) => sql`case when c.is_free and c.${sql.identifier(channel)} <> 'out' then ${channel}::text end`,
  );
  const consents = CHANNELS.map((channel) => sql`${CONSENT_COLUMN[channel]} as ${sql.identifier(channel)}`);
  return [
    ...(await ctx.db.execute<MessagePerson>(sql`
      select c.id, c.external_id as "externalId",
        to_json(array_remove(array[${sql.join(channels, sql`, `)}], null)) as channels
      from (
        select id, external_id, no, suppressed_at is null and objected_at is null and erased_at is null as is_free,
          ${sql.join(consents, sql`, `)}
        from customers where workspace_id = ${ctx.workspaceId}::int and no = any(${intArray(customerNos)})
      ) c
      where ${isJoining ? sql`c.is_free` : sql`true`} order by c.no`)),
  ];
}

/**
 * Those of a frozen audience who may still be contacted, with their variants: who was suppressed, objected or opted out
 * since the launch is left out, as from a file.
 */
async function readAudience(
  ctx: Ctx,
  customerNos: readonly number[],
  { campaign, variants }: LaunchPage,
): Promise<MessagePerson[]> {
  const deciding = decidingChannels(campaign.channels);
  const [people, rows] = await Promise.all([
    readPeople(ctx, customerNos, true),
    ctx.db.execute<{ id: string; variantIds: string[] }>(sql`
      select c.id, a.variant_ids as "variantIds" from campaign_audience a
      join customers c on c.workspace_id = a.workspace_id and c.no = a.customer_no
      where a.workspace_id = ${ctx.workspaceId}::int and a.campaign_id = ${campaign.id}::uuid
        and a.customer_no = any(${intArray(customerNos)})`),
  ]);
  const chosen = new Map(rows.map(({ id, variantIds }) => [id, variantIds]));
  return people
    .filter(({ channels }) => deciding.length === 0 || deciding.some((channel) => channels.includes(channel)))
    .map((person) => ({
      ...person,
      variants: variants.flatMap(({ id, name }) => (chosen.get(person.id)?.includes(id) ? [name] : [])),
    }));
}

/** The log of a webhook, newest first, a page at a time. */
export async function listDeliveries(
  ctx: Ctx,
  query: { webhookId: string; state?: DeliveryState; before?: string; limit?: number },
): Promise<DeliveryPage> {
  authorize(ctx, "workspace:manage");
  const { webhookId, state, before, limit = 50 } = query;
  const { workspaceId, id } = webhookDeliveries;
  const rows = await ctx.db
    .select({
      id,
      kind: webhookDeliveries.kind,
      cause: webhookDeliveries.cause,
      people: sql<number>`cardinality(${webhookDeliveries.customerNos})`,
      at: webhookDeliveries.at,
      createdAt: webhookDeliveries.createdAt,
      state: webhookDeliveries.state,
      attempts: webhookDeliveries.attempts,
      dueAt: webhookDeliveries.dueAt,
      launch: webhookDeliveries.launch,
      segmentId: segments.id,
      segmentName: segments.name,
      code: webhookAttempts.code,
      error: webhookAttempts.error,
      excerpt: webhookAttempts.excerpt,
      triedAt: webhookAttempts.at,
      durationMs: webhookAttempts.durationMs,
    })
    .from(webhookDeliveries)
    .leftJoin(
      segments,
      and(eq(segments.workspaceId, workspaceId), eq(segments.no, webhookDeliveries.segmentNo)),
    )
    .leftJoin(
      webhookAttempts,
      and(
        eq(webhookAttempts.workspaceId, workspaceId),
        eq(webhookAttempts.deliveryId, id),
        eq(webhookAttempts.no, webhookDeliveries.attempts),
      ),
    )
    .where(
      and(
        eq(workspaceId, ctx.workspaceId),
        eq(webhookDeliveries.webhookId, webhookId),
        state && eq(webhookDeliveries.state, state),
        before ? lt(id, before) : undefined,
      ),
    )
    .orderBy(desc(id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    deliveries: page.map(({ segmentId, segmentName, code, error, excerpt, triedAt, durationMs, ...row }) => ({
      ...row,
      segment: segmentId && segmentName ? { id: segmentId, name: segmentName } : null,
      last:
        triedAt === null || durationMs === null
          ? null
          : { no: row.attempts, at: triedAt, code, durationMs, excerpt: excerpt ?? "", error },
    })),
    nextBefore: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Every try of one message, the first one first. */
export async function listAttempts(ctx: Ctx, { deliveryId }: { deliveryId: string }): Promise<Attempt[]> {
  authorize(ctx, "workspace:manage");
  return ctx.db
    .select({
      no: webhookAttempts.no,
      at: webhookAttempts.at,
      code: webhookAttempts.code,
      durationMs: webhookAttempts.durationMs,
      excerpt: webhookAttempts.excerpt,
      error: webhookAttempts.error,
    })
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.workspaceId, ctx.workspaceId), eq(webhookAttempts.deliveryId, deliveryId)))
    .orderBy(asc(webhookAttempts.no));
}
