import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import {
  campaignAudience,
  campaignOutcomes,
  campaigns,
  customers,
  eventNames,
  events,
  orders,
} from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import { getCampaignSeries } from "@/lib/kpis/campaign/queries";
import { CALENDAR_GRAINS } from "@/lib/kpis/grain";
import { getLift } from "../lift/queries";
import { getContact, getResults, listOutcomes } from "../results/queries";
import { renewOutcomes } from "./mutations";
import { listLaunched } from "./queries";
import { changedOf } from "./sql";

const NOW = new Date("2026-06-15T10:00:00Z");
let shop: TestWorkspace;
let ctx: Ctx;
let over: string;
let running: string;

const at = (minutes: number, by = ctx): Ctx => ({
  ...by,
  now: () => new Date(NOW.getTime() + minutes * 60_000),
});
const mine = (table: typeof orders | typeof customers | typeof campaignOutcomes) =>
  eq(table.workspaceId, ctx.workspaceId);

let no = 0;
function order(customerNo: number, day: string, amountMinor = 1000) {
  no += 1;
  return ctx.db.insert(orders).values({
    ...{ workspaceId: ctx.workspaceId, no, externalId: `o${no}`, customerNo, amountMinor },
    ...{ orderedAt: new Date(`${day}T10:00:00Z`), isReturn: amountMinor < 0 },
  });
}
const event = (customerNo: number, nameNo: number, day: string, campaign: string) =>
  ctx.db.insert(events).values({
    ...{ workspaceId: ctx.workspaceId, customerNo, nameNo, messageId: newId(), props: { campaign } },
    occurredAt: new Date(`${day}T09:00:00Z`),
  });

/** One campaign that is over and one that runs, each with 30 treated in two segments and 12 held out. */
beforeEach(async () => {
  shop = await makeWorkspace({ now: NOW });
  ctx = shop.ctx();
  const { workspaceId } = ctx;
  await addCustomers(shop, 50);
  const segmentIds = [
    await addSegment(shop, { no: 1, name: "Regulars" }),
    await addSegment(shop, { no: 2, name: "Others" }),
  ];
  const [a, b] = [newId(), newId()];
  const variant = (id: string, name: string) => ({
    id,
    name,
    channel: "email" as const,
    offer: "",
    message: "Hi",
  });
  const given = {
    ...{
      segmentIds,
      variants: [variant(a, "Short"), variant(b, "Long")],
      controlShare: 30,
      goalEvent: "visit",
    },
  };
  over = await addCampaign(shop, {
    ...{ ...given, name: "Is over", startOn: "2026-05-04", endOn: "2026-05-17" },
    launchedAt: new Date("2026-05-03T08:00:00Z"),
  });
  running = await addCampaign(shop, {
    ...{ ...given, name: "Runs", startOn: "2026-06-08", endOn: "2026-06-21" },
    launchedAt: new Date("2026-06-08T08:00:00Z"),
  });
  await ctx.db.insert(campaignAudience).values(
    [over, running].flatMap((campaignId) =>
      Array.from({ length: 42 }, (_, index) => ({
        ...{ workspaceId, campaignId, customerNo: index + 1, isControl: index >= 30 },
        segmentId: segmentIds[index % 3 === 0 ? 1 : 0] ?? "",
        variantIds: index >= 30 ? [] : [index % 2 === 0 ? a : b],
      })),
    ),
  );
  await ctx.db.insert(eventNames).values(
    ["email_sent", "email_opened", "visit"].map((name, index) => ({
      ...{ workspaceId, no: index + 1, name, label: name },
    })),
  );
  for (let n = 1; n <= 42; n += 1) {
    if (n % 4 === 0) await order(n, `2026-05-${String(4 + (n % 12)).padStart(2, "0")}`, 1000 + n);
    if (n % 5 === 0) await order(n, "2026-06-10", n % 10 === 0 ? -300 : 2000);
    if (n < 30) await event(n, 1, "2026-05-04", over);
    if (n % 6 === 0) await event(n, 2, "2026-05-06", "Is over");
    if (n % 7 === 0) await event(n, 3, "2026-05-08", "");
  }
});

