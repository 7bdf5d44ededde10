import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { makeOrder, makeSegment } from "@/db/factories";
import { customerMetrics } from "@/db/schema";
import { addCustomers } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { metricValue } from "../metric";
import { refreshKpis } from "../mutations";
import { NO_TALLY } from "../tally";
import { getGroupSeries } from "./queries";
import type { GroupSeries } from "./series";
import { groupViewOf } from "./view";

const now = new Date("2026-06-15T10:00:00Z");
let shop: TestWorkspace;
let [own, sibling, child] = ["", "", ""];

beforeAll(async () => {
  shop = await makeWorkspace({ now });
  const ctx = shop.ctx();
  await addCustomers(shop, 15);
  const nos = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  own = (await makeSegment(ctx, { name: "Regulars", members: nos(1, 12) })).id;
  sibling = (await makeSegment(ctx, { name: "Others", members: nos(4, 15) })).id;
  child = (await makeSegment(ctx, { name: "Few of them", parentId: own, members: [1, 2] })).id;
  for (const [customerNo, at, amount] of [
    [1, "2025-05-10T10:00:00Z", 8_00],
    [1, "2026-04-10T10:00:00Z", 10_00],
    [1, "2026-05-10T10:00:00Z", 30_00],
    [14, "2026-05-11T10:00:00Z", 50_00],
  ] as const)
    await makeOrder(ctx, { customerNo, orderedAt: new Date(at), lines: [amount] });
  await ctx.db.execute(sql`
    insert into ${customerMetrics} (workspace_id, customer_no, first_order_at, order_count, spend_minor, engagement)
    select workspace_id, customer_no, min(ordered_at), count(*), sum(amount_minor), 40 from orders
    where workspace_id = ${shop.workspaceId} group by 1, 2`);
  await refreshKpis(ctx);
});

const read = async (against = "previous", as = shop.ctx()): Promise<GroupSeries> => {
  const series = await getGroupSeries(as, { segmentId: own, view: groupViewOf({ against }) });
  if (series === "hidden") throw new Error("hidden");
  return series;
};
/** Revenue of May 2026, and of what stands in its place. */
const may = (series: GroupSeries, periods: GroupSeries["own"]) =>
  periods[series.own.findIndex(({ startOn }) => startOn === "2026-05-01")]?.tally.revenueMinor;

it("holds each period beside the one before, a year before, everybody and a segment beside it", async () => {
  const series = await read(sibling);
  expect(series.own).toHaveLength(13);
  for (const periods of [series.previous, series.year, series.base, series.sibling?.periods])
    expect(periods).toHaveLength(13);
  expect([series.own, series.previous, series.year, series.base].map((one) => may(series, one))).toEqual([
    ...[30_00, 10_00, 8_00, 80_00],
  ]);
  expect(series.sibling?.name).toBe("Others");
  expect(may(series, series.sibling?.periods ?? [])).toBe(50_00);
  expect(series.siblings.map(({ name }) => name)).toEqual(["Others"]);
});

it("knows today's value and engagement of the members and of everybody", async () => {
  const { standing } = await read();
  expect(standing).toEqual({
    own: { members: 12, revenueMinor: 48_00, engagement: 40 },
    base: { members: 15, revenueMinor: 98_00, engagement: 80 },
  });
  expect(metricValue("customerValue", { ...NO_TALLY, standing: standing.own })).toBe(4_00);
  expect(metricValue("engagement", NO_TALLY)).toBeNull();
});

it("compares with no segment that is not beside it, hides small ones, and knows no other workspace's", async () => {
  expect((await read(child)).sibling).toBeNull();
  const view = groupViewOf({});
  expect(await getGroupSeries(shop.ctx("viewer"), { segmentId: child, view })).toBe("hidden");
  expect((await read("previous", shop.ctx("viewer"))).own).toHaveLength(13);
  const other = await makeWorkspace({ now });
  await expect(getGroupSeries(other.ctx(), { segmentId: own, view })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
