import { beforeEach, describe, expect, it } from "vitest";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { CampaignFilters } from "../model";
import { updatePlanItem } from "../plan/mutations";
import { getTimeline } from "../timeline/queries";
import { deleteBaseline, renameBaseline, saveBaseline } from "./mutations";
import { getBaselineDays, listBaselines } from "./queries";

const filters = CampaignFilters.parse({});
let shop: TestWorkspace;
let other: TestWorkspace;
let campaignId: string;
let itemId: string;

beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  campaignId = await addCampaign(shop, { name: "Early access" });
  itemId = await addTactic(shop, { campaignId, name: "Copy", startOn: "2026-05-04", endOn: "2026-05-08" });
  await addCampaign(other);
});

const names = async (at = shop) => (await listBaselines(at.ctx("viewer"))).map(({ name }) => name);

describe("a baseline", () => {
  it("keeps the days of the whole plan while the plan goes on", async () => {
    const archived = await addCampaign(shop, { status: "archived" });
    const { baselineId } = await saveBaseline(shop.ctx("marketer"), { name: "As agreed" });
    await updatePlanItem(shop.ctx(), { itemId, version: 1, changes: { endOn: "2026-05-12" } });
    const days = await getBaselineDays(shop.ctx("viewer"), { baselineId });
    expect(days.get(itemId)).toEqual({ startOn: "2026-05-04", endOn: "2026-05-08" });
    expect([days.has(campaignId), days.has(archived), days.size]).toEqual([true, false, 2]);
    const { items, baselineId: shown, baselines } = await getTimeline(shop.ctx(), { ...filters, baselineId });
    expect(items.find(({ id }) => id === itemId)).toMatchObject({
      endOn: "2026-05-12",
      baseline: { endOn: "2026-05-08" },
    });
    expect([shown, baselines]).toEqual([baselineId, [{ key: baselineId, label: "As agreed" }]]);
  });

  it("is one of several, each with a name of its own, newest first", async () => {
    const { baselineId } = await saveBaseline(shop.ctx(), { name: "First" });
    await saveBaseline(shop.ctx(), { name: "Second" });
    expect((await names()).toSorted()).toEqual(["First", "Second"]);
    await expect(saveBaseline(shop.ctx(), { name: "first" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { name: expect.any(String) },
    });
    expect(await renameBaseline(shop.ctx("marketer"), { baselineId, name: "Kick-off" })).toEqual({
      before: "First",
    });
    await expect(renameBaseline(shop.ctx(), { baselineId, name: "Second" })).rejects.toMatchObject({
      code: "INVALID",
    });
    await deleteBaseline(shop.ctx("marketer"), { baselineId });
    expect(await names()).toEqual(["Second"]);
    expect((await getBaselineDays(shop.ctx(), { baselineId })).size).toBe(0);
  });

  it("is made, renamed and deleted by who edits campaigns only", async () => {
    const { baselineId } = await saveBaseline(shop.ctx(), { name: "As agreed" });
    for (const role of ["member", "viewer"] as const) {
      const refused = { code: "FORBIDDEN" };
      await expect(saveBaseline(shop.ctx(role), { name: "Mine" })).rejects.toMatchObject(refused);
      await expect(renameBaseline(shop.ctx(role), { baselineId, name: "Mine" })).rejects.toMatchObject(
        refused,
      );
      await expect(deleteBaseline(shop.ctx(role), { baselineId })).rejects.toMatchObject(refused);
    }
  });

  it("of another workspace is not there", async () => {
    const { baselineId } = await saveBaseline(shop.ctx(), { name: "As agreed" });
    expect(await names(other)).toEqual([]);
    expect((await getBaselineDays(other.ctx(), { baselineId })).size).toBe(0);
    expect((await getTimeline(other.ctx(), { ...filters, baselineId })).baselineId).toBeNull();
    const missing = { code: "NOT_FOUND" };
    await expect(renameBaseline(other.ctx(), { baselineId, name: "Mine" })).rejects.toMatchObject(missing);
    await expect(deleteBaseline(other.ctx(), { baselineId })).rejects.toMatchObject(missing);
    expect(await names()).toEqual(["As agreed"]);
  });
});
