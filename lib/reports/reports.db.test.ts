import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { makeCustomer, makeDecision, makeOrder, makeSegment, makeTarget } from "@/db/factories";
import { notifications, segmentChanges } from "@/db/schema";
import { addCampaign } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { getKpiPage } from "@/lib/kpis/comparison/queries";
import { viewOf } from "@/lib/kpis/comparison/view";
import { refreshKpis } from "@/lib/kpis/mutations";
import { announceReports } from "./announce/mutations";
import { readReport } from "./contents/queries";
import type { ReportInput } from "./model";
import { changeReport, createReport, removeReport, restoreReport } from "./mutations";
import { getReport, getReportChoices, listReports } from "./queries";

// A Wednesday; the last week that is over is 8 to 14 June.
const now = new Date("2026-06-17T10:00:00Z");
let shop: TestWorkspace;
let other: TestWorkspace;
let ctx: Ctx;
let segmentId: string;
let campaignId: string;
let reportId: string;

const input = (given: Partial<ReportInput> = {}): ReportInput => ({
  ...{
    name: "Monday look",
    period: "week",
    sections: ["figures", "segments"],
    segmentIds: [],
    campaignIds: [],
  },
  recipientIds: [shop.users.manager.id, shop.users.viewer.id],
  ...given,
});

beforeAll(async () => {
  shop = await makeWorkspace({ now, floor: 3 });
  other = await makeWorkspace({ now });
  ctx = shop.ctx("manager");
  const people = [await makeCustomer(ctx), await makeCustomer(ctx), await makeCustomer(ctx)];
  const members = people.map(({ no }) => no);
  segmentId = (await makeSegment(ctx, { name: "Regulars", members, size: 3 })).id;
  await makeSegment(ctx, { name: "Few", members: members.slice(0, 1), size: 1 });
  const left = await makeSegment(ctx, { name: "Left", members: members.slice(1), size: 3 });
  await ctx.db.insert(segmentChanges).values({
    ...{ workspaceId: shop.workspaceId, segmentNo: left.no, customerNo: members[0] ?? 0 },
    ...{ at: new Date("2026-06-10T10:00:00Z"), hasEntered: false, cause: "data" as const },
  });
  for (const [customer, at, amountMinor] of [
    [0, "2026-06-02T10:00:00Z", 30_00],
    [0, "2026-06-09T10:00:00Z", 40_00],
    [1, "2026-06-14T20:00:00Z", 20_00],
    // 15 June in Berlin.
    [2, "2026-06-14T22:30:00Z", 99_00],
  ] as const)
    await makeOrder(ctx, {
      customerNo: members[customer] ?? 0,
      orderedAt: new Date(at),
      lines: [amountMinor],
    });
  await refreshKpis(shop.ctx());
  campaignId = await addCampaign(shop, {
    ...{ name: "Early access", status: "finished", segmentIds: [segmentId] },
    ...{ startOn: "2026-05-20", endOn: "2026-06-10", launchedAt: new Date("2026-05-19T08:00:00Z") },
  });
  const decidedBy = shop.users.manager.id;
  await makeDecision(ctx, { title: "In it", decidedBy, decidedOn: "2026-06-14", segmentId });
  await makeDecision(ctx, { title: "After it", decidedBy, decidedOn: "2026-06-15", segmentId });
});
beforeEach(async () => {
  ({ reportId } = await createReport(ctx, input()));
});

it("reads the last whole week unless told a day, beside the one before", async () => {
  const contents = await readReport(ctx, { reportId });
  expect(contents).toMatchObject({
    ...{ span: { from: "2026-06-08", to: "2026-06-14" }, isOver: true, isCurrent: true },
    ...{ now: { revenueMinor: 60_00, orders: 2 }, before: { revenueMinor: 30_00, orders: 1 } },
    campaigns: [{ name: "Early access", event: "ended" }],
    decisions: [{ title: "In it" }],
  });
  expect(contents.trend).toHaveLength(12);
  const earlier = await readReport(ctx, { reportId, on: "2026-06-05" });
  expect(earlier).toMatchObject({
    ...{ span: { from: "2026-06-01", to: "2026-06-07" }, isCurrent: false, matters: null, decisions: [] },
    ...{ now: { revenueMinor: 30_00 }, campaigns: [{ event: "ran", outcome: null }] },
  });
  const running = await readReport(ctx, { reportId, on: "2026-06-17" });
  expect(running).toMatchObject({
    isOver: false,
    now: { revenueMinor: 99_00 },
    decisions: [{ title: "After it" }],
  });
});

it("says of each segment what the KPI page says, also of who has left it since", async () => {
  const { segments, now } = await readReport(ctx, { reportId });
  const page = await getKpiPage(ctx, viewOf({ grain: "week" }));
  expect(page.base.periods.at(-2)?.tally).toEqual(now);
  for (const { id, now, before } of segments) {
    const periods = page.shown.find((segment) => segment.id === id)?.periods ?? [];
    expect([before, now]).toEqual([periods.at(-3)?.tally, periods.at(-2)?.tally]);
  }
  const left = segments.find(({ name }) => name === "Left");
  expect([left?.before.revenueMinor, left?.now.revenueMinor]).toEqual([30_00, 60_00]);
});

