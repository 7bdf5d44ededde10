import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as make from "@/db/factories";
import { auditLog, campaignSegments, segmentAssignments } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import { restoreSegments } from "../mutations";
import { handOverSegments } from "../ownership/mutations";
import { listSegments } from "../queries";
import { archiveSegments } from "./mutations";
import { getArchiveOutlook } from "./queries";

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

let shop: SmallShop;
let owner: Ctx;
let ids: { parent: string; child: string; apart: string };
beforeEach(async () => {
  shop = await makeSmallShop();
  owner = shop.ctx();
  const parent = (await make.makeSegment(owner, { name: "Parent" })).id;
  const child = (await make.makeSegment(owner, { name: "Child", parentId: parent })).id;
  ids = { parent, child, apart: (await make.makeSegment(owner, { name: "Apart" })).id };
});

const inUse = async () => (await listSegments(owner)).map(({ name }) => name);
async function target(segmentId: string, name: string, status: "draft" | "finished" = "draft") {
  const { id: campaignId } = await make.makeCampaign(owner, { name, status });
  await owner.db
    .insert(campaignSegments)
    .values({ workspaceId: shop.workspaceId, campaignId, segmentId, segmentVersion: 1 });
}
const countAudit = async (action: string) =>
  (
    await owner.db
      .select({ id: auditLog.id })
      .from(auditLog)
      .where(and(eq(auditLog.workspaceId, shop.workspaceId), eq(auditLog.action, action)))
  ).length;

describe("archiving several", () => {
  it("takes a parent and its child together, each with a line in the audit log, and undo brings both back", async () => {
    const segmentIds = [ids.parent, ids.child];
    await archiveSegments(owner, { segmentIds });
    expect(await inUse()).toEqual(["Apart"]);
    expect(await countAudit("segment.archived")).toBe(2);
    await archiveSegments(owner, { segmentIds });
    expect(await countAudit("segment.archived")).toBe(2);
    await restoreSegments(owner, { segmentIds: segmentIds.toReversed() });
    expect(await inUse()).toEqual(["Apart", "Child", "Parent"]);
  });

  it("says before what holds which, and how many campaigns", async () => {
    await target(ids.child, "Spring");
    await target(ids.apart, "Winter", "finished");
    const outlook = await getArchiveOutlook(owner, { segmentIds: Object.values(ids) });
    expect(outlook).toMatchObject({
      free: [{ name: "Apart" }],
      held: [
        { name: "Child", blockers: [{ name: "Spring", kind: "campaign", why: "draft campaign" }] },
        { name: "Parent", blockers: [{ name: "Child", kind: "segment", why: "narrows it" }] },
      ],
      heldByCampaigns: 1,
      pastCampaigns: 1,
      personas: 0,
    });
  });

  it("writes nothing when one of them is still used, or is not there", async () => {
    await target(ids.child, "Spring");
    expect(await code(archiveSegments(owner, { segmentIds: Object.values(ids) }))).toBe("CONFLICT");
    expect(await code(archiveSegments(owner, { segmentIds: [ids.apart, newId()] }))).toBe("NOT_FOUND");
    expect(await inUse()).toHaveLength(3);
    await archiveSegments(owner, { segmentIds: [ids.apart] });
    expect(await code(restoreSegments(owner, { segmentIds: [ids.apart, newId()] }))).toBe("NOT_FOUND");
    expect(await inUse()).toHaveLength(2);
    expect(await countAudit("segment.restored")).toBe(0);
  });

  it("is refused to roles that may not, and in another workspace", async () => {
    const segmentIds = [ids.apart];
    const other = (await makeSmallShop()).ctx();
    for (const run of [archiveSegments, restoreSegments, getArchiveOutlook]) {
      expect(await code(run(shop.ctx("member"), { segmentIds }))).toBe("FORBIDDEN");
      expect(await code(run(other, { segmentIds }))).toBe("NOT_FOUND");
    }
    expect(await inUse()).toHaveLength(3);
  });
});

describe("handing several over", () => {
  const owners = async () =>
    Object.fromEntries((await listSegments(owner)).map(({ name, ownerId }) => [name, ownerId]));
  const handedOver = () =>
    owner.db
      .select({ note: segmentAssignments.note, action: segmentAssignments.action })
      .from(segmentAssignments)
      .where(eq(segmentAssignments.workspaceId, shop.workspaceId));

  it("gives all to one person with the note, each on record", async () => {
    const marketer = shop.ctx("marketer");
    const toUserId = marketer.actor.userId ?? "";
    const segmentIds = [ids.apart, ids.child, ids.apart];
    await handOverSegments(owner, { segmentIds, toUserId, note: "Yours" });
    expect(await owners()).toEqual({ Apart: toUserId, Child: toUserId, Parent: null });
    expect(await handedOver()).toEqual(Array(2).fill({ action: "hand over", note: "Yours" }));
    expect(await countAudit("segment.handedOver")).toBe(2);
  });

  it("writes nothing when one may not be given, is archived or is not there", async () => {
    const member = shop.ctx("member");
    const memberId = member.actor.userId ?? "";
    const toUserId = shop.ctx("marketer").actor.userId ?? "";
    await handOverSegments(owner, { segmentIds: [ids.apart], toUserId: memberId, note: "" });
    const both = { segmentIds: [ids.apart, ids.child], toUserId, note: "" };
    expect(await code(handOverSegments(member, both))).toBe("FORBIDDEN");
    const missing = { ...both, segmentIds: [ids.apart, newId()] };
    expect(await code(handOverSegments(owner, missing))).toBe("NOT_FOUND");
    await archiveSegments(owner, { segmentIds: [ids.child] });
    expect(await code(handOverSegments(owner, both))).toBe("CONFLICT");
    expect(await owners()).toEqual({ Apart: memberId, Parent: null });
  });

  it("is refused to a viewer, to who cannot own, and in another workspace", async () => {
    const toUserId = shop.ctx("marketer").actor.userId ?? "";
    const segmentIds = [ids.apart];
    const viewer = shop.ctx("viewer");
    expect(await code(handOverSegments(viewer, { segmentIds, toUserId, note: "" }))).toBe("FORBIDDEN");
    const toViewer = { segmentIds, toUserId: viewer.actor.userId ?? "", note: "" };
    expect(await code(handOverSegments(owner, toViewer))).toBe("INVALID");
    const other = (await makeSmallShop()).ctx();
    expect(await code(handOverSegments(other, { segmentIds, toUserId, note: "" }))).toBe("NOT_FOUND");
    expect((await owners()).Apart).toBeNull();
  });
});
