import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { campaigns, workspaces } from "@/db/schema";
import { addCampaign, addCustomers, addSegment, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { getAudienceNumbers } from "../audience/queries";
import { addDependency } from "../dependencies/mutations";
import { setCampaignStatus } from "../launch/mutations";
import type { Conflict, ConflictKind } from "./conflict";
import type { Remedy } from "./model";
import { allowConflict, applyRemedy, disallowConflict } from "./mutations";
import { listConcessions, listConflicts, listConflictsAndShared } from "./queries";

const now = new Date("2026-05-08T10:00:00Z");
const nos = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

let shop: TestWorkspace;
let early: string;
let late: string;
beforeEach(async () => {
  shop = await makeWorkspace({ now });
  await addCustomers(shop, 120, { 70: { suppressedAt: now } });
  const [first, second, third] = [
    await addSegment(shop, { no: 1, name: "First", members: nos(1, 80) }),
    await addSegment(shop, { no: 2, name: "Second", members: nos(61, 120) }),
    await addSegment(shop, { no: 3, name: "Third", members: nos(75, 90) }),
  ];
  const ownerId = shop.users.owner.id;
  const given = { status: "planned" as const, ownerId, channels: ["email" as const] };
  early = await addCampaign(shop, {
    ...{ ...given, name: "Early", controlShare: 20, segmentIds: [first, third] },
    ...{ startOn: "2026-05-11", endOn: "2026-05-20" },
  });
  late = await addCampaign(shop, {
    ...{ ...given, name: "Late", segmentIds: [second] },
    ...{ startOn: "2026-05-14", endOn: "2026-05-24" },
  });
});

const all = (role: Parameters<TestWorkspace["ctx"]>[0] = "manager") => listConflicts(shop.ctx(role));
const of = async (kind: ConflictKind) => (await all()).filter((conflict) => conflict.kind === kind);
const remedyOf = (conflict: Conflict | undefined, kind: Remedy["kind"]): Remedy => {
  const found = conflict?.remedies.find(({ remedy }) => remedy.kind === kind)?.remedy;
  if (!found) throw new Error(`No ${kind} is proposed.`);
  return found;
};
/** Applies what is proposed and answers the conflicts of its kind then, and after the undo. */
async function tried(kind: ConflictKind, remedyKind: Remedy["kind"]) {
  const before = await of(kind);
  const { undo } = await applyRemedy(shop.ctx("manager"), remedyOf(before[0], remedyKind));
  const meanwhile = await of(kind);
  await applyRemedy(shop.ctx("manager"), undo);
  const strip = (found: Conflict[]) =>
    found.map(({ key, size, title, startOn }) => [key, size, title, startOn]);
  expect(strip(await of(kind))).toEqual(strip(before));
  return meanwhile;
}

/** Whom two campaigns share, by an intersection of what is stored; number 70 is suppressed. */
async function intersection(a: string, b: string): Promise<number> {
  const reached = (id: string) => sql`
    select customer_no from campaign_audience where workspace_id = ${shop.workspaceId} and campaign_id = ${id} and not is_control
    union select m.customer_no from campaign_segments t
      join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
      join segment_members m on m.workspace_id = s.workspace_id and m.segment_no = s.no
      join campaigns c on c.workspace_id = t.workspace_id and c.id = t.campaign_id and c.launched_at is null
      where t.workspace_id = ${shop.workspaceId} and t.campaign_id = ${id} and m.customer_no <> 70`;
  const [row] = await shop
    .ctx()
    .db.execute<{ people: number }>(
      sql`select count(*)::int as people from ((${reached(a)}) intersect (${reached(b)})) both_of_them`,
    );
  return row?.people ?? -1;
}

describe("people in two campaigns", () => {
  it("are the intersection of what is stored, before and after a launch", async () => {
    expect(await of("overlap")).toMatchObject([
      { size: 29, startOn: "2026-05-14", endOn: "2026-05-20", itemIds: [early, late] },
    ]);
    expect(await intersection(early, late)).toBe(29);
    await setCampaignStatus(shop.ctx("manager"), { campaignId: early, version: 1, to: "running" });
    const [launched] = await of("overlap");
    expect(launched?.size).toBe(await intersection(early, late));
    expect(launched?.size).toBeLessThan(29);
    // Only the one that is not launched can still give way.
    expect(launched?.remedies.map(({ remedy }) => remedy.kind)).toEqual(["move", "exclude", "yield"]);
    expect(remedyOf(launched, "exclude")).toMatchObject({ campaignId: late, otherId: early });
  });

  it("go away by a move with the whole plan, and come back by its undo", async () => {
    const tactic = await addTactic(shop, { campaignId: late, startOn: "2026-05-15", endOn: "2026-05-18" });
    const days = async (id: string) =>
      (
        await shop
          .ctx()
          .db.execute<{ on: string }>(sql`select start_on::text as on from plan_items where id = ${id}`)
      )[0]?.on;
    const before = await of("overlap");
    const { undo } = await applyRemedy(shop.ctx("marketer"), remedyOf(before[0], "move"));
    expect(await of("overlap")).toEqual([]);
    expect(await days(tactic)).toBe("2026-05-22");
    await applyRemedy(shop.ctx("marketer"), undo);
    expect(await days(tactic)).toBe("2026-05-15");
    expect(await of("overlap")).toHaveLength(1);
  });

  it("are left out at the launch where one campaign leaves them to the other", async () => {
    expect(await tried("overlap", "exclude")).toEqual([]);
    const [conflict] = await of("overlap");
    await applyRemedy(shop.ctx("manager"), remedyOf(conflict, "exclude"));
    const numbers = await getAudienceNumbers(shop.ctx(), { campaignId: late });
    expect(numbers).toMatchObject({
      members: 60,
      treated: 30,
      leftOut: [{}, { reason: "elsewhere", people: 29 }],
    });
    await setCampaignStatus(shop.ctx("manager"), { campaignId: late, version: 4, to: "running" });
    expect(await getAudienceNumbers(shop.ctx(), { campaignId: late })).toEqual({
      ...numbers,
      isFrozen: true,
    });
    expect(await of("overlap")).toEqual([]);
    const again = { kind: "exclude" as const, campaignId: early, otherId: late, isOn: true };
    await expect(applyRemedy(shop.ctx(), again)).rejects.toMatchObject({ code: "INVALID" });
    await expect(applyRemedy(shop.ctx(), { ...again, campaignId: late, otherId: early })).rejects.toThrow(
      "froze",
    );
  });

  it("are told for a drag whatever the days, to who moves campaigns, and not where one gives way", async () => {
    const pairs = async (role: Parameters<TestWorkspace["ctx"]>[0] = "marketer") =>
      (await listConflictsAndShared(shop.ctx(role))).shared.pairs;
    expect(await pairs()).toEqual([[0, 1, 29]]);
    const [conflict] = await of("overlap");
    await applyRemedy(shop.ctx("marketer"), remedyOf(conflict, "move"));
    expect(await of("overlap")).toEqual([]);
    expect(await pairs()).toEqual([[0, 1, 29]]);
    for (const role of ["member", "viewer"] as const) expect(await pairs(role)).toEqual([]);
    await applyRemedy(shop.ctx("manager"), remedyOf(conflict, "exclude"));
    expect(await pairs()).toEqual([]);
  });

  it("are left to every other campaign by one of low priority", async () => {
    expect(await tried("overlap", "yield")).toEqual([]);
    const [conflict] = await of("overlap");
    await applyRemedy(shop.ctx("manager"), remedyOf(conflict, "yield"));
    expect(await getAudienceNumbers(shop.ctx(), { campaignId: late })).toMatchObject({ treated: 30 });
  });
});

describe("two campaigns that are launched", () => {
  const launch = async (campaignId: string) =>
    setCampaignStatus(shop.ctx("manager"), { campaignId, version: 1, to: "running" });
  const days = (campaignId: string, startOn: string, endOn: string) =>
    shop.ctx().db.update(campaigns).set({ startOn, endOn }).where(eq(campaigns.id, campaignId));

  it("can rest while both run, by who may resume; others are told why nothing is proposed", async () => {
    await launch(early);
    await launch(late);
    await days(early, "2026-05-01", "2026-05-20");
    await days(late, "2026-05-04", "2026-05-24");
    const [found] = await of("overlap");
    expect(found).toMatchObject({ stuck: "", startOn: "2026-05-08" });
    expect(found?.remedies.map(({ label }) => label)).toEqual(["Pause “Late”", "Pause “Early”"]);
    expect(await tried("overlap", "pause")).toEqual([]);
    const [told] = (await all("marketer")).filter(({ kind }) => kind === "overlap");
    expect(told).toMatchObject({ remedies: [], stuck: expect.stringContaining("A manager can pause") });
    expect((await all("viewer")).find(({ kind }) => kind === "overlap")).toMatchObject({ stuck: "" });
  });

  it("are moved as long as the later one has not begun", async () => {
    await launch(early);
    await launch(late);
    expect(await tried("overlap", "move")).toEqual([]);
    const moved = remedyOf((await of("overlap"))[0], "move");
    expect(moved).toMatchObject({ changes: [{ id: late, startOn: "2026-05-21" }] });
  });

  it("speak less often by the move of a tactic that is still to come, or by a pause", async () => {
    await shop
      .ctx()
      .db.update(workspaces)
      .set({ contactCap: 1, contactCapDays: 4 })
      .where(eq(workspaces.id, shop.workspaceId));
    await launch(early);
    await launch(late);
    await days(early, "2026-05-07", "2026-05-20");
    await days(late, "2026-05-08", "2026-05-24");
    expect(await tried("pressure", "pause")).toEqual([]);
    const [told] = (await all("marketer")).filter(({ kind }) => kind === "pressure");
    expect(told).toMatchObject({ remedies: [], stuck: expect.stringContaining("A manager can pause one") });
    const given = { name: "Reminder", channel: "email" as const, startOn: "2026-05-09", endOn: "2026-05-09" };
    await addTactic(shop, { ...given, campaignId: late });
    const [conflict] = await of("pressure");
    expect(conflict?.remedies.map(({ label }) => label)).toEqual([
      "Move “Reminder” of “Late” to 11\u00a0May",
    ]);
    expect(await tried("pressure", "move")).toEqual([]);
  });

  it("are not mended by moves of what does not wait", async () => {
    await launch(late);
    await days(late, "2026-05-01", "2026-05-24");
    const other = await addCampaign(shop, {
      ...{ name: "Other", status: "planned", segmentIds: [] },
      ...{ startOn: "2026-05-12", endOn: "2026-05-13" },
    });
    for (const to of [late, other])
      await addDependency(shop.ctx(), { fromId: early, toId: to, type: "FS", lagDays: 0 });
    const found = await of("dependency");
    const ofOne = (id: string) => found.find(({ itemIds }) => itemIds.includes(id));
    expect(ofOne(late)).toMatchObject({ remedies: [], stuck: expect.stringContaining("has begun") });
    expect(ofOne(other)?.remedies).toMatchObject([{ remedy: { changes: [{ id: other }] } }]);
  });
});

describe("the plan", () => {
  it("shows people with more contacts than the workspace allows, and on which days", async () => {
    await shop
      .ctx()
      .db.update(workspaces)
      .set({ contactCap: 1, contactCapDays: 4 })
      .where(eq(workspaces.id, shop.workspaceId));
    expect(await of("pressure")).toMatchObject([{ size: 29, startOn: "2026-05-14", endOn: "2026-05-14" }]);
    expect(await tried("pressure", "move")).toEqual([]);
    expect(await tried("pressure", "yield")).toEqual([]);
  });

  it("shows who has too much work, and hands it over or moves it", async () => {
    const heavy = { campaignId: early, startOn: "2026-05-11", endOn: "2026-05-15", hours: 30 };
    await addTactic(shop, { ...heavy, assigneeId: shop.users.member.id });
    await addTactic(shop, { ...heavy, assigneeId: shop.users.member.id, position: 2 });
    expect(await of("overload")).toMatchObject([{ size: 20, startOn: "2026-05-11" }]);
    expect(await tried("overload", "assign")).toEqual([]);
    expect(await tried("overload", "move")).toEqual([]);
  });

  it("shows a milestone past its date and moves or reaches it", async () => {
    await addTactic(shop, {
      campaignId: early,
      kind: "milestone",
      startOn: "2026-05-04",
      endOn: "2026-05-04",
    });
    expect(await of("milestone")).toMatchObject([{ size: 4 }]);
    expect(await tried("milestone", "move")).toEqual([]);
    expect(await tried("milestone", "finish")).toEqual([]);
  });

  it("shows a dependency that is violated and mends it", async () => {
    const first = await addTactic(shop, { campaignId: early, startOn: "2026-05-11", endOn: "2026-05-14" });
    const second = await addTactic(shop, { campaignId: early, startOn: "2026-05-13", endOn: "2026-05-15" });
    await shop.ctx().db.execute(sql`insert into dependencies
      (workspace_id, id, from_campaign_id, from_item_id, to_campaign_id, to_item_id, type, lag_days)
      values (${shop.workspaceId}, gen_random_uuid(), ${early}, ${first}, ${early}, ${second}, 'FS', 0)`);
    expect(await of("dependency")).toMatchObject([{ size: 2, itemIds: [first, second] }]);
    expect(await tried("dependency", "move")).toEqual([]);
  });

  it("shows a launch without approved content", async () => {
    expect(await of("content")).toEqual([]);
    await shop.ctx().db.update(campaigns).set({ approvedAt: null }).where(eq(campaigns.id, early));
    expect(await of("content")).toMatchObject([{ itemIds: [early], size: 4 }]);
    expect(await tried("content", "move")).toEqual([]);
  });
});

describe("what was given up", () => {
  it("is told until it is taken back by who may, and stays once a launch froze it", async () => {
    const told = async (ctx = shop.ctx("manager")) =>
      (await listConcessions(ctx, { campaignId: late })).map(({ text, takeBack }) => [
        text,
        takeBack?.remedy,
      ]);
    const low = { kind: "yield" as const, campaignId: late, isOn: true };
    const left = { kind: "exclude" as const, campaignId: late, otherId: early, isOn: true };
    await applyRemedy(shop.ctx("marketer"), low);
    await applyRemedy(shop.ctx("marketer"), left);
    expect(await told()).toEqual([
      [expect.stringContaining("Low priority"), { ...low, isOn: false }],
      ["Leaves out whom “Early” reaches", { ...left, isOn: false }],
    ]);
    expect((await told(shop.ctx("viewer"))).map(([, remedy]) => remedy)).toEqual([undefined, undefined]);
    const elsewhere = await makeWorkspace({ now });
    expect(await told(elsewhere.ctx())).toEqual([]);
    expect(await listConcessions(shop.ctx(), { campaignId: early })).toEqual([]);
    const { undo } = await applyRemedy(shop.ctx("marketer"), { ...low, isOn: false });
    expect((await told()).length).toBe(1);
    await applyRemedy(shop.ctx("marketer"), undo);
    await shop.ctx().db.update(campaigns).set({ launchedAt: now }).where(eq(campaigns.id, late));
    expect((await told()).map(([, remedy]) => remedy)).toEqual([undefined, undefined]);
  });
});

describe("allowing", () => {
  it("keeps a conflict quiet until it grows", async () => {
    const [conflict] = await of("overlap");
    const key = conflict?.key ?? "";
    await allowConflict(shop.ctx("marketer"), { key, size: 29, reason: "Two different offers" });
    expect(await of("overlap")).toMatchObject([
      { allowed: { reason: "Two different offers", by: "Test marketer" } },
    ]);
    await shop
      .ctx()
      .db.execute(
        sql`insert into segment_members (workspace_id, segment_no, customer_no, entered_at) values (${shop.workspaceId}, 2, 5, now())`,
      );
    expect(await of("overlap")).toMatchObject([{ size: 30, allowed: null }]);
    await allowConflict(shop.ctx(), { key, size: 30, reason: "Still" });
    await disallowConflict(shop.ctx("marketer"), { key });
    expect(await of("overlap")).toMatchObject([{ allowed: null }]);
  });

  it("and every remedy is refused to who may not, and unknown elsewhere", async () => {
    const [conflict] = await of("overlap");
    const allowance = { key: conflict?.key ?? "", size: 30, reason: "Fine" };
    const other = await makeWorkspace({ now });
    for (const role of ["member", "viewer"] as const) {
      await expect(allowConflict(shop.ctx(role), allowance)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(disallowConflict(shop.ctx(role), allowance)).rejects.toMatchObject({ code: "FORBIDDEN" });
      for (const kind of ["move", "exclude", "yield"] as const)
        await expect(applyRemedy(shop.ctx(role), remedyOf(conflict, kind))).rejects.toMatchObject({
          code: "FORBIDDEN",
        });
    }
    await expect(allowConflict(other.ctx(), allowance)).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const kind of ["move", "exclude", "yield"] as const)
      await expect(applyRemedy(other.ctx(), remedyOf(conflict, kind))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    expect(await listConflicts(other.ctx())).toEqual([]);
    expect((await all("viewer")).find(({ kind }) => kind === "overlap")?.remedies).toEqual([]);
  });
});
