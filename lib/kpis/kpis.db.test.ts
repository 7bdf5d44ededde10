import { beforeAll, describe, expect, it } from "vitest";
import { customerMetrics, customers, orders, segmentMembers, segments } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { refreshKpis, removeTarget, setTarget } from "./mutations";
import { getOverview, getSegmentKpis, listTargets } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");

type Order = { customerNo: number; at: string; amountMinor: number; isReturn?: boolean };

/** Ten people or more in segment 1, with these orders among the first of them. */
async function shop(placed: Order[], size = 12): Promise<{ workspace: TestWorkspace; segmentId: string }> {
  const workspace = await makeWorkspace({ now });
  const { workspaceId } = workspace;
  const { db } = workspace.ctx();
  const nos = Array.from({ length: 15 }, (_, index) => index + 1);
  await db
    .insert(customers)
    .values(nos.map((no) => ({ workspaceId, no, id: newId(), externalId: `c${no}` })));
  await db.insert(orders).values(
    placed.map(({ at, ...order }, index) => ({
      workspaceId,
      no: index + 1,
      externalId: `o${index + 1}`,
      orderedAt: new Date(at),
      ...order,
    })),
  );
  await db.insert(customerMetrics).values(
    nos.map((customerNo) => {
      const own = placed.filter((order) => order.customerNo === customerNo);
      return {
        workspaceId,
        customerNo,
        firstOrderAt: own.map(({ at }) => new Date(at)).sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
        orderCount: own.filter((order) => !order.isReturn).length,
        spendMinor: own.reduce((sum, order) => sum + order.amountMinor, 0),
      };
    }),
  );
  const segmentId = newId();
  await db.insert(segments).values({
    workspaceId,
    id: segmentId,
    no: 1,
    name: "Regulars",
    dimension: "behavioural",
    rule: { kind: "all", children: [{ kind: "everyone" }] },
    size,
  });
  await db
    .insert(segmentMembers)
    .values(
      nos.slice(0, size).map((customerNo) => ({ workspaceId, segmentNo: 1, customerNo, enteredAt: now })),
    );
  return { workspace, segmentId };
}

const placed: Order[] = [
  { customerNo: 1, at: "2026-04-03T10:00:00Z", amountMinor: 1000 },
  { customerNo: 1, at: "2026-05-03T10:00:00Z", amountMinor: 3000 },
  { customerNo: 2, at: "2026-05-20T10:00:00Z", amountMinor: 2000 },
  { customerNo: 2, at: "2026-05-21T10:00:00Z", amountMinor: -500, isReturn: true },
  { customerNo: 14, at: "2026-05-05T10:00:00Z", amountMinor: 7000 },
  // 31 May 22:30 in UTC is 1 June in Berlin.
  { customerNo: 3, at: "2026-05-31T22:30:00Z", amountMinor: 900 },
];

