import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { makeTarget } from "@/db/factories";
import { campaignAudience, forecasts, kpiSnapshots, notifications } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { forecast } from "@/lib/forecasts/forecast";
import { formatCount } from "@/lib/format";
import { newId } from "@/lib/ids";
import { readFigure } from "./figures/queries";
import type { DecisionInput } from "./model";
import {
  changeDecision,
  linkDecision,
  makeDecision,
  removeDecision,
  restoreDecision,
  setDecisionState,
  unlinkDecision,
} from "./mutations";
import {
  getDecision,
  getDecisionChoices,
  listDecisionHistory,
  listDecisions,
  listDecisionsBetween,
  listFollowers,
} from "./queries";
import { remindOfReviews } from "./reviews/mutations";
import { certaintyText } from "./words";

const now = new Date("2026-06-15T10:00:00Z");
let shop: TestWorkspace;
let other: TestWorkspace;
let segmentId: string;
let campaignId: string;
let targetId: string;
let ctx: Ctx;

// Twelve members, of whom ten bought in May, four of them not for the first time.
beforeAll(async () => {
  shop = await makeWorkspace({ now });
  other = await makeWorkspace({ now });
  ctx = shop.ctx("manager");
  const { workspaceId } = shop;
  await addCustomers(shop, 30);
  segmentId = await addSegment(shop, {
    ...{ no: 1, name: "Regulars", version: 2 },
    members: Array.from({ length: 12 }, (_, index) => index + 1),
  });
  const counted = (
    grain: "month" | "window",
    startOn: string,
    endOn: string,
    buyers: number,
    revenueMinor: number,
  ) => ({
    ...{ workspaceId, grain, segmentNo: 1, startOn, endOn },
    ...{ buyers, repeatBuyers: 4, orders: buyers * 2, revenueMinor },
  });
  await ctx.db
    .insert(kpiSnapshots)
    .values([
      counted("month", "2026-04-01", "2026-04-30", 8, 50_00),
      counted("month", "2026-05-01", "2026-05-31", 10, 80_00),
      counted("window", "2026-04-01", "2026-06-30", 10, 80_00),
    ]);
  const dates = { startOn: "2026-05-04", endOn: "2026-05-17", launchedAt: new Date("2026-05-03T08:00:00Z") };
  campaignId = await addCampaign(shop, { ...dates, name: "Early access", segmentIds: [segmentId] });
  await ctx.db.insert(campaignAudience).values(
    Array.from({ length: 30 }, (_, index) => ({
      ...{ workspaceId, campaignId, segmentId, customerNo: index + 1, isControl: index >= 20 },
    })),
  );
  const target = await makeTarget(ctx, {
    ...{ segmentId, metric: "revenue", startOn: "2026-04-01", endOn: "2026-06-30", value: 200_00 },
  });
  targetId = target.id;
});

const input = (given: Partial<DecisionInput> = {}): DecisionInput => ({
  ...{ title: "Narrow the rule", reason: "A third of them buy once.", decidedOn: "2026-06-10" },
  ...{ decidedBy: shop.users.manager.id, reviewOn: null, segmentId, campaignId: null, figure: null },
  ...given,
});
const made = async (given: Partial<DecisionInput> = {}) => (await makeDecision(ctx, input(given))).decisionId;
const read = async (decisionId: string, as: Ctx = ctx) => {
  const decision = await getDecision(as, { decisionId });
  if (!decision) throw new Error("no decision");
  return decision;
};

let decisionId: string;
beforeEach(async () => {
  decisionId = await made();
});