/** All that pages show of both campaigns. */
async function read(by = ctx) {
  const of = async (campaignId: string) => ({
    results: await getResults(by, { campaignId }),
    contact: await getContact(by, { campaignId }),
    lift: await getLift(by, { campaignId }),
    series: await Promise.all(CALENDAR_GRAINS.map((grain) => getCampaignSeries(by, { campaignId, grain }))),
  });
  const outcomes = await listOutcomes(by, { campaignIds: [over, running] });
  return { outcomes, over: await of(over), running: await of(running) };
}
type Shown = Awaited<ReturnType<typeof read>>;

/** Without the moment of the count. */
const figures = (shown: Shown) =>
  JSON.parse(
    JSON.stringify({ ...shown, outcomes: [...shown.outcomes] }, (key, value) =>
      key === "countedAt" ? null : value,
    ),
  );
const buyers = async (id: string, by = ctx) => {
  const outcome = (await listOutcomes(by, { campaignIds: [id] })).get(id);
  if (!outcome || outcome === "hidden") throw new Error("no outcome");
  return { buyers: outcome.treated.buyers, countedAt: outcome.countedAt };
};
/** Until nothing is new: while a transaction of another test is open, what came after its beginning is seen twice. */
const renewed = (by = ctx) =>
  expect.poll(async () => (await renewOutcomes(by)).counted, { timeout: 20_000 }).toBe(0);
/** With so high a number the workspace counts as large: pages show what is stored. */
const grow = () =>
  ctx.db
    .insert(customers)
    .values({ workspaceId: ctx.workspaceId, no: 30_000, id: newId(), externalId: "last" });

it("stores what gives every page the same as counting, for a role that sees less too", async () => {
  const hidden = { ...shop.ctx("viewer"), workspace: { ...ctx.workspace, floor: 13 } };
  const counted = [await read(), await read(shop.ctx("viewer")), await read(hidden)];
  expect(counted[0]?.outcomes.get(over)).toMatchObject({
    treated: { people: 30, buyers: 7 },
    control: { people: 12, buyers: 3 },
    countedAt: null,
  });
  expect(counted[2]?.over).toMatchObject({ results: "hidden", lift: "hidden" });
  await grow();
  expect(await renewOutcomes(ctx)).toEqual({ counted: 2 });
  // Proof that it is the store that answers.
  await ctx.db.delete(orders).where(mine(orders));
  await ctx.db.delete(events).where(eq(events.workspaceId, ctx.workspaceId));
  const shown = [await read(), await read(shop.ctx("viewer")), await read(hidden)];
  expect(shown.map(figures)).toEqual(counted.map(figures));
  expect(shown[0]?.outcomes.get(over)).toMatchObject({ countedAt: NOW });
  expect(shown[0]?.running).toMatchObject({
    lift: { countedAt: NOW },
    series: [{ countedAt: NOW }, {}, {}, {}],
  });
  // Another aim than the campaign's own is counted now.
  expect(await getLift(ctx, { campaignId: over, goalEvent: "email_opened" })).toMatchObject({
    countedAt: null,
  });
  await renewOutcomes(ctx, { isWhole: true });
  expect(await buyers(over)).toEqual({ buyers: 0, countedAt: NOW });
});

it("counts again what a late order, a late event or an erased person changes, and nothing else", async () => {
  await renewed();
  const same = async () => {
    const now = await read();
    await renewed();
    expect(figures(await read())).toEqual(figures(now));
  };
  expect(await buyers(over)).toEqual({ buyers: 7, countedAt: null });
  await order(1, "2026-05-12");
  expect(await buyers(over)).toEqual({ buyers: 8, countedAt: null });
  await same();
  // Long before: who ordered then is no new buyer.
  await order(1, "2025-01-01");
  await same();
  await event(2, 1, "2026-05-20", "Is over");
  const sent = async () => (await getContact(ctx, { campaignId: over })).stages.sent;
  expect(await sent()).toBe(29);
  await event(30, 1, "2026-05-20", "Is over");
  expect(await sent()).toBe(30);
  await same();
  await ctx.db.delete(orders).where(and(mine(orders), eq(orders.customerNo, 4)));
  await ctx.db
    .update(customers)
    .set({ erasedAt: NOW, tx: sql`pg_current_xact_id()::text::bigint` })
    .where(and(mine(customers), eq(customers.no, 4)));
  expect(await buyers(over)).toEqual({ buyers: 7, countedAt: null });
  await same();
  const now = await read();
  await grow();
  expect(figures(await read())).toEqual(figures(now));
});

