import { beforeAll, describe, expect, it } from "vitest";
import { campaignAudience, campaignSpend, eventNames, events, orders } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { updateCampaign } from "../mutations";
import type { Lift } from "./lift";
import { findPerson, getLift, listGoalEvents } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");
const [A, B] = [newId(), newId()];
let shop: TestWorkspace;
let campaignId: string;
let [regulars, others, running, alone] = ["", "", "", ""];

const variant = (id: string, name: string) => ({
  id,
  name,
  channel: "email" as const,
  offer: "",
  message: "Hello",
});

/** Customers 1 to 60 are treated, every other one with A, 61 to 100 held out; the first half of each are regulars. */
const audience = (id: string, isControlled: boolean) =>
  Array.from({ length: 100 }, (_, index) => {
    const no = index + 1;
    const isControl = isControlled && no > 60;
    return {
      ...{ workspaceId: shop.workspaceId, campaignId: id, customerNo: no, isControl },
      segmentId: no <= 30 || (no > 60 && no <= 80) ? regulars : others,
      variantIds: isControl ? [] : [no % 2 === 1 ? A : B],
    };
  });

beforeAll(async () => {
  shop = await makeWorkspace({ now });
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  await addCustomers(shop, 100);
  regulars = await addSegment(shop, { no: 1, name: "Regulars" });
  others = await addSegment(shop, { no: 2, name: "Others" });
  const given = {
    segmentIds: [regulars, others],
    variants: [variant(A, "Short"), variant(B, "Long")],
    ...{ controlShare: 40, goalEvent: "visit", launchedAt: new Date("2026-05-03T08:00:00Z") },
    ...{ startOn: "2026-05-04", endOn: "2026-05-17" },
  };
  campaignId = await addCampaign(shop, given);
  running = await addCampaign(shop, { ...given, name: "Runs on", goalEvent: null, endOn: "2026-07-15" });
  alone = await addCampaign(shop, { ...given, name: "Alone", controlShare: 0 });
  for (const [id, isControlled] of [
    [campaignId, true],
    [running, true],
    [alone, false],
  ] as const)
    await db.insert(campaignAudience).values(audience(id, isControlled));
  let no = 0;
  const order = (customerNo: number, at: string, amountMinor: number) => {
    no += 1;
    const isReturn = amountMinor < 0;
    return {
      ...{ workspaceId, no, externalId: `o${no}`, customerNo, amountMinor, isReturn },
      orderedAt: new Date(at),
    };
  };
  await db.insert(orders).values([
    // Eighteen of the treated and four of the control group buy; one twice, one takes a part back.
    ...Array.from({ length: 18 }, (_, index) => order(index + 1, "2026-05-06T10:00:00Z", 1000 + 10 * index)),
    ...Array.from({ length: 4 }, (_, index) => order(61 + index, "2026-05-06T12:00:00Z", 900)),
    order(1, "2026-05-08T10:00:00Z", 500),
    order(2, "2026-05-09T10:00:00Z", -400),
    // Outside: the hour before the first day in Berlin, and the one after the last.
    order(90, "2026-05-03T21:30:00Z", 70_000),
    order(91, "2026-05-17T22:30:00Z", 70_000),
    // Before: what people spend tells what they will.
    ...Array.from({ length: 18 }, (_, index) => order(index + 1, "2026-04-01T10:00:00Z", 1000)),
    ...Array.from({ length: 4 }, (_, index) => order(61 + index, "2026-04-01T10:00:00Z", 1000)),
  ]);
  await db.insert(eventNames).values({ workspaceId, no: 1, name: "visit", label: "Visit" });
  await db.insert(events).values(
    [...Array.from({ length: 40 }, (_, index) => index + 1), 1, 61, 62, 63, 64, 65].map(
      (customerNo, index) => ({
        ...{ workspaceId, customerNo, nameNo: 1, messageId: `visit ${index}`, props: {} },
        occurredAt: new Date("2026-05-05T10:00:00Z"),
      }),
    ),
  );
  await db.insert(campaignSpend).values({
    ...{ workspaceId, campaignId, id: newId(), spentOn: "2026-05-04", amountMinor: 5000 },
  });
});

async function liftOf(
  id: string,
  more: { goalEvent?: string } = {},
  role: "owner" | "viewer" = "owner",
): Promise<Lift> {
  const lift = await getLift(shop.ctx(role), { campaignId: id, ...more });
  if (!lift || lift === "hidden") throw new Error("no lift");
  return lift;
}

