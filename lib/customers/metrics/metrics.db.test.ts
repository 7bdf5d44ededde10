import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { makeCustomer, makeEventName, makeOrder } from "@/db/factories";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { recordEvents } from "@/lib/events/mutations";
import { rebuildSummaries, refreshOrderFiguresOf, refreshScores } from "./mutations";

const NOW = new Date("2026-06-15T10:00:00Z");
const DAY = 86_400_000;
const NAMES = ["web_visit", "email_sent", "email_clicked", "app_opened"];

/** A small fixed generator, so that a failure can be repeated. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const propsOf = (n: number): Record<string, string> => (n === 0 ? {} : { campaign: `k${n}` });

/** Every row of a summary, without the transaction that wrote it. */
async function rowsOf(ctx: Ctx, table: string): Promise<string[]> {
  const rows = await ctx.db.execute<{ row: string }>(
    sql`select (to_jsonb(t) - 'tx')::text as row from ${sql.identifier(table)} t where workspace_id = ${ctx.workspaceId} order by 1`,
  );
  return [...rows].map(({ row }) => row);
}

async function summaries(ctx: Ctx) {
  return {
    daily: await rowsOf(ctx, "event_daily"),
    byProperty: await rowsOf(ctx, "event_property_daily"),
    metrics: await rowsOf(ctx, "customer_metrics"),
  };
}

/** 40 customers, 60 orders with returns, 600 events over half a year around both clock changes, a third sent twice. */
async function fill(workspace: TestWorkspace, seed: number) {
  const ctx = workspace.ctx("marketer");
  const pick = numbers(seed);
  for (let no = 1; no <= 40; no++) await makeCustomer(ctx);
  const clicked = await makeEventName(ctx, "email_clicked");
  await ctx.db.execute(
    sql`insert into event_properties (workspace_id, name_no, key, type, rollup) values (${ctx.workspaceId}, ${clicked.no}, 'campaign', 'text', 'ready')`,
  );
  const events = Array.from({ length: 600 }, (_, index) => ({
    customerNo: 1 + pick(30),
    name: NAMES[pick(NAMES.length)] ?? "web_visit",
    at: new Date(NOW.getTime() - pick(260 * 24 * 60) * 60_000),
    messageId: `m${index % 3 === 0 ? Math.max(0, index - 3) : index}`,
    props: propsOf(pick(4)),
  }));
  for (const [from, to] of [
    [0, 250],
    [200, 450],
    [450, 600],
  ])
    await recordEvents(ctx, events.slice(from, to));
  for (let n = 0; n < 60; n++) {
    const customerNo = 5 + pick(30);
    const amount = n % 6 === 0 ? -(100 + pick(900)) : 500 + pick(9000);
    await makeOrder(ctx, {
      customerNo,
      orderedAt: new Date(NOW.getTime() - pick(400) * DAY),
      lines: [amount],
    });
    await refreshOrderFiguresOf(ctx, [customerNo]);
  }
  await refreshScores(ctx);
  return ctx;
}

describe("summaries", () => {
  test.each([1, 2, 3])(
    "kept up step by step, they equal those rebuilt from the facts (seed %i)",
    async (seed) => {
      const ctx = await fill(await makeWorkspace({ now: NOW }), seed);
      const kept = await summaries(ctx);
      expect(kept.metrics).toHaveLength(40);
      expect(kept.daily.length).toBeGreaterThan(100);
      expect(kept.byProperty.length).toBeGreaterThan(20);
      await rebuildSummaries(ctx);
      expect(await summaries(ctx)).toEqual(kept);
    },
  );

  test("a rebuild repairs what was broken, and leaves other workspaces alone", async () => {
    const [ctx, other] = [
      await fill(await makeWorkspace({ now: NOW }), 4),
      await fill(await makeWorkspace({ now: NOW }), 5),
    ];
    const [right, theirs] = [await summaries(ctx), await summaries(other)];
    await ctx.db.execute(
      sql`update customer_metrics set order_count = 99, engagement = 1 where workspace_id = ${ctx.workspaceId}`,
    );
    await ctx.db.execute(sql`delete from event_daily where workspace_id = ${ctx.workspaceId} and count = 1`);
    await rebuildSummaries(ctx);
    expect(await summaries(ctx)).toEqual(right);
    expect(await summaries(other)).toEqual(theirs);
  });

  test("engagement falls as days pass without a deed, also for those of whom nothing is heard", async () => {
    const workspace = await makeWorkspace({ now: NOW });
    const ctx = workspace.ctx();
    const { no } = await makeCustomer(ctx);
    await recordEvents(
      ctx,
      Array.from({ length: 10 }, (_, day) => ({
        customerNo: no,
        name: "web_visit",
        at: new Date(NOW.getTime() - (80 + day) * DAY),
        messageId: `v${day}`,
        props: {},
      })),
    );
    const engagement = async () => {
      const [row] = await ctx.db.execute<{ engagement: number }>(
        sql`select engagement from customer_metrics where workspace_id = ${ctx.workspaceId}`,
      );
      return row?.engagement;
    };
    expect(await engagement()).toBe(52);
    await refreshScores({ ...ctx, now: () => new Date(NOW.getTime() + 5 * DAY) });
    expect(await engagement()).toBe(30);
    await refreshScores({ ...ctx, now: () => new Date(NOW.getTime() + 30 * DAY) });
    expect(await engagement()).toBe(0);
  });

  test("RFM compares buyers only: five of them take the five bins, the latest and largest on top", async () => {
    const ctx = (await makeWorkspace({ now: NOW })).ctx();
    for (let n = 1; n <= 6; n++) {
      const { no } = await makeCustomer(ctx);
      for (let order = 0; order < n && n < 6; order++)
        await makeOrder(ctx, {
          customerNo: no,
          orderedAt: new Date(NOW.getTime() - (60 - n * 10 + order) * DAY),
          lines: [n * 1000],
        });
      await refreshOrderFiguresOf(ctx, [no]);
    }
    await refreshScores(ctx);
    const rows = await ctx.db.execute(
      sql`select rfm_recency as r, rfm_frequency as f, rfm_monetary as m from customer_metrics where workspace_id = ${ctx.workspaceId} order by customer_no`,
    );
    expect([...rows]).toEqual([
      { r: 1, f: 1, m: 1 },
      { r: 2, f: 2, m: 2 },
      { r: 3, f: 3, m: 3 },
      { r: 4, f: 4, m: 4 },
      { r: 5, f: 5, m: 5 },
      { r: null, f: null, m: null },
    ]);
  });

  test.each(["member", "viewer"] as const)("a %s may not rebuild or refresh", async (role) => {
    const ctx = (await makeWorkspace()).ctx(role);
    for (const run of [
      () => rebuildSummaries(ctx),
      () => refreshScores(ctx),
      () => refreshOrderFiguresOf(ctx, [1]),
    ])
      await expect(run()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
