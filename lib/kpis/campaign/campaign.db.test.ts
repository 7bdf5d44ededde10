import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { makeOrder } from "@/db/factories";
import { campaignAudience, campaignSpend, customerMetrics, notifications } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { recordEvents } from "@/lib/events/mutations";
import { newId } from "@/lib/ids";
import { tellTargets } from "../alerts/mutations";
import { metricValue } from "../metric";
import { TargetInput } from "../model";
import { removeTarget, setTarget } from "../mutations";
import { listTargets } from "../queries";
import { addTallies, SUM_KEYS, type Tally } from "../tally";
import { getCampaignSeries, listCampaignTargets } from "./queries";
import type { CampaignSeries } from "./series";

const now = new Date("2026-06-15T10:00:00Z");
let shop: TestWorkspace;
let ctx: Ctx;
let campaignId: string;
let segmentIds: [string, string];

/** Customers 1 to 6 are contacted as regulars, 7 to 10 as others, 11 to 14 are held out. */
const audience = (id: string) =>
  Array.from({ length: 14 }, (_, index) => ({
    ...{ workspaceId: shop.workspaceId, campaignId: id, customerNo: index + 1, isControl: index >= 10 },
    segmentId: segmentIds[index < 6 || index >= 12 ? 0 : 1],
  }));

beforeAll(async () => {
  shop = await makeWorkspace({ now });
  ctx = shop.ctx("manager");
  const { workspaceId } = shop;
  await addCustomers(shop, 14);
  segmentIds = [
    await addSegment(shop, { no: 1, name: "Regulars" }),
    await addSegment(shop, { no: 2, name: "Others" }),
  ];
  campaignId = await addCampaign(shop, {
    ...{ name: "Early access", segmentIds, launchedAt: new Date("2026-05-03T08:00:00Z") },
    ...{ startOn: "2026-05-04", endOn: "2026-05-17" },
  });
  await ctx.db.insert(campaignAudience).values(audience(campaignId));
  for (const [customerNo, at, amount] of [
    [1, "2026-05-05T10:00:00Z", 30_00],
    [1, "2026-05-12T10:00:00Z", 20_00],
    [7, "2026-05-06T10:00:00Z", 50_00],
    // Held out; before it; 18 May in Berlin.
    [11, "2026-05-06T10:00:00Z", 99_00],
    [7, "2026-05-01T10:00:00Z", 7_00],
    [2, "2026-05-17T22:30:00Z", 10_00],
  ] as const)
    await makeOrder(ctx, { customerNo, orderedAt: new Date(at), lines: [amount] });
  await ctx.db.execute(sql`insert into ${customerMetrics} (workspace_id, customer_no, first_order_at)
    select workspace_id, customer_no, min(ordered_at) from orders where workspace_id = ${workspaceId} group by 1, 2`);
  const event = (customerNo: number, name: string, at: string, campaign = "Early access") => ({
    ...{ customerNo, name, at: new Date(`${at}T09:00:00Z`), messageId: newId(), props: { campaign } },
  });
  await recordEvents(shop.ctx(), [
    ...Array.from({ length: 10 }, (_, index) => event(index + 1, "email_sent", "2026-05-04")),
    ...[event(10, "email_bounced", "2026-05-04"), event(1, "email_opened", "2026-05-05")],
    ...[event(1, "email_opened", "2026-05-13"), event(7, "email_opened", "2026-05-12", campaignId)],
    ...[event(1, "email_clicked", "2026-05-05"), event(7, "email_unsubscribed", "2026-05-12")],
    ...[event(1, "web_visit", "2026-05-05"), event(1, "web_visit", "2026-05-06")],
    // Of another campaign, and to somebody held out.
    ...[event(2, "email_opened", "2026-05-05", "Another"), event(11, "email_opened", "2026-05-05")],
  ]);
  const spend = (spentOn: string, amountMinor: number) => ({
    ...{ workspaceId, campaignId, id: newId(), spentOn, amountMinor },
  });
  await ctx.db.insert(campaignSpend).values([spend("2026-05-01", 100_00), spend("2026-05-12", 40_00)]);
});

const read = async (grain: "day" | "week", as: Ctx = ctx): Promise<CampaignSeries> => {
  const series = await getCampaignSeries(as, { campaignId, grain });
  if (series === null || series === "hidden") throw new Error(`no figures: ${series}`);
  return series;
};
const sums = (tally: Tally) => Object.fromEntries(SUM_KEYS.map((key) => [key, tally[key]]));

