import { and, eq, inArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  campaignAudience,
  campaignLeftOut,
  campaigns,
  customers,
  orders,
  segmentChanges,
  segmentMembers,
  segmentSizes,
} from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { getAudienceNumbers } from "../audience/queries";
import { updateCampaign } from "../mutations";
import { setCampaignStatus } from "./mutations";
import { neededPeople } from "./power";

const now = new Date("2026-04-20T10:00:00Z");
const out = "out" as const;
const nos = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const country = (no: number) => (no <= 103 ? "LV" : no <= 110 ? "EE" : null);

let shop: TestWorkspace;
let first: string;
let second: string;
beforeEach(async () => {
  shop = await makeWorkspace({ now });
  const special = Object.fromEntries(nos(1, 200).map((no) => [no, { country: country(no) }]));
  await addCustomers(shop, 200, {
    ...special,
    1: { suppressedAt: now, objectedAt: now, consentEmail: out },
    2: { objectedAt: now, consentEmail: out },
    3: { consentEmail: out },
    4: { consentEmail: out, consentSms: out },
  });
  first = await addSegment(shop, { no: 1, name: "First", members: nos(1, 120) });
  second = await addSegment(shop, { no: 2, name: "Second", members: nos(101, 200) });
});

async function launched(given: Partial<Parameters<typeof addCampaign>[1]> = {}): Promise<string> {
  const ownerId = shop.users.marketer.id;
  const campaignId = await addCampaign(shop, {
    ...{ status: "planned", ownerId, segmentIds: [second, first], controlShare: 10 },
    ...given,
  });
  await setCampaignStatus(shop.ctx("manager"), { campaignId, version: 1, to: "running" });
  return campaignId;
}

const frozen = (campaignId: string) =>
  shop
    .ctx()
    .db.select({
      no: campaignAudience.customerNo,
      segmentId: campaignAudience.segmentId,
      isControl: campaignAudience.isControl,
      stratum: campaignAudience.stratum,
    })
    .from(campaignAudience)
    .where(eq(campaignAudience.campaignId, campaignId))
    .orderBy(campaignAudience.customerNo);

