import { describe, expect, it } from "vitest";
import { makeCustomer, makeOrder, makeSegment } from "@/db/factories";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { recordEvents } from "@/lib/events/mutations";
import { getKpiPage } from "../comparison/queries";
import { viewOf } from "../comparison/view";
import { refreshKpis } from "../mutations";
import { typeValue } from "../values/mutations";
import type { FormulaInput } from "./model";
import { archiveFormula, changeFormula, defineFormula, restoreFormula } from "./mutations";
import { getFormula, getUsableNames, listFormulas, previewFormula } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");
const perMember: FormulaInput = {
  ...{ name: "Sign-ups per member", formula: 'count(event "signup") / members' },
  ...{ unit: "ratio", polarity: "up" },
};

/** Four customers, two of them in a segment; sign-ups and an order in May. */
async function shop(): Promise<{ workspace: TestWorkspace; segmentId: string }> {
  const workspace = await makeWorkspace({ now, floor: 2 });
  const ctx = workspace.ctx();
  const nos: number[] = [];
  for (let count = 0; count < 4; count++)
    nos.push((await makeCustomer(ctx, { firstSeenAt: new Date("2026-01-01T12:00:00Z") })).no);
  const signups = [
    [0, "2026-05-03"],
    [0, "2026-05-09"],
    [3, "2026-05-09"],
    [3, "2026-04-30"],
  ] as const;
  await recordEvents(
    ctx,
    signups.map(([index, day], at) => ({
      ...{ name: "signup", customerNo: nos[index] ?? 0, at: new Date(`${day}T12:00:00Z`) },
      ...{ messageId: `m${at}`, props: {} },
    })),
  );
  await makeOrder(ctx, {
    ...{ customerNo: nos[1] ?? 0, orderedAt: new Date("2026-05-20T12:00:00Z"), lines: [5000] },
  });
  const { id } = await makeSegment(ctx, { name: "First two", members: nos.slice(0, 2) });
  await refreshKpis(ctx);
  return { workspace, segmentId: id };
}

const may = <T extends { startOn: string }>(points: readonly T[]) =>
  points.find(({ startOn }) => startOn === "2026-05-01");

describe("a KPI of the workspace’s own", () => {
  it("is counted by period of everybody and of a segment’s members of the day", async () => {
    const { workspace, segmentId } = await shop();
    const ctx = workspace.ctx("manager");
    const { formulaId } = await defineFormula(ctx, perMember);
    const page = await getKpiPage(workspace.ctx("viewer"), viewOf({ metric: formulaId, s: segmentId }));
    expect(page.formula).toMatchObject({ name: "Sign-ups per member", who: "Test manager" });
    expect(may(page.base.periods)?.own).toBe(3 / 4);
    expect(may(page.shown[0]?.periods ?? [])?.own).toBe(2 / 2);
    const [row] = await listFormulas(ctx);
    expect(may(row?.points ?? [])?.value).toBe(3 / 4);
    expect(row?.points).toHaveLength(12);
  });

  it("takes money in the currency, typed values of the day and different people", async () => {
    const { workspace } = await shop();
    const ctx = workspace.ctx();
    await typeValue(ctx, {
      ...{ figure: "Stand visits", day: "2026-05-14", value: "8", channel: "" },
      ...{ segmentId: null, campaignId: null },
    });
    const read = async (formula: string, unit: "money" | "count") =>
      may((await previewFormula(ctx, { formula, unit })).points)?.value;
    expect(await read('sum(order.amount) / typed("Stand visits")', "money")).toBe(625);
    expect(await read('people(event "signup")', "count")).toBe(2);
    expect(await read('orders / (typed("Stand visits") - 8)', "count")).toBeNull();
    expect(await getUsableNames(ctx)).toEqual({ events: ["signup"], typed: ["Stand visits"] });
  });

  it("is refused with its problem while it cannot be counted, and with a name that is taken", async () => {
    const { workspace } = await shop();
    const ctx = workspace.ctx();
    await expect(defineFormula(ctx, { ...perMember, formula: "membrs / 2" })).rejects.toMatchObject({
      fields: { formula: expect.stringContaining("Did you mean “members”?") },
    });
    await defineFormula(ctx, perMember);
    await expect(defineFormula(ctx, perMember)).rejects.toMatchObject({
      ...{ code: "CONFLICT", fields: { name: expect.any(String) } },
    });
  });

  it("is renamed with a way back, archived and restored", async () => {
    const { workspace } = await shop();
    const ctx = workspace.ctx("manager");
    const { formulaId } = await defineFormula(ctx, perMember);
    const before = await changeFormula(ctx, { ...perMember, formulaId, name: "Joined" });
    expect(before).toEqual({ ...perMember, formulaId });
    await archiveFormula(ctx, { formulaId });
    expect((await listFormulas(ctx))[0]).toMatchObject({ name: "Joined", archivedAt: now, points: [] });
    expect((await getKpiPage(ctx, viewOf({}))).formulas).toEqual([]);
    await restoreFormula(ctx, { formulaId });
    await changeFormula(ctx, before);
    expect((await getKpiPage(ctx, viewOf({}))).formulas).toEqual([
      { id: formulaId, name: "Sign-ups per member" },
    ]);
  });

  it("is defined by managers and owners only, and read by everybody", async () => {
    const { workspace } = await shop();
    const { formulaId } = await defineFormula(workspace.ctx(), perMember);
    for (const role of ["marketer", "member", "viewer"] as const) {
      const ctx = workspace.ctx(role);
      const no = { code: "FORBIDDEN" };
      await expect(defineFormula(ctx, perMember)).rejects.toMatchObject(no);
      await expect(changeFormula(ctx, { ...perMember, formulaId })).rejects.toMatchObject(no);
      await expect(archiveFormula(ctx, { formulaId })).rejects.toMatchObject(no);
      await expect(restoreFormula(ctx, { formulaId })).rejects.toMatchObject(no);
      await expect(previewFormula(ctx, perMember)).rejects.toMatchObject(no);
      expect(await listFormulas(ctx)).toHaveLength(1);
    }
  });

  it("is out of another workspace’s reach", async () => {
    const { workspace } = await shop();
    const { formulaId } = await defineFormula(workspace.ctx(), perMember);
    const other = (await shop()).workspace.ctx();
    const missing = { code: "NOT_FOUND" };
    await expect(changeFormula(other, { ...perMember, formulaId })).rejects.toMatchObject(missing);
    await expect(archiveFormula(other, { formulaId })).rejects.toMatchObject(missing);
    await expect(restoreFormula(other, { formulaId })).rejects.toMatchObject(missing);
    expect(await getFormula(other, { formulaId })).toBeNull();
    expect((await getKpiPage(other, viewOf({ metric: formulaId }))).formula).toBeNull();
  });
});
