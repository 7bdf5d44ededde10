import { beforeAll, expect, it } from "vitest";
import { addCampaign, addSegment, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { addDependency } from "../dependencies/mutations";
import { listCampaignHistory } from "../history/queries";
import { CampaignInput } from "../model";
import { listDependencies, listPlanItems } from "../plan/queries";
import { getCampaign } from "../queries";
import { addSpend } from "../spend/mutations";
import { CAMPAIGN_TEMPLATES } from "../templates/gallery";
import { createFromTemplate } from "../templates/mutations";
import { listTemplateSegments } from "../templates/queries";
import { duplicateCampaign } from "./mutations";

const now = new Date("2026-04-20T10:00:00Z");
let shop: TestWorkspace;
let other: TestWorkspace;
let target: string;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ now }), makeWorkspace({ now })]);
  target = await addSegment(shop, { no: 1, name: "Regulars", version: 3, members: [] });
});

it("copies brief and plan to another first day, and nothing that has happened", async () => {
  const assigneeId = shop.users.member.id;
  const campaignId = await addCampaign(shop, {
    ...{ name: "Spring", status: "finished", launchedAt: now, budgetMinor: 5000, segmentIds: [target] },
    ...{ goals: [{ figure: "buyers", value: 9 }] },
  });
  const copy = await addTactic(shop, {
    ...{ campaignId, name: "Copy", assigneeId, progress: 100, doneAt: now },
    checklist: [{ id: newId(), text: "Subject line", isDone: true }],
    links: [{ label: "Draft", url: "https://example.com/draft" }],
  });
  const send = await addTactic(shop, {
    ...{ campaignId, name: "Send", startOn: "2026-05-11", endOn: "2026-05-12", position: 2 },
  });
  await addDependency(shop.ctx(), { fromId: copy, toId: send, type: "FS", lagDays: 1 });
  await addSpend(shop.ctx(), { campaignId, spentOn: "2026-05-01", amountMinor: 100, note: "" });

  const ctx = shop.ctx("marketer");
  const made = await duplicateCampaign(ctx, { campaignId, name: "Autumn", startOn: "2026-09-01" });
  const campaign = await getCampaign(ctx, made);
  expect(campaign).toMatchObject({
    ...{ name: "Autumn", status: "draft", startOn: "2026-09-01", endOn: "2026-10-01", budgetMinor: 5000 },
    ...{ spentMinor: 0, isLaunched: false, isApproved: false, ownerName: "Test marketer" },
    ...{ segments: [{ id: target, version: 3 }], goals: [{ figure: "buyers", value: 9 }] },
  });
  expect(campaign?.variants).toMatchObject([{ name: "A", message: "Six rooms" }]);
  expect(await listPlanItems(ctx, made)).toMatchObject([
    {
      ...{ name: "Copy", startOn: "2026-09-04", endOn: "2026-09-08", progress: 0, doneAt: null, assigneeId },
      checklist: [{ text: "Subject line", isDone: false }],
      links: [{ label: "Draft", url: "https://example.com/draft" }],
    },
    { name: "Send", startOn: "2026-09-11", endOn: "2026-09-12" },
  ]);
  expect(await listDependencies(ctx, made)).toMatchObject([{ fromName: "Copy", toName: "Send", lagDays: 1 }]);
  expect((await listCampaignHistory(ctx, made)).map(({ action }) => action)).toContain("campaign.duplicated");
});

it("makes the plan of a template, cut to the campaign's days", async () => {
  const [template] = CAMPAIGN_TEMPLATES;
  if (!template) throw new Error("There is no template.");
  const input = CampaignInput.parse({
    ...{ name: "New", journeyStage: template.stage, startOn: "2026-05-01", endOn: "2026-05-12" },
  });
  const made = await createFromTemplate(shop.ctx("marketer"), { ...input, templateKey: template.key });
  const items = await listPlanItems(shop.ctx(), made);
  expect(items).toHaveLength(template.plan.length);
  expect(items.every((item) => item.startOn >= "2026-05-01" && item.endOn <= "2026-05-12")).toBe(true);
  expect((await listDependencies(shop.ctx(), made)).length).toBeGreaterThan(2);
  expect(await listTemplateSegments(shop.ctx("viewer"))).toMatchObject([
    { name: "Regulars", sentence: "Every customer", size: null },
  ]);
  expect(await listTemplateSegments(other.ctx())).toEqual([]);
});

it("is for editors of campaigns, inside one workspace", async () => {
  const campaignId = await addCampaign(shop);
  const copy = { campaignId, name: "Copy", startOn: "2026-09-01" };
  const input = CampaignInput.parse({
    ...{ name: "New", journeyStage: "retention", startOn: "2026-05-01", endOn: "2026-05-12" },
  });
  for (const role of ["member", "viewer"] as const) {
    await expect(duplicateCampaign(shop.ctx(role), copy)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      createFromTemplate(shop.ctx(role), { ...input, templateKey: "winback" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  await expect(duplicateCampaign(other.ctx(), copy)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(
    createFromTemplate(other.ctx(), { ...input, segmentIds: [target], templateKey: "winback" }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});
