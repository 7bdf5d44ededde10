import { and, eq } from "drizzle-orm";
import ical from "node-ical";
import { convertIcsCalendar } from "ts-ics";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog, calendarFeeds, campaigns, members, planItems } from "@/db/schema";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { ROLES, type Role } from "@/lib/auth/permissions";
import { removeMember } from "@/lib/workspaces/members/mutations";
import { MAX_FEEDS } from "./feed";
import { writeCalendar } from "./ics";
import { createFeed, noteRead, revokeFeed, revokeFeedsOf } from "./mutations";
import { findFeed, getCalendar, listFeeds } from "./queries";

const ORIGIN = "https://facet.example";
const NOW = new Date("2026-05-10T10:00:00Z");
let shop: TestWorkspace;
let other: TestWorkspace;
let campaignId: string;
beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ name: "Shop", now: NOW }), makeWorkspace({ now: NOW })]);
  campaignId = await addCampaign(shop, {
    name: "Spring",
    ownerId: shop.users.marketer.id,
    status: "running",
  });
  await addTactic(shop, { campaignId, name: "Copy", assigneeId: shop.users.member.id, channel: "email" });
  await addTactic(shop, {
    campaignId,
    name: "Send",
    kind: "milestone",
    startOn: "2026-05-20",
    endOn: "2026-05-20",
  });
});

const person = { kind: "person" as const };
const ofCampaign = () => ({ kind: "campaign" as const, campaignId });
const everything = { kind: "workspace" as const };

/** As the address answers: from the token alone. */
async function read(token: string) {
  const feed = await findFeed(token);
  if (!feed) return null;
  const { owner, kind } = feed;
  return getCalendar(
    { ...shop.ctx(owner.role), actor: { ...owner, userId: owner.id } },
    { ...feed, kind },
    ORIGIN,
  );
}
const summaries = async (token: string) => (await read(token))?.events.map(({ summary }) => summary);
const setRole = (from: Role, set: { role?: Role; removedAt?: Date }) =>
  shop
    .ctx()
    .db.update(members)
    .set(set)
    .where(and(eq(members.workspaceId, shop.workspaceId), eq(members.userId, shop.users[from].id)));

