import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { notifications } from "@/db/schema";
import { addCampaign, addCustomers, addSegment, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { buildPlan } from "@/lib/timeline/bars";
import { reviewCampaign } from "./approval/mutations";
import { listCampaignHistory } from "./history/queries";
import { retargetCampaign, setCampaignStatus } from "./launch/mutations";
import { CampaignInput, CampaignListing } from "./model";
import { createCampaign, updateCampaign } from "./mutations";
import { getCampaign, listCampaigns } from "./queries";
import { getTimeline } from "./timeline/queries";

const now = new Date("2026-04-20T10:00:00Z");
const input = (given: Partial<CampaignInput> = {}) =>
  CampaignInput.parse({
    name: "Spring look-book",
    journeyStage: "retention",
    startOn: "2026-05-01",
    endOn: "2026-05-31",
    ...given,
  });
const all = (given: Partial<CampaignListing> = {}) => CampaignListing.parse(given);

let shop: TestWorkspace;
let other: TestWorkspace;
let regulars: string;
let theirs: string;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ now }), makeWorkspace({ now })]);
  await addCustomers(shop, 60, {
    1: { suppressedAt: now },
    2: { objectedAt: now },
    3: { consentEmail: "out" },
  });
  const nos = Array.from({ length: 60 }, (_, index) => index + 1);
  regulars = await addSegment(shop, { no: 1, name: "Regulars", members: nos, version: 2 });
  theirs = await addSegment(other, { no: 1, name: "Theirs" });
});

const noticesOf = (userId: string) =>
  shop
    .ctx()
    .db.select({ title: notifications.title })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, shop.workspaceId), eq(notifications.userId, userId)));

