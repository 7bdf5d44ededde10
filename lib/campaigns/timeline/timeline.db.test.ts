import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addCampaign, addCustomers, addSegment, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Role } from "@/lib/auth/permissions";
import { toDayNumber } from "@/lib/days";
import { buildPlan } from "@/lib/timeline/bars";
import { workingDays } from "@/lib/timeline/calendar";
import { countedLinks } from "@/lib/timeline/conflicts";
import { checkLinks } from "@/lib/timeline/links";
import { reviewCampaign } from "../approval/mutations";
import { getBriefChoices } from "../choices/queries";
import { keyOfLink } from "../conflicts/conflict";
import { allowConflict } from "../conflicts/mutations";
import { listConflicts } from "../conflicts/queries";
import { addDependency } from "../dependencies/mutations";
import { listCampaignHistory } from "../history/queries";
import { CampaignFilters } from "../model";
import { updatePlanItem } from "../plan/mutations";
import { getCampaign } from "../queries";
import type { TimelineMove } from "./model";
import { moveTimelineItems } from "./mutations";
import { getTimeline, listProblems } from "./queries";

const now = new Date("2026-05-04T10:00:00Z");
const filters = CampaignFilters.parse({});
let shop: TestWorkspace;
let other: TestWorkspace;
let campaignId: string;
let tactic: string;
let milestone: string;

beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ now }), makeWorkspace({ now })]);
  campaignId = await addCampaign(shop, { name: "Early access", status: "running" });
  tactic = await addTactic(shop, { campaignId, name: "Copy", assigneeId: shop.users.member.id });
  milestone = await addTactic(shop, { campaignId, name: "Sign-off", kind: "milestone", endOn: "2026-05-04" });
});

type Change = TimelineMove["changes"][number];
const change = (kind: Change["kind"], id: string, startOn: string, endOn: string, expectedVersion = 1) => ({
  kind,
  id,
  startOn,
  endOn,
  expectedVersion,
});
const days = async (role: Role = "owner") =>
  Object.fromEntries(
    (await getTimeline(shop.ctx(role), filters)).items.map((item) => [
      item.id,
      [item.startOn, item.endOn, item.version],
    ]),
  );

