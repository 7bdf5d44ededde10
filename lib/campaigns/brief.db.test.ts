import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { makeOrder, makeProduct } from "@/db/factories";
import { notifications } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { reviewCampaign } from "./approval/mutations";
import { listReviews } from "./approval/queries";
import { entryWords } from "./history/entry";
import { listCampaignHistory } from "./history/queries";
import { setCampaignStatus } from "./launch/mutations";
import { CampaignChange, Review } from "./model";
import { updateCampaign } from "./mutations";
import { countHoles, getPreview } from "./preview/queries";
import { getCampaign } from "./queries";
import { SpendInput } from "./spend/model";
import { addSpend, changeSpend, removeSpend } from "./spend/mutations";
import { listSpend } from "./spend/queries";

const now = new Date("2026-04-20T10:00:00Z");
let shop: TestWorkspace;
let other: TestWorkspace;
let regulars: string;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ now }), makeWorkspace({ now })]);
  await addCustomers(shop, 12, {
    1: { firstName: "Hidden", suppressedAt: now },
    2: { firstName: "Egle", lastName: "Kask", city: "Riga", consentEmail: "in" },
    3: { firstName: "Jonas", consentEmail: "in" },
    4: { firstName: "Gone", consentEmail: "out" },
    5: { consentEmail: "in" },
  });
  regulars = await addSegment(shop, { no: 1, name: "Regulars", members: [1, 2, 3, 4, 5] });
});

const noticesOf = (userId: string) =>
  shop
    .ctx()
    .db.select({ title: notifications.title })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, shop.workspaceId), eq(notifications.userId, userId)));

const variant = (given: object = {}) => ({
  ...{ id: newId(), name: "A", channel: null, offer: "", message: "Six rooms" },
  ...given,
});