it("keeps the figure as it stood, with its interval and what it rests on", async () => {
  const id = await made({ figure: { kind: "metric", metric: "repeatRate" }, reviewOn: "2026-07-01" });
  await ctx.db
    .update(kpiSnapshots)
    .set({ repeatBuyers: 9 })
    .where(eq(kpiSnapshots.workspaceId, shop.workspaceId));
  const { figure, ...decision } = await read(id, shop.ctx("member"));
  expect(decision).toMatchObject({
    ...{ title: "Narrow the rule", state: "open", reviewOn: "2026-07-01", links: [] },
    segment: { id: segmentId, name: "Regulars" },
    decidedBy: { id: shop.users.manager.id, name: "Test manager" },
  });
  expect(figure).toMatchObject({
    ...{ title: "Repeat rate of “Regulars”", value: 0.4, n: 10, noun: "buyer", people: 12 },
    ...{ from: "2026-05-01", to: "2026-05-31", at: now.toISOString() },
    against: { words: "the month before", value: 0.5 },
  });
  if (figure === null || figure === "hidden") throw new Error("no figure");
  // Wilson's interval of 4 of 10: Newcombe 1998, method 3.
  expect([figure.low, figure.high]).toEqual([expect.closeTo(0.1682, 4), expect.closeTo(0.6873, 4)]);
  await ctx.db
    .update(kpiSnapshots)
    .set({ repeatBuyers: 4 })
    .where(eq(kpiSnapshots.workspaceId, shop.workspaceId));
});

it("reads each kind of figure, and says when there is none", async () => {
  const about = { segmentId, campaignId: null };
  expect(await readFigure(ctx, { ...about, figure: { kind: "metric", metric: "members" } })).toMatchObject({
    ...{ value: 12, from: "2026-06-15", noun: "customer" },
  });
  expect(await readFigure(ctx, { ...about, figure: { kind: "metric", metric: "revenue" } })).toMatchObject({
    ...{ value: 80_00, n: 10, low: null, against: { value: 50_00 } },
  });
  expect(
    await readFigure(ctx, {
      segmentId: null,
      campaignId: null,
      figure: { kind: "metric", metric: "members" },
    }),
  ).toMatchObject({ title: "Customers", value: 30 });
  expect(await readFigure(ctx, { ...about, figure: { kind: "target", targetId } })).toMatchObject({
    ...{ value: 80_00, against: { words: "the target, which is off", value: 200_00 } },
  });
  expect(await readFigure(ctx, { ...about, campaignId, figure: { kind: "result" } })).toMatchObject({
    ...{ title: "Lift of “Early access”", unit: "points", value: 0, n: 30, isCausal: true, people: 10 },
  });
  const draft = await addCampaign(shop);
  const none = { segmentId: null, campaignId: draft, figure: { kind: "result" as const } };
  expect(await readFigure(ctx, none)).toBeNull();
  await expect(makeDecision(ctx, input(none))).rejects.toMatchObject({ code: "INVALID" });
});

it("rests on a forecast too: the coming week in its band", async () => {
  const key = { kind: "forecast" as const, metric: "orders" as const };
  const about = { segmentId, campaignId: null, figure: key };
  expect(await readFigure(ctx, about)).toBeNull();
  await expect(makeDecision(ctx, input(about))).rejects.toMatchObject({ code: "INVALID" });
  const values = Array.from({ length: 40 }, (_, week) => 10 + (week % 3));
  await ctx.db.insert(forecasts).values({
    ...{ workspaceId: shop.workspaceId, segmentNo: 1, metric: "orders", week: "2026-06-15" },
    body: { firstWeek: "2025-09-08", values, forecast: forecast(values, "2025-09-08") },
  });
  const id = await made({ figure: key });
  const { figure } = await read(id);
  expect(figure).toMatchObject({
    ...{ title: "Orders of “Regulars”, as forecast for the week", unit: "count", coverage: 0.8 },
    ...{ from: "2026-06-15", to: "2026-06-21", n: 40, noun: "week", people: 12 },
    against: { words: "what the week before brought", value: 10 },
  });
  if (figure === null || figure === "hidden") throw new Error("no figure");
  expect(figure.low).toBeLessThan(figure.value ?? 0);
  expect(figure.high).toBeGreaterThan(figure.value ?? 0);
  expect(certaintyText(figure, "EUR")).toMatch(/^80\u00a0% band /);
  const small = { ...shop.ctx("viewer"), workspace: { ...ctx.workspace, floor: 13 } };
  expect(await readFigure(small, about)).toBe("hidden");
});