describe("moving", () => {
  it("moves campaigns, tactics and milestones together, and writes one line of history per campaign", async () => {
    const changes = [
      change("campaign", campaignId, "2026-05-08", "2026-06-07"),
      change("tactic", tactic, "2026-05-11", "2026-05-15"),
      change("milestone", milestone, "2026-05-12", "2026-05-14"),
    ];
    const { versions } = await moveTimelineItems(shop.ctx("marketer"), { changes });
    expect(versions).toEqual({ [campaignId]: 2, [tactic]: 2, [milestone]: 2 });
    expect(await days()).toEqual({
      [campaignId]: ["2026-05-08", "2026-06-07", 2],
      [tactic]: ["2026-05-11", "2026-05-15", 2],
      [milestone]: ["2026-05-12", "2026-05-12", 2],
    });
    const history = await listCampaignHistory(shop.ctx(), { campaignId });
    expect(history.map((entry) => entry.action)).toEqual(["plan.moved"]);
  });

  it("moves nothing when one bar has changed, and names it with its new days", async () => {
    await updatePlanItem(shop.ctx("member"), {
      itemId: tactic,
      version: 1,
      changes: { endOn: "2026-05-20" },
    });
    const before = await days();
    const changes = [
      change("milestone", milestone, "2026-05-12", "2026-05-12"),
      change("tactic", tactic, "2026-05-11", "2026-05-15"),
    ];
    await expect(moveTimelineItems(shop.ctx(), { changes })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("“Copy” (now 4\u00a0– 20\u00a0May\u00a02026)"),
    });
    expect(await days()).toEqual(before);
  });

  it("lets a member move their own tactics only", async () => {
    const ctx = shop.ctx("member");
    const own = change("tactic", tactic, "2026-05-05", "2026-05-09");
    await expect(moveTimelineItems(ctx, { changes: [own] })).resolves.toEqual({ versions: { [tactic]: 2 } });
    const foreign = change("milestone", milestone, "2026-05-05", "2026-05-05");
    await expect(moveTimelineItems(ctx, { changes: [foreign] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const campaign = change("campaign", campaignId, "2026-05-05", "2026-05-30");
    await expect(moveTimelineItems(ctx, { changes: [campaign] })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    // The kind is the row's, not the caller's: a campaign called a tactic is not found among the tactics.
    const disguised = { ...campaign, kind: "tactic" as const };
    await expect(moveTimelineItems(ctx, { changes: [disguised] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(moveTimelineItems(shop.ctx("viewer"), { changes: [own] })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("takes the approval of other days back and tells who gave it; back on those days it holds again", async () => {
    const id = await addCampaign(shop, { status: "planned", approvedAt: null, name: "Letters" });
    const manager = shop.ctx("manager");
    await reviewCampaign(manager, { campaignId: id, version: 1, verdict: "approved", comment: "" });
    const isApproved = async () => (await getCampaign(shop.ctx(), { campaignId: id }))?.isApproved;
    const move = (version: number, startOn: string) =>
      moveTimelineItems(shop.ctx("marketer"), {
        changes: [{ kind: "campaign", id, startOn, endOn: "2026-05-31", expectedVersion: version }],
      });
    const told = async () =>
      (
        await shop.ctx().db.execute<{ title: string }>(sql`select title from notifications
        where user_id = ${shop.users.manager.id} and kind = 'approval'`)
      ).map(({ title }) => title);
    expect(await isApproved()).toBe(true);
    await move(2, "2026-05-04");
    expect(await isApproved()).toBe(false);
    expect(await getCampaign(shop.ctx(), { campaignId: id })).toMatchObject({ approvedAt: null });
    expect(await told()).toEqual([expect.stringContaining("after your approval: it waits for you again")]);
    await move(3, "2026-05-05");
    expect(await told()).toHaveLength(1);
    await move(4, "2026-05-01");
    expect(await isApproved()).toBe(true);
  });

  it("does not reach into another workspace, and leaves finished campaigns alone", async () => {
    const changes = [change("campaign", campaignId, "2026-05-05", "2026-05-30")];
    await expect(moveTimelineItems(other.ctx(), { changes })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const over = await addCampaign(shop, { status: "finished" });
    const back = [change("campaign", over, "2026-05-05", "2026-05-30")];
    await expect(moveTimelineItems(shop.ctx(), { changes: back })).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("reading", () => {
  it("locks what the reader may not move", async () => {
    const locked = async (role: Role) => {
      const { items, isReadOnly, canLink } = await getTimeline(shop.ctx(role), filters);
      return [items.filter((item) => !item.locked).map((item) => item.name), isReadOnly, canLink];
    };
    expect(await locked("marketer")).toEqual([["Early access", "Copy", "Sign-off"], false, true]);
    expect(await locked("member")).toEqual([["Copy"], false, false]);
    expect(await locked("viewer")).toEqual([[], true, false]);
  });

  it("keeps links whose two ends are shown, and shows one campaign alone when asked", async () => {
    const next = await addCampaign(shop, { name: "Next", channels: ["sms"] });
    const ctx = shop.ctx();
    await addDependency(ctx, { fromId: tactic, toId: milestone, type: "FS", lagDays: 0 });
    await addDependency(ctx, { fromId: campaignId, toId: next, type: "FS", lagDays: 3 });
    const everything = await getTimeline(ctx, filters);
    expect(everything.links).toHaveLength(2);
    const alone = await getTimeline(ctx, { ...filters, campaignId });
    expect(alone.items.map((item) => item.name)).toEqual(["Early access", "Copy", "Sign-off"]);
    expect(alone.links).toEqual([expect.objectContaining({ fromId: tactic, toId: milestone })]);
    expect((await getTimeline(other.ctx(), { ...filters, campaignId })).items).toEqual([]);
  });

  it("marks two campaigns that reach the same people on the same channel and days", async () => {
    await addCustomers(shop, 40);
    const range = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const one = await addSegment(shop, { no: 1, name: "One", members: range(1, 25) });
    const two = await addSegment(shop, { no: 2, name: "Two", members: range(11, 40) });
    const dates = { status: "planned" as const, startOn: "2026-06-01", endOn: "2026-06-10" };
    const a = await addCampaign(shop, { ...dates, name: "A", segmentIds: [one] });
    await addCampaign(shop, { ...dates, name: "B", segmentIds: [two], startOn: "2026-06-08" });
    await addCampaign(shop, { ...dates, name: "By post", channels: ["post"], segmentIds: [one] });
    await addCampaign(shop, {
      ...dates,
      name: "Later",
      segmentIds: [one],
      startOn: "2026-06-11",
      endOn: "2026-06-12",
    });
    const { conflicts } = await listProblems(shop.ctx());
    expect(conflicts.filter((each) => each.itemIds.includes(a))).toEqual([
      expect.objectContaining({
        startOn: "2026-06-08",
        endOn: "2026-06-10",
        text: "15\u00a0people also get “B”",
      }),
    ]);
    expect(conflicts).toHaveLength(2);
  });

  it("counts as many conflicts as their page lists, broken dependencies of done and resting work aside", async () => {
    const ctx = shop.ctx("manager");
    const span = { startOn: "2026-06-01", endOn: "2026-06-30", channels: [] };
    const live = await addCampaign(shop, { ...span, status: "planned", name: "Live" });
    const draft = await addCampaign(shop, { ...span, status: "draft", name: "Draft" });
    const days = { startOn: "2026-06-10", endOn: "2026-06-12" };
    const first = await addTactic(shop, { campaignId: live, name: "First", ...days });
    const waiting = async (campaignId: string, progress = 0) => {
      const id = await addTactic(shop, { campaignId, name: "Waits", ...days, progress });
      return (await addDependency(ctx, { fromId: first, toId: id, type: "FS", lagDays: 0 })).id;
    };
    await waiting(live);
    await waiting(live, 100);
    await waiting(draft);
    const allowed = await waiting(live);
    await allowConflict(ctx, { key: keyOfLink(allowed), size: 3, reason: "Agreed" });

    const { items, links, holidays, workdays, today } = await getTimeline(ctx, filters);
    const problems = await listProblems(ctx);
    const { byId } = buildPlan(items);
    const calendar = workingDays(
      holidays.map(({ day }) => toDayNumber(day)),
      workdays,
    );
    const counted = countedLinks(
      checkLinks({ bars: [], byId }, links, calendar),
      byId,
      problems.allowedLinks,
      today,
    );
    expect(counted).toHaveLength(1);
    const open = (await listConflicts(ctx)).filter((conflict) => !conflict.allowed);
    expect(new Set(problems.conflicts.map(({ id }) => id)).size + counted.length).toBe(open.length);
    expect(await listProblems(other.ctx())).toEqual({
      conflicts: [],
      allowedLinks: [],
      shared: { campaigns: [], pairs: [] },
    });
  });

  it("offers present members but no viewer as assignees", async () => {
    const { people } = await getBriefChoices(shop.ctx("viewer"));
    expect(people.map((person) => person.label).sort()).toEqual([
      "Test manager",
      "Test marketer",
      "Test member",
      "Test owner",
    ]);
  });
});
