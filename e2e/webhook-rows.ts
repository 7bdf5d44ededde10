// The actions on webhooks: who may call each, and an input that names fresh rows of a workspace.
import { makeSegment } from "@/db/factories";
import { webhookDeliveries, webhooks } from "@/db/schema";
import { newId } from "@/lib/ids";
import { newSecret } from "@/lib/webhooks/signature";
import { OWNERS, type Row, type Scene } from "./matrix";

const segment = async (at: Scene) =>
  (await makeSegment(at, { name: `${at.marker} ${newId().slice(-8)}` })).id;
const HOOK = "https://hooks.example.test/facet";
/** Its address is refused before anything is looked up: a test of rights calls nobody. */
export const webhook = async ({ db, workspaceId, marker }: Pick<Scene, "db" | "workspaceId" | "marker">) => {
  const id = newId();
  await db
    .insert(webhooks)
    .values({ workspaceId, id, name: marker, url: "http://10.0.0.1:9/", secret: newSecret() });
  return id;
};
const delivery = async (at: Scene) => {
  const id = newId();
  const webhookId = await webhook(at);
  await at.db
    .insert(webhookDeliveries)
    .values({ workspaceId: at.workspaceId, id, webhookId, kind: "webhook.test", at: new Date() });
  return id;
};

export const WEBHOOK_ROWS: Record<string, Row> = {
  createWebhook: {
    may: OWNERS,
    input: async (at) => ({
      name: "Mailer",
      url: HOOK,
      hearsLaunches: true,
      segmentIds: [await segment(at)],
    }),
  },
  updateWebhook: {
    may: OWNERS,
    input: async (at) => ({
      ...{ webhookId: await webhook(at), segmentIds: [await segment(at)] },
      ...{ name: "Mailer", url: HOOK, hearsLaunches: false },
    }),
  },
  turnWebhook: { may: OWNERS, input: async (at) => ({ webhookId: await webhook(at), isOn: false }) },
  rotateSecret: { may: OWNERS, input: async (at) => ({ webhookId: await webhook(at) }) },
  removeWebhook: { may: OWNERS, input: async (at) => ({ webhookId: await webhook(at) }) },
  testWebhook: { may: OWNERS, input: async (at) => ({ webhookId: await webhook(at) }) },
  retryDelivery: { may: OWNERS, input: async (at) => ({ deliveryId: await delivery(at) }) },
};
