import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog, campaigns, invitations, members, planItems, segments } from "@/db/schema";
import { addCampaign, addSegment, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { ROLES } from "@/lib/auth/permissions";
import { closeSession, openSession } from "@/lib/auth/sessions/mutations";
import { readSession } from "@/lib/auth/sessions/queries";
import { inviteMember } from "../invitations/mutations";
import { changeRole, removeMember, setWeeklyHours } from "./mutations";
import { listMembers, listOwnerNames } from "./queries";

let shop: TestWorkspace;
let other: TestWorkspace;
beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
});

async function memberRow(workspace: TestWorkspace, userId: string) {
  const [row] = await workspace
    .ctx()
    .db.select({ role: members.role, weeklyHours: members.weeklyHours, removedAt: members.removedAt })
    .from(members)
    .where(and(eq(members.workspaceId, workspace.workspaceId), eq(members.userId, userId)));
  return row;
}

const audited = async () =>
  (
    await shop
      .ctx()
      .db.select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.workspaceId, shop.workspaceId))
  ).map(({ action }) => action);

/** A segment, a tactic and a campaign of one person, and a finished campaign that stays theirs. */
async function giveDuties(userId: string) {
  const segmentId = await addSegment(shop, { no: 1, name: "Regulars", ownerId: userId });
  const campaignId = await addCampaign(shop, { name: "Spring", status: "running", ownerId: userId });
  const itemId = await addTactic(shop, { campaignId, assigneeId: userId });
  const doneId = await addTactic(shop, { campaignId, assigneeId: userId, progress: 100 });
  const pastId = await addCampaign(shop, { name: "Winter", status: "finished", ownerId: userId });
  return { segmentId, campaignId, itemId, doneId, pastId };
}

async function owners({
  segmentId,
  campaignId,
  itemId,
  doneId,
  pastId,
}: Awaited<ReturnType<typeof giveDuties>>) {
  const { db } = shop.ctx();
  const [segment] = await db
    .select({ at: segments.ownerId })
    .from(segments)
    .where(eq(segments.id, segmentId));
  const campaign = async (id: string) =>
    (await db.select({ at: campaigns.ownerId }).from(campaigns).where(eq(campaigns.id, id)))[0]?.at;
  const item = async (id: string) =>
    (await db.select({ at: planItems.assigneeId }).from(planItems).where(eq(planItems.id, id)))[0]?.at;
  return {
    segment: segment?.at,
    campaign: await campaign(campaignId),
    past: await campaign(pastId),
    item: await item(itemId),
    done: await item(doneId),
  };
}

const WRITES = [
  [
    "changeRole",
    (ctx: Parameters<typeof changeRole>[0], userId: string) => changeRole(ctx, { userId, role: "manager" }),
  ],
  [
    "setWeeklyHours",
    (ctx: Parameters<typeof changeRole>[0], userId: string) =>
      setWeeklyHours(ctx, { userId, weeklyHours: 20 }),
  ],
  ["removeMember", (ctx: Parameters<typeof changeRole>[0], userId: string) => removeMember(ctx, { userId })],
] as const;

