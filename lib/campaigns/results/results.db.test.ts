import { beforeAll, expect, it } from "vitest";
import { campaignAudience, eventNames, events, orders } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { funnelSteps } from "./funnel";
import { getResults, listOutcomes } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");
let shop: TestWorkspace;
let campaignId: string;
let small: string;
let draft: string;

async function addEvents(name: string, no: number, customerNos: number[], campaign: string) {
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  await db.insert(eventNames).values({ workspaceId, no, name, label: name });
  await db.insert(events).values(
    customerNos.map((customerNo) => ({
      workspaceId,
      customerNo,
      nameNo: no,
      occurredAt: new Date("2026-05-04T10:00:00Z"),
      messageId: newId(),
      props: { campaign },
    })),
  );
}

// Customers 1 to 20 are treated, 21 to 30 held out.
beforeAll(async () => {
  shop = await makeWorkspace({ now });
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  await addCustomers(shop, 40);
  const segmentId = await addSegment(shop, { no: 1, name: "Regulars" });
  const dates = { startOn: "2026-05-04", endOn: "2026-05-17", launchedAt: new Date("2026-05-03T08:00:00Z") };
  campaignId = await addCampaign(shop, { ...dates, name: "Early access", segmentIds: [segmentId] });
  small = await addCampaign(shop, { ...dates, name: "Small" });
  draft = await addCampaign(shop);
  const audience = (id: string, from: number, to: number, isControl: boolean) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({
      workspaceId,
      campaignId: id,
      customerNo: from + index,
      segmentId,
      isControl,
    }));
  await db
    .insert(campaignAudience)
    .values([
      ...audience(campaignId, 1, 20, false),
      ...audience(campaignId, 21, 30, true),
      ...audience(small, 31, 33, false),
    ]);
  const order = (no: number, customerNo: number, at: string, amountMinor: number) => ({
    workspaceId,
    no,
    externalId: `o${no}`,
    customerNo,
    orderedAt: new Date(at),
    amountMinor,
    isReturn: amountMinor < 0,
  });
  await db.insert(orders).values([
    order(1, 1, "2026-05-05T10:00:00Z", 4000),
    order(2, 1, "2026-05-06T10:00:00Z", -1000),
    order(3, 2, "2026-05-04T00:30:00Z", 2000),
    order(4, 2, "2026-05-17T21:30:00Z", 500),
    // Outside: before the first day, and 18 May 00:30 in Berlin.
    order(5, 3, "2026-05-03T12:00:00Z", 9000),
    order(6, 3, "2026-05-17T22:30:00Z", 9000),
    // Only a return: revenue falls, nobody bought.
    order(7, 4, "2026-05-08T10:00:00Z", -300),
    order(8, 21, "2026-05-10T10:00:00Z", 1000),
    order(9, 40, "2026-05-10T10:00:00Z", 7000),
  ]);
  await addEvents(
    "email_sent",
    1,
    [...Array.from({ length: 18 }, (_, index) => index + 1), 21, 40],
    campaignId,
  );
  await addEvents("email_opened", 2, [1, 2, 3, 3, 4], "Early access");
  await addEvents("email_clicked", 3, [1, 2, 5], "Another campaign");
});

it("counts buyers and net revenue of treated and control in the campaign's days", async () => {
  expect(await getResults(shop.ctx("viewer"), { campaignId })).toMatchObject({
    from: new Date("2026-05-03T22:00:00Z"),
    to: new Date("2026-05-17T22:00:00Z"),
    isOver: true,
    treated: { people: 20, buyers: 2, orders: 3, revenueMinor: 5200 },
    control: { people: 10, buyers: 1, orders: 1, revenueMinor: 1000 },
    effect: { difference: 0, isCertain: false },
  });
});

it("follows tagged events by id or by name, each person once, and tells of contacted control people", async () => {
  const results = await getResults(shop.ctx(), { campaignId });
  if (!results || results === "hidden") throw new Error("no results");
  expect(results.stages).toEqual({ sent: 18, opened: 4 });
  expect(results.contactedControl).toBe(1);
  const steps = funnelSteps(results.treated.people, results.stages);
  expect(steps.map(({ label, people, of }) => [label, people, of])).toEqual([
    ["In the audience", 20, null],
    ["Sent", 18, 20],
    ["Opened", 4, 18],
  ]);
});

it("has nothing before the launch, hides small groups from a viewer, and stays in its workspace", async () => {
  expect(await getResults(shop.ctx(), { campaignId: draft })).toBeNull();
  expect(await getResults(shop.ctx("viewer"), { campaignId: small })).toBe("hidden");
  expect(await getResults(shop.ctx("member"), { campaignId: small })).toMatchObject({
    treated: { people: 3 },
    control: { people: 0 },
    effect: null,
  });
  const other = await makeWorkspace({ now });
  expect(await getResults(other.ctx(), { campaignId })).toBeNull();
  expect(await listOutcomes(other.ctx(), { campaignIds: [campaignId] })).toEqual(new Map());
});

it("sums up many campaigns at once", async () => {
  const outcomes = await listOutcomes(shop.ctx("viewer"), { campaignIds: [campaignId, small, draft] });
  expect(outcomes.get(campaignId)).toMatchObject({ treated: { buyers: 2 } });
  expect(outcomes.get(small)).toBe("hidden");
  expect(outcomes.has(draft)).toBe(false);
});