describe("a feed", () => {
  it("of a person holds what is theirs and nothing else", async () => {
    const tokens = await Promise.all(
      (["marketer", "member", "viewer"] as const).map((role) => createFeed(shop.ctx(role), person)),
    );
    const found = await Promise.all(tokens.map(({ token }) => summaries(token)));
    expect(found).toEqual([["Spring"], ["Copy · Spring"], []]);
  });

  it("of a campaign holds it with its plan, of a workspace every campaign but archived and long ended ones", async () => {
    await addCampaign(shop, { name: "Old", startOn: "2025-04-01", endOn: "2025-05-08" });
    await addCampaign(shop, { name: "Kept away", status: "archived" });
    await addCampaign(other, { name: "Elsewhere" });
    await addCampaign(shop, { name: "Summer", startOn: "2026-07-01", endOn: "2026-07-31" });
    const one = await createFeed(shop.ctx("viewer"), ofCampaign());
    const all = await createFeed(shop.ctx(), everything);
    const plan = ["Spring", "Copy · Spring", "Send · Spring"];
    expect(await summaries(one.token)).toEqual(plan);
    expect(await summaries(all.token)).toEqual(["Spring", "Summer", ...plan.slice(1)]);
  });

  it("is read alike by two independent libraries from the rows of the database", async () => {
    const { token } = await createFeed(shop.ctx(), ofCampaign());
    const calendar = await read(token);
    if (!calendar) throw new Error("The feed was not found.");
    const text = writeCalendar(calendar);
    const one = Object.values(ical.sync.parseICS(text)).flatMap((part) =>
      part?.type === "VEVENT"
        ? [{ uid: part.uid, name: part.summary, sequence: Number(part.sequence), status: part.status }]
        : [],
    );
    const two = convertIcsCalendar(undefined, text).events?.map(({ uid, summary, sequence, status }) => ({
      ...{ uid, name: summary, sequence, status },
    }));
    expect(one).toEqual(two);
    expect(one.map(({ name, sequence, status }) => [name, sequence, status])).toEqual([
      ["Spring", 1, "CONFIRMED"],
      ["Copy · Spring", 2, "CONFIRMED"],
      ["Send · Spring", 2, "CONFIRMED"],
    ]);
  });

  it("keeps an entry's identity and counts up when it or its campaign changes", async () => {
    const { token } = await createFeed(shop.ctx("member"), person);
    const [before] = (await read(token))?.events ?? [];
    const { db } = shop.ctx();
    await db.update(planItems).set({ version: 4, endOn: "2026-05-12" }).where(eq(planItems.name, "Copy"));
    await db.update(campaigns).set({ version: 3, status: "paused" }).where(eq(campaigns.id, campaignId));
    const [after] = (await read(token))?.events ?? [];
    expect(after).toMatchObject({ uid: before?.uid, sequence: 7, endOn: "2026-05-12", status: "TENTATIVE" });
    expect(before).toMatchObject({ sequence: 2, endOn: "2026-05-08", status: "CONFIRMED" });
  });

  it("answers with the rights that its owner has now", async () => {
    const all = await createFeed(shop.ctx(), everything);
    const own = await createFeed(shop.ctx(), person);
    await setRole("owner", { role: "viewer" });
    await expect(read(all.token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await summaries(own.token)).toEqual([]);
    await setRole("owner", { removedAt: NOW });
    expect(await findFeed(own.token)).toBeNull();
  });

  it("is gone with its campaign in the archive", async () => {
    const { token } = await createFeed(shop.ctx(), ofCampaign());
    await shop.ctx().db.update(campaigns).set({ status: "archived" }).where(eq(campaigns.id, campaignId));
    await expect(read(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the address", () => {
  it("of somebody who is removed stays dead when they come back; those of others live on", async () => {
    const gone = await createFeed(shop.ctx("member"), person);
    const kept = await createFeed(shop.ctx("viewer"), person);
    const { id: userId } = shop.users.member;
    for (const ctx of [shop.ctx("manager"), shop.ctx("member")])
      await expect(revokeFeedsOf(ctx, { userId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await revokeFeedsOf(other.ctx(), { userId });
    expect(await findFeed(gone.token)).not.toBeNull();
    await removeMember(shop.ctx(), { userId });
    await shop.ctx().db.update(members).set({ removedAt: null }).where(eq(members.userId, userId));
    expect(await findFeed(gone.token)).toBeNull();
    expect(await findFeed(kept.token)).not.toBeNull();
  });

  it("is answered once; the database has only its hash, and the log neither", async () => {
    const { feedId, token } = await createFeed(shop.ctx("member"), person);
    expect(token).toMatch(/^[\w-]{43}$/);
    const { db } = shop.ctx();
    const rows = await db.select().from(calendarFeeds).where(eq(calendarFeeds.id, feedId));
    const log = await db.select().from(auditLog).where(eq(auditLog.subject, feedId));
    expect(log.map(({ action }) => action)).toEqual(["feed.created"]);
    expect(JSON.stringify([rows, log])).not.toContain(token);
    expect(await findFeed(`${token.slice(0, -1)}_`)).toBeNull();
  });

  it("may be made by every role, for the whole workspace by an owner only, and in one's own workspace only", async () => {
    for (const role of ROLES) {
      await createFeed(shop.ctx(role), person);
      await createFeed(shop.ctx(role), ofCampaign());
      if (role !== "owner")
        await expect(createFeed(shop.ctx(role), everything)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(createFeed(other.ctx(), ofCampaign())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is one of at most twenty a person", async () => {
    for (let made = 0; made < MAX_FEEDS; made++) await createFeed(shop.ctx("viewer"), person);
    await expect(createFeed(shop.ctx("viewer"), person)).rejects.toMatchObject({ code: "LIMIT" });
    await createFeed(shop.ctx("member"), person);
  });

  it("is revoked by whose it is and by an owner, and answers nothing from then on", async () => {
    const { feedId, token } = await createFeed(shop.ctx("member"), person);
    for (const ctx of [shop.ctx("manager"), other.ctx()])
      await expect(revokeFeed(ctx, { feedId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await findFeed(token)).not.toBeNull();
    await revokeFeed(shop.ctx("member"), { feedId });
    expect(await findFeed(token)).toBeNull();
    await expect(revokeFeed(shop.ctx("member"), { feedId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const second = await createFeed(shop.ctx("member"), person);
    await revokeFeed(shop.ctx(), { feedId: second.feedId });
    expect(await findFeed(second.token)).toBeNull();
  });

  it("is listed to whose it is; everybody's to an owner", async () => {
    const { feedId } = await createFeed(shop.ctx("member"), ofCampaign());
    await createFeed(shop.ctx("viewer"), person);
    expect(await listFeeds(shop.ctx("member"), { of: "me" })).toMatchObject([
      { id: feedId, campaignName: "Spring", lastReadAt: null },
    ]);
    expect(await listFeeds(shop.ctx("viewer"), { of: "me", campaignId })).toEqual([]);
    expect(await listFeeds(shop.ctx(), { of: "all" })).toHaveLength(2);
    expect(await listFeeds(other.ctx(), { of: "all" })).toEqual([]);
    await expect(listFeeds(shop.ctx("manager"), { of: "all" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps when it was last read, to five minutes", async () => {
    const { feedId, token } = await createFeed(shop.ctx("member"), person);
    const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    const readAt = async (minutes: number) => {
      const feed = await findFeed(token);
      if (feed) await noteRead({ ...shop.ctx("member"), now: () => at(minutes) }, feed);
      return (await findFeed(token))?.lastReadAt;
    };
    expect([await readAt(0), await readAt(4), await readAt(6)]).toEqual([at(0), at(0), at(6)]);
    await noteRead({ ...other.ctx(), now: () => at(60) }, { id: feedId, lastReadAt: null });
    expect((await findFeed(token))?.lastReadAt).toEqual(at(6));
  });
});
