import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { addCampaign, addCustomers, addSegment, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { ROLES } from "@/lib/auth/permissions";
import { TimelineExport } from "./model";
import { exportTimeline } from "./mutations";

let shop: TestWorkspace;
let campaignId: string;
beforeEach(async () => {
  shop = await makeWorkspace({ name: "Shop", now: new Date("2026-05-10T10:00:00Z") });
  await addCustomers(shop, 6);
  const segmentId = await addSegment(shop, { no: 1, name: "Regulars", members: [1, 2, 3, 4, 5, 6] });
  const segmentIds = [segmentId];
  campaignId = await addCampaign(shop, { name: "Spring", status: "running", segmentIds });
  await addCampaign(shop, { name: "May days", status: "running", segmentIds, channels: ["email", "sms"] });
  await addTactic(shop, { campaignId, name: "Copy" });
});

const asked = (given: Record<string, string>) => TimelineExport.parse({ format: "csv", ...given });
const lines = ({ text }: { text: string }) => text.trimEnd().split("\r\n").slice(1);

describe("the timeline as a file", () => {
  it("has what the address filters, as table and as drawing", async () => {
    const all = await exportTimeline(shop.ctx(), asked({}));
    expect(all.fileName).toBe("Campaign timeline, 2026-05-10.csv");
    expect(lines(all)).toHaveLength(3);
    expect(lines(await exportTimeline(shop.ctx(), asked({ channel: "sms" })))).toHaveLength(1);
    expect(lines(await exportTimeline(shop.ctx(), asked({ channel: "nonsense", status: "x" })))).toHaveLength(
      3,
    );
    expect(lines(await exportTimeline(shop.ctx(), asked({ status: "draft" })))).toEqual([]);
    const one = await exportTimeline(shop.ctx(), asked({ format: "svg", campaign: campaignId }));
    expect(one.fileName).toBe("Spring, 2026-05-10.svg");
    expect(one.text).toMatch(/^<svg .*>Copy<.*<\/svg>$/s);
    expect(one.text).not.toContain("May days");
  });

  it("may be taken by every role; a group under the floor is not told to a viewer", async () => {
    for (const role of ROLES) {
      const { text } = await exportTimeline(shop.ctx(role), asked({}));
      expect(text.includes("6\u00a0people also get"), role).toBe(role !== "viewer");
    }
  });

  it("is of one's own workspace, and stands in the audit log", async () => {
    const other = await makeWorkspace();
    await expect(exportTimeline(other.ctx(), asked({ campaign: campaignId }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(lines(await exportTimeline(other.ctx(), asked({})))).toEqual([]);
    await exportTimeline(shop.ctx("viewer"), asked({ campaign: campaignId, format: "png" }));
    const written = await shop
      .ctx()
      .db.select({ actorId: auditLog.actorId, subject: auditLog.subject, detail: auditLog.detail })
      .from(auditLog)
      .where(and(eq(auditLog.workspaceId, shop.workspaceId), eq(auditLog.action, "export.timeline")));
    expect(written).toEqual([
      {
        ...{ actorId: shop.users.viewer.id, subject: null },
        detail: { format: "png", campaigns: 1, campaignId },
      },
    ]);
  });
});