describe("what is said", () => {
  const parse = (...variants: object[]) =>
    CampaignChange.safeParse({ campaignId: newId(), version: 1, changes: { variants } }).error?.issues.map(
      (issue) => issue.message,
    ) ?? [];

  it("refuses what is no merge field, with the place named", () => {
    expect(parse(variant({ message: "Good day,\n{{firstName|you}}: {{price}}" }))).toEqual([
      "Message of “A”, line 2, character 20: “price” is not a merge field.",
    ]);
    expect(parse(variant({ offer: "{{offer}} again" }))).toEqual([
      "Offer of “A”: an offer cannot hold itself.",
    ]);
    expect(parse(variant(), variant({ name: "a" }))).toEqual(["Two variants have the same name."]);
    expect(parse(variant({ message: "Good day, {{firstName|you}}" }))).toEqual([]);
  });

  it("takes only pages of the web as links", () => {
    const link = (url: string) =>
      CampaignChange.safeParse({
        ...{ campaignId: newId(), version: 1, changes: { links: [{ label: "A page", url }] } },
      }).success;
    expect(link("https://example.com/brief?v=2")).toBe(true);
    for (const url of ["javascript:alert(1)", "data:text/html,x", "ftp://example.com", "example.com"])
      expect(link(url), url).toBe(false);
  });

  it("is read by people of the segments who can be contacted, one after the other", async () => {
    const product = await makeProduct(shop.ctx(), { name: "Kenya AA" });
    await makeOrder(shop.ctx(), {
      customerNo: 2,
      orderedAt: now,
      lines: [{ amountMinor: 900, productNo: product.no }],
    });
    const campaignId = await addCampaign(shop, { segmentIds: [regulars] });
    const first = await getPreview(shop.ctx("marketer"), { campaignId });
    if (typeof first === "string") throw new Error(first);
    expect(first).toMatchObject({
      name: "Egle Kask",
      values: {
        firstName: "Egle",
        city: "Riga",
        company: null,
        lastProduct: "Kenya AA",
        segment: "Regulars",
      },
    });
    const next = await getPreview(shop.ctx(), { campaignId, afterId: first.id });
    expect(next).toMatchObject({ name: "Jonas", values: { lastName: null } });
    const third = await getPreview(shop.ctx(), {
      campaignId,
      afterId: typeof next === "string" ? undefined : next.id,
    });
    expect(third).toMatchObject({ name: "c5", values: { firstName: null } });
    const again = await getPreview(shop.ctx(), {
      campaignId,
      afterId: typeof third === "string" ? undefined : third.id,
    });
    expect(again).toEqual(first);
  });

  it("shows a viewer nobody, and a member the people of own segments", async () => {
    const own = await addSegment(shop, {
      ...{ no: 2, name: "Own", members: [3], ownerId: shop.users.member.id },
    });
    const campaignId = await addCampaign(shop, { segmentIds: [regulars, own] });
    const without = await addCampaign(shop, { segmentIds: [regulars] });
    expect(await getPreview(shop.ctx("viewer"), { campaignId })).toBe("hidden");
    expect(await getPreview(shop.ctx("member"), { campaignId })).toMatchObject({ name: "Jonas" });
    expect(await getPreview(shop.ctx("member"), { campaignId: without })).toBe("hidden");
    expect(await getPreview(shop.ctx(), { campaignId: await addCampaign(shop) })).toBe("nobody");
    await expect(getPreview(other.ctx(), { campaignId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("counts for whom a field is unknown, and hides small groups from a viewer", async () => {
    const campaignId = await addCampaign(shop, { segmentIds: [regulars] });
    const fields = ["firstName", "city", "shop"] as const;
    expect(await countHoles(shop.ctx(), { campaignId, fields })).toEqual({
      people: 3,
      without: { firstName: 1, city: 2 },
    });
    expect(await countHoles(shop.ctx("viewer"), { campaignId, fields })).toBeNull();
  });
});

describe("approval", () => {
  const planned = (given: object = {}) =>
    addCampaign(shop, {
      ...{ name: "Letters", status: "planned", approvedAt: null, segmentIds: [regulars] },
      ...{ ownerId: shop.users.marketer.id, ...given },
    });
  const verdict = (campaignId: string, given: Partial<Review> = {}) =>
    Review.parse({ campaignId, version: 1, verdict: "approved", ...given });

  it("is needed before the launch, and is told to the owner with its comment", async () => {
    const campaignId = await planned({ name: "First" });
    const launch = { campaignId, version: 1, to: "running" as const };
    await expect(setCampaignStatus(shop.ctx("manager"), launch)).rejects.toThrow(
      "Cannot launch because no manager has approved it yet.",
    );
    await reviewCampaign(shop.ctx("manager"), verdict(campaignId, { comment: "Well done" }));
    expect(await noticesOf(shop.users.marketer.id)).toContainEqual({
      title: "Test manager approved “First”: Well done",
    });
    expect(await getCampaign(shop.ctx(), { campaignId })).toMatchObject({
      isApproved: true,
      approvedBy: "Test manager",
    });
    await setCampaignStatus(shop.ctx("manager"), { ...launch, version: 2 });
    expect(await listReviews(shop.ctx("viewer"), { campaignId })).toMatchObject([
      { verdict: "approved", comment: "Well done", who: "Test manager" },
    ]);
  });

  it("sends back to draft with what has to change", async () => {
    const campaignId = await planned({ name: "Second" });
    expect(Review.safeParse({ campaignId, version: 1, verdict: "sent back" }).error?.issues[0]?.message).toBe(
      "Say what has to change.",
    );
    await reviewCampaign(shop.ctx(), verdict(campaignId, { verdict: "sent back", comment: "Shorter" }));
    expect(await getCampaign(shop.ctx(), { campaignId })).toMatchObject({ status: "draft", version: 2 });
    expect(await noticesOf(shop.users.marketer.id)).toContainEqual({
      title: "Test owner sent back “Second”: Shorter",
    });
    const [latest] = await listCampaignHistory(shop.ctx(), { campaignId });
    expect(latest && entryWords(latest)).toBe("sent it back: “Shorter”");
    const again = verdict(campaignId, { version: 2 });
    await expect(reviewCampaign(shop.ctx(), again)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("is taken back by a change of what was approved, and by nothing else", async () => {
    const campaignId = await planned({ name: "Third" });
    await reviewCampaign(shop.ctx("manager"), verdict(campaignId));
    const change = (version: number, changes: CampaignChange["changes"]) =>
      updateCampaign(shop.ctx("marketer"), { campaignId, version, changes });
    await change(2, { name: "Third letter" });
    expect(await getCampaign(shop.ctx(), { campaignId })).toMatchObject({ isApproved: true });
    await change(3, { variants: [variant({ message: "Seven rooms" })] });
    expect(await getCampaign(shop.ctx(), { campaignId })).toMatchObject({ isApproved: false, version: 4 });
    expect(await noticesOf(shop.users.manager.id)).toContainEqual({
      title: "Test marketer changed messages of “Third letter” after your approval: it waits for you again",
    });
  });

  it("is refused for other roles, on an old version and from another workspace", async () => {
    const campaignId = await planned({ version: 3 });
    for (const role of ["marketer", "member", "viewer"] as const)
      await expect(reviewCampaign(shop.ctx(role), verdict(campaignId, { version: 3 }))).rejects.toMatchObject(
        { code: "FORBIDDEN" },
      );
    await expect(reviewCampaign(shop.ctx(), verdict(campaignId, { version: 2 }))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(reviewCampaign(other.ctx(), verdict(campaignId, { version: 3 }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("spend", () => {
  const entry = (campaignId: string, given: Partial<SpendInput> = {}): SpendInput => ({
    ...{ campaignId, spentOn: "2026-04-18", amountMinor: 12_500, note: "Postage" },
    ...given,
  });

  it("is entered, changed and removed, adds up, and each can be taken back", async () => {
    const campaignId = await addCampaign(shop, { budgetMinor: 100_000 });
    const ctx = shop.ctx("marketer");
    const { spendId } = await addSpend(ctx, entry(campaignId));
    await addSpend(ctx, entry(campaignId, { spentOn: "2026-04-19", amountMinor: -500, note: "Refund" }));
    expect(await listSpend(shop.ctx("viewer"), { campaignId })).toMatchObject([
      { note: "Refund", amountMinor: -500, who: "Test marketer" },
      { note: "Postage", amountMinor: 12_500, spentOn: "2026-04-18" },
    ]);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({ spentMinor: 12_000, version: 1 });

    const { campaignId: _, ...changed } = entry(campaignId, { amountMinor: 13_000 });
    const before = await changeSpend(shop.ctx(), { spendId, ...changed });
    expect(before).toEqual({ spendId, spentOn: "2026-04-18", amountMinor: 12_500, note: "Postage" });
    await changeSpend(shop.ctx(), before);
    const removed = await removeSpend(shop.ctx(), { spendId });
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({ spentMinor: -500 });
    await addSpend(shop.ctx(), removed);
    expect(await getCampaign(ctx, { campaignId })).toMatchObject({ spentMinor: 12_000 });
    expect(new Set((await listCampaignHistory(ctx, { campaignId })).map(({ action }) => action))).toEqual(
      new Set(["campaign.spent", "campaign.spendChanged", "campaign.spendRemoved"]),
    );
  });

  it("is an amount other than 0", () => {
    expect(SpendInput.safeParse(entry(newId(), { amountMinor: 0 })).success).toBe(false);
    expect(SpendInput.safeParse(entry(newId(), { amountMinor: Number.NaN })).success).toBe(false);
  });

  it("is refused for other roles, for an archived campaign and from another workspace", async () => {
    const campaignId = await addCampaign(shop);
    const { spendId } = await addSpend(shop.ctx(), entry(campaignId));
    const { campaignId: _, ...change } = entry(campaignId);
    const attempts = (of: TestWorkspace, role: "owner" | "member" | "viewer") => [
      () => addSpend(of.ctx(role), entry(campaignId)),
      () => changeSpend(of.ctx(role), { spendId, ...change }),
      () => removeSpend(of.ctx(role), { spendId }),
    ];
    for (const role of ["member", "viewer"] as const)
      for (const attempt of attempts(shop, role))
        await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const attempt of attempts(other, "owner"))
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    const archived = await addCampaign(shop, { status: "archived" });
    await expect(addSpend(shop.ctx(), entry(archived))).rejects.toMatchObject({ code: "INVALID" });
  });
});