describe("creating", () => {
  it("keeps the segment's version of now, tells the owner and writes history", async () => {
    const ctx = shop.ctx("marketer");
    const ownerId = shop.users.manager.id;
    const { campaignId } = await createCampaign(
      ctx,
      input({ name: "Early access", ownerId, segmentIds: [regulars] }),
    );
    const campaign = await getCampaign(ctx, { campaignId });
    expect(campaign).toMatchObject({
      status: "draft",
      version: 1,
      ownerName: "Test manager",
      progress: null,
    });
    expect(campaign?.segments).toEqual([expect.objectContaining({ id: regulars, version: 2, current: 2 })]);
    expect(await noticesOf(ownerId)).toEqual([
      { title: "Test marketer made you the owner of “Early access”" },
    ]);
    expect((await listCampaignHistory(ctx, { campaignId })).map((entry) => entry.action)).toEqual([
      "campaign.created",
    ]);
  });

  it.each(["member", "viewer"] as const)("is refused for a %s", async (role) => {
    await expect(createCampaign(shop.ctx(role), input())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("knows neither segments nor members of another workspace", async () => {
    const ctx = shop.ctx();
    await expect(createCampaign(ctx, input({ segmentIds: [theirs] }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(createCampaign(ctx, input({ ownerId: other.users.manager.id }))).rejects.toMatchObject({
      code: "INVALID",
      fields: { ownerId: expect.any(String) },
    });
    expect((await listCampaigns(other.ctx(), all())).rows).toEqual([]);
  });
});

describe("changing the brief", () => {
  it("saves what changed, counts the version up and leaves the rest", async () => {
    const campaignId = await addCampaign(shop, { name: "A", objective: "Sell", segmentIds: [regulars] });
    const ctx = shop.ctx("marketer");
    const saved = await updateCampaign(ctx, {
      campaignId,
      version: 1,
      changes: { budgetMinor: 120_000, endOn: "2026-06-05" },
    });
    expect(saved).toEqual({ version: 2 });
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({
      objective: "Sell",
      budgetMinor: 120_000,
      endOn: "2026-06-05",
      segments: [{ id: regulars, version: 1 }],
    });
    const nothing = { campaignId, version: 2, changes: { budgetMinor: 120_000, segmentIds: [regulars] } };
    expect(await updateCampaign(ctx, nothing)).toEqual({ version: 2 });
  });

  it("refuses an old version, names who changed what, and saves nothing", async () => {
    const campaignId = await addCampaign(shop, { name: "B" });
    await updateCampaign(shop.ctx("manager"), {
      campaignId,
      version: 1,
      changes: { budgetMinor: 5, name: "C" },
    });
    const late = updateCampaign(shop.ctx("marketer"), {
      campaignId,
      version: 1,
      changes: { objective: "Ten off" },
    });
    await expect(late).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/^Test manager changed (budget and name|name and budget) while/),
      fields: { budgetMinor: expect.any(String), name: expect.any(String) },
    });
    expect(await getCampaign(shop.ctx(), { campaignId })).toMatchObject({
      objective: "",
      name: "C",
      version: 2,
    });
  });

  it("refuses an end before the start, other roles, and other workspaces", async () => {
    const campaignId = await addCampaign(shop);
    const change = { campaignId, version: 1, changes: { endOn: "2026-04-01" } };
    await expect(updateCampaign(shop.ctx(), change)).rejects.toMatchObject({ code: "INVALID" });
    await expect(updateCampaign(shop.ctx("member"), change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(updateCampaign(other.ctx(), change)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("steps", () => {
  it("does not plan a campaign without segments, and says why", async () => {
    const campaignId = await addCampaign(shop);
    const step = { campaignId, version: 1, to: "planned" as const };
    await expect(setCampaignStatus(shop.ctx("marketer"), step)).rejects.toThrow(
      "Cannot plan because no target segment is chosen.",
    );
    await expect(setCampaignStatus(shop.ctx(), { ...step, to: "finished" })).rejects.toThrow(
      "A campaign that is draft cannot become finished.",
    );
  });

  it("is launched by a manager only, which freezes audience, control group and segment version", async () => {
    const ownerId = shop.users.marketer.id;
    const segmentIds = [regulars];
    const campaignId = await addCampaign(shop, { name: "Launch", ownerId, controlShare: 20, segmentIds });
    const marketer = shop.ctx("marketer");
    const planned = await setCampaignStatus(marketer, { campaignId, version: 1, to: "planned" });
    const approved = await reviewCampaign(shop.ctx("manager"), {
      ...{ campaignId, version: planned.version, verdict: "approved", comment: "" },
    });
    const launch = { campaignId, version: approved.version, to: "running" as const };
    await expect(setCampaignStatus(marketer, launch)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const before = await getCampaign(marketer, { campaignId });
    expect(before?.steps[0]).toMatchObject({ to: "running", reasons: [], mayApprove: false });
    expect(await noticesOf(shop.users.manager.id)).toContainEqual({
      title: "Test marketer planned “Launch”: it waits for your approval",
    });

    await setCampaignStatus(shop.ctx("manager"), launch);
    const after = await getCampaign(marketer, { campaignId });
    expect(after).toMatchObject({ status: "running", isLaunched: true, segments: [{ version: 2 }] });
    expect(before?.audience).toMatchObject({ isFrozen: false, members: 60 });
    // 60 members without the suppressed, the objecting and the opted-out one; planned and frozen splits agree.
    expect(after?.audience).toMatchObject({ isFrozen: true, members: 60 });
    expect((after?.audience?.treated ?? 0) + (after?.audience?.control ?? 0)).toBe(57);
    expect(after?.audience).toMatchObject({
      treated: before?.audience?.treated,
      control: before?.audience?.control,
    });
    expect(after?.audience?.control).toBeGreaterThan(2);

    const change = { campaignId, version: 4, changes: { controlShare: 0 } };
    await expect(updateCampaign(marketer, change)).rejects.toThrow("its control group cannot change");
    const retarget = { campaignId, version: 4, segmentId: regulars };
    await expect(retargetCampaign(marketer, retarget)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("does not launch to nobody, and another workspace finds no campaign", async () => {
    const empty = await addSegment(shop, { no: 2, name: "Empty" });
    const ownerId = shop.users.owner.id;
    const campaignId = await addCampaign(shop, { status: "planned", ownerId, segmentIds: [empty] });
    const launch = { campaignId, version: 1, to: "running" as const };
    await expect(setCampaignStatus(shop.ctx(), launch)).rejects.toThrow("nobody in its segments");
    await expect(setCampaignStatus(other.ctx(), launch)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getCampaign(shop.ctx(), { campaignId })).toMatchObject({
      status: "planned",
      isLaunched: false,
    });
  });

  it("takes the newest version of a segment before the launch", async () => {
    const campaignId = await addCampaign(shop, { segmentIds: [regulars] });
    const input = { campaignId, version: 1, segmentId: regulars };
    await expect(retargetCampaign(shop.ctx("member"), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(retargetCampaign(other.ctx(), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await retargetCampaign(shop.ctx("marketer"), input)).toEqual({ version: 2 });
    expect((await getCampaign(shop.ctx(), { campaignId }))?.segments[0]).toMatchObject({ version: 2 });
  });
});

describe("the list", () => {
  let listed: TestWorkspace;
  let target: string;
  beforeAll(async () => {
    listed = await makeWorkspace({ now });
    target = await addSegment(listed, { no: 1, name: "Target" });
    const first = await addCampaign(listed, { name: "100% wool", status: "running", segmentIds: [target] });
    await addCampaign(listed, { name: "Archive", status: "archived" });
    await addCampaign(listed, {
      name: "Beta",
      channels: ["sms"],
      startOn: "2026-07-01",
      endOn: "2026-07-02",
    });
    const hours = [
      { hours: 8, progress: 100 },
      { hours: 3, progress: 50 },
      { hours: 0, progress: 0 },
    ];
    for (const each of hours) await addTactic(listed, { campaignId: first, ...each });
    await addTactic(listed, { campaignId: first, kind: "milestone", progress: 0 });
  });

  const names = async (given: Partial<CampaignListing>) =>
    (await listCampaigns(listed.ctx("viewer"), all(given))).rows.map((row) => row.name);

  it("filters, sorts, and keeps the archive apart", async () => {
    expect(await names({ sort: "name" })).toEqual(["100% wool", "Beta"]);
    expect(await names({ sort: "name", isDescending: true })).toEqual(["Beta", "100% wool"]);
    expect(await names({ statuses: ["archived"] })).toEqual(["Archive"]);
    expect(await names({ channel: "sms" })).toEqual(["Beta"]);
    expect(await names({ segmentId: target })).toEqual(["100% wool"]);
    expect(await names({ ownerId: "none", search: "0% W" })).toEqual(["100% wool"]);
    expect(await names({ search: "b_ta" })).toEqual([]);
    expect(await names({ from: "2026-06-01" })).toEqual(["Beta"]);
  });

  it("weighs progress as the timeline does", async () => {
    const { rows } = await listCampaigns(listed.ctx(), all());
    const row = rows.find((each) => each.name === "100% wool");
    const { items } = await getTimeline(listed.ctx(), all());
    const bar = buildPlan(items).bars.find((each) => each.item.id === row?.id);
    expect(row?.progress).toBe(86);
    expect(bar?.progress).toBe(86);
    expect(row?.tactics).toEqual({ total: 3, finished: 1, late: 0 });
  });
});
