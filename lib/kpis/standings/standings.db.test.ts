import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { makeSegment } from "@/db/factories";
import { customerMetrics, segmentMembers } from "@/db/schema";
import { addCustomers } from "@/db/testing/campaigns";
import { makeWorkspace } from "@/db/testing/workspace";
import { refreshKpis } from "../mutations";
import { listLifeTallies } from "./queries";

const ORDERS = [3, 1, 0, 2];

async function shop() {
  const workspace = await makeWorkspace();
  const ctx = workspace.ctx();
  await addCustomers(workspace, 6);
  await ctx.db.insert(customerMetrics).values(
    ORDERS.map((orderCount, index) => ({
      ...{ workspaceId: ctx.workspaceId, customerNo: index + 1, orderCount },
      ...{ spendMinor: orderCount * 1000, engagement: 10 * index },
    })),
  );
  await makeSegment(ctx, { name: "One", members: [1, 2, 3, 6] });
  await makeSegment(ctx, { name: "Two", members: [1, 4] });
  return ctx;
}

it("gives what the members did over their whole life, the same counted now and stored", async () => {
  const ctx = await shop();
  const read = async () => {
    const tallyOf = await listLifeTallies(ctx, { segmentNos: [0, 1, 2, 9] });
    return [0, 1, 2, 9].map(tallyOf);
  };
  const now = await read();
  expect(now).toEqual([
    {
      ...{ members: 6, buyers: 3, repeatBuyers: 2, orders: 6, revenueMinor: 6000 },
      ...{ engagement: 60, inSegments: 5 },
    },
    {
      ...{ members: 4, buyers: 2, repeatBuyers: 1, orders: 4, revenueMinor: 4000 },
      ...{ engagement: 30, inSegments: 0 },
    },
    {
      ...{ members: 2, buyers: 2, repeatBuyers: 2, orders: 5, revenueMinor: 5000 },
      ...{ engagement: 30, inSegments: 0 },
    },
    {
      ...{ members: 0, buyers: 0, repeatBuyers: 0, orders: 0, revenueMinor: 0 },
      ...{ engagement: 0, inSegments: 0 },
    },
  ]);
  await refreshKpis(ctx);
  const [stored] = await ctx.db.execute<{ rows: number }>(
    sql`select count(*)::int as rows from kpi_standings where workspace_id = ${ctx.workspaceId}`,
  );
  expect(stored?.rows).toBe(3);
  expect(await read()).toEqual(now);
});

it("follows members and summaries at the next count, and nobody else's", async () => {
  const [ctx, other] = [await shop(), await shop()];
  await refreshKpis(ctx);
  await refreshKpis(other);
  await ctx.db.insert(segmentMembers).values({
    ...{ workspaceId: ctx.workspaceId, segmentNo: 2, customerNo: 5, enteredAt: ctx.now() },
  });
  await ctx.db.execute(
    sql`update customer_metrics set spend_minor = 9000 where workspace_id = ${ctx.workspaceId} and customer_no = 4`,
  );
  await refreshKpis(ctx);
  const tallyOf = await listLifeTallies(ctx, { segmentNos: [0, 2] });
  expect(tallyOf(2)).toMatchObject({ members: 3, revenueMinor: 12_000 });
  expect(tallyOf(0)).toMatchObject({ inSegments: 6, revenueMinor: 13_000 });
  expect((await listLifeTallies(other, { segmentNos: [2] }))(2)).toMatchObject({ members: 2 });
});
