import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { makeCustomer, makeOrder } from "@/db/factories";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { refreshOrderFiguresOf } from "@/lib/customers/metrics/mutations";
import { createSegment, refreshAllSegments } from "@/lib/segments/mutations";
import { rebuildWorkspace } from "@/lib/workspaces/rebuild/mutations";
import { refreshValues, requestValues, scheduleValues, stopValues } from "./mutations";
import { getCustomerValue, getGroupValue, getValueState, listSegmentValues } from "./queries";

const NOW = new Date("2026-06-15T10:00:00Z");
const DAY = 86_400_000;

/** Eighty buyers, each in a rhythm of their own, the last twenty silent for long; two who never ordered. */
async function shop(): Promise<TestWorkspace> {
  const workspace = await makeWorkspace({ now: NOW });
  const ctx = workspace.ctx("owner");
  for (let no = 1; no <= 82; no++) {
    await makeCustomer(ctx, { no });
    if (no > 80) continue;
    const first = NOW.getTime() - (200 + no) * DAY;
    const gap = 12 + (no % 9) * 9;
    const until = no > 60 ? first + 60 * DAY : NOW.getTime();
    for (let at = first; at <= until; at += gap * DAY) {
      await makeOrder(ctx, {
        customerNo: no,
        orderedAt: new Date(at),
        lines: [2000 + no * 50],
      });
      if (no % 30 === 0) break;
    }
  }
  await refreshOrderFiguresOf(
    ctx,
    Array.from({ length: 82 }, (_, i) => i + 1),
  );
  return workspace;
}