describe("monthly figures", () => {
  let workspace: TestWorkspace;
  let segmentId: string;
  beforeAll(async () => {
    ({ workspace, segmentId } = await shop(placed));
    await refreshKpis(workspace.ctx());
  });

  it("nets returns out of revenue, counts only orders, and calls a second order of a life a repeat", async () => {
    const { months, baseMonths } = await getSegmentKpis(workspace.ctx(), { segmentId });
    const may = months.find((month) => month.month === "2026-05-01");
    expect(may).toMatchObject({
      ...{ month: "2026-05-01", members: 12, present: 12, buyers: 2, repeatBuyers: 1, newBuyers: 1 },
      ...{ orders: 2, revenueMinor: 4500, priorBuyers: 1, returningBuyers: 1 },
    });
    expect(baseMonths.find((month) => month.month === "2026-05-01")).toMatchObject({
      buyers: 3,
      revenueMinor: 11_500,
    });
  });

  it("cuts months in the workspace's zone", async () => {
    const { months } = await getSegmentKpis(workspace.ctx(), { segmentId });
    expect(months.at(-1)).toMatchObject({ month: "2026-06-01", orders: 1, revenueMinor: 900 });
  });

  it("gives the whole life of the members from the summary", async () => {
    const { lifetime } = await getSegmentKpis(workspace.ctx(), { segmentId });
    expect(lifetime).toEqual({ members: 12, buyers: 3, repeatBuyers: 1, orders: 4, revenueMinor: 6400 });
  });

  it("is the same when it is computed again", async () => {
    const before = await getSegmentKpis(workspace.ctx(), { segmentId });
    await refreshKpis(workspace.ctx());
    expect(await getSegmentKpis(workspace.ctx(), { segmentId })).toEqual(before);
  });

  it("compares whole months on the overview", async () => {
    const overview = await getOverview(workspace.ctx("viewer"), { months: 1 });
    expect(overview.period).toEqual({ from: "2026-05-01", to: "2026-05-31", months: 1 });
    expect(overview.now.revenueMinor).toBe(11_500);
    expect(overview.before.revenueMinor).toBe(1000);
    expect(overview.segments).toMatchObject([{ name: "Regulars", now: { revenueMinor: 4500 }, size: 12 }]);
    expect(overview.members).toEqual({ inSegments: 12, all: 15 });
  });

  it("shows a viewer no figure of a group under ten", async () => {
    const small = await shop(placed, 4);
    await refreshKpis(small.workspace.ctx());
    const hidden = await getSegmentKpis(small.workspace.ctx("viewer"), { segmentId: small.segmentId });
    expect(hidden).toMatchObject({ isHidden: true, months: [], lifetime: { members: 0, revenueMinor: 0 } });
    expect(
      (await getSegmentKpis(small.workspace.ctx("manager"), { segmentId: small.segmentId })).isHidden,
    ).toBe(false);
    const overview = await getOverview(small.workspace.ctx("viewer"), { months: 1 });
    expect(overview.segments[0]).toMatchObject({ size: null, isHidden: true, now: { revenueMinor: 0 } });
  });

  it("finds nothing from another workspace", async () => {
    const other = await makeWorkspace({ now });
    await expect(getSegmentKpis(other.ctx(), { segmentId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getOverview(other.ctx(), { months: 1 })).segments).toEqual([]);
  });
});

describe("targets", () => {
  const june = { metric: "revenue", startOn: "2026-06-01", endOn: "2026-06-30", value: 1500 } as const;

  it("says how far a running target is", async () => {
    const { workspace, segmentId } = await shop(placed);
    await refreshKpis(workspace.ctx());
    await setTarget(workspace.ctx("manager"), { ...june, segmentId });
    const [target] = await listTargets(workspace.ctx(), { segmentId });
    expect(target).toMatchObject({ actual: 900, pace: { state: "on track", expected: 750 } });
  });

  it("is replaced for the same metric and period, and removed with what sets it again", async () => {
    const { workspace, segmentId } = await shop(placed);
    await setTarget(workspace.ctx(), { ...june, segmentId });
    const { targetId } = await setTarget(workspace.ctx(), { ...june, segmentId, value: 99 });
    expect(await listTargets(workspace.ctx())).toHaveLength(1);
    const removed = await removeTarget(workspace.ctx(), { targetId });
    expect(removed).toEqual({ ...june, segmentId, campaignId: null, value: 99 });
    await setTarget(workspace.ctx(), removed);
    expect(await listTargets(workspace.ctx())).toHaveLength(1);
  });

  it("is for owners and managers only", async () => {
    const { workspace, segmentId } = await shop(placed);
    for (const role of ["marketer", "member", "viewer"] as const)
      await expect(setTarget(workspace.ctx(role), { ...june, segmentId })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    expect(await listTargets(workspace.ctx())).toEqual([]);
  });

  it("cannot be set or removed from another workspace", async () => {
    const { workspace, segmentId } = await shop(placed);
    const other = await makeWorkspace({ now });
    const { targetId } = await setTarget(workspace.ctx(), { ...june, segmentId });
    await expect(setTarget(other.ctx(), { ...june, segmentId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(removeTarget(other.ctx(), { targetId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listTargets(workspace.ctx())).toHaveLength(1);
  });
});
