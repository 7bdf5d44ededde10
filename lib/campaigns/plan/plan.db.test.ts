import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { notifications, planItems } from "@/db/schema";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { getMyWork } from "@/lib/work/queries";
import { addDependency, removeDependency } from "../dependencies/mutations";
import { acceptTactic, assignTactic, finishTactic, reopenTactic, takeTactic } from "../tactics/mutations";
import { PlanItemInput } from "./model";
import { addPlanItem, removePlanItem, restorePlanItem, updatePlanItem } from "./mutations";
import { listDependencies, listPlanItems } from "./queries";

const now = new Date("2026-05-04T10:00:00Z");
let shop: TestWorkspace;
let other: TestWorkspace;
let campaignId: string;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ now }), makeWorkspace({ now })]);
});
beforeEach(async () => {
  campaignId = await addCampaign(shop, { name: "Early access", ownerId: shop.users.marketer.id });
});

const input = (given: Partial<PlanItemInput> = {}) =>
  PlanItemInput.parse({
    campaignId,
    kind: "tactic",
    name: "Write the copy",
    startOn: "2026-05-04",
    endOn: "2026-05-08",
    ...given,
  });
const items = () => listPlanItems(shop.ctx(), { campaignId });
const noticesOf = (userId: string) =>
  shop
    .ctx()
    .db.select({ title: notifications.title })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, shop.workspaceId), eq(notifications.userId, userId)));

