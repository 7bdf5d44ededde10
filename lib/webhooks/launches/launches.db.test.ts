import { and, eq, lt } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditLog, campaignAudience, customers, segmentMembers, webhooks } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { openReceiver, type Receiver } from "@/db/testing/receiver";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { exportAudience } from "@/lib/campaigns/audience/mutations";
import { setCampaignStatus } from "@/lib/campaigns/launch/mutations";
import { addDays } from "@/lib/days";
import { newId } from "@/lib/ids";
import { todayIn } from "@/lib/zone";
import { readNetworks } from "../addresses";
import { sendDue } from "../deliveries/mutations";
import { listDeliveries } from "../deliveries/queries";
import { createWebhook, turnWebhook } from "../mutations";
import { listWebhooks } from "../queries";
import { sendAudience, tellLaunch } from "./mutations";
import { listLaunchHearers } from "./queries";

const network = { allowed: readNetworks("127.0.0.0/8") };
const MEMBERS = 1240;

let shop: TestWorkspace;
let receiver: Receiver;
let segmentId: string;
/** The signature is refused by its age too: the clock is that of the receiver. */
const today = todayIn("UTC", new Date());
const owner = () => ({ ...shop.ctx(), now: () => new Date() });
const variant = (name: string, channel: "email" | "sms" | null) => ({
  ...{ id: newId(), name, channel },
  ...{ offer: "", message: `Message ${name}` },
});

beforeEach(async () => {
  shop = await makeWorkspace({ now: new Date() });
  receiver = await openReceiver();
  await addCustomers(shop, MEMBERS + 60, {
    1: { email: "ana@example.com", firstName: "Ana" },
    2: { suppressedAt: new Date() },
  });
  const members = Array.from({ length: MEMBERS }, (_, index) => index + 1);
  segmentId = await addSegment(shop, { no: 1, name: "Regulars", version: 3, members });
});
afterEach(() => receiver.close());

async function hear(given: { hearsLaunches?: boolean } = {}) {
  const input = { name: "Mailer", url: "https://hooks.example/", segmentIds: [segmentId] };
  const made = await createWebhook(owner(), { ...input, hearsLaunches: true, ...given });
  await shop.ctx().db.update(webhooks).set({ url: receiver.url }).where(eq(webhooks.id, made.webhookId));
  return made;
}

async function launch(given = {}): Promise<string> {
  const variants = [variant("A", "email"), variant("B", "email"), variant("Short", "sms")];
  const campaignId = await addCampaign(shop, {
    ...{ name: "Spring", status: "planned", ownerId: shop.users.owner.id, segmentIds: [segmentId] },
    ...{ startOn: today, endOn: addDays(today, 20) },
    ...{ controlShare: 10, channels: ["email", "sms"], variants, ...given },
  });
  await setCampaignStatus(
    { ...owner(), actor: shop.ctx("manager").actor },
    { campaignId, version: 1, to: "running" },
  );
  return campaignId;
}

const frozen = (campaignId: string) =>
  shop
    .ctx()
    .db.select({
      no: campaignAudience.customerNo,
      isControl: campaignAudience.isControl,
      variantIds: campaignAudience.variantIds,
    })
    .from(campaignAudience)
    .where(eq(campaignAudience.campaignId, campaignId));
const isCustomer = (key: string) =>
  and(eq(customers.workspaceId, shop.workspaceId), eq(customers.externalId, key));
const setOf = (values: Iterable<string>) => [...new Set(values)].sort();

