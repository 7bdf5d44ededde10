import { and, eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  customers,
  notifications,
  webhookAttempts,
  webhookChanges,
  webhookDeliveries,
  webhooks,
} from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { openReceiver, type Receiver } from "@/db/testing/receiver";
import type { Ctx } from "@/lib/auth/ctx";
import { ROLES, type Role } from "@/lib/auth/permissions";
import { newId } from "@/lib/ids";
import { catchUp } from "@/lib/segments/freshness/mutations";
import { setOverride } from "@/lib/segments/members/mutations";
import { createSegment, refreshSegment, updateSegment } from "@/lib/segments/mutations";
import type { Rule } from "@/lib/segments/rule";
import { readNetworks } from "./addresses";
import { MOST_ATTEMPTS } from "./backoff";
import { collectChanges, pruneDeliveries, retryDelivery, sendDue, testWebhook } from "./deliveries/mutations";
import { listAttempts, listDeliveries } from "./deliveries/queries";
import { createWebhook, removeWebhook, rotateSecret, turnWebhook, updateWebhook } from "./mutations";
import { getWebhook, listWebhooks } from "./queries";

const network = { allowed: readNetworks("127.0.0.0/8") };
const HOUR = 3_600_000;

let receiver: Receiver;
let one: SmallShop;
let owner: Ctx;
let segmentId: string;
let clock: Date;

const livesIn = (country: string): Rule => ({
  kind: "all",
  children: [{ kind: "field", field: "country", test: { op: "is", value: country } }],
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );
const as = (role: Role) => ({ ...one.ctx(role), now: () => clock });
const make = async (ctx: Ctx, name: string) =>
  (
    await createSegment(ctx, {
      ...{ name, description: "", dimension: "geographic", parentId: null },
      rule: livesIn("LV"),
    })
  ).segmentId;
const open = (given = {}) =>
  createWebhook(owner, {
    name: "Mailer",
    url: "https://hooks.example/facet",
    ...{ segmentIds: [segmentId], hearsLaunches: false },
    ...given,
  });
/** The same, calling the receiver of this test. */
async function openHere() {
  const made = await open();
  await owner.db.update(webhooks).set({ url: receiver.url }).where(eq(webhooks.id, made.webhookId));
  return made;
}
const move = (no: number, country: string) =>
  owner.db
    .update(customers)
    .set({ country, tx: sql`pg_current_xact_id()::text::bigint` })
    .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, no)));
const outbox = () =>
  owner.db.select().from(webhookChanges).where(eq(webhookChanges.workspaceId, one.workspaceId));
const log = (webhookId: string) => listDeliveries(owner, { webhookId });

beforeEach(async () => {
  one = await makeSmallShop();
  clock = one.now;
  owner = as("owner");
  segmentId = await make(owner, "Latvia");
  receiver = await openReceiver();
});
afterEach(() => receiver.close());

