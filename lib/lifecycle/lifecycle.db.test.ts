import { beforeAll, describe, expect, it } from "vitest";
import { makeCustomer, makeOrder, makeSegment } from "@/db/factories";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { refreshOrderFiguresOf, refreshScores } from "@/lib/customers/metrics/mutations";
import { previewRule } from "@/lib/segments/preview/queries";
import { behindOf } from "./behind";
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
    expect(await getCohorts(workspace.ctx("manager"), { segmentId: null })).toEqual([
      { month: "2026-03-01", people: 2, later: [1, 0, 2] },
      { month: "2026-04-01", people: 1, later: [0, 0] },
    ]);
    expect(await getCohorts(workspace.ctx("manager"), { segmentId })).toEqual([
      { month: "2026-03-01", people: 1, later: [1, 0, 1] },
    ]);
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
    expect(await getCohorts(viewer, { segmentId: null })).toEqual([]);
    expect(await getRfm(viewer, { segmentId: null, ties: "together" })).toEqual({
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
    expect(await getCohorts(other.ctx("owner"), { segmentId: null })).toEqual([]);
  });
});
