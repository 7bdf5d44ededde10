import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { campaignAudience, campaigns, customers, segmentChanges } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import { setOverride } from "./members/mutations";
import { findPeople, getPersonName, listMembers, listOverrides } from "./members/queries";
import { countChanges, listChanges } from "./movement/queries";
import { createSegment, refreshSegment } from "./mutations";
import { takeSegment } from "./ownership/mutations";
import { getReach } from "./reach/queries";

let shop: SmallShop;
let owner: Ctx;
let segmentId: string;
const codeOf = (promise: Promise<unknown>) => promise.catch((error) => error.code);
const person = (no: number) => shop.people[no - 1] ?? "";

beforeEach(async () => {
  shop = await makeSmallShop();
  owner = shop.ctx();
  ({ segmentId } = await createSegment(owner, {
    name: "Latvia",
    description: "",
    dimension: "geographic",
    parentId: null,
    rule: {
      kind: "all",
      children: [{ kind: "field", field: "country", test: { op: "is", value: "LV" } }],
    },
  }));
});

const setCustomers = (nos: number[], change: Partial<typeof customers.$inferInsert>) =>
  owner.db
    .update(customers)
    .set(change)
    .where(and(eq(customers.workspaceId, shop.workspaceId), inArray(customers.no, nos)));

describe("the members of a segment", () => {
  it("come in pages forwards and backwards, each with its cause", async () => {
    const first = await listMembers(owner, { segmentId, limit: 8 });
    expect([first.previousBefore, first.nextAfter, first.total]).toEqual([null, 8, 20]);
    expect(first.members[0]).toMatchObject({ cause: "rule", isByHand: false, enteredAt: shop.now });
    const second = await listMembers(owner, { segmentId, limit: 8, after: 8 });
    expect(second.members.map(({ customerNo }) => customerNo)).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
    expect([second.previousBefore, second.nextAfter]).toEqual([9, 16]);
    const last = await listMembers(owner, { segmentId, limit: 8, after: 16 });
    expect([last.previousBefore, last.nextAfter, last.members.length]).toEqual([17, null, 4]);
    const back = await listMembers(owner, { segmentId, limit: 8, before: 17 });
    expect(back).toEqual(second);
    expect(await listMembers(owner, { segmentId, limit: 8, before: 9 })).toEqual(first);
  });

  it("are found by name, e-mail or key, with % and _ as typed", async () => {
    await setCustomers([3, 25], { lastName: "Ozola_1", email: "o@example.test" });
    const found = async (search: string) =>
      (await listMembers(owner, { segmentId, search })).members.map(({ customerNo }) => customerNo);
    expect(await found("ozola_1")).toEqual([3]);
    expect(await found("o@exa")).toEqual([3]);
    expect(await found("ozola%1")).toEqual([]);
    expect(await found("c2")).toEqual([2]);
    expect(await found("  c19 ")).toEqual([19]);
    expect((await listMembers(owner, { segmentId, search: "Ana" })).total).toBeNull();
  });

  it("were put in or kept out by whom is listed, and who can be is found", async () => {
    await setOverride(shop.ctx("marketer"), { segmentId, customerId: person(25), isIncluded: true });
    await setOverride(owner, { segmentId, customerId: person(1), isIncluded: false });
    expect(await listOverrides(owner, { segmentId })).toMatchObject([
      { customerId: person(1), isIncluded: false, byName: "Test owner" },
      { customerId: person(25), isIncluded: true, byName: "Test marketer" },
    ]);
    const last = await listMembers(owner, { segmentId, after: 20 });
    expect(last.members).toMatchObject([{ customerNo: 25, cause: "manual", isByHand: true }]);
    expect(await findPeople(owner, { segmentId, search: "c1" })).toMatchObject([
      { customerId: person(1), isMember: false, isIncluded: false },
    ]);
    expect(await findPeople(owner, { segmentId, search: "c2" })).toMatchObject([
      { isMember: true, isIncluded: null },
    ]);
    expect(await findPeople(owner, { segmentId, search: "No 32" })).toEqual([]);
  });

  it("are closed to viewers, to members who do not own it, and to other workspaces", async () => {
    const other = await makeSmallShop();
    for (const read of [
      (ctx: Ctx) => listMembers(ctx, { segmentId }),
      (ctx: Ctx) => listOverrides(ctx, { segmentId }),
      (ctx: Ctx) => listChanges(ctx, { segmentId }),
    ]) {
      expect(await codeOf(read(shop.ctx("viewer")))).toBe("FORBIDDEN");
      expect(await codeOf(read(shop.ctx("member")))).toBe("FORBIDDEN");
      expect(await codeOf(read(other.ctx()))).toBe("NOT_FOUND");
    }
    await takeSegment(shop.ctx("member"), { segmentId });
    expect(await listOverrides(shop.ctx("member"), { segmentId })).toEqual([]);
    const nameOf = (ctx: Ctx, no: number) => getPersonName(ctx, { segmentId, customerId: person(no) });
    expect(await nameOf(shop.ctx("member"), 1)).toBe("Ana No 1");
    expect(await codeOf(nameOf(shop.ctx("member"), 25))).toBe("NOT_FOUND");
    expect(await nameOf(owner, 25)).toBe("Ana No 25");
    expect(await codeOf(nameOf(shop.ctx("viewer"), 1))).toBe("FORBIDDEN");
    const search = { segmentId, search: "c1" };
    expect(await codeOf(findPeople(shop.ctx("member"), search))).toBe("FORBIDDEN");
    expect(await codeOf(findPeople(other.ctx(), search))).toBe("NOT_FOUND");
  });
});