describe("the launch", () => {
  it("counts everybody of the segments once: contacted, held out, or left out for the first reason that holds", async () => {
    const campaignId = await launched({ channels: ["email", "sms"] });
    const people = await frozen(campaignId);
    const leftOut = await shop
      .ctx()
      .db.select({ no: campaignLeftOut.customerNo, reason: campaignLeftOut.reason })
      .from(campaignLeftOut)
      .where(eq(campaignLeftOut.campaignId, campaignId))
      .orderBy(campaignLeftOut.customerNo);
    expect(leftOut).toEqual([
      { no: 1, reason: "suppressed" },
      { no: 2, reason: "objected" },
      { no: 4, reason: "optedOut" },
    ]);
    expect([...people, ...leftOut].map(({ no }) => no).sort((a, b) => a - b)).toEqual(nos(1, 200));
    // Who is in both counts for the segment that was made first.
    expect(people.filter(({ segmentId }) => segmentId === first)).toHaveLength(117);
    const numbers = await getAudienceNumbers(shop.ctx(), { campaignId });
    expect(numbers).toMatchObject({ isFrozen: true, members: 200, leftOut: [{}, {}, {}] });
    expect((numbers?.treated ?? 0) + (numbers?.control ?? 0)).toBe(197);
  });

  it("asks no consent for a channel that needs none, and for each channel of its own", async () => {
    const reasons = async (channels: ("email" | "sms" | "store")[]) => {
      const campaignId = await launched({ channels });
      const numbers = await getAudienceNumbers(shop.ctx(), { campaignId });
      return numbers?.leftOut.map(({ reason, people }) => `${people} ${reason}`);
    };
    expect(await reasons(["email"])).toEqual(["1 suppressed", "1 objected", "2 optedOut"]);
    expect(await reasons(["email", "store"])).toEqual(["1 suppressed", "1 objected"]);
  });

  it("splits as it was shown before, by the stored salt", async () => {
    const given = { status: "planned", ownerId: shop.users.owner.id, controlShare: 30 } as const;
    const campaignId = await addCampaign(shop, { ...given, splitSalt: "one", segmentIds: [second] });
    const before = await getAudienceNumbers(shop.ctx(), { campaignId });
    await setCampaignStatus(shop.ctx(), { campaignId, version: 1, to: "running" });
    expect(await getAudienceNumbers(shop.ctx(), { campaignId })).toEqual({ ...before, isFrozen: true });
    const same = await frozen(await launched({ ...given, splitSalt: "one", segmentIds: [second] }));
    const another = await frozen(await launched({ ...given, splitSalt: "two", segmentIds: [second] }));
    const control = (people: typeof same) => people.filter(({ isControl }) => isControl).map(({ no }) => no);
    expect(control(same)).toEqual(control(await frozen(campaignId)));
    expect(control(another)).not.toEqual(control(same));
  });

  it.each([1, 7, 10, 25, 50])("gives each stratum its exact share of %s %", async (controlShare) => {
    const campaignId = await launched({ controlShare, stratifyBy: ["segment", "country"] });
    const people = await frozen(campaignId);
    const strata = [...new Set(people.map(({ stratum }) => stratum))];
    expect(strata).toHaveLength(4);
    for (const each of strata) {
      const group = people.filter(({ stratum }) => stratum === each);
      const held = group.filter(({ isControl }) => isControl).length;
      expect(Math.abs(held - (group.length * controlShare) / 100)).toBeLessThan(1);
    }
    const held = people.filter(({ isControl }) => isControl).length;
    expect(Math.abs(held - (people.length * controlShare) / 100)).toBeLessThan(1);
  });

  it("gives everybody of a small stratum the same chance", async () => {
    let held = 0;
    const special = { controlShare: 20, segmentIds: [first], stratifyBy: ["country" as const] };
    for (let salt = 0; salt < 40; salt++) {
      const people = await frozen(await launched({ ...special, splitSalt: `salt ${salt}` }));
      held += people.filter(({ stratum, isControl }) => stratum === "EE" && isControl).length;
    }
    // Seven people with a chance of one in five, forty times: 56 expected, and each time one or two.
    expect(held).toBeGreaterThanOrEqual(46);
    expect(held).toBeLessThanOrEqual(66);
  });

  it("is not moved by what happens to memberships and people afterwards", async () => {
    const campaignId = await launched({ stratifyBy: ["country"] });
    const before = await frozen(campaignId);
    const numbers = await getAudienceNumbers(shop.ctx(), { campaignId });
    const { db, workspaceId } = shop.ctx();
    await db
      .delete(segmentMembers)
      .where(and(eq(segmentMembers.workspaceId, workspaceId), sql`customer_no % 2 = 0`));
    await db.insert(segmentMembers).values({ workspaceId, segmentNo: 2, customerNo: 1, enteredAt: now });
    await db
      .update(customers)
      .set({ suppressedAt: now, country: "SE" })
      .where(and(eq(customers.workspaceId, workspaceId), inArray(customers.no, nos(50, 90))));
    await db
      .update(campaigns)
      .set({ controlShare: 50, splitSalt: "other" })
      .where(eq(campaigns.id, campaignId));
    expect(await frozen(campaignId)).toEqual(before);
    expect(await getAudienceNumbers(shop.ctx(), { campaignId })).toEqual(numbers);
    const again = { campaignId, version: 2, to: "paused" as const };
    await setCampaignStatus(shop.ctx(), again);
    await setCampaignStatus(shop.ctx(), { ...again, version: 3, to: "running" });
    expect(await frozen(campaignId)).toEqual(before);
  });

  it("keeps what it planned for the comparison, whatever is edited later", async () => {
    const { db, workspaceId } = shop.ctx();
    await db.insert(orders).values(
      nos(150, 169).map((no) => ({
        ...{ workspaceId, no, externalId: `o${no}`, customerNo: no, amountMinor: 1000 },
        orderedAt: new Date("2026-04-10T10:00:00Z"),
      })),
    );
    const campaignId = await launched({ segmentIds: [second], controlShare: 50 });
    const designOf = async () =>
      (await db.select({ design: campaigns.design }).from(campaigns).where(eq(campaigns.id, campaignId)))[0]
        ?.design;
    const design = await designOf();
    expect(design).toMatchObject({
      endOn: "2026-05-31",
      baseDays: 31,
      people: 100,
      base: 0.2,
      isFromTarget: false,
    });
    expect(design?.needed).toBe(neededPeople({ base: 0.2, rise: 0.2 * 0.2, controlShare: 0.5 }));
    await updateCampaign(shop.ctx(), { campaignId, version: 2, changes: { endOn: "2026-06-30" } });
    expect(await designOf()).toEqual(design);
  });

  it("plans from those who were in the segments before, not from whom a late order brought in", async () => {
    const { db, workspaceId } = shop.ctx();
    const own = { workspaceId, segmentNo: 2 };
    await db.insert(segmentSizes).values({ ...own, day: "2026-01-01", size: 60 });
    // Of the hundred of today forty came in by their order; two left by it, and are not among them.
    await db
      .insert(segmentChanges)
      .values(
        [
          ...nos(161, 200).map((customerNo) => ({ ...own, customerNo, hasEntered: true })),
          ...[1, 2].map((customerNo) => ({ ...own, customerNo, hasEntered: false })),
        ].map((change) => ({ ...change, at: new Date("2026-04-10T10:00:00Z"), cause: "data" as const })),
      );
    await db.insert(orders).values(
      [...nos(161, 200), 1, 2, ...nos(101, 113)].map((no) => ({
        ...{ workspaceId, no, externalId: `o${no}`, customerNo: no, amountMinor: 1000 },
        orderedAt: new Date("2026-04-10T10:00:00Z"),
      })),
    );
    const campaignId = await launched({ segmentIds: [second], controlShare: 50 });
    const [row] = await db
      .select({ design: campaigns.design })
      .from(campaigns)
      .where(eq(campaigns.id, campaignId));
    expect(row?.design).toMatchObject({ people: 100, base: 15 / 62 });
  });

  it("hides parts that are too few from a viewer, and everything from another workspace", async () => {
    const campaignId = await launched();
    expect(await getAudienceNumbers(shop.ctx("viewer"), { campaignId })).toBeNull();
    const other = await makeWorkspace({ now });
    await expect(getAudienceNumbers(other.ctx(), { campaignId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