describe("what changes a membership goes to the outbox, in the same transaction", () => {
  it("counted as a whole, judged one by one, by hand and by a new rule, each change once", async () => {
    const { webhookId } = await openHere();
    expect(await outbox()).toEqual([]);
    await catchUp(owner);
    await move(21, "LV");
    await move(1, "EE");
    await catchUp(owner);
    await setOverride(owner, { segmentId, customerId: one.people[29] ?? "", isIncluded: true });
    await updateSegment(owner, { segmentId, version: 1, rule: livesIn("EE") });
    await refreshSegment(owner, { segmentId });
    const told = (await outbox()).map(({ customerNo, hasEntered, cause }) => [customerNo, hasEntered, cause]);
    expect(told).toHaveLength(3 + 20 + 9);
    expect(told.slice(0, 3)).toEqual(
      expect.arrayContaining([
        [21, true, "data"],
        [1, false, "data"],
        [30, true, "manual"],
      ]),
    );
    expect(await collectChanges(owner)).toEqual({ messages: 5 });
    expect(await collectChanges(owner)).toEqual({ messages: 0 });
    await sendDue(owner, { webhookId }, network);
    await sendDue(owner, { webhookId }, network);
    expect(receiver.seen.map(({ type, people }) => [type, people.length]).sort()).toEqual([
      ["segment.entered", 1],
      ["segment.entered", 1],
      ["segment.entered", 9],
      ["segment.left", 1],
      ["segment.left", 20],
    ]);
  });

  it("is undone with it, and unheard segments tell nothing", async () => {
    await openHere();
    await make(owner, "Unheard");
    expect(await outbox()).toEqual([]);
    await move(21, "LV");
    const undone = owner.db.transaction(async (db) => {
      await refreshSegment({ ...owner, db }, { segmentId });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await outbox()).toEqual([]);
    await refreshSegment(owner, { segmentId });
    expect(await outbox()).toHaveLength(1);
  });

  it("goes to every webhook that hears of it and is on, in messages of at most 100 people", async () => {
    const [first, second, third] = [await openHere(), await openHere(), await openHere()];
    await turnWebhook(owner, { webhookId: third.webhookId, isOn: false });
    await owner.db.execute(sql`
      insert into customers (workspace_id, no, id, external_id, country)
      select ${one.workspaceId}::int, 100 + n, gen_random_uuid(), 'n' || n, 'LV' from generate_series(1, 230) n`);
    await refreshSegment(owner, { segmentId });
    expect(await collectChanges(owner)).toEqual({ messages: 6 });
    for (const { webhookId } of [first, second])
      expect((await log(webhookId)).deliveries.map(({ people }) => people)).toEqual([30, 100, 100]);
    expect((await log(third.webhookId)).deliveries).toEqual([]);
  });
});

describe("a message", () => {
  it("is signed, names people by key alone, says by which channels, and leaves suppressed ones out", async () => {
    clock = new Date();
    const { webhookId, secret } = await openHere();
    const set = (no: number, values: Partial<typeof customers.$inferInsert>) =>
      owner.db
        .update(customers)
        .set(values)
        .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, no)));
    await set(21, { country: "LV", consentEmail: "out", consentAds: "out", email: "ana@example.com" });
    await set(22, { country: "LV", suppressedAt: one.now });
    await set(23, { country: "LV", objectedAt: one.now });
    await set(2, { country: "EE", suppressedAt: one.now });
    await refreshSegment(owner, { segmentId });
    await collectChanges(owner);
    await sendDue(owner, { webhookId }, network);
    const entered = receiver.seen.find(({ type }) => type === "segment.entered");
    const body = new Webhook(secret).verify(entered?.text ?? "", entered?.headers ?? {}, {});
    expect(body).toEqual({
      type: "segment.entered",
      timestamp: clock.toISOString(),
      data: {
        segment: { id: segmentId, name: "Latvia" },
        cause: "data",
        people: [{ id: one.people[20], externalId: "c21", channels: ["sms", "phone", "post"] }],
      },
    });
    expect(receiver.seen.find(({ type }) => type === "segment.left")?.people).toEqual([
      { id: one.people[1], externalId: "c2", channels: [] },
    ]);
    expect(receiver.seen.map(({ text }) => text).join()).not.toContain("ana@example.com");
  });

  it("is signed by the secret before as well, for a day", async () => {
    const { webhookId, secret } = await openHere();
    const { secret: fresh } = await rotateSecret(owner, { webhookId });
    const accepts = (key: string) => {
      const last = receiver.seen.at(-1);
      return () => new Webhook(key).verify(last?.text ?? "", last?.headers ?? {});
    };
    clock = new Date();
    await owner.db.update(webhooks).set({ previousUntil: new Date(Date.now() + HOUR) });
    await testWebhook(owner, { webhookId }, network);
    expect(accepts(secret)).not.toThrow();
    expect(accepts(fresh)).not.toThrow();
    await owner.db.update(webhooks).set({ previousUntil: new Date(Date.now() - HOUR) });
    await testWebhook(owner, { webhookId }, network);
    expect(accepts(secret)).toThrow();
    expect(accepts(fresh)).not.toThrow();
  });

  it("comes again under the same id until it is answered well, later each time", async () => {
    const { webhookId } = await openHere();
    receiver.code = 500;
    await move(21, "LV");
    await refreshSegment(owner, { segmentId });
    await collectChanges(owner);
    await sendDue(owner, { webhookId }, network);
    await sendDue(owner, { webhookId }, network);
    const [waiting] = (await log(webhookId)).deliveries;
    expect(waiting).toMatchObject({
      state: "waiting",
      attempts: 1,
      last: { code: 500, excerpt: "said 500" },
    });
    expect(waiting?.dueAt?.getTime()).toBeGreaterThanOrEqual(clock.getTime() + 5000);
    expect((await getWebhook(owner, { webhookId })).state).toBe("failing");
    clock = new Date(clock.getTime() + 60_000);
    receiver.code = 204;
    await sendDue(owner, { webhookId }, network);
    const { deliveries } = await log(webhookId);
    expect(deliveries).toMatchObject([{ state: "delivered", attempts: 2, dueAt: null, last: { code: 204 } }]);
    expect(new Set(receiver.seen.map(({ id }) => id))).toEqual(new Set([`msg_${deliveries[0]?.id}`]));
    const attempts = await listAttempts(owner, { deliveryId: deliveries[0]?.id ?? "" });
    expect(attempts.map(({ no, code, error }) => [no, code, error])).toEqual([
      [1, 500, "It answered 500."],
      [2, 204, null],
    ]);
    expect((await getWebhook(owner, { webhookId })).state).toBe("on");
  });

  it("is given up after two days, the webhook turned off and its people told; by hand it goes out again", async () => {
    const { webhookId } = await openHere();
    await owner.db.update(webhooks).set({ createdBy: one.users.manager.id });
    receiver.code = 503;
    await move(21, "LV");
    await refreshSegment(owner, { segmentId });
    await collectChanges(owner);
    for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
      await sendDue(owner, { webhookId }, network);
      const [delivery] = (await log(webhookId)).deliveries;
      if (delivery?.dueAt) clock = delivery.dueAt;
    }
    const [given] = (await log(webhookId)).deliveries;
    expect(given).toMatchObject({ state: "failed", attempts: MOST_ATTEMPTS, dueAt: null });
    expect(await getWebhook(owner, { webhookId })).toMatchObject({ state: "stopped" });
    const told = await owner.db
      .select({ userId: notifications.userId, href: notifications.href })
      .from(notifications)
      .where(eq(notifications.workspaceId, one.workspaceId));
    expect(told.map(({ href }) => href)).toEqual([`/settings/webhooks/${webhookId}`]);
    expect(told.map(({ userId }) => userId)).toEqual([one.users.manager.id]);
    await move(22, "LV");
    await refreshSegment(owner, { segmentId });
    expect(await outbox()).toEqual([]);

    expect(await retryDelivery(owner, { deliveryId: given?.id ?? "" }, network)).toMatchObject({ code: 503 });
    expect((await log(webhookId)).deliveries).toMatchObject([{ state: "failed", dueAt: null }]);
    receiver.code = 200;
    await retryDelivery(owner, { deliveryId: given?.id ?? "" }, network);
    expect((await log(webhookId)).deliveries).toMatchObject([{ state: "delivered" }]);
    expect(await code(retryDelivery(owner, { deliveryId: given?.id ?? "" }, network))).toBe("CONFLICT");
    await turnWebhook(owner, { webhookId, isOn: true });
    expect(await getWebhook(owner, { webhookId })).toMatchObject({ state: "on", stoppedBecause: null });
  });

  it("stops at once when the endpoint says that it is gone, and waits while the webhook is off", async () => {
    const { webhookId } = await openHere();
    receiver.code = 410;
    await move(21, "LV");
    await move(1, "EE");
    await refreshSegment(owner, { segmentId });
    await collectChanges(owner);
    await sendDue(owner, { webhookId }, network);
    expect((await getWebhook(owner, { webhookId })).state).toBe("stopped");
    receiver.code = 200;
    clock = new Date(clock.getTime() + HOUR);
    receiver.seen = [];
    await sendDue(owner, { webhookId }, network);
    expect(receiver.seen).toEqual([]);
    await turnWebhook(owner, { webhookId, isOn: true });
    await sendDue(owner, { webhookId }, network);
    expect(receiver.seen).toHaveLength(2);
  });

  it("never reaches an address inside unless the environment allows it", async () => {
    const { webhookId } = await openHere();
    expect(await testWebhook(owner, { webhookId })).toMatchObject({
      code: null,
      error: expect.stringContaining("not a public address"),
    });
    expect(receiver.seen).toEqual([]);
    for (const url of ["http://127.0.0.1/", "http://[::1]/", "ftp://example.com", "https://a:b@example.com"])
      expect([url, await code(open({ url }))]).toEqual([url, "INVALID"]);
  });

  it("is forgotten a month after it was done, one that waits is not", async () => {
    const { webhookId } = await openHere();
    await testWebhook(owner, { webhookId }, network);
    receiver.code = 500;
    await move(21, "LV");
    await refreshSegment(owner, { segmentId });
    await collectChanges(owner);
    await sendDue(owner, { webhookId }, network);
    clock = new Date(clock.getTime() + 31 * 24 * HOUR);
    await pruneDeliveries(owner);
    expect((await log(webhookId)).deliveries).toMatchObject([{ kind: "segment.entered" }]);
  });
});