describe("who came and went", () => {
  it("is listed newest first, page by page, by direction and cause, each change once", async () => {
    await setCustomers([1, 2, 3], { country: "EE" });
    const later = { ...owner, now: () => new Date("2026-06-16T10:00:00Z") };
    await refreshSegment(later, { segmentId });
    const seen: number[] = [];
    for (let from: Awaited<ReturnType<typeof listChanges>>["next"] | undefined; from !== null; ) {
      const page = await listChanges(owner, { segmentId, limit: 9, ...(from && { from }) });
      seen.push(...page.changes.map(({ customerNo }) => customerNo));
      from = page.next;
    }
    expect(seen).toEqual([1, 2, 3, ...Array.from({ length: 20 }, (_, index) => index + 1)]);
    const left = await listChanges(owner, { segmentId, hasEntered: false });
    expect(left.changes).toMatchObject([1, 2, 3].map((customerNo) => ({ customerNo, cause: "data" })));
    expect((await listChanges(owner, { segmentId, cause: "rule" })).changes).toHaveLength(20);
    expect((await listChanges(owner, { segmentId, cause: "rule", hasEntered: false })).changes).toEqual([]);
    expect(await countChanges(later, { segmentId, days: 1 })).toEqual([
      { day: "2026-06-15", cause: "rule", joined: 20, left: 0 },
      { day: "2026-06-16", cause: "data", joined: 0, left: 3 },
    ]);
    const rows = await owner.db
      .select({ no: segmentChanges.customerNo })
      .from(segmentChanges)
      .where(eq(segmentChanges.workspaceId, shop.workspaceId));
    expect(rows).toHaveLength(23);
  });
});

describe("who can be contacted", () => {
  it("leaves out suppressed and objecting people and who has opted out everywhere", async () => {
    await setCustomers([1], { suppressedAt: shop.now });
    await setCustomers([2], { objectedAt: shop.now });
    const everything = ["consentEmail", "consentSms", "consentPhone", "consentPost", "consentAds"] as const;
    await setCustomers([3], Object.fromEntries(everything.map((channel) => [channel, "out"])));
    await setCustomers([4, 5], { consentEmail: "out" });
    expect(await getReach(owner, { segmentId })).toEqual({
      size: 20,
      contactable: 17,
      free: 17,
      channels: { email: 15, sms: 17, phone: 17, post: 17, ads: 17 },
    });
  });

  it("is free unless treated by a campaign that runs today", async () => {
    const campaign = async (
      status: "running" | "paused",
      startOn: string,
      nos: number[],
      isControl = false,
    ) => {
      const id = newId();
      await owner.db.insert(campaigns).values({
        workspaceId: shop.workspaceId,
        id,
        name: `Campaign ${id}`,
        journeyStage: "retention",
        status,
        startOn,
        endOn: "2026-06-30",
      });
      await owner.db.insert(campaignAudience).values(
        nos.map((customerNo) => ({
          workspaceId: shop.workspaceId,
          campaignId: id,
          customerNo,
          segmentId,
          isControl,
        })),
      );
    };
    await campaign("running", "2026-06-15", [1, 2, 3, 30]);
    await campaign("running", "2026-06-01", [3, 4], true);
    await campaign("running", "2026-06-16", [5]);
    await campaign("paused", "2026-06-01", [6]);
    expect(await getReach(owner, { segmentId })).toMatchObject({ contactable: 20, free: 17 });
  });

  it("is hidden from a viewer when few, and empty for another workspace", async () => {
    await setCustomers(
      Array.from({ length: 11 }, (_, index) => index + 1),
      { consentEmail: "out" },
    );
    const reach = await getReach(shop.ctx("viewer"), { segmentId });
    expect([reach.size, reach.contactable, reach.channels.email]).toEqual([20, 20, null]);
    const other = await makeSmallShop();
    expect(await getReach(other.ctx(), { segmentId })).toMatchObject({ size: 0, free: 0 });
  });
});