describe("a launch", () => {
  it("tells the treated audience once in signed pages that name nobody, whatever happens to memberships", async () => {
    const { webhookId, secret } = await hear();
    const campaignId = await launch();
    const audience = await frozen(campaignId);
    const treated = audience.filter(({ isControl }) => !isControl);
    await shop
      .ctx()
      .db.delete(segmentMembers)
      .where(and(eq(segmentMembers.workspaceId, shop.workspaceId), lt(segmentMembers.customerNo, 600)));
    await sendDue(owner(), { webhookId }, network);
    await sendDue(owner(), { webhookId }, network);

    expect(receiver.seen.map(({ type }) => type)).toEqual([
      "campaign.launched",
      "campaign.launched",
      "campaign.launched",
    ]);
    const bodies = receiver.seen.map(
      ({ text, headers }) => new Webhook(secret).verify(text, headers, {}) as Body,
    );
    expect(bodies.map(({ data }) => data.page.index).sort()).toEqual([1, 2, 3]);
    for (const { data } of bodies)
      expect(data).toMatchObject({
        campaign: { id: campaignId, name: "Spring", channels: ["email", "sms"] },
        segments: [{ id: segmentId, name: "Regulars", version: 3 }],
        counts: { treated: treated.length, control: MEMBERS - 1 - treated.length, leftOut: 1 },
        page: { total: 3 },
      });
    const told = bodies.flatMap(({ data }) => data.people);
    expect(setOf(told.map(({ externalId }) => externalId))).toEqual(setOf(treated.map(({ no }) => `c${no}`)));
    expect(told).toHaveLength(treated.length);
    expect(setOf(told.flatMap((person) => Object.keys(person)))).toEqual([
      "channels",
      "externalId",
      "id",
      "variants",
    ]);
    expect(receiver.seen.map(({ text }) => text).join()).not.toMatch(/ana@example|"Ana"/);
    expect(Math.max(...receiver.seen.map(({ text }) => text.length))).toBeLessThan(100_000);
  });

  it("gives each person one variant of each channel, as frozen, and shows it in the file too", async () => {
    const { webhookId } = await hear();
    const campaignId = await launch();
    await sendDue(owner(), { webhookId }, network);
    const people = receiver.seen.flatMap((seen) => seen.people);
    const count = (name: string) => people.filter(({ variants }) => variants?.includes(name)).length;
    expect(people.every(({ variants }) => variants?.length === 2 && variants.includes("Short"))).toBe(true);
    expect(count("A") + count("B")).toBe(people.length);
    expect(Math.abs(count("A") - count("B"))).toBeLessThan(4.5 * Math.sqrt(people.length));
    const held = (await frozen(campaignId)).filter(({ isControl }) => isControl);
    expect(held.every(({ variantIds }) => variantIds.length === 0)).toBe(true);
    const columns = ["field:externalId", "audience:variant"];
    const file = await exportAudience(owner(), { campaignId, columns, group: "treated" });
    let text = "";
    for await (const part of file.text) text += part;
    const first = people.find(({ externalId }) => externalId === "c3") ?? people[0];
    expect(text).toContain(`${first?.externalId},${first?.variants?.join("; ")}`);
  });

  it("leaves out who opted out since, in messages that were not sent yet", async () => {
    const { webhookId } = await hear();
    await launch({ channels: ["email"], controlShare: 0 });
    await shop.ctx().db.update(customers).set({ consentEmail: "out" }).where(isCustomer("c7"));
    await shop.ctx().db.update(customers).set({ objectedAt: new Date() }).where(isCustomer("c8"));
    await sendDue(owner(), { webhookId }, network);
    const told = receiver.seen.flatMap(({ people }) => people.map(({ externalId }) => externalId));
    expect(told).toHaveLength(MEMBERS - 1 - 2);
    expect(told.filter((key) => key === "c7" || key === "c8")).toEqual([]);
  });

  it("comes again under the same id after a failure, and stands in the log with its page", async () => {
    const { webhookId } = await hear();
    receiver.code = 500;
    const campaignId = await launch({ controlShare: 0 });
    await sendDue(owner(), { webhookId }, network);
    const failed = setOf(receiver.seen.map(({ id }) => id));
    const { deliveries } = await listDeliveries(owner(), { webhookId });
    expect(deliveries.map(({ state, people, launch: told }) => [state, people, told?.page.index])).toEqual([
      ["waiting", 239, 3],
      ["waiting", 500, 2],
      ["waiting", 500, 1],
    ]);
    receiver.code = 200;
    await sendDue({ ...owner(), now: () => new Date(Date.now() + 60_000) }, { webhookId }, network);
    expect(setOf(receiver.seen.slice(3).map(({ id }) => id))).toEqual(failed);
    const audit = await shop
      .ctx()
      .db.select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "campaign.sent"), eq(auditLog.subject, campaignId)));
    expect(audit).toMatchObject([
      { subject: campaignId, detail: { people: MEMBERS - 1, webhooks: ["Mailer"] } },
    ]);
  });

  it("is told to none that is off or does not ask for launches, never again, and not by who may not launch", async () => {
    const { webhookId } = await hear();
    await turnWebhook(owner(), { webhookId, isOn: false });
    await hear({ hearsLaunches: false });
    const other = await makeWorkspace();
    const campaignId = await launch();
    await turnWebhook(owner(), { webhookId, isOn: true });
    const again = { campaignId, version: 2, to: "paused" as const };
    await setCampaignStatus(owner(), again);
    await setCampaignStatus(owner(), { ...again, version: 3, to: "running" });
    for (const { id } of await listWebhooks(owner()))
      expect((await listDeliveries(owner(), { webhookId: id })).deliveries).toEqual([]);
    const counts = { treated: 1, control: 0, leftOut: 0 };
    await expect(tellLaunch(shop.ctx("member"), { campaignId, counts })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await tellLaunch(other.ctx(), { campaignId, counts })).toEqual({ messages: 0 });
  });
});

