import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { workspaces } from "@/db/schema";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { assignTactic } from "@/lib/campaigns/tactics/mutations";
import { getWorkload, getWorkloadCell } from "./queries";
import { NOBODY } from "./workload";

const now = new Date("2026-05-13T10:00:00Z"); // a Wednesday
const [THIS_WEEK, NEXT_WEEK] = ["2026-05-11", "2026-05-18"];
let shop: TestWorkspace;
let other: TestWorkspace;
let spring: string;
let letters: string;
let copy: string;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ now }), makeWorkspace({ now })]);
  const { member, marketer } = shop.users;
  const off = { holidays: [{ on: "2026-05-14", name: "Ascension" }] };
  await shop.ctx().db.update(workspaces).set(off).where(eq(workspaces.id, shop.workspaceId));
  spring = await addCampaign(shop, { name: "Spring", status: "running" });
  letters = await addCampaign(shop, { name: "Letters", status: "planned" });
  const gone = await addCampaign(shop, { name: "Gone", status: "finished" });
  const add = (name: string, campaignId: string, assigneeId: string | null, more = {}) =>
    addTactic(shop, { name, campaignId, assigneeId, startOn: NEXT_WEEK, endOn: "2026-05-22", ...more });
  copy = await add("Copy", spring, member.id, { hours: 50, progress: 20 });
  await add("Late", spring, member.id, { startOn: "2026-05-04", endOn: "2026-05-06", hours: 6 });
  await add("Stamps", letters, member.id, { hours: 10 });
  await add("Over", gone, member.id, { hours: 90 });
  await add("Done", spring, member.id, { hours: 30, progress: 100 });
  await add("Proofs", letters, marketer.id, { hours: 5, endOn: "2026-05-29" });
  await add("Free", letters, null, { hours: 8 });
});

const rowOf = async (name: string, more = {}) =>
  (await getWorkload(shop.ctx("manager"), { weeks: 3, ...more })).people.find(
    (person) => person.name === name,
  );

describe("the load of the team", () => {
  it("holds hours left against the hours of each week, less its days off", async () => {
    const load = await getWorkload(shop.ctx("manager"), { weeks: 3 });
    expect(load.weekStarts).toEqual([THIS_WEEK, NEXT_WEEK, "2026-05-25"]);
    expect(load.people.map(({ role }) => role).sort()).toEqual(["manager", "marketer", "member", "owner"]);
    expect(load.free).toEqual([0, 8, 0]);
    expect(load.campaigns.map(({ name }) => name)).toEqual(["Letters", "Spring"]);
    expect(await rowOf("Test member")).toMatchObject({
      ...{ open: 3, late: 1 },
      weeks: [
        { hours: 6, total: 6, capacity: 32 },
        { hours: 50, total: 50, capacity: 40 },
        { hours: 0, total: 0, capacity: 40 },
      ],
    });
    expect((await rowOf("Test marketer"))?.weeks.map(({ hours }) => hours)).toEqual([0, 2.5, 2.5]);
  });

  it("is narrowed to a campaign, which keeps what is too much, and to a role", async () => {
    const cell = (await rowOf("Test member", { campaignId: letters }))?.weeks[1];
    expect(cell).toEqual({ hours: 10, total: 50, capacity: 40 });
    const { people } = await getWorkload(shop.ctx(), { weeks: 1, role: "marketer" });
    expect(people.map(({ role }) => role)).toEqual(["marketer"]);
  });

  it("opens into its tactics, which can be given away and back", async () => {
    const { member, marketer } = shop.users;
    const open = (who: string) => getWorkloadCell(shop.ctx("manager"), { who, monday: NEXT_WEEK });
    const named = async (who: string) => (await open(who)).tasks.map(({ name, hours }) => [name, hours]);
    expect(await named(member.id)).toEqual([
      ["Copy", 40],
      ["Stamps", 10],
    ]);
    expect(await named(NOBODY)).toEqual([["Free", 8]]);
    await assignTactic(shop.ctx("manager"), { itemId: copy, toUserId: marketer.id, note: "" });
    expect(await named(marketer.id)).toEqual([
      ["Copy", 40],
      ["Proofs", 2.5],
    ]);
    await assignTactic(shop.ctx("manager"), { itemId: copy, toUserId: member.id, note: "" });
    expect(await named(member.id)).toHaveLength(2);
  });

  it("shows a member their own row only, a viewer none, and nothing of another workspace", async () => {
    const { member, marketer } = shop.users;
    const own = await getWorkload(shop.ctx("member"), { weeks: 2 });
    expect([own.isOwnOnly, own.people.map(({ userId }) => userId), own.free]).toEqual([
      true,
      [member.id],
      [0, 0],
    ]);
    const cell = (who: string) => getWorkloadCell(shop.ctx("member"), { who, monday: NEXT_WEEK });
    expect((await cell(member.id)).tasks).toHaveLength(2);
    for (const who of [marketer.id, NOBODY])
      await expect(cell(who)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getWorkload(shop.ctx("viewer"), { weeks: 2 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const there = other.ctx();
    expect((await getWorkload(there, { weeks: 2 })).people.every(({ open }) => open === 0)).toBe(true);
    await expect(getWorkloadCell(there, { who: member.id, monday: NEXT_WEEK })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
