import { beforeAll, describe, expect, it } from "vitest";
import { segmentSizes } from "@/db/schema";
import { addCampaign, addSegment, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { markRead, sendNotices } from "./notices/mutations";
import { countUnread, listNotices } from "./notices/queries";
import { countDue, getMyWork, listFreeWork } from "./queries";

const now = new Date("2026-05-13T10:00:00Z"); // a Wednesday
let shop: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ now }), makeWorkspace({ now })]);
  const me = shop.users.member.id;
  const running = await addCampaign(shop, { name: "Running", status: "running" });
  const archived = await addCampaign(shop, { name: "Gone", status: "archived" });
  await addCampaign(shop, { name: "Soon", status: "planned", startOn: "2026-05-18" });
  await addCampaign(shop, { name: "Far", status: "planned", startOn: "2026-08-01", endOn: "2026-08-02" });
  const mine = (name: string, endOn: string, more = {}) =>
    addTactic(shop, { campaignId: running, assigneeId: me, name, endOn, hours: 10, ...more });
  await mine("Late", "2026-05-11", { startOn: "2026-05-11", progress: 40 });
  await mine("Next", "2026-05-22", { startOn: "2026-05-18" });
  await mine("Done today", "2026-05-12", { progress: 100, doneAt: new Date("2026-05-13T08:00:00Z") });
  await mine("Done before", "2026-05-12", { progress: 100, doneAt: new Date("2026-05-11T08:00:00Z") });
  await addTactic(shop, { campaignId: archived, assigneeId: me, name: "Archived" });
  await addTactic(shop, { campaignId: running, name: "Free" });
  const members = Array.from({ length: 12 }, (_, index) => index + 1);
  await addSegment(shop, { no: 1, name: "Mine", ownerId: me });
  await addSegment(shop, { no: 2, name: "Nobody's" });
  const { db } = shop.ctx();
  const size = (day: string, count: number) => ({
    workspaceId: shop.workspaceId,
    segmentNo: 1,
    day,
    size: count,
  });
  await db.insert(segmentSizes).values([size("2026-04-10", 10), size("2026-05-12", members.length)]);
});

describe("my work", () => {
  it("lists what is open and what was finished today, late first, and the segments with their sizes", async () => {
    const work = await getMyWork(shop.ctx("member"));
    expect(work.tasks.map((task) => task.name)).toEqual(["Late", "Done today", "Next"]);
    expect(work.segments).toEqual([expect.objectContaining({ name: "Mine", sizes: [10, 12] })]);
    expect(work.launches).toEqual([]);
    expect(await countDue(shop.ctx("member"))).toBe(1);
  });

  it("shows launches of the next week to those who approve them", async () => {
    expect((await getMyWork(shop.ctx("manager"))).launches.map((each) => each.name)).toEqual(["Soon"]);
  });

  it("lists what is free, to take by every role but a viewer", async () => {
    const free = await listFreeWork(shop.ctx("member"));
    expect([free.tasks.map((task) => task.name), free.segments.map((each) => each.name)]).toEqual([
      ["Free"],
      ["Nobody's"],
    ]);
    expect([free.mayTake, (await listFreeWork(shop.ctx("viewer"))).mayTake]).toEqual([true, false]);
  });

  it("shows nothing of another workspace", async () => {
    expect(await getMyWork(other.ctx("member"))).toMatchObject({ tasks: [], segments: [] });
    expect(await listFreeWork(other.ctx())).toMatchObject({ tasks: [], segments: [] });
  });
});

describe("notices", () => {
  it("reach each person once, never the sender, and are read by their reader only", async () => {
    const { member, manager } = shop.users;
    const send = (userId: string | null) => ({
      ...{ userId, kind: "assigned" as const },
      ...{ title: "Hello", href: "/work" },
    });
    await sendNotices(shop.ctx("manager"), [send(member.id), send(member.id), send(manager.id), send(null)]);
    const mine = shop.ctx("member");
    expect(await countUnread(mine)).toBe(1);
    expect(await countUnread(shop.ctx("manager"))).toBe(0);
    const [notice] = await listNotices(mine);
    expect(notice).toMatchObject({ title: "Hello", isRead: false });
    const noticeIds = notice ? [notice.id] : [];
    expect(await markRead(shop.ctx("viewer"), { noticeIds })).toEqual({ read: 0 });
    expect(await markRead(other.ctx("member"), { noticeIds })).toEqual({ read: 0 });
    expect(await markRead(mine, {})).toEqual({ read: 1 });
    expect(await countUnread(mine)).toBe(0);
  });

  it("cannot be sent to someone outside the workspace", async () => {
    const notice = {
      ...{ userId: other.users.member.id, kind: "assigned" as const },
      ...{ title: "Hello", href: "/work" },
    };
    await expect(sendNotices(shop.ctx(), [notice])).rejects.toThrow();
  });
});
