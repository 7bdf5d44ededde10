import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { makeCustomer, makeOrder, makeSegment } from "@/db/factories";
import { lifecycleFigures, segments, workspaces } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { refreshOrderFiguresOf, refreshScores } from "@/lib/customers/metrics/mutations";
import { addDays } from "@/lib/days";
import { getFlows } from "@/lib/segments/flows/queries";
import { previewRule } from "@/lib/segments/preview/queries";
import { behindOf } from "./behind";
import { keepLifecycle } from "./mutations";
import { getCohorts, getRfm, getStages } from "./queries";

const NOW = new Date("2026-06-15T10:00:00Z");

describe("a small shop", () => {
  let workspace: TestWorkspace;
  let segmentId: string;
  beforeAll(async () => {
    workspace = await makeWorkspace({ now: NOW });
    const ctx = workspace.ctx("owner");
    const placed: [no: number, ...at: string[]][] = [
      [1, "2026-03-03", "2026-04-10", "2026-04-20", "2026-06-01"],
      [2, "2026-03-20", "2026-06-10"],
      // 31 March 22:30 in UTC is April in Berlin.
      [3, "2026-03-31T22:30:00"],
      [4],
    ];
    for (const [no, ...moments] of placed) {
      await makeCustomer(ctx, { no });
      for (const at of moments)
        await makeOrder(ctx, {
          customerNo: no,
          orderedAt: new Date(at.includes("T") ? `${at}Z` : `${at}T10:00:00Z`),
        });
    }
    await makeOrder(ctx, { customerNo: 3, orderedAt: new Date("2026-05-05T10:00:00Z"), lines: [-1000] });
    await refreshOrderFiguresOf(ctx, [1, 2, 3, 4]);
    await refreshScores(ctx);
    segmentId = (await makeSegment(ctx, { name: "Two", members: [1, 4] })).id;
  });

  it("follows each month’s new buyers in the workspace’s months, returns left out", async () => {
    expect(await getCohorts(workspace.ctx("manager"), { segmentId: null })).toEqual({
      cohorts: [
        { month: "2026-03-01", people: 2, later: [1, 0, 2] },
        { month: "2026-04-01", people: 1, later: [0, 0] },
      ],
      countedAt: null,
    });
    expect(await getCohorts(workspace.ctx("manager"), { segmentId })).toEqual({
      cohorts: [{ month: "2026-03-01", people: 1, later: [1, 0, 1] }],
      countedAt: null,
    });
  });

  it("leads from a cell to a rule of the same people", async () => {
    const rule = behindOf("cohort:2026-03:3")?.rule;
    const preview =
      rule && (await previewRule(workspace.ctx("manager"), { rule, parentId: null, segmentId: null }));
    expect(preview?.size).toBe(2);
  });

  it("counts stages on both days, of everybody and of a segment", async () => {
    const { now, before } = await getStages(workspace.ctx("manager"), { segmentId: null, on: "2026-03-10" });
    expect(now.prospect).toBe(1);
    expect(Object.values(now).reduce((sum, one) => sum + one, 0)).toBe(4);
    expect(before).toMatchObject({ new: 1, prospect: 3 });
    const own = await getStages(workspace.ctx("manager"), { segmentId, on: "2026-03-10" });
    expect(Object.values(own.now).reduce((sum, one) => sum + one, 0)).toBe(2);
  });

  it("counts buyers by recency and frequency, ties together or in equal parts", async () => {
    for (const ties of ["together", "even"] as const) {
      const { cells, isPartial } = await getRfm(workspace.ctx("manager"), { segmentId: null, ties });
      expect(cells.reduce((sum, { people }) => sum + people, 0)).toBe(3);
      expect(cells.reduce((sum, { frequency }) => sum + frequency, 0)).toBe(7);
      expect(isPartial).toBe(false);
    }
  });

  it("shows a viewer nothing of groups under the floor, and nobody another workspace’s segment", async () => {
    const viewer = workspace.ctx("viewer");
    expect(await getCohorts(viewer, { segmentId: null })).toMatchObject({ cohorts: [] });
    expect(await getRfm(viewer, { segmentId: null, ties: "together" })).toMatchObject({
      cells: [],
      isPartial: true,
    });
    expect(await getStages(viewer, { segmentId: null, on: "2026-03-10" })).toMatchObject({ isHidden: true });
    // Twenty people who never ordered are no small group; the three who did are.
    const larger = await makeWorkspace({ now: NOW });
    const nos = Array.from({ length: 20 }, (_, index) => index + 1);
    for (const no of nos) await makeCustomer(larger.ctx("owner"), { no });
    await refreshOrderFiguresOf(larger.ctx("owner"), nos);
    await refreshScores(larger.ctx("owner"));
    expect(await getStages(larger.ctx("viewer"), { segmentId: null, on: "2026-03-10" })).toMatchObject({
      ...{ isHidden: false, now: { prospect: 20 } },
    });
    await makeOrder(larger.ctx(), { customerNo: 1, orderedAt: new Date("2026-06-01T10:00:00Z"), lines: [1] });
    await refreshOrderFiguresOf(larger.ctx("owner"), [1]);
    await refreshScores(larger.ctx("owner"));
    expect(await getStages(larger.ctx("viewer"), { segmentId: null, on: "2026-03-10" })).toMatchObject({
      ...{ isHidden: true, now: { prospect: 0, new: 0 } },
    });
    const other = await makeWorkspace({ now: NOW });
    await expect(getCohorts(other.ctx("owner"), { segmentId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getCohorts(other.ctx("owner"), { segmentId: null })).toMatchObject({ cohorts: [] });
  });
});

describe("a large workspace", () => {
  let workspace: TestWorkspace;
  let segmentId: string;
  beforeAll(async () => {
    workspace = await makeWorkspace({ now: NOW });
    const ctx = workspace.ctx("owner");
    const nos = [...Array.from({ length: 12 }, (_, index) => index + 1), 30_000];
    for (const no of nos) await makeCustomer(ctx, { no });
    for (const no of nos.slice(0, 11))
      for (let order = 0; order <= no % 4; order++)
        await makeOrder(ctx, {
          customerNo: no,
          orderedAt: new Date(NOW.getTime() - (no * 11 + order * 37) * 86_400_000),
        });
    await refreshOrderFiguresOf(ctx, nos);
    await refreshScores(ctx);
    segmentId = (await makeSegment(ctx, { name: "Some", members: [1, 2, 3, 5, 8, 30_000] })).id;
    await makeSegment(ctx, { name: "Nobody" });
  });
  const on = "2026-03-23";
  const owner = () => workspace.ctx("owner");
  const read = async (ctx: Ctx, group: { segmentId: string | null; isFresh?: boolean }) => {
    const { cells, ...rest } = await getRfm(ctx, { ...group, ties: "even" });
    cells.sort((a, b) => a.r - b.r || a.f - b.f);
    return [
      await getCohorts(ctx, group),
      { cells, ...rest },
      await getStages(ctx, { ...group, on }),
      // Of everybody, whatever the group: the page of moves between stages has no segment to choose.
      await getFlows(ctx, { parentId: null, from: addDays(on, 1), to: "2026-06-15", isFresh: group.isFresh }),
    ];
  };
  const asCounted = (views: Awaited<ReturnType<typeof read>>) =>
    views.map((view) => ({ ...view, countedAt: NOW }));
  const stored = () =>
    owner().db.$count(lifecycleFigures, eq(lifecycleFigures.workspaceId, workspace.ctx().workspaceId));

  it("counts at each look until something is kept", async () => {
    expect((await read(owner(), { segmentId })).map(({ countedAt }) => countedAt)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(await stored()).toBe(0);
  });

  it("keeps what it counts, of everybody and of every segment, and says since when", async () => {
    const fresh = { all: await read(owner(), { segmentId: null }), some: await read(owner(), { segmentId }) };
    expect(fresh.all).not.toEqual(fresh.some);
    await keepLifecycle(owner());
    expect(await stored()).toBe(9);
    expect(await read(owner(), { segmentId: null })).toEqual(asCounted(fresh.all));
    expect(await read(owner(), { segmentId })).toEqual(asCounted(fresh.some));

    await makeOrder(owner(), { customerNo: 12, orderedAt: new Date("2026-06-12T10:00:00Z") });
    await refreshOrderFiguresOf(owner(), [12]);
    expect(await read(owner(), { segmentId: null })).toEqual(asCounted(fresh.all));
    const now = await read(owner(), { segmentId: null, isFresh: true });
    expect(now).not.toEqual(fresh.all);
    await keepLifecycle(owner());
    expect(await read(owner(), { segmentId: null })).toEqual(asCounted(now));
  });

  it("shows a viewer of what is kept no more than of what is counted", async () => {
    const viewer = workspace.ctx("viewer");
    const kept = await read(viewer, { segmentId: null });
    expect(kept).toEqual(asCounted(await read(viewer, { segmentId: null, isFresh: true })));
    expect(kept).toMatchObject([{ cohorts: [] }, { cells: [], isPartial: true }, { isHidden: true }, {}]);
    await expect(keepLifecycle(viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("counts again what rests on another day, day compared with, rule or formula", async () => {
    const moments = async (ctx: Ctx, group: { segmentId: string | null }) =>
      (await read(ctx, group)).map(({ countedAt }) => countedAt);
    const tomorrow = { ...owner(), now: () => new Date("2026-06-16T10:00:00Z") };
    expect(await moments(tomorrow, { segmentId: null })).toEqual([null, null, null, null]);
    expect(await getStages(owner(), { segmentId: null, on: "2026-03-24" })).toMatchObject({
      countedAt: null,
    });
    await owner().db.update(segments).set({ version: 2 }).where(eq(segments.id, segmentId));
    expect(await moments(owner(), { segmentId })).toEqual([null, null, null, NOW]);
    expect(await moments(owner(), { segmentId: null })).toEqual([NOW, NOW, NOW, NOW]);
    const recency = { by: "edges" as const, edges: [7, 30, 60, 90] };
    await owner()
      .db.update(workspaces)
      .set({ scoreFormulas: { recency } })
      .where(eq(workspaces.id, owner().workspaceId));
    expect(await moments(owner(), { segmentId: null })).toEqual([null, null, null, null]);
  });

  it("keeps nothing of a segment that was archived, nor of a workspace that is small again", async () => {
    await owner().db.update(segments).set({ archivedAt: NOW }).where(eq(segments.id, segmentId));
    await keepLifecycle(owner());
    expect(await stored()).toBe(6);
    await owner().db.execute(sql`delete from segment_members where workspace_id = ${owner().workspaceId}`);
    await owner().db.execute(
      sql`delete from customer_metrics where workspace_id = ${owner().workspaceId} and customer_no = 30000`,
    );
    await owner().db.execute(
      sql`delete from customers where workspace_id = ${owner().workspaceId} and no = 30000`,
    );
    await keepLifecycle(owner());
    expect(await stored()).toBe(0);
  });
});
