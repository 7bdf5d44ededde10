import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog, customers } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { setCampaignStatus } from "../launch/mutations";
import { exportAudience } from "./mutations";
import { getAudience, getAudienceNumbers, listAudience, listFreeDays } from "./queries";

const now = new Date("2026-05-10T10:00:00Z");
const nos = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

let shop: TestWorkspace;
let first: string;
let second: string;
let campaignId: string;
beforeEach(async () => {
  shop = await makeWorkspace({ now });
  await addCustomers(shop, 90, {
    1: { suppressedAt: now },
    5: { firstName: "Ana", lastName: "Berg", email: "ana@example.test" },
  });
  first = await addSegment(shop, {
    no: 1,
    name: "First",
    members: nos(1, 60),
    ownerId: shop.users.member.id,
  });
  second = await addSegment(shop, { no: 2, name: "Second", members: nos(51, 90) });
  campaignId = await addCampaign(shop, {
    ...{ status: "planned", ownerId: shop.users.owner.id, controlShare: 20, stratifyBy: ["segment"] },
    segmentIds: [first, second],
  });
});
const launch = () => setCampaignStatus(shop.ctx("manager"), { campaignId, version: 1, to: "running" });

async function file(columns: string[], group: "treated" | "control" | "both") {
  const { text } = await exportAudience(shop.ctx("marketer"), { campaignId, columns, group });
  let all = "";
  for await (const part of text) all += part;
  return all.replace("\uFEFF", "").trimEnd().split("\r\n");
}

describe("the audience", () => {
  it("is told by segment and stratum, the same before and after the launch", async () => {
    const { detail: before, numbers } = await getAudience(shop.ctx(), { campaignId });
    expect(numbers).toEqual(await getAudienceNumbers(shop.ctx(), { campaignId }));
    expect(before?.segments.map(({ name, leftOut }) => [name, leftOut])).toEqual([
      ["First", 1],
      ["Second", 0],
    ]);
    expect(before?.strata.map(({ name, treated, control }) => [name, treated + control])).toEqual([
      ["First", 59],
      ["Second", 30],
    ]);
    expect(before?.strata[1]?.control).toBe(6);
    expect(before?.base).toEqual({ buyers: 0, people: 90, days: 31 });
    await launch();
    expect(await getAudience(shop.ctx("viewer"), { campaignId })).toEqual({ numbers: null, detail: null });
    expect(await getAudience(shop.ctx(), { campaignId })).toEqual({
      numbers: { ...numbers, isFrozen: true },
      detail: before,
    });
  });

  it("lists the frozen people by group, with a search, a page at a time", async () => {
    const ask = { campaignId, group: "treated" as const };
    expect((await listAudience(shop.ctx(), ask)).people).toEqual([]);
    await launch();
    const [treated, control, leftOut] = await Promise.all(
      (["treated", "control", "leftOut"] as const).map((group) =>
        listAudience(shop.ctx(), { campaignId, group }),
      ),
    );
    expect(treated?.people).toHaveLength(50);
    const next = await listAudience(shop.ctx(), { ...ask, after: treated?.nextAfter ?? 0 });
    const shown = [treated, next, control, leftOut].flatMap((page) => page?.people ?? []);
    expect(shown.map(({ customerNo }) => customerNo).sort((a, b) => a - b)).toEqual(nos(1, 90));
    expect(leftOut?.people).toMatchObject([{ customerNo: 1, reason: "suppressed", segmentName: "First" }]);
    const back = await listAudience(shop.ctx(), { ...ask, before: next.people[0]?.customerNo });
    expect(back.people).toEqual(treated?.people);
    const found = await Promise.all(
      (["treated", "control"] as const).map((group) =>
        listAudience(shop.ctx(), { campaignId, group, search: "a Ber" }),
      ),
    );
    expect(found.flatMap(({ people }) => people).map(({ name }) => name)).toEqual(["Ana Berg"]);
  });

  it("shows people by role: those of own segments to a member, nobody to a viewer", async () => {
    await launch();
    const ask = { campaignId, group: "treated" as const };
    const own = await listAudience(shop.ctx("member"), ask);
    expect(new Set(own.people.map(({ segmentName }) => segmentName))).toEqual(new Set(["First"]));
    await expect(listAudience(shop.ctx("viewer"), ask)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await makeWorkspace({ now });
    await expect(listAudience(other.ctx(), ask)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("leaves as a file without those who opted out since, and stands in the audit log", async () => {
    await expect(file(["field:externalId"], "both")).rejects.toMatchObject({ code: "INVALID" });
    await launch();
    const [head, ...lines] = await file(["field:externalId", "audience:group", "audience:segment"], "both");
    expect(head).toBe("Customer key,Group,Counts for segment");
    expect(lines).toHaveLength(89);
    const control = await file(["field:externalId"], "control");
    expect(lines.filter((line) => line.includes(",control,"))).toHaveLength(control.length - 1);
    await shop
      .ctx()
      .db.update(customers)
      .set({ consentEmail: "out" })
      .where(and(eq(customers.workspaceId, shop.workspaceId), eq(customers.no, 2)));
    expect(await file(["field:externalId"], "both")).toHaveLength(1 + 88);
    const logged = await shop
      .ctx()
      .db.select({ detail: auditLog.detail })
      .from(auditLog)
      .where(and(eq(auditLog.workspaceId, shop.workspaceId), eq(auditLog.action, "campaign.exported")))
      .orderBy(auditLog.at, auditLog.id);
    expect(logged.at(-1)?.detail).toEqual({ people: 88, group: "both", columns: ["field:externalId"] });
    for (const role of ["member", "viewer"] as const)
      await expect(
        exportAudience(shop.ctx(role), { campaignId, columns: ["field:externalId"], group: "both" }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await makeWorkspace({ now });
    await expect(
      exportAudience(other.ctx(), { campaignId, columns: ["field:externalId"], group: "both" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("knows on which days how many are free of other campaigns", async () => {
    const given = { ownerId: shop.users.owner.id, status: "planned" as const };
    const rival = await addCampaign(shop, {
      ...given,
      segmentIds: [second],
      startOn: "2026-05-12",
      endOn: "2026-05-13",
    });
    await addCampaign(shop, { ...given, segmentIds: [first], status: "draft" });
    const { days: free } = await listFreeDays(shop.ctx(), { campaignId });
    expect(free?.length).toBe(22);
    expect(free?.slice(0, 5).map((day) => day.free)).toEqual([89, 89, 49, 49, 89]);
    // Launched, the rival reaches its frozen audience without its control group.
    await setCampaignStatus(shop.ctx(), { campaignId: rival, version: 1, to: "running" });
    expect((await listFreeDays(shop.ctx(), { campaignId })).days?.[2]?.free).toBe(49);
    expect((await listFreeDays(shop.ctx("viewer"), { campaignId })).days).not.toBeNull();
  });
});