describe("the audience, later", () => {
  it("goes to a webhook that was off at the launch, and again under the same ids", async () => {
    const { webhookId, secret } = await hear();
    await turnWebhook(owner(), { webhookId, isOn: false });
    const campaignId = await launch();
    const manager = { ...owner(), actor: shop.ctx("manager").actor };
    const send = () => sendAudience(manager, { campaignId, webhookId });
    await expect(send()).rejects.toMatchObject({ code: "CONFLICT" });
    await turnWebhook(owner(), { webhookId, isOn: true });
    expect(await listLaunchHearers(manager, { campaignId })).toEqual([
      { id: webhookId, name: "Mailer", isOn: true, sent: null },
    ]);
    // Two presses at once: the second finds the messages of the first.
    expect(await Promise.all([send(), send()])).toEqual([{ messages: 3 }, { messages: 3 }]);
    await sendDue(owner(), { webhookId }, network);
    const treated = (await frozen(campaignId)).filter(({ isControl }) => !isControl);
    const bodies = receiver.seen.map(
      ({ text, headers }) => new Webhook(secret).verify(text, headers, {}) as Body,
    );
    expect(receiver.seen).toHaveLength(3);
    expect(setOf(bodies.flatMap(({ data }) => data.people.map(({ externalId }) => externalId)))).toEqual(
      setOf(treated.map(({ no }) => `c${no}`)),
    );
    for (const { data } of bodies)
      expect(data).toMatchObject({
        counts: { treated: treated.length, control: MEMBERS - 1 - treated.length, leftOut: 1 },
      });
    const first = receiver.seen.map(({ id }) => id);
    await send();
    await sendDue(owner(), { webhookId }, network);
    expect(setOf(receiver.seen.slice(3).map(({ id }) => id))).toEqual(setOf(first));
    expect(await listLaunchHearers(manager, { campaignId })).toMatchObject([
      { sent: { messages: 3, delivered: 3, waiting: 0, people: treated.length } },
    ]);
  });

  it("is sent by who may launch, to what hears of launches, after the launch, in this workspace", async () => {
    const { webhookId } = await hear();
    const deaf = await hear({ hearsLaunches: false });
    const campaignId = await launch();
    const draft = await addCampaign(shop, { name: "Draft", status: "draft" });
    const other = await makeWorkspace();
    const refusal = (by: TestWorkspace, role: "owner" | "marketer", input: object) =>
      sendAudience(by.ctx(role), { campaignId, webhookId, ...input }).catch(({ code }) => code);
    expect(await refusal(shop, "marketer", {})).toBe("FORBIDDEN");
    expect(await refusal(shop, "owner", { webhookId: deaf.webhookId })).toBe("INVALID");
    expect(await refusal(shop, "owner", { campaignId: draft })).toBe("CONFLICT");
    expect(await refusal(other, "owner", {})).toBe("NOT_FOUND");
    await expect(listLaunchHearers(shop.ctx("marketer"), { campaignId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await listLaunchHearers(other.ctx(), { campaignId })).toEqual([]);
  });
});

type Body = {
  data: {
    page: { index: number; total: number };
    people: { id: string; externalId: string; channels: string[]; variants: string[] }[];
  };
};
