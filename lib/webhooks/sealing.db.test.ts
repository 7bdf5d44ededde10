import http from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { webhooks } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import { createSegment } from "@/lib/segments/mutations";
import { readNetworks } from "./addresses";
import { retryDelivery, sendDue, testWebhook } from "./deliveries/mutations";
import { listDeliveries } from "./deliveries/queries";
import { createWebhook, rotateSecret, sealSecrets } from "./mutations";
import { sealingKeys, sealSecret, UNREADABLE } from "./sealing";
import { newSecret } from "./signature";
import { placeOf } from "./sql";

const network = { allowed: readNetworks("127.0.0.0/8") };
const seen: { headers: Record<string, string>; text: string }[] = [];
let server: http.Server;
let shop: SmallShop;
let owner: Ctx;
let webhookId: string;
let secret: string;

const stored = async () =>
  (await owner.db.select({ secret: webhooks.secret }).from(webhooks).where(eq(webhooks.id, webhookId)))[0]
    ?.secret ?? "";
const store = (text: string) =>
  owner.db.update(webhooks).set({ secret: text }).where(eq(webhooks.id, webhookId));
const sealedElsewhere = (workspaceId: number) =>
  sealSecret(
    newSecret(),
    placeOf(workspaceId, webhookId),
    sealingKeys({ AUTH_SECRET: "another", AUTH_SECRET_BEFORE: "" }),
  );

beforeEach(async () => {
  seen.length = 0;
  server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    seen.push({ headers: request.headers as Record<string, string>, text: Buffer.concat(parts).toString() });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  shop = await makeSmallShop();
  owner = { ...shop.ctx(), now: () => new Date() };
  const { segmentId } = await createSegment(owner, {
    ...{ name: "Latvia", description: "", dimension: "geographic", parentId: null },
    rule: { kind: "all", children: [{ kind: "field", field: "country", test: { op: "is", value: "LV" } }] },
  });
  const url = "https://hooks.example/facet";
  ({ webhookId, secret } = await createWebhook(owner, {
    name: "Mailer",
    url,
    hearsLaunches: false,
    segmentIds: [segmentId],
  }));
  const { port } = server.address() as AddressInfo;
  await owner.db
    .update(webhooks)
    .set({ url: `http://127.0.0.1:${port}/` })
    .where(eq(webhooks.id, webhookId));
});
afterEach(() => server.close());

describe("the signing secret in the database", () => {
  it("is sealed, signs all the same, and one that was stored plainly is sealed before the next message", async () => {
    expect(await stored()).toMatch(/^sealed1\./);
    await testWebhook(owner, { webhookId }, network);
    await store(secret);
    await testWebhook(owner, { webhookId }, network);
    await sendDue(owner, { webhookId }, network);
    const again = await stored();
    expect(again).toMatch(/^sealed1\./);
    expect(again).not.toContain(secret.slice(6));
    await sealSecrets(owner);
    expect(await stored()).toBe(again);
    await testWebhook(owner, { webhookId }, network);
    expect(seen).toHaveLength(3);
    for (const { text, headers } of seen)
      expect(() => new Webhook(secret).verify(text, headers)).not.toThrow();
  });

  it("that another key sealed sends nothing, says what to do, and is replaced by a new one", async () => {
    await store(sealedElsewhere(shop.workspaceId));
    await sealSecrets(owner);
    expect(await testWebhook(owner, { webhookId }, network)).toMatchObject({ code: null, error: UNREADABLE });
    const [delivery] = (await listDeliveries(owner, { webhookId })).deliveries;
    expect(delivery?.last).toMatchObject({ code: null, error: UNREADABLE });
    expect(seen).toEqual([]);
    const fresh = await rotateSecret(owner, { webhookId });
    expect(await retryDelivery(owner, { deliveryId: delivery?.id ?? "" }, network)).toMatchObject({
      code: 204,
    });
    const [{ text, headers } = { text: "", headers: {} }] = seen;
    expect(() => new Webhook(fresh.secret).verify(text, headers)).not.toThrow();
  });

  it("is sealed again by an owner alone, and only in their workspace", async () => {
    await store(secret);
    for (const role of ["manager", "marketer", "member", "viewer"] as const)
      await expect(sealSecrets(shop.ctx(role))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await sealSecrets((await makeSmallShop()).ctx());
    expect(await stored()).toBe(secret);
  });
});