describe("what a campaign caused", () => {
  it("compares orders, spend and the event it aims at, in its days and its zone", async () => {
    const { total, goal, spentMinor, isOver, ...rest } = await liftOf(campaignId);
    expect(isOver).toBe(true);
    expect([rest.from, rest.to]).toEqual([
      new Date("2026-05-03T22:00:00Z"),
      new Date("2026-05-17T22:00:00Z"),
    ]);
    expect(total.treated).toMatchObject({ people: 60, buyers: 18, reached: 40, orders: 19, revenue: 19_630 });
    expect(total.control).toMatchObject({ people: 40, buyers: 4, reached: 5, orders: 4, revenue: 3600 });
    expect(goal).toEqual({ name: "visit", label: "Visit" });
    expect(spentMinor).toBe(5000);
    expect(total.bought?.effect.difference).toBeCloseTo(0.2, 10);
    expect(total.bought?.effect.isCertain).toBe(true);
    expect(total.bought?.incremental.value).toBeCloseTo(12, 10);
    expect(total.reached?.effect.difference).toBeCloseTo(40 / 60 - 5 / 40, 10);
    expect(total.spend?.effect.difference).toBeCloseTo(19_630 / 60 - 90, 8);
    expect(total.spend?.incremental.value).toBeCloseTo(19_630 - 90 * 60, 6);
    expect(total.orders?.incremental.value).toBeCloseTo(19 - 6, 8);
    expect(total.spend?.relative?.difference).toBeCloseTo(19_630 / 60 / 90 - 1, 8);
  });

  it("does so per segment and per variant, with p-values adjusted for their number", async () => {
    const { segments, variants, pairs, ratio } = await liftOf(campaignId);
    const counts = ({ name, comparison: { treated, control } }: Lift["segments"][number]) => [
      ...[name, treated.people, treated.buyers, control.people, control.buyers],
    ];
    expect(segments.map(counts)).toEqual([
      ["Regulars", 30, 18, 20, 4],
      ["Others", 30, 0, 20, 0],
    ]);
    expect(variants.map(counts)).toEqual([
      ["Short", 30, 9, 40, 4],
      ["Long", 30, 9, 40, 4],
    ]);
    expect(pairs.map(counts)).toEqual([["Long against Short", 30, 9, 30, 9]]);
    const [first, second] = segments;
    expect(first?.adjustedP).toBeCloseTo(2 * (first?.comparison.bought?.p ?? 0), 10);
    expect(second?.adjustedP).toBe(1);
    expect(ratio).toMatchObject({ df: 2, state: "fine" });
    expect(ratio?.chiSquare).toBeCloseTo(0, 10);
  });

  it("says how far it can be trusted: early looks, one person, and what was spent before", async () => {
    const lift = await liftOf(campaignId);
    expect(lift.peekP).toBeGreaterThan(lift.total.bought?.p ?? 1);
    expect(lift.influence).toMatchObject({
      ...{ carries: false, person: { group: "treated", amount: 1500, customerNo: 1 } },
    });
    expect((await liftOf(campaignId, {}, "viewer")).influence).toMatchObject({
      carries: false,
      person: null,
    });
    expect(lift.adjusted?.varianceRatio).toBeLessThan(0.2);
    const half = (effect: { low: number; high: number } | undefined) =>
      (effect?.high ?? 0) - (effect?.low ?? 0);
    expect(half(lift.adjusted?.effect)).toBeLessThan(half(lift.total.spend?.effect));
  });

  it("reckons for one that runs when there is enough, from the pace so far", async () => {
    const lift = await liftOf(running);
    expect(lift.isOver).toBe(false);
    expect(lift.goal).toBeNull();
    expect(lift.total.reached).toBeNull();
    expect(lift.outlook).toMatchObject({ people: 100 });
    expect(lift.outlook?.needed).toBeGreaterThan(100);
    const aimed = await liftOf(running, { goalEvent: "visit" });
    expect(aimed.total.reached?.treated.count).toBe(40);
    expect((await liftOf(campaignId, { goalEvent: "no such event" })).goal).toBeNull();
    await updateCampaign(shop.ctx("marketer"), {
      ...{ campaignId: running, version: 1, changes: { goalEvent: "visit" } },
    });
    expect((await liftOf(running)).goal).toEqual({ name: "visit", label: "Visit" });
  });

  it("says nothing causal without a control group", async () => {
    const lift = await liftOf(alone);
    expect(lift.total).toMatchObject({ bought: null, spend: null, treated: { people: 100 } });
    expect([lift.ratio?.df, lift.peekP, lift.outlook, lift.variants]).toEqual([1, null, null, []]);
    expect(lift.pairs).toHaveLength(1);
  });

  it("hides small sides from a viewer, and everything from another workspace", async () => {
    const { db, workspaceId } = shop.ctx();
    const small = await addCampaign(shop, { launchedAt: now, segmentIds: [regulars], controlShare: 10 });
    const some = await addCampaign(shop, {
      launchedAt: now,
      segmentIds: [regulars, others],
      controlShare: 50,
    });
    const row = (id: string, customerNo: number, segmentId: string, isControl: boolean) => ({
      ...{ workspaceId, campaignId: id, customerNo, segmentId, isControl },
    });
    await db
      .insert(campaignAudience)
      .values([
        ...Array.from({ length: 20 }, (_, no) => row(small, no + 1, regulars, no > 15)),
        ...Array.from({ length: 40 }, (_, no) =>
          row(some, no + 1, no < 35 ? regulars : others, no % 2 === 0),
        ),
      ]);
    expect(await getLift(shop.ctx("viewer"), { campaignId: small })).toBe("hidden");
    expect(await liftOf(some, {}, "viewer")).toMatchObject({ areSegmentsHidden: true, segments: [] });
    expect(await liftOf(some)).toMatchObject({ areSegmentsHidden: false, segments: [{}, {}] });
    expect(await findPerson(shop.ctx("viewer"), { customerNo: 1 })).toBeNull();
    expect(await findPerson(shop.ctx(), { customerNo: 1 })).not.toBeNull();
    const other = await makeWorkspace({ now });
    expect(await getLift(other.ctx(), { campaignId })).toBeNull();
    expect(await findPerson(other.ctx(), { customerNo: 1 })).toBeNull();
    expect(await listGoalEvents(other.ctx())).toEqual([]);
  });
});