it("hides the figure of a group under the floor from who may not see people", async () => {
  const small = await addSegment(shop, { no: 2, name: "Few", members: [1, 2, 3] });
  const id = await made({ segmentId: small, figure: { kind: "metric", metric: "members" } });
  expect((await read(id)).figure).toMatchObject({ value: 3 });
  expect((await read(id, shop.ctx("viewer"))).figure).toBe("hidden");
});

it("is listed newest first and narrowed by segment, campaign, person, state and due reviews", async () => {
  const place = await makeWorkspace({ now });
  const own = await addSegment(place, { no: 1, name: "Own", version: 2 });
  const led = await addCampaign(place, { name: "Led to" });
  const by = place.ctx("owner");
  const make = async (given: Partial<DecisionInput>) => {
    const fields = { segmentId: null, decidedBy: place.users.owner.id, ...given };
    return (await makeDecision(by, input(fields))).decisionId;
  };
  const first = await make({
    title: "First",
    segmentId: own,
    decidedOn: "2026-05-01",
    reviewOn: "2026-06-15",
  });
  const second = await make({ title: "Second", decidedOn: "2026-06-01", decidedBy: place.users.manager.id });
  await linkDecision(by, { decisionId: second, to: { campaignId: led } });
  await setDecisionState(by, { decisionId: second, state: "done" });
  const titles = async (query: Parameters<typeof listDecisions>[1]) =>
    (await listDecisions(place.ctx("viewer"), query)).rows.map(({ title }) => title);
  expect(await titles({})).toEqual(["Second", "First"]);
  expect(await titles({ segment: own })).toEqual(["First"]);
  expect(await titles({ campaign: led })).toEqual(["Second"]);
  expect(await titles({ person: place.users.manager.id })).toEqual(["Second"]);
  expect(await titles({ state: "done" })).toEqual(["Second"]);
  expect(await titles({ state: "due" })).toEqual(["First"]);
  expect(await titles({ before: { on: "2026-06-01", id: second } })).toEqual(["First"]);
  const between = await listDecisionsBetween(by, { from: "2026-05-01", to: "2026-05-31" });
  expect(between.map(({ id }) => id)).toEqual([first]);
});

it("is changed with a history, and not over somebody else's change", async () => {
  const { updatedAt } = await read(decisionId);
  const { segmentId: _, campaignId: __, figure: ___, ...fields } = input();
  const later = { ...ctx, now: () => new Date(now.getTime() + 60_000) };
  const update = { decisionId, updatedAt, ...fields, outcome: "It held.", reviewOn: "2026-08-01" };
  await changeDecision(later, update);
  await expect(changeDecision(later, update)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await read(decisionId)).toMatchObject({ outcome: "It held.", reviewOn: "2026-08-01" });
  const [newest, oldest] = await listDecisionHistory(shop.ctx("viewer"), { decisionId });
  expect(newest).toMatchObject({
    ...{ who: "Test manager", action: "decision.changed" },
    detail: { changes: { outcome: ["", "It held."], reviewOn: [null, "2026-08-01"] } },
  });
  expect(oldest?.action).toBe("decision.made");
});

it("steps and answers what undoes it", async () => {
  expect(await setDecisionState(ctx, { decisionId, state: "dropped" })).toEqual({ from: "open" });
  expect((await read(decisionId)).state).toBe("dropped");
});