describe("who may", () => {
  it("only owners, and only in their own workspace", async () => {
    const { webhookId } = await openHere();
    await testWebhook(owner, { webhookId }, network);
    const deliveryId = (await log(webhookId)).deliveries[0]?.id ?? "";
    const input = {
      name: "Mine",
      url: "https://hooks.example/",
      segmentIds: [segmentId],
      hearsLaunches: false,
    };
    const calls = (ctx: Ctx) => ({
      createWebhook: () => createWebhook(ctx, input),
      updateWebhook: () => updateWebhook(ctx, { ...input, webhookId }),
      turnWebhook: () => turnWebhook(ctx, { webhookId, isOn: false }),
      rotateSecret: () => rotateSecret(ctx, { webhookId }),
      testWebhook: () => testWebhook(ctx, { webhookId }, network),
      retryDelivery: () => retryDelivery(ctx, { deliveryId }, network),
      removeWebhook: () => removeWebhook(ctx, { webhookId }),
      getWebhook: () => getWebhook(ctx, { webhookId }),
    });
    for (const role of ROLES.slice(1))
      for (const [name, call] of Object.entries({
        ...calls(as(role)),
        list: () => listWebhooks(as(role)),
        collect: () => collectChanges(as(role)),
        prune: () => pruneDeliveries(as(role)),
        send: () => sendDue(as(role), { webhookId }, network),
      }))
        expect([role, name, await code(call())]).toEqual([role, name, "FORBIDDEN"]);
    const other = (await makeSmallShop()).ctx();
    for (const [name, call] of Object.entries(calls(other)))
      expect([name, await code(call())]).toEqual([name, name === "createWebhook" ? "INVALID" : "NOT_FOUND"]);
    expect(await listWebhooks(other)).toEqual([]);
    expect((await listDeliveries(other, { webhookId })).deliveries).toEqual([]);
    expect(await listAttempts(other, { deliveryId })).toEqual([]);
    expect((await getWebhook(owner, { webhookId })).name).toBe("Mailer");
  });

  it("changes, and removes with everything that waits", async () => {
    const { webhookId } = await openHere();
    const estonia = await make(owner, "Estonia");
    const url = "https://other.example/";
    await updateWebhook(owner, {
      webhookId,
      name: "CRM",
      url,
      segmentIds: [estonia, segmentId],
      hearsLaunches: false,
    });
    expect(await listWebhooks(owner)).toMatchObject([
      { name: "CRM", url, segments: [{ name: "Estonia" }, { name: "Latvia" }], state: "on" },
    ]);
    const gone = [segmentId, newId()];
    expect(
      await code(
        updateWebhook(owner, { webhookId, name: "CRM", url, segmentIds: gone, hearsLaunches: false }),
      ),
    ).toBe("INVALID");
    await testWebhook(owner, { webhookId }, { ...network, resolve: async () => [] });
    expect(await owner.db.select().from(webhookAttempts)).not.toEqual([]);
    await removeWebhook(owner, { webhookId });
    for (const table of [webhookDeliveries, webhookAttempts])
      expect(await owner.db.select().from(table).where(eq(table.workspaceId, one.workspaceId))).toEqual([]);
    expect(await listWebhooks(owner)).toEqual([]);
  });
});
