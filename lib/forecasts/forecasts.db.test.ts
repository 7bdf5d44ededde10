import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { makeCustomer, makeOrder, makeSegment } from "@/db/factories";
import { makeWorkspace } from "@/db/testing/workspace";
import { refreshKpis } from "@/lib/kpis/mutations";
import { makeForecasts } from "./mutations";
import { getForecast } from "./queries";

const NOW = new Date("2026-06-17T10:00:00Z");
const WEEK = 7 * 86_400_000;

/** One order on each Tuesday of the last forty weeks, 10, 11 … 14 units in turn. */
async function shop() {
  const workspace = await makeWorkspace({ now: NOW });
  const ctx = workspace.ctx("owner");
  await makeCustomer(ctx, { no: 1 });
  for (let back = 40; back >= 0; back--)
    await makeOrder(ctx, {
      customerNo: 1,
      orderedAt: new Date(Date.parse("2026-06-16T10:00:00Z") - back * WEEK),
      lines: [1000 + (back % 5) * 100],
    });
  const { id: segmentId } = await makeSegment(ctx, { name: "One", members: [1] });
  await refreshKpis(ctx);
  return { workspace, segmentId };
}

it("rests on whole weeks, is made once a week, and is held to what came", async () => {
  const { workspace, segmentId } = await shop();
  const earlier = { ...workspace.ctx("owner"), now: () => new Date(NOW.getTime() - 4 * WEEK) };
  await makeForecasts(earlier);
  const ctx = workspace.ctx("owner");
  await makeForecasts(ctx);
  const orders = await getForecast(ctx, { segmentId, metric: "orders" });
  expect(orders).toMatchObject({ week: "2026-06-15", firstWeek: "2025-09-08" });
  expect(orders?.values).toEqual(Array(40).fill(1));
  expect(orders?.forecast?.points[0]).toMatchObject({ week: "2026-06-15", mean: 1 });
  expect(orders?.last).toMatchObject({ week: "2026-05-18", hindsight: { weeks: 4, error: 0, within: 4 } });
  const revenue = await getForecast(ctx, { segmentId, metric: "revenue" });
  expect(revenue?.forecast).toMatchObject({ isBetter: true });
  const before = await ctx.db.execute(
    sql`select * from forecasts where workspace_id = ${ctx.workspaceId} order by 1, 2, 3, 4`,
  );
  expect(before).toHaveLength(8);
  await makeForecasts(ctx);
  expect(
    await ctx.db.execute(
      sql`select * from forecasts where workspace_id = ${ctx.workspaceId} order by 1, 2, 3, 4`,
    ),
  ).toEqual(before);
});

it("begins anew with a rule that was changed, once there are enough weeks since, and says when it was", async () => {
  const { workspace, segmentId } = await shop();
  const ctx = workspace.ctx("owner");
  const changed = (version: number, at: string) =>
    ctx.db.execute(sql`insert into segment_versions (workspace_id, segment_id, version, rule, sentence, created_at)
      values (${ctx.workspaceId}, ${segmentId}, ${version}, '{"kind":"all","children":[]}', '', ${at}::timestamptz)`);
  await changed(7, "2025-11-19T10:00:00Z");
  await changed(8, "2026-05-20T10:00:00Z");
  await makeForecasts(ctx);
  // Four weeks since the last version are too few.
  expect(await getForecast(ctx, { segmentId, metric: "orders" })).toMatchObject({
    ...{ firstWeek: "2025-09-08", ruleChangedOn: "2026-05-20" },
  });
  await ctx.db.execute(sql`delete from forecasts where workspace_id = ${ctx.workspaceId}`);
  await ctx.db.execute(
    sql`delete from segment_versions where workspace_id = ${ctx.workspaceId} and version = 8`,
  );
  await makeForecasts(ctx);
  expect(await getForecast(ctx, { segmentId, metric: "orders" })).toMatchObject({
    ...{ firstWeek: "2025-11-24", ruleChangedOn: null, forecast: { points: { length: 12 } } },
  });
});

it("is made by the system alone, hidden of a group under the floor, and of one’s own workspace", async () => {
  const { workspace, segmentId } = await shop();
  await expect(makeForecasts(workspace.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await makeForecasts(workspace.ctx("owner"));
  expect(await getForecast(workspace.ctx("viewer"), { segmentId, metric: "orders" })).toBeNull();
  const other = await makeWorkspace({ now: NOW });
  await expect(getForecast(other.ctx("owner"), { segmentId, metric: "orders" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