it("looks only at what belongs to the campaign", async () => {
  const [row] = await ctx.db.execute<{ tx: number }>(
    sql`select pg_current_xact_id()::text::bigint::float8 as tx`,
  );
  const kept = (await listLaunched(ctx)).map((campaign) => ({ ...campaign, tx: row?.tx ?? 0 }));
  const changed = async () => {
    const [found] = await ctx.db.execute<{ changed: string[] }>(changedOf(ctx.workspaceId, kept));
    return found?.changed;
  };
  await order(1, "2026-06-22");
  await event(1, 1, "2026-06-10", "Another");
  await event(1, 2, "2026-06-10", "Another");
  await event(1, 3, "2026-05-20", "Another");
  const other = await makeWorkspace({ now: NOW });
  await addCustomers(other, 1);
  await other
    .ctx()
    .db.insert(orders)
    .values({
      ...{ workspaceId: other.workspaceId, no: 1, externalId: "o", customerNo: 1, amountMinor: 1 },
      orderedAt: new Date("2026-05-05T10:00:00Z"),
    });
  expect(await changed()).toEqual([]);
  await event(1, 3, "2026-06-10", "Another");
  expect(await changed()).toEqual([running]);
  await event(1, 1, "2026-06-10", over);
  expect(await changed()).toEqual([over, running]);
});

it("holds no longer once its days, its aim, its name or the zone is another", async () => {
  await renewed();
  const edits = [{ endOn: "2026-05-06" }, { goalEvent: "email_opened" }, { name: "Other" }] as const;
  for (const change of edits) {
    await ctx.db.update(campaigns).set(change).where(eq(campaigns.id, over));
    const now = await read();
    expect((await renewOutcomes(ctx)).counted).toBeGreaterThan(0);
    expect(figures(await read())).toEqual(figures(now));
  }
  const now = await read();
  await grow();
  expect(figures(await read())).toEqual(figures(now));
  expect((await buyers(over)).buyers).toBeLessThan(7);
  const away = { ...ctx, workspace: { ...ctx.workspace, timeZone: "Asia/Tokyo" } };
  expect(await renewOutcomes(away)).toEqual({ counted: 2 });
});

it("of a large workspace shows what was counted and when, and renews at a pace", async () => {
  await grow();
  await renewed(at(0));
  await order(1, "2026-05-12");
  expect(await buyers(over, at(5))).toEqual({ buyers: 7, countedAt: NOW });
  expect(await renewOutcomes(at(5))).toEqual({ counted: 0 });
  expect((await renewOutcomes(at(11))).counted).toBeGreaterThan(0);
  expect(await buyers(over, at(11))).toEqual({ buyers: 8, countedAt: at(11).now() });
  await renewed(at(30));
  expect(await buyers(over, at(30))).toEqual({ buyers: 8, countedAt: at(30).now() });
});

it("is for those who plan campaigns, and of one workspace", async () => {
  await renewed();
  const other = await makeWorkspace({ now: NOW });
  expect(await renewOutcomes(other.ctx())).toEqual({ counted: 0 });
  expect(await listOutcomes(other.ctx(), { campaignIds: [over] })).toEqual(new Map());
  for (const role of ["member", "viewer"] as const)
    await expect(renewOutcomes(shop.ctx(role))).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await ctx.db.select().from(campaignOutcomes).where(mine(campaignOutcomes))).toHaveLength(2);
});
