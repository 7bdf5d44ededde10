import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { makeWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { refreshScores } from "@/lib/customers/metrics/mutations";
import { getScoreSettings } from "@/lib/customers/scores/queries";
import { found } from "@/lib/errors";
import { refreshKpis } from "@/lib/kpis/mutations";
import { listPeriods } from "@/lib/kpis/series/queries";
import { getCohorts, getRfm } from "@/lib/lifecycle/queries";
import { groupsOf } from "@/lib/lifecycle/rfm";
import { refreshAllSegments } from "@/lib/segments/mutations";
import { previewRule } from "@/lib/segments/preview/queries";
import type { Rule } from "@/lib/segments/rule";
import { computeValues } from "@/lib/value/mutations";
import { getValueState } from "@/lib/value/queries";
import { warningsOf } from "@/lib/value/report";
import { imported } from "./testing";

const shared = process.env.FACET_SHARED ?? path.resolve("../shared/data");
const retailFile = path.join(shared, "online-retail/online_retail.csv.gz");
const foodFile = path.join(shared, "ifood/ml_project1_data.csv");
/** Published files that are not part of the project: FACET_SHARED names their folder. */
const withFile = (file: string) => describe.skipIf(!existsSync(file));

const MINUTES = 60_000;

type Totals = {
  customers: number;
  orders: number;
  lines: number;
  net: number;
  repeat: number;
  metrics_net: number;
};

async function totals({ db, workspaceId }: Ctx): Promise<Totals | undefined> {
  const [row] = await db.execute<Totals>(sql`
    select (select count(*)::int from customers where workspace_id = ${workspaceId}) as customers,
      (select count(*)::int from orders where workspace_id = ${workspaceId}) as orders,
      (select count(*)::int from order_lines where workspace_id = ${workspaceId}) as lines,
      (select sum(amount_minor)::float8 from orders where workspace_id = ${workspaceId}) as net,
      (select count(*)::int from customer_metrics where workspace_id = ${workspaceId} and order_count > 1) as repeat,
      (select sum(spend_minor)::float8 from customer_metrics where workspace_id = ${workspaceId}) as metrics_net`);
  return row;
}

/** December 2010 to November 2011, in pounds. */
const REVENUE_BY_MONTH = [
  ...[572_713.89, 569_445.04, 447_137.35, 595_500.76, 469_200.36, 678_594.56],
  ...[661_213.69, 600_091.01, 645_343.9, 952_838.38, 1_039_318.79, 1_161_817.38],
];

/** Revenue by month, retention, RFM groups and expected values of what was sold, as they were published. */
async function expectPublished(ctx: Ctx): Promise<void> {
  const owner: Ctx = { ...ctx, actor: { ...ctx.actor, role: "owner" } };
  const [first] = (await getCohorts(ctx, { segmentId: null })).cohorts;
  expect(first).toMatchObject({
    month: "2010-12-01",
    people: 885,
    later: [324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235],
  });
  await refreshKpis(owner);
  const months = await listPeriods(ctx, {
    ...{ grain: "month", segmentNos: [0], from: "2010-12-01", to: "2011-11-30" },
  });
  expect((months.get(0) ?? []).map(({ tally }) => tally.revenueMinor / 100)).toEqual(
    REVENUE_BY_MONTH.map((pounds) => expect.closeTo(pounds, 0)),
  );
  await refreshScores(owner);
  // Published in whole days back from midnight, which are those of the evening before.
  const { edges } = await getScoreSettings({ ...owner, now: () => new Date("2011-12-09T22:00:00Z") });
  expect(edges.recency).toEqual([12.8, 32, 71, 179].map((days) => expect.closeTo(days, 6)));
  expect(edges.frequency).toEqual([1, 2, 3, 6]);
  expect(edges.monetary?.map((minor) => minor / 100)).toEqual(
    [250.194, 490.096, 942.276, 2058.426].map((pounds) => expect.closeTo(pounds, 2)),
  );
  const even = groupsOf((await getRfm(ctx, { segmentId: null, ties: "even" })).cells);
  const people = (...groups: string[]) =>
    even.reduce((sum, one) => sum + (groups.includes(one.group) ? one.people : 0), 0);
  // Published as one group for the lowest corner, which is parted here into hibernating and lost.
  expect(people("hibernating", "lost")).toBe(1071);
  const published = {
    ...{ loyal: 819, champions: 633, atRisk: 593, potentialLoyal: 484, aboutToSleep: 352 },
    ...{ needAttention: 187, promising: 94, cannotLose: 63, newCustomers: 42 },
  };
  for (const [group, count] of Object.entries(published)) expect(people(group), group).toBe(count);
  const ofGroup = (group: string) =>
    found(
      even.find((one) => one.group === group),
      "group",
    );
  const spendOfAll = even.reduce((sum, { spend }) => sum + spend, 0);
  expect(ofGroup("champions").spend / spendOfAll).toBeCloseTo(0.487, 3);
  // Days since the last order (a day more than in print), orders and pounds of each.
  for (const [group, days, orders, pounds] of [
    ["champions", 5.36, 12.41, 6857.94],
    ["loyal", 32.61, 6.48, 2864.25],
    ["atRisk", 152.79, 2.88, 1084.54],
  ] as const) {
    const { people: count, ...sums } = ofGroup(group);
    expect(sums.recency / count - 1, group).toBeCloseTo(days, 2);
    expect(sums.frequency / count, group).toBeCloseTo(orders, 2);
    expect(sums.spend / count / 100, group).toBeCloseTo(pounds, 1);
  }
  const { cells: together } = await getRfm(ctx, { segmentId: null, ties: "together" });
  const byFrequency = [1, 2, 3, 4, 5].map((f) =>
    together.reduce((sum, cell) => sum + (cell.f === f ? cell.people : 0), 0),
  );
  expect(byFrequency).toEqual([1493, 835, 508, 802, 700]);

  await computeValues({ ...owner, now: () => new Date("2011-12-09T22:00:00Z") });
  const fit = (await getValueState(ctx)).inUse?.fit;
  expect(fit?.orders.r).toBeCloseTo(0.83, 2);
  expect((fit?.orders.alpha ?? 0) * 7).toBeCloseTo(68.9, 0);
  expect(fit?.orders).toMatchObject({ people: 4338, isDropoutIdentified: false });
  expect(fit && warningsOf(fit)[0]).toContain("Whether people leave cannot be told");
  expect(fit?.spend?.people).toBe(2790);
  expect(fit?.spend?.p).toBeCloseTo(2.1, 1);
}

const retailShop = async () =>
  (await makeWorkspace({ currency: "GBP", timeZone: "Europe/London" })).ctx("marketer");

withFile(retailFile)("the published orders of a retailer", () => {
  test(
    "whole, returns netting out, then again without a change",
    async () => {
      const ctx = await retailShop();
      const file = readFileSync(retailFile);
      const began = Date.now();
      const whole = await imported(ctx, "orders", file);
      console.log(`${Math.round(541_909 / ((Date.now() - began) / 1000))} lines per second`);
      expect(whole).toMatchObject({
        status: "done",
        counts: { read: 541_909, created: 406_829, changed: 0, unchanged: 0, rejected: 135_080, leftOut: 0 },
      });
      const first = await totals(ctx);
      expect(first).toMatchObject({
        customers: 4372,
        lines: 406_829,
        net: 830_006_581,
        metrics_net: 830_006_581,
      });
      const again = await imported(ctx, "orders", file);
      expect(again.counts).toMatchObject({ created: 0, changed: 0, unchanged: 406_829, rejected: 135_080 });
      expect(await totals(ctx)).toEqual(first);
    },
    10 * MINUTES,
  );

  test(
    "only what was sold",
    async () => {
      const ctx = await retailShop();
      const { counts } = await imported(ctx, "orders", readFileSync(retailFile), {
        isPositiveOnly: true,
        isWithoutCancellations: true,
      });
      expect(counts).toMatchObject({ created: 397_884, changed: 0 });
      const sold = await totals(ctx);
      expect(sold).toMatchObject({ customers: 4338, orders: 18_532, lines: 397_884, net: 891_140_790 });
      expect(((sold?.repeat ?? 0) / 4338) * 100).toBeCloseTo(65.58, 2);
      expect((sold?.net ?? 0) / 100 / 18_532).toBeCloseTo(480.87, 2);
      await expectPublished({ ...ctx, now: () => new Date("2011-12-10T00:00:00Z") });
    },
    10 * MINUTES,
  );
});

const HIGH_INCOME_PHD: Rule = {
  kind: "all",
  children: [
    { kind: "field", field: "income", test: { op: "atLeast", value: 60_000 } },
    { kind: "field", field: "education", test: { op: "is", value: "PhD" } },
  ],
};

withFile(foodFile)("the published customers of a delivery service", () => {
  test(
    "every column can be used in rules at once",
    async () => {
      const workspace = await makeWorkspace();
      const ctx = workspace.ctx("marketer");
      const file = readFileSync(foodFile);
      const rows: Record<string, string>[] = parse(file, { columns: true });
      const done = await imported(ctx, "customers", file);
      expect(done.counts).toMatchObject({ read: 2240, created: 2240, rejected: 0 });
      await refreshAllSegments(ctx);

      const count = async (rule: Rule) =>
        (await previewRule(ctx, { rule, parentId: null, segmentId: null })).size;
      const inFile = (test: (row: Record<string, string>) => boolean) => rows.filter(test).length;
      expect(await count(HIGH_INCOME_PHD)).toBe(
        inFile(({ Income, Education }) => Number(Income) >= 60_000 && Education === "PhD"),
      );

      const again = await imported(ctx, "customers", file);
      expect(again.counts).toMatchObject({ created: 0, changed: 0, unchanged: 2240 });
    },
    MINUTES,
  );
});