it("links what it led to, once, and takes a link back", async () => {
  const follower = await addCampaign(shop, { name: "Win them back" });
  const version = { decisionId, to: { segmentId, version: 2 } };
  const { linkId } = await linkDecision(ctx, version);
  expect(await linkDecision(ctx, version)).toEqual({ linkId });
  await linkDecision(ctx, { decisionId, to: { campaignId: follower } });
  expect((await read(decisionId)).links).toMatchObject([
    { kind: "version", version: 2, segment: { name: "Regulars" } },
    { kind: "campaign", campaign: { name: "Win them back" } },
  ]);
  expect(await unlinkDecision(ctx, { decisionId, linkId })).toEqual(version);
  expect((await read(decisionId)).links).toHaveLength(1);
  await expect(linkDecision(ctx, { decisionId, to: { segmentId, version: 9 } })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const keys = (await listFollowers(ctx, { decisionId })).map(({ key }) => key);
  expect(keys).toContain(`version:${segmentId}:2`);
  expect(keys).toContain(`campaign:${follower}`);
});

it("is gone when removed, and back with its links", async () => {
  await linkDecision(ctx, { decisionId, to: { campaignId } });
  await removeDecision(ctx, { decisionId });
  const listed = async () => (await listDecisions(ctx, {})).rows.some(({ id }) => id === decisionId);
  expect([(await read(decisionId)).isRemoved, await listed()]).toEqual([true, false]);
  await restoreDecision(ctx, { decisionId });
  expect([(await read(decisionId)).isRemoved, await listed()]).toEqual([false, true]);
  expect((await read(decisionId)).links).toHaveLength(1);
});

it("reminds of a review once, several of one person in one notice", async () => {
  const place = await makeWorkspace({ now });
  const by = place.ctx("owner");
  const make = (decidedBy: string, reviewOn: string | null, title: string) =>
    makeDecision(by, input({ segmentId: null, decidedBy, reviewOn, title }));
  const { owner, manager } = place.users;
  await make(owner.id, "2026-06-15", "One");
  await make(owner.id, "2026-06-14", "Two");
  await make(manager.id, "2026-06-12", "Three");
  await make(manager.id, "2026-06-16", "Tomorrow");
  const system = { ...by, actor: { userId: null, role: "owner" as const, name: "Facet" } };
  expect(await remindOfReviews(system)).toEqual({ told: 2 });
  expect(await remindOfReviews(system)).toEqual({ told: 0 });
  await expect(remindOfReviews(place.ctx("marketer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  const notices = await by.db
    .select({ userId: notifications.userId, title: notifications.title })
    .from(notifications)
    .where(eq(notifications.workspaceId, place.workspaceId));
  expect(new Map(notices.map(({ userId, title }) => [userId, title]))).toEqual(
    new Map([
      [owner.id, `${formatCount(2, "decision")} of yours wait for their review`],
      [manager.id, "Review of your decision “Three”"],
    ]),
  );
});

it("refuses who may not decide, who is named as decider without the right, and other workspaces", async () => {
  const { linkId } = await linkDecision(ctx, { decisionId, to: { campaignId } });
  const { updatedAt } = await read(decisionId);
  const { segmentId: _, campaignId: __, figure: ___, ...fields } = input();
  const foreign = { ...fields, decidedBy: other.users.manager.id };
  for (const [write, isForeign] of [
    [(by: Ctx) => changeDecision(by, { decisionId, updatedAt, ...fields, outcome: "" }), true],
    [(by: Ctx) => setDecisionState(by, { decisionId, state: "done" }), true],
    [(by: Ctx) => linkDecision(by, { decisionId, to: { campaignId } }), true],
    [(by: Ctx) => unlinkDecision(by, { decisionId, linkId }), true],
    [(by: Ctx) => removeDecision(by, { decisionId }), true],
    [(by: Ctx) => restoreDecision(by, { decisionId }), true],
    [(by: Ctx) => makeDecision(by, { ...input(), ...(by === ctx ? {} : foreign) }), true],
  ] as const) {
    await expect(write(shop.ctx("marketer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    if (isForeign) await expect(write(other.ctx())).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(makeDecision(ctx, input({ decidedBy: shop.users.marketer.id }))).rejects.toMatchObject({
    code: "INVALID",
    fields: { decidedBy: expect.any(String) },
  });
  await expect(makeDecision(ctx, input({ decidedBy: newId() }))).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await getDecision(other.ctx(), { decisionId })).toBeNull();
  expect((await listDecisions(other.ctx(), {})).rows).toEqual([]);
  expect(await listDecisionHistory(other.ctx(), { decisionId })).toEqual([]);
  await expect(listFollowers(other.ctx(), { decisionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("offers what can be decided about, and who decides", async () => {
  const choices = await getDecisionChoices(shop.ctx("viewer"));
  expect(choices.people.map(({ name }) => name)).toEqual(["Test manager", "Test owner"]);
  expect(choices.segments).toContainEqual({ id: segmentId, name: "Regulars" });
  expect(choices.targets).toEqual([{ id: targetId, segmentId, name: "target for revenue until 2026-06-30" }]);
});
