import { beforeEach, expect, it } from "vitest";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { formatDay } from "@/lib/days";
import { addDependency, removeDependency } from "../dependencies/mutations";
import { CampaignFilters } from "../model";
import { removePlanItem, restorePlanItem, updatePlanItem } from "../plan/mutations";
import { finishTactic } from "../tactics/mutations";
import { getTimeline } from "../timeline/queries";
import { getPlanNews } from "./queries";

let shop: TestWorkspace;
let other: TestWorkspace;
let itemId: string;
let sendId: string;

beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  const campaignId = await addCampaign(shop, { name: "Early access", status: "running" });
  itemId = await addTactic(shop, { campaignId, name: "Copy" });
  sendId = await addTactic(shop, { campaignId, name: "Send", position: 2 });
});

const stamp = async (at = shop) =>
  (await getPlanNews(at.ctx("viewer"), { since: new Date().toISOString() })).stamp;

it("has another stamp after every change to the plan, and that of the timeline", async () => {
  const seen = [await stamp()];
  expect((await getTimeline(shop.ctx(), CampaignFilters.parse({}))).stamp).toBe(seen[0]);
  const changes = [
    () => updatePlanItem(shop.ctx(), { itemId, version: 1, changes: { endOn: "2026-05-20" } }),
    () => finishTactic(shop.ctx(), { itemId }),
    async () => {
      const { id } = await addDependency(shop.ctx(), {
        fromId: itemId,
        toId: sendId,
        type: "FS",
        lagDays: 0,
      });
      seen.push(await stamp());
      await removeDependency(shop.ctx(), { dependencyId: id });
    },
    async () => {
      const removed = await removePlanItem(shop.ctx(), { itemId });
      seen.push(await stamp());
      await restorePlanItem(shop.ctx(), removed);
    },
  ];
  for (const change of changes) {
    await change();
    seen.push(await stamp());
  }
  // A dependency that came and went leaves the plan as it was.
  expect(new Set(seen).size).toBe(seen.length - 1);
  expect(await stamp(other)).not.toBe(seen[0]);
});

it("tells what others did since, and nothing of one's own or of another workspace", async () => {
  const since = new Date(Date.now() - 60_000).toISOString();
  await updatePlanItem(shop.ctx("marketer"), { itemId, version: 1, changes: { endOn: "2026-05-20" } });
  const said = async (ctx = shop.ctx()) => (await getPlanNews(ctx, { since })).said;
  expect(await said()).toEqual([`Test marketer changed “Copy”: until ${formatDay("2026-05-20")}`]);
  expect(await said(shop.ctx("marketer"))).toEqual([]);
  expect(await said(other.ctx())).toEqual([]);
  const { until } = await getPlanNews(shop.ctx(), { since });
  expect((await getPlanNews(shop.ctx(), { since: until })).said).toEqual([]);
});