describe.each(WRITES)("%s", (_, write) => {
  it.each(ROLES.filter((role) => role !== "owner"))("is refused to a %s", async (role) => {
    await expect(write(shop.ctx(role), shop.users.member.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await memberRow(shop, shop.users.member.id)).toEqual({
      role: "member",
      weeklyHours: 40,
      removedAt: null,
    });
  });

  it("does not reach the members of another workspace", async () => {
    await expect(write(shop.ctx(), other.users.member.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await memberRow(other, other.users.member.id)).toEqual({
      role: "member",
      weeklyHours: 40,
      removedAt: null,
    });
  });

  it("is refused to an owner who is none any more, though their page still says so", async () => {
    const { db } = shop.ctx();
    await db
      .insert(members)
      .values({ workspaceId: shop.workspaceId, userId: other.users.owner.id, role: "owner" });
    await changeRole(shop.ctx(), { userId: other.users.owner.id, role: "viewer" });
    const stale = {
      ...shop.ctx(),
      actor: { userId: other.users.owner.id, role: "owner" as const, name: "Former" },
    };
    await expect(write(stale, shop.users.member.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a role", () => {
  it("is changed, with a line in the log, and can be changed back", async () => {
    const userId = shop.users.marketer.id;
    expect(await changeRole(shop.ctx(), { userId, role: "manager" })).toEqual({ before: "marketer" });
    expect((await memberRow(shop, userId))?.role).toBe("manager");
    await changeRole(shop.ctx(), { userId, role: "marketer" });
    expect(await audited()).toEqual(["member.roleChanged", "member.roleChanged"]);
  });

  it("that cannot own frees what the person owned", async () => {
    const userId = shop.users.marketer.id;
    const duties = await giveDuties(userId);
    await changeRole(shop.ctx(), { userId, role: "member" });
    expect((await owners(duties)).segment).toBe(userId);
    await changeRole(shop.ctx(), { userId, role: "viewer" });
    expect(await owners(duties)).toEqual({
      segment: null,
      campaign: null,
      item: null,
      done: userId,
      past: userId,
    });
  });

  it("of the only owner stays", async () => {
    const change = changeRole(shop.ctx(), { userId: shop.users.owner.id, role: "manager" });
    await expect(change).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await listOwnerNames(shop.ctx("viewer"))).toEqual(["Test owner"]);
  });

  it("of two owners who demote each other at the same moment is kept by one", async () => {
    const first = shop.users.owner.id;
    const second = shop.users.manager.id;
    await changeRole(shop.ctx(), { userId: second, role: "owner" });
    const asSecond = {
      ...shop.ctx("manager"),
      actor: { userId: second, role: "owner" as const, name: "Second" },
    };
    const results = await Promise.allSettled([
      changeRole(shop.ctx(), { userId: second, role: "viewer" }),
      changeRole(asSecond, { userId: first, role: "viewer" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = [await memberRow(shop, first), await memberRow(shop, second)].filter(
      (row) => row?.role === "owner",
    );
    expect(left).toHaveLength(1);
  });
});

describe("last seen", () => {
  it("is when the person used Facet last, also after they signed out", async () => {
    const { id: userId } = shop.users.marketer;
    const seen = async () =>
      (await listMembers(shop.ctx())).find((member) => member.userId === userId)?.lastSeenAt ?? null;
    expect(await seen()).toBeNull();
    await closeSession(await openSession({ userId, userAgent: "" }));
    expect(Date.now() - ((await seen())?.getTime() ?? 0)).toBeLessThan(60_000);
  });
});

describe("weekly hours", () => {
  it("are set and answer what they were", async () => {
    const userId = shop.users.member.id;
    expect(await setWeeklyHours(shop.ctx(), { userId, weeklyHours: 24 })).toEqual({ before: 40 });
    expect((await memberRow(shop, userId))?.weeklyHours).toBe(24);
    expect(await audited()).toEqual(["member.hoursChanged"]);
  });
});

describe("a removed member", () => {
  it("has no access from that moment, in a session that is still open", async () => {
    const { id: userId } = shop.users.marketer;
    const sessionId = await openSession({ userId, userAgent: "" });
    expect((await readSession(sessionId))?.active?.workspaceId).toBe(shop.workspaceId);
    await removeMember(shop.ctx(), { userId });
    expect(await readSession(sessionId)).toMatchObject({ memberships: [], active: undefined });
  });

  it("leaves the list, and what they owned free to take; what is done stays theirs", async () => {
    const { id: userId } = shop.users.marketer;
    const duties = await giveDuties(userId);
    const before = (await listMembers(shop.ctx("viewer"))).find((member) => member.userId === userId);
    expect(before).toMatchObject({ role: "marketer", ownedSegments: 1, openTactics: 1, lastSeenAt: null });
    await removeMember(shop.ctx(), { userId });
    expect((await listMembers(shop.ctx())).map((member) => member.role).sort()).toEqual([
      "manager",
      "member",
      "owner",
      "viewer",
    ]);
    expect(await owners(duties)).toEqual({
      segment: null,
      campaign: null,
      item: null,
      done: userId,
      past: userId,
    });
    await expect(removeMember(shop.ctx(), { userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is not the only owner; of two, one may remove themselves, and their links stop working", async () => {
    const { id: first } = shop.users.owner;
    await expect(removeMember(shop.ctx(), { userId: first })).rejects.toMatchObject({ code: "CONFLICT" });
    await changeRole(shop.ctx(), { userId: shop.users.manager.id, role: "owner" });
    const { invitationId } = await inviteMember(shop.ctx(), { role: "owner", email: null });
    await removeMember(shop.ctx(), { userId: first });
    const [link] = await shop
      .ctx()
      .db.select({ revokedAt: invitations.revokedAt })
      .from(invitations)
      .where(eq(invitations.id, invitationId));
    expect(link?.revokedAt).not.toBeNull();
  });
});
