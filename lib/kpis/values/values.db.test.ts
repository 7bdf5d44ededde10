import { describe, expect, it } from "vitest";
import { makeCampaign, makeSegment } from "@/db/factories";
import { makeWorkspace } from "@/db/testing/workspace";
import { listPeriods } from "../series/queries";
import { pasteValues, removeValue, typeValue, undoValues } from "./mutations";
import { exportValues, getValueChoices, listTypedOfCampaign, listValues, previewPaste } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");
const visits = { figure: "Visits", day: "2026-05-14", channel: "", segmentId: null, campaignId: null };
const shown = async (ctx: Parameters<typeof listValues>[0], query = {}) =>
  (await listValues(ctx, query)).rows.map(({ figure, value }) => `${figure} ${value}`);

describe("typed values", () => {
  it("stand with author and time, and replace one of the same day, figure and place", async () => {
    const workspace = await makeWorkspace({ now });
    const ctx = workspace.ctx("marketer");
    const first = await typeValue(ctx, { ...visits, value: "120" });
    expect(first).toMatchObject({ count: 1, replaced: 0 });
    const second = await typeValue(workspace.ctx("manager"), { ...visits, figure: "visits", value: "130" });
    expect(second.replaced).toBe(1);
    await typeValue(ctx, { ...visits, channel: "store", value: "7" });
    const { rows } = await listValues(workspace.ctx("viewer"), {});
    expect(rows.map(({ value, who, at }) => ({ value, who, at }))).toEqual([
      { value: 7, who: "Test marketer", at: now },
      { value: 130, who: "Test manager", at: now },
    ]);
    const history = await listValues(ctx, {
      show: "history",
      segment: "all",
      from: "2026-05-14",
      to: "2026-05-14",
    });
    expect(history.rows).toMatchObject([
      { value: 7, replaced: null, ended: null },
      { value: 130, replaced: 120, ended: null, batch: { count: 1, isWhole: true } },
      { value: 120, ended: { who: "Test manager", replacedBy: 130 }, batch: { count: 1, isWhole: false } },
    ]);
  });

  it("are undone in the order in which they came, and the undoing is undone too", async () => {
    const ctx = (await makeWorkspace({ now })).ctx();
    const first = await typeValue(ctx, { ...visits, value: "1" });
    const second = await typeValue(ctx, { ...visits, value: "2" });
    await expect(undoValues(ctx, first)).rejects.toMatchObject({ code: "CONFLICT" });
    const undone = await undoValues(ctx, second);
    expect(await shown(ctx)).toEqual(["visits 1"]);
    await undoValues(ctx, undone);
    expect(await shown(ctx)).toEqual(["visits 2"]);
    await undoValues(ctx, second);
    await undoValues(ctx, first);
    expect(await shown(ctx)).toEqual([]);
  });

  it("are removed and brought back, unless a newer one stands there", async () => {
    const ctx = (await makeWorkspace({ now })).ctx();
    await typeValue(ctx, { ...visits, value: "1" });
    const [row] = (await listValues(ctx, {})).rows;
    const removed = await removeValue(ctx, { valueId: row?.id ?? "" });
    expect(await shown(ctx)).toEqual([]);
    await undoValues(ctx, removed);
    expect(await shown(ctx)).toEqual(["visits 1"]);
    const again = await removeValue(ctx, { valueId: row?.id ?? "" });
    await typeValue(ctx, { ...visits, value: "3" });
    await expect(undoValues(ctx, again)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("say at the field what is wrong", async () => {
    const ctx = (await makeWorkspace({ now })).ctx();
    await expect(typeValue(ctx, { ...visits, value: "x" })).rejects.toMatchObject({
      fields: { value: expect.stringContaining("not a number") },
    });
    await expect(typeValue(ctx, { ...visits, day: "2026-06-16", value: "1" })).rejects.toMatchObject({
      fields: { day: expect.stringContaining("has not come yet") },
    });
  });
});

describe("a paste", () => {
  it("is looked at first, entered whole or not at all, and undone whole", async () => {
    const workspace = await makeWorkspace({ now });
    const ctx = workspace.ctx("marketer");
    const { id } = await makeSegment(ctx, { name: "Gourmet", size: 20 });
    await typeValue(ctx, { ...visits, value: "5" });
    const text = `day;figure;value;segment\n14.05.2026;Visits;120;\n15.05.2026;Cost;1.234,50;Gourmet\n`;
    expect(await previewPaste(ctx, { text })).toMatchObject({ count: 2, faulty: 0, replaced: 1 });
    const faulty = { text: `${text}16.05.2026;Cost;free;Gourmet\n` };
    expect(await previewPaste(ctx, faulty)).toMatchObject({
      count: 3,
      faulty: 1,
      lines: [{ no: 4 }, {}, {}],
    });
    await expect(pasteValues(ctx, faulty)).rejects.toMatchObject({ code: "INVALID" });
    expect(await shown(ctx)).toEqual(["visits 5"]);
    const entered = await pasteValues(ctx, { text });
    expect(entered).toMatchObject({ count: 2, replaced: 1 });
    expect(await shown(ctx)).toEqual(["cost 123450", "visits 120"]);
    expect(await shown(ctx, { segment: id })).toEqual(["cost 123450"]);
    const { text: file } = await exportValues(ctx, { segment: id });
    let csv = "";
    for await (const part of file) csv += part;
    expect(csv).toContain("2026-05-15,Cost,1234.5,,Gourmet,,Test marketer,");
    await undoValues(ctx, entered);
    expect(await shown(ctx)).toEqual(["visits 5"]);
  });

  it("adds to what is counted, which says how much was typed", async () => {
    const ctx = (await makeWorkspace({ now })).ctx();
    await pasteValues(ctx, { text: "day,figure,value\n2026-05-14,Visits,120\n2026-05-20,Visits,30" });
    const periods = await listPeriods(ctx, {
      ...{ grain: "month", segmentNos: [0], from: "2026-05-01", to: "2026-06-01" },
    });
    expect(periods.get(0)).toMatchObject([
      { tally: { visits: 150 }, seen: { visits: 0 } },
      { tally: { visits: 0 }, seen: null },
    ]);
  });
});

describe("of a campaign", () => {
  it("are told per figure and channel, with who typed them and when", async () => {
    const workspace = await makeWorkspace({ now });
    const ctx = workspace.ctx("marketer");
    const { id: campaignId } = await makeCampaign(ctx);
    const of = { ...visits, campaignId, channel: "ads" };
    await typeValue(ctx, { ...of, figure: "Impressions", value: "1200" });
    await typeValue(ctx, { ...of, figure: "Impressions", day: "2026-05-15", value: "900" });
    await typeValue(workspace.ctx("manager"), {
      ...of,
      figure: "Impressions",
      day: "2026-05-15",
      value: "800",
    });
    await typeValue(ctx, { ...of, figure: "Contribution margin", value: "30 %" });
    await typeValue(ctx, { ...of, figure: "Contribution margin", day: "2026-05-16", value: "40 %" });
    await typeValue(ctx, { ...visits, value: "5" });
    expect(await listTypedOfCampaign(workspace.ctx("viewer"), { campaignId })).toEqual([
      {
        ...{ figure: "Impressions", channel: "ads", value: 2000, count: 2, at: now },
        ...{ from: "2026-05-14", to: "2026-05-15", who: ["Test manager", "Test marketer"] },
      },
      {
        ...{ figure: "margin", channel: "ads", value: 0.4, count: 2, at: now },
        ...{ from: "2026-05-14", to: "2026-05-16", who: ["Test marketer"] },
      },
    ]);
    const other = await makeWorkspace({ now });
    expect(await listTypedOfCampaign(other.ctx(), { campaignId })).toEqual([]);
  });
});

describe("who may", () => {
  it("is whoever may edit campaigns; a member and a viewer read", async () => {
    const workspace = await makeWorkspace({ now });
    const entered = await typeValue(workspace.ctx(), { ...visits, value: "1" });
    const [row] = (await listValues(workspace.ctx(), {})).rows;
    for (const role of ["member", "viewer"] as const) {
      const ctx = workspace.ctx(role);
      const no = { code: "FORBIDDEN" };
      await expect(typeValue(ctx, { ...visits, value: "2" })).rejects.toMatchObject(no);
      await expect(pasteValues(ctx, { text: "x" })).rejects.toMatchObject(no);
      await expect(previewPaste(ctx, { text: "x" })).rejects.toMatchObject(no);
      await expect(removeValue(ctx, { valueId: row?.id ?? "" })).rejects.toMatchObject(no);
      await expect(undoValues(ctx, entered)).rejects.toMatchObject(no);
      expect(await shown(ctx)).toEqual(["visits 1"]);
    }
  });

  it("finds nothing of another workspace, and puts nothing there", async () => {
    const [here, there] = [await makeWorkspace({ now }), await makeWorkspace({ now })];
    const entered = await typeValue(here.ctx(), { ...visits, value: "1" });
    const [row] = (await listValues(here.ctx(), {})).rows;
    const missing = { code: "NOT_FOUND" };
    await expect(undoValues(there.ctx(), entered)).rejects.toMatchObject(missing);
    await expect(removeValue(there.ctx(), { valueId: row?.id ?? "" })).rejects.toMatchObject(missing);
    const segment = await makeSegment(here.ctx());
    const campaign = await makeCampaign(here.ctx());
    for (const place of [{ segmentId: segment.id }, { campaignId: campaign.id }])
      await expect(typeValue(there.ctx(), { ...visits, ...place, value: "1" })).rejects.toMatchObject(
        missing,
      );
    expect(await shown(there.ctx())).toEqual([]);
    expect((await getValueChoices(there.ctx())).segments).toEqual([]);
  });

  it("hides values of a small group from a viewer", async () => {
    const workspace = await makeWorkspace({ now });
    const { id: segmentId } = await makeSegment(workspace.ctx(), { name: "Few", size: 3 });
    await typeValue(workspace.ctx(), { ...visits, segmentId, value: "9" });
    expect(await shown(workspace.ctx("member"))).toEqual(["visits 9"]);
    expect(await shown(workspace.ctx("viewer"))).toEqual([]);
  });
});