it("says how the targets of its campaigns ended", async () => {
  await makeTarget(ctx, { campaignId, metric: "orders", value: 5 });
  const targetsOf = async (given: Partial<ReportInput>) =>
    (await readReport(ctx, await createReport(ctx, input(given)))).targets.map(
      ({ campaign }) => campaign?.name,
    );
  expect(await targetsOf({})).toEqual(["Early access"]);
  expect(await targetsOf({ campaignIds: [await addCampaign(shop, { name: "Another" })] })).toEqual([]);
  const { targets } = await readReport(ctx, { reportId, on: "2026-06-05" });
  expect(targets).toEqual([]);
});

it("speaks of what was chosen, and hides small groups from a viewer", async () => {
  const { segments } = await readReport(ctx, { reportId });
  expect(segments.map(({ name }) => name).sort()).toEqual(["Few", "Left", "Regulars"]);
  const seen = await readReport(shop.ctx("viewer"), { reportId });
  expect(seen.segments.filter(({ isHidden }) => isHidden).map(({ name }) => name)).toEqual(["Few"]);
  const draft = await addCampaign(shop, { name: "Other" });
  const own = await createReport(ctx, input({ segmentIds: [segmentId], campaignIds: [draft] }));
  const contents = await readReport(ctx, own);
  expect(contents.segments.map(({ name }) => name)).toEqual(["Regulars"]);
  expect(contents.campaigns).toEqual([]);
});

it("tells its recipients once when a period is over", async () => {
  const place = await makeWorkspace({ now });
  const by = place.ctx("manager");
  const { manager, viewer } = place.users;
  await createReport(by, { ...input(), recipientIds: [manager.id, viewer.id] });
  const gone = await createReport(by, { ...input({ name: "Gone" }), recipientIds: [viewer.id] });
  await removeReport(by, gone);
  const at = (day: string): Ctx => ({
    ...place.ctx(),
    actor: { userId: null, role: "owner", name: "Facet" },
    now: () => new Date(`${day}T06:00:00Z`),
  });
  const titles = async () =>
    (
      await by.db
        .select({ userId: notifications.userId, title: notifications.title, href: notifications.href })
        .from(notifications)
        .where(eq(notifications.workspaceId, place.workspaceId))
    ).filter(({ href }) => href.startsWith("/reports/"));
  expect(await announceReports(at("2026-06-21"))).toEqual({ announced: 0 });
  expect(await announceReports(at("2026-06-22"))).toEqual({ announced: 1 });
  expect(await announceReports(at("2026-06-23"))).toEqual({ announced: 0 });
  const notices = await titles();
  expect(notices.map(({ userId }) => userId).sort()).toEqual([manager.id, viewer.id].sort());
  expect(notices[0]?.title).toContain("“Monday look” is there: week 25");
  expect(notices[0]?.href).toContain("?on=2026-06-15");
  await expect(announceReports(place.ctx("marketer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("is changed unless somebody saved since, removed and brought back", async () => {
  const read = async () => {
    const report = await getReport(shop.ctx("viewer"), { reportId });
    if (!report) throw new Error("no report");
    return report;
  };
  const { updatedAt } = await read();
  const later = { ...ctx, now: () => new Date(now.getTime() + 60_000) };
  const update = {
    ...input({ name: "Month", period: "month", segmentIds: [segmentId] }),
    reportId,
    updatedAt,
  };
  await changeReport(later, update);
  await expect(changeReport(later, update)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await read()).toMatchObject({ name: "Month", period: "month", segments: [{ name: "Regulars" }] });
  const listed = async () => (await listReports(ctx)).some(({ id }) => id === reportId);
  await removeReport(ctx, { reportId });
  expect([(await read()).isRemoved, await listed()]).toEqual([true, false]);
  await restoreReport(ctx, { reportId });
  expect([(await read()).isRemoved, await listed()]).toEqual([false, true]);
});

it("refuses who may not compose, and other workspaces", async () => {
  const report = await getReport(ctx, { reportId });
  const updatedAt = report?.updatedAt ?? new Date(0);
  for (const write of [
    (by: Ctx) => createReport(by, input({ segmentIds: [segmentId] })),
    (by: Ctx) => changeReport(by, { ...input(), reportId, updatedAt }),
    (by: Ctx) => removeReport(by, { reportId }),
    (by: Ctx) => restoreReport(by, { reportId }),
  ]) {
    await expect(write(shop.ctx("marketer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(write(other.ctx())).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  const foreign = { ...input(), recipientIds: [] };
  for (const parts of [
    { segmentIds: [segmentId] },
    { campaignIds: [campaignId] },
    { recipientIds: [ctx.actor.userId ?? ""] },
  ])
    await expect(createReport(other.ctx(), { ...foreign, ...parts })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  await expect(readReport(other.ctx(), { reportId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listReports(other.ctx())).toEqual([]);
  expect((await getReportChoices(other.ctx())).segments).toEqual([]);
});