describe("a campaign's figures", () => {
  it("count what its contacted people got, did and ordered on its days", async () => {
    const { groups, from, to } = await read("week");
    expect([from, to]).toEqual(["2026-05-04", "2026-05-17"]);
    const [all] = groups;
    expect(all.people).toBe(10);
    expect(all.whole).toMatchObject({
      ...{
        present: 10,
        sent: 10,
        bounced: 1,
        opened: 2,
        clicked: 1,
        unsubscribed: 1,
        complained: 0,
        visits: 2,
      },
      ...{ orders: 3, revenueMinor: 100_00, buyers: 2, newBuyers: 1, costMinor: 140_00, margin: 1 },
    });
    expect(metricValue("openRate", all.whole)).toBeCloseTo(2 / 9, 10);
    expect(metricValue("clickToOpen", all.whole)).toBe(0.5);
    expect(metricValue("acquisitionCost", all.whole)).toBe(140_00);
    expect(metricValue("romi", all.whole)).toBeCloseTo(-40 / 140, 10);
  });

  it("are those of each period, with spend before the start on the first day", async () => {
    const [{ periods }] = (await read("week")).groups;
    expect(periods).toMatchObject([
      {
        startOn: "2026-05-04",
        tally: { orders: 2, revenueMinor: 80_00, opened: 1, costMinor: 100_00 },
      },
      { startOn: "2026-05-11", tally: { orders: 1, revenueMinor: 20_00, opened: 1, costMinor: 40_00 } },
    ]);
  });

  it("add up over days and over segments, spend shared by people", async () => {
    const { groups } = await read("day");
    const [all, ...parts] = groups;
    expect(parts.map(({ name, people, whole }) => [name, people, whole.costMinor])).toEqual([
      ["Regulars", 6, 84_00],
      ["Others", 4, 56_00],
    ]);
    expect(sums(addTallies(parts.map(({ whole }) => whole)))).toEqual(sums(all.whole));
    for (const { periods, whole } of groups)
      expect(sums(addTallies(periods.map(({ tally }) => tally)))).toEqual(sums(whole));
  });

  it("are not there before the launch, for other workspaces, and for groups under the floor", async () => {
    const draft = await addCampaign(shop, { name: "Draft" });
    expect(await getCampaignSeries(ctx, { campaignId: draft, grain: "week" })).toBeNull();
    const other = await makeWorkspace({ now });
    expect(await getCampaignSeries(other.ctx(), { campaignId, grain: "week" })).toBeNull();
    const seen = await read("week", shop.ctx("viewer"));
    expect(seen.groups.map(({ isHidden, whole }) => [isHidden, whole.revenueMinor])).toEqual([
      [false, 100_00],
      [true, 0],
      [true, 0],
    ]);
    const small = { ...shop.ctx("viewer"), workspace: { ...ctx.workspace, floor: 11 } };
    expect(await getCampaignSeries(small, { campaignId, grain: "week" })).toBe("hidden");
  });
});

describe("a campaign's target", () => {
  const input = (value: number): TargetInput => ({
    ...{ segmentId: null, campaignId, metric: "revenue", value },
    ...{ startOn: "2020-01-01", endOn: "2020-01-31" },
  });

  it("runs over the campaign's days, is replaced, removed and put back, and is nobody else's", async () => {
    await setTarget(ctx, input(900_00));
    await setTarget(ctx, input(200_00));
    const [target, ...more] = await listCampaignTargets(shop.ctx("viewer"), { campaignId });
    expect(more).toEqual([]);
    expect(target).toMatchObject({
      ...{ campaign: { id: campaignId, name: "Early access" }, actual: 100_00, value: 200_00 },
      ...{ startOn: "2026-05-04", endOn: "2026-05-17", pace: { state: "missed", ratio: 0.5 } },
    });
    expect(await listTargets(ctx)).toEqual([]);
    const removed = await removeTarget(ctx, { targetId: target?.id ?? "" });
    expect(await listCampaignTargets(ctx)).toEqual([]);
    await setTarget(ctx, removed);
    expect(await listCampaignTargets(ctx)).toMatchObject([{ value: 200_00, campaign: { id: campaignId } }]);
  });

  it("is for who may set targets, of one's own campaigns, and of one thing", async () => {
    await expect(setTarget(shop.ctx("marketer"), input(1))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await makeWorkspace({ now });
    await expect(setTarget(other.ctx(), input(1))).rejects.toMatchObject({ code: "NOT_FOUND" });
    const both = TargetInput.safeParse({ ...input(1), segmentId: segmentIds[0] });
    expect(both.error?.issues.map(({ path }) => path.join())).toEqual(["campaignId"]);
  });

  it("tells the campaign's owner when it falls behind", async () => {
    const ownerId = shop.users.marketer.id;
    const running = await addCampaign(shop, {
      ...{
        name: "Runs on",
        segmentIds,
        ownerId,
        status: "running",
        launchedAt: new Date("2026-06-07T08:00:00Z"),
      },
      ...{ startOn: "2026-06-08", endOn: "2026-06-21" },
    });
    await ctx.db.insert(campaignAudience).values(audience(running));
    await setTarget(ctx, { ...input(10), campaignId: running, metric: "orders" });
    expect(await tellTargets(shop.ctx())).toEqual({ told: 1 });
    const rows = await ctx.db
      .select({ userId: notifications.userId, title: notifications.title, href: notifications.href })
      .from(notifications);
    expect(rows.filter(({ href }) => href === `/campaigns/${running}/kpis`)).toContainEqual({
      ...{ userId: ownerId, href: `/campaigns/${running}/kpis` },
      title: expect.stringMatching(/^Orders of “Runs on” is off target/),
    });
  });
});