describe("tactics and milestones", () => {
  it("are added in order; a milestone has one day", async () => {
    await addPlanItem(shop.ctx("marketer"), input({ hours: 6, assigneeId: shop.users.member.id }));
    await addPlanItem(shop.ctx("marketer"), input({ kind: "milestone", name: "Sign-off", progress: 40 }));
    expect(await items()).toEqual([
      expect.objectContaining({ name: "Write the copy", position: 1, hours: 6, assigneeName: "Test member" }),
      expect.objectContaining({ name: "Sign-off", position: 2, endOn: "2026-05-04", progress: 0 }),
    ]);
    expect(await noticesOf(shop.users.member.id)).toContainEqual({
      title: "Test marketer gave you “Write the copy” in “Early access”",
    });
  });

  it("are refused for members, for other workspaces, for viewers as assignees and in the archive", async () => {
    await expect(addPlanItem(shop.ctx("member"), input())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(addPlanItem(other.ctx(), input())).rejects.toMatchObject({ code: "NOT_FOUND" });
    const given = input({ assigneeId: shop.users.viewer.id });
    await expect(addPlanItem(shop.ctx(), given)).rejects.toMatchObject({ code: "INVALID" });
    const archived = await addCampaign(shop, { status: "archived" });
    await expect(addPlanItem(shop.ctx(), input({ campaignId: archived }))).rejects.toThrow("is archived");
  });

  it("change in parts, on their newest version only", async () => {
    const itemId = await addTactic(shop, { campaignId });
    const ctx = shop.ctx("marketer");
    const changes = { name: "Write all copy", progress: 100 };
    expect(await updatePlanItem(ctx, { itemId, version: 1, changes })).toEqual({ version: 2 });
    expect((await items())[0]).toMatchObject({ ...changes, doneAt: now, version: 2, endOn: "2026-05-08" });
    const late = updatePlanItem(ctx, { itemId, version: 1, changes: { hours: 3 } });
    await expect(late).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("“Write all copy”"),
      fields: { progress: "100" },
    });
    await updatePlanItem(ctx, { itemId, version: 2, changes: { progress: 50 } });
    expect((await items())[0]).toMatchObject({ doneAt: null });
    const reversed = updatePlanItem(ctx, { itemId, version: 3, changes: { endOn: "2026-05-01" } });
    await expect(reversed).rejects.toMatchObject({ code: "INVALID", fields: { endOn: expect.any(String) } });
  });

  it("let a member change their own and nothing else", async () => {
    const own = await addTactic(shop, { campaignId, assigneeId: shop.users.member.id });
    const foreign = await addTactic(shop, { campaignId, assigneeId: shop.users.marketer.id });
    const ctx = shop.ctx("member");
    const changes = { progress: 30 };
    expect(await updatePlanItem(ctx, { itemId: own, version: 1, changes })).toEqual({ version: 2 });
    const refused = { code: "FORBIDDEN" };
    await expect(updatePlanItem(ctx, { itemId: foreign, version: 1, changes })).rejects.toMatchObject(
      refused,
    );
    const giveAway = { itemId: own, version: 2, changes: { assigneeId: shop.users.owner.id } };
    await expect(updatePlanItem(ctx, giveAway)).rejects.toMatchObject(refused);
    await expect(
      updatePlanItem(shop.ctx("viewer"), { itemId: own, version: 2, changes }),
    ).rejects.toMatchObject(refused);
    await expect(updatePlanItem(other.ctx(), { itemId: own, version: 2, changes })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await listPlanItems(ctx, { campaignId })).map((item) => item.canEdit)).toEqual([true, false]);
  });

  it("come back exactly as they were, with their dependencies", async () => {
    const first = await addTactic(shop, { campaignId, name: "First", position: 1 });
    const second = await addTactic(shop, { campaignId, name: "Second", position: 2, progress: 20 });
    const ctx = shop.ctx("marketer");
    await addDependency(ctx, { fromId: first, toId: second, type: "FS", lagDays: 2 });
    const before = [await items(), await listDependencies(ctx, { campaignId })];
    await expect(removePlanItem(shop.ctx("member"), { itemId: second })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(removePlanItem(other.ctx(), { itemId: second })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const removed = await removePlanItem(ctx, { itemId: second });
    expect(await listDependencies(ctx, { campaignId })).toEqual([]);
    await expect(restorePlanItem(other.ctx(), removed)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(restorePlanItem(shop.ctx("member"), removed)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await restorePlanItem(ctx, removed);
    expect([await items(), await listDependencies(ctx, { campaignId })]).toEqual(before);
  });

  it("come back without a dependency whose other end is gone", async () => {
    const first = await addTactic(shop, { campaignId, name: "First" });
    const second = await addTactic(shop, { campaignId, name: "Second" });
    const ctx = shop.ctx("marketer");
    await addDependency(ctx, { fromId: first, toId: second, type: "FS", lagDays: 0 });
    const removed = await removePlanItem(ctx, { itemId: second });
    await removePlanItem(ctx, { itemId: first });
    await restorePlanItem(ctx, removed);
    expect((await items()).map((item) => item.name)).toEqual(["Second"]);
    expect(await listDependencies(ctx, { campaignId })).toEqual([]);
  });
});

describe("dependencies", () => {
  it("refuse a circle and name it, also through a campaign", async () => {
    const ctx = shop.ctx("marketer");
    const copy = await addTactic(shop, { campaignId, name: "Copy" });
    const layout = await addTactic(shop, { campaignId, name: "Layout" });
    const later = await addCampaign(shop, { name: "Later" });
    const link = (fromId: string, toId: string) =>
      addDependency(ctx, { fromId, toId, type: "FS", lagDays: 0 });
    const { id } = await link(copy, layout);
    await expect(link(layout, copy)).rejects.toThrow(
      "This would make the plan wait for itself: “Layout” → “Copy” → “Layout”.",
    );
    await expect(link(copy, copy)).rejects.toThrow("cannot wait for itself");
    await expect(link(copy, layout)).rejects.toMatchObject({ code: "CONFLICT" });
    await link(campaignId, later);
    await expect(link(later, copy)).resolves.toBeDefined();
    await expect(link(later, campaignId)).rejects.toThrow("“Later” → “Early access” → “Later”");
    expect(await removeDependency(ctx, { dependencyId: id })).toEqual({
      fromId: copy,
      toId: layout,
      type: "FS",
      lagDays: 0,
    });
    await expect(link(layout, copy)).resolves.toBeDefined();
  });

  it("are for editors of campaigns, inside one workspace", async () => {
    const [a, b] = [await addTactic(shop, { campaignId }), await addTactic(shop, { campaignId })];
    const theirs = await addCampaign(other);
    const link = { fromId: a, toId: b, type: "FS" as const, lagDays: 0 };
    await expect(addDependency(shop.ctx("member"), link)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(addDependency(other.ctx(), link)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(addDependency(shop.ctx(), { ...link, toId: theirs })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const { id } = await addDependency(shop.ctx(), link);
    await expect(removeDependency(other.ctx(), { dependencyId: id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(removeDependency(shop.ctx("viewer"), { dependencyId: id })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("taking, handing over and finishing", () => {
  const holder = async (itemId: string) => {
    const [row] = await shop
      .ctx()
      .db.select({
        assigneeId: planItems.assigneeId,
        acceptedBy: planItems.acceptedBy,
        progress: planItems.progress,
        doneAt: planItems.doneAt,
      })
      .from(planItems)
      .where(and(eq(planItems.workspaceId, shop.workspaceId), eq(planItems.id, itemId)));
    return row;
  };

  it("goes to the first who takes it, and its campaign's owner hears of it", async () => {
    const itemId = await addTactic(shop, { campaignId, name: "Photos" });
    await takeTactic(shop.ctx("member"), { itemId });
    expect(await holder(itemId)).toMatchObject({ assigneeId: shop.users.member.id });
    await expect(takeTactic(shop.ctx("manager"), { itemId })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Test member has taken “Photos” already.",
    });
    expect(await noticesOf(shop.users.marketer.id)).toContainEqual({
      title: "Test member took “Photos” in “Early access”",
    });
    await expect(takeTactic(shop.ctx("viewer"), { itemId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(takeTactic(other.ctx(), { itemId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is accepted by whom it was given to, and by nobody else", async () => {
    const { marketer } = shop.users;
    const itemId = await addTactic(shop, { campaignId, name: "Prices" });
    await assignTactic(shop.ctx("manager"), { itemId, toUserId: marketer.id, note: "" });
    expect(await holder(itemId)).toMatchObject({ assigneeId: marketer.id, acceptedBy: null });
    for (const role of ["member", "manager", "viewer"] as const)
      await expect(acceptTactic(shop.ctx(role), { itemId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(acceptTactic(other.ctx(), { itemId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await acceptTactic(shop.ctx("marketer"), { itemId });
    await acceptTactic(shop.ctx("marketer"), { itemId });
    expect(await holder(itemId)).toMatchObject({ acceptedBy: marketer.id });
    await assignTactic(shop.ctx("marketer"), { itemId, toUserId: shop.users.member.id, note: "" });
    expect((await getMyWork(shop.ctx("member"))).tasks).toContainEqual(
      expect.objectContaining({ name: "Prices", isAccepted: false }),
    );
  });

  it("is handed over by whom it belongs to, or by a marketer, and both sides hear of it", async () => {
    const itemId = await addTactic(shop, { campaignId, name: "Proof", assigneeId: shop.users.member.id });
    const to = (toUserId: string | null, note = "") => ({ itemId, toUserId, note });
    await assignTactic(shop.ctx("member"), to(shop.users.manager.id, "on leave"));
    expect(await noticesOf(shop.users.manager.id)).toContainEqual({
      title: "Test member handed you “Proof” in “Early access”: on leave",
    });
    await expect(assignTactic(shop.ctx("member"), to(shop.users.member.id))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await assignTactic(shop.ctx("owner"), to(shop.users.member.id));
    expect(await noticesOf(shop.users.manager.id)).toContainEqual({
      title: "Test owner handed “Proof” in “Early access” to Test member",
    });
    await assignTactic(shop.ctx("member"), to(null));
    expect(await holder(itemId)).toMatchObject({ assigneeId: null });
    await expect(assignTactic(other.ctx(), to(null))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(assignTactic(shop.ctx(), to(other.users.owner.id))).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("is finished and reopened where it was", async () => {
    const itemId = await addTactic(shop, { campaignId, assigneeId: shop.users.member.id, progress: 60 });
    const ctx = shop.ctx("member");
    expect(await finishTactic(ctx, { itemId })).toEqual({ itemId, version: 2, progress: 60 });
    expect(await holder(itemId)).toMatchObject({ progress: 100, doneAt: now });
    await reopenTactic(ctx, { itemId, progress: 60 });
    expect(await holder(itemId)).toMatchObject({ progress: 60, doneAt: null });
    const foreign = await addTactic(shop, { campaignId });
    await expect(finishTactic(ctx, { itemId: foreign })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(finishTactic(other.ctx(), { itemId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(reopenTactic(shop.ctx("viewer"), { itemId, progress: 0 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(reopenTactic(other.ctx(), { itemId, progress: 0 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
