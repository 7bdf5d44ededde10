import { expect, it } from "vitest";
import { makeDecision, makeDecisionLink, makePersona } from "@/db/factories";
import { campaignAudience, imports } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { getChain } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");

it("reads a segment from its data to its decisions, and hides small groups from a viewer", async () => {
  const shop = await makeWorkspace({ now });
  const ctx = shop.ctx();
  const { workspaceId } = shop;
  await addCustomers(shop, 12);
  const segmentId = await addSegment(shop, { no: 1, name: "Regulars", version: 2, members: [1, 2, 3] });
  await addSegment(shop, { no: 2, name: "Others" });
  await ctx.db.insert(imports).values({
    ...{ workspaceId, id: newId(), kind: "customers", status: "done", fileName: "people.csv" },
    ...{ rowsCreated: 10, rowsChanged: 2, createdBy: shop.users.owner.id, finishedAt: now },
  });
  await makePersona(ctx, { name: "Maja", segmentId });
  const dates = { startOn: "2026-05-04", endOn: "2026-05-17", launchedAt: new Date("2026-05-03T08:00:00Z") };
  const campaignId = await addCampaign(shop, { ...dates, name: "Small", segmentIds: [segmentId] });
  await ctx.db
    .insert(campaignAudience)
    .values(
      [1, 2, 3].map((customerNo) => ({ workspaceId, campaignId, segmentId, customerNo, isControl: false })),
    );
  const decidedBy = shop.users.manager.id;
  const own = await makeDecision(ctx, { decidedBy, title: "Own", campaignId });
  const led = await makeDecision(ctx, { decidedBy, title: "Led here", decidedOn: "2026-05-01" });
  await makeDecisionLink(ctx, { decisionId: led.id, segmentId, segmentVersion: 2 });
  await makeDecision(ctx, { decidedBy, title: "Of nothing" });

  const chain = await getChain(ctx, { segmentId });
  expect(chain).toMatchObject({
    data: {
      words: ["profiles and consents of customers"],
      imports: [{ fileName: "people.csv", rows: 12, day: "2026-06-15", by: "Test owner" }],
    },
    versions: [{ version: 2 }, { version: 1 }],
    personas: [{ name: "Maja" }],
    campaigns: [{ name: "Small", isLaunched: true, day: "2026-05-03", outcome: { treated: { people: 3 } } }],
    decisions: [{ id: led.id }, { id: own.id }],
  });
  expect((await getChain(shop.ctx("viewer"), { segmentId })).campaigns).toMatchObject([
    { outcome: "hidden" },
  ]);
  const other = await makeWorkspace({ now });
  await expect(getChain(other.ctx(), { segmentId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