describe("expected values", () => {
  let workspace: TestWorkspace;
  const metrics = async () => {
    const { db, workspaceId } = workspace.ctx();
    return db.execute<{ no: number; active: number | null; orders: number | null; value: number | null }>(sql`
      select customer_no as no, chance_active as active, expected_orders as orders, expected_value_minor::float8 as value
      from customer_metrics where workspace_id = ${workspaceId} order by 1`);
  };
  beforeAll(async () => {
    workspace = await shop();
    const { runId } = await requestValues(workspace.ctx("manager"), { discount: 10 });
    await refreshValues(workspace.ctx("owner"), { runId });
  });

  it("gives everybody who ordered a chance, orders and a value, and nobody else", async () => {
    const rows = await metrics();
    expect(rows.filter(({ value }) => value !== null)).toHaveLength(80);
    expect(rows.find(({ no }) => no === 81)).toMatchObject({ active: null, value: null });
    const silent = rows.filter(({ no }) => no > 60 && no <= 80 && no % 30 !== 0);
    const going = rows.filter(({ no }) => no <= 20);
    const mean = (list: typeof silent) => list.reduce((sum, row) => sum + (row.active ?? 0), 0) / list.length;
    expect(mean(silent)).toBeLessThan(mean(going));
    expect(rows.find(({ no }) => no === 30)?.active).toBe(100);
  });

  it("keeps what it found, with its warnings", async () => {
    const { current, inUse } = await getValueState(workspace.ctx("viewer"));
    expect(current).toMatchObject({ stage: "done", done: 82, total: 82, discount: 0.1 });
    expect(inUse?.fit.orders.people).toBe(80);
    expect(inUse?.fit.bars.reduce((sum, bar) => sum + bar.actual, 0)).toBe(80);
  });

  it("is read by rules, per segment and of a person", async () => {
    const ctx = workspace.ctx("manager");
    const rule = {
      kind: "all" as const,
      children: [
        {
          kind: "score" as const,
          score: "expectedValue" as const,
          test: { op: "moreThan" as const, value: 100 },
        },
        {
          kind: "score" as const,
          score: "chanceActive" as const,
          test: { op: "lessThan" as const, value: 40 },
        },
      ],
    };
    const { segmentId } = await createSegment(ctx, {
      name: "Worth a word",
      description: "",
      parentId: null,
      dimension: "value",
      rule,
    });
    await refreshAllSegments(ctx);
    const wanted = (await metrics()).filter(
      ({ active, value }) => (value ?? 0) > 100 && (active ?? 100) < 40,
    );
    const group = await getGroupValue(ctx, { segmentId });
    expect(group.people).toBe(wanted.length);
    expect(group.sumMinor).toBe(wanted.reduce((sum, row) => sum + (row.value ?? 0), 0));
    expect(group.bands.slice(2).every(({ people }) => people === 0)).toBe(true);
    if (wanted.length > 0)
      expect(await listSegmentValues(ctx)).toMatchObject([{ name: "Worth a word", people: wanted.length }]);
    const [someone] = await ctx.db.execute<{ id: string }>(
      sql`select id from customers where workspace_id = ${ctx.workspaceId} and no = 5`,
    );
    const value = await getCustomerValue(ctx, { customerId: someone?.id ?? "" });
    expect(value?.history).toMatchObject({ age: 205 });
    expect(value?.expectedValueMinor).toBe((await metrics())[4]?.value);
    await expect(
      getCustomerValue(workspace.ctx("viewer"), { customerId: someone?.id ?? "" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is the same after a rebuild, and when the job runs twice", async () => {
    const before = [...(await metrics())];
    await rebuildWorkspace(workspace.ctx("owner"));
    expect([...(await metrics())]).toEqual(before);
    const { current } = await getValueState(workspace.ctx());
    await refreshValues(workspace.ctx("owner"), { runId: current?.runId ?? "" });
    expect([...(await metrics())]).toEqual(before);
  });

  it("is hidden of a group under the floor from who sees no people", async () => {
    const ctx = workspace.ctx("manager");
    const rule = {
      kind: "all" as const,
      children: [
        {
          kind: "field" as const,
          field: "externalId" as const,
          test: { op: "is" as const, value: "nobody" },
        },
      ],
    };
    const { segmentId } = await createSegment(ctx, {
      name: "None",
      description: "",
      parentId: null,
      dimension: "value",
      rule,
    });
    expect(await getGroupValue(workspace.ctx("viewer"), { segmentId })).toMatchObject({ people: null });
  });
});

describe("a run", () => {
  it("says when there are too few buyers", async () => {
    const small = await makeWorkspace({ now: NOW });
    const { runId } = await requestValues(small.ctx("owner"), { discount: 5 });
    await refreshValues(small.ctx("owner"), { runId });
    expect((await getValueState(small.ctx())).current).toMatchObject({ stage: "tooFew" });
  });

  it("that was stopped writes nothing, and gives way to the next", async () => {
    const { ctx } = await makeWorkspace({ now: NOW });
    const { runId } = await requestValues(ctx("manager"), { discount: 10 });
    await stopValues(ctx("manager"), { runId });
    await refreshValues(ctx("owner"), { runId });
    expect((await getValueState(ctx())).current).toMatchObject({ runId, stage: "stopped" });
    await scheduleValues(ctx("owner"));
    const next = (await getValueState(ctx())).current;
    expect(next).toMatchObject({ stage: "waiting", discount: 0.1 });
    await requestValues(ctx("owner"), { discount: 0 });
    const [stopped] = await ctx().db.execute<{ stage: string }>(
      sql`select stage from value_runs where id = ${next?.runId ?? ""}`,
    );
    expect(stopped?.stage).toBe("stopped");
  });

  it("is asked for and stopped by owners and managers only, in their own workspace", async () => {
    const { ctx } = await makeWorkspace({ now: NOW });
    const other = await makeWorkspace({ now: NOW });
    const { runId } = await requestValues(ctx("owner"), { discount: 10 });
    for (const role of ["marketer", "member", "viewer"] as const) {
      await expect(requestValues(ctx(role), { discount: 10 })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(stopValues(ctx(role), { runId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(stopValues(other.ctx("owner"), { runId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getValueState(other.ctx())).current).toBeNull();
  });
});
