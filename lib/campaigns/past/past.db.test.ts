import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { campaignAudience, campaigns, customers, orders, segments } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { startImport } from "@/lib/imports/mutations";
import { getImport } from "@/lib/imports/queries";
import { runImport } from "@/lib/imports/run/mutations";
import { imported, upload } from "@/lib/imports/testing";
import type { Effect } from "@/lib/statistics/shares";
import type { Lift } from "../lift/lift";
import { getLift } from "../lift/queries";
import { renewOutcomes } from "../outcomes/mutations";
import { listOutcomes } from "../results/queries";
import { takeBackCampaign } from "./mutations";
import type { PastSettings } from "./past";
import { findPastCampaign } from "./queries";

/** Two treated groups and one held out; the quoted comma, and a row of a group that nobody matched. */
const FILE = `key,segment,history_segment,visit,conversion,spend
p1,Mens E-Mail,"1) $0 - $100",1,1,20.50
p2,Mens E-Mail,"1) $0 - $100",1,0,0
p3,Mens E-Mail,"6) $750 - $1,000",0,0,0
p4,Womens E-Mail,"1) $0 - $100",1,0,0
p5,Womens E-Mail,"6) $750 - $1,000",0,0,0
p6,No E-Mail,"1) $0 - $100",0,0,0
p7,No E-Mail,"6) $750 - $1,000",1,1,9.99
p8,Somebody else,"6) $750 - $1,000",1,1,9.99
p1,No E-Mail,"1) $0 - $100",0,0,0
`;

const asQueue = (ctx: Ctx): Ctx => ({ ...ctx, actor: { userId: null, role: "owner", name: "Facet" } });

/** The file as a finished campaign, matched as suggested, with its name and days. */
async function bring(ctx: Ctx, file: string | Uint8Array, change: Partial<PastSettings> = {}) {
  const { id: importId, mapping } = await upload(ctx, "campaign", file);
  const suggested = found(mapping, "mapping");
  const campaign = { ...found(suggested.campaign ?? null, "campaign"), ...DAYS, ...change };
  await startImport(ctx, { importId, mapping: { ...suggested, campaign } });
  await runImport(asQueue(ctx), { importId });
  const { id } = (await findPastCampaign(ctx, { importId })) ?? { id: "" };
  return { importId, campaignId: id, detail: await getImport(ctx, { importId }) };
}

const DAYS = { name: "Autumn 2008", startOn: "2008-09-01", endOn: "2008-09-14" };

let shop: TestWorkspace;
let ctx: Ctx;
beforeAll(async () => {
  shop = await makeWorkspace({ currency: "USD", timeZone: "America/New_York" });
  ctx = shop.ctx("marketer");
});

async function liftOf(campaignId: string): Promise<Lift> {
  const lift = await getLift(ctx, { campaignId });
  if (!lift || lift === "hidden") throw new Error("no lift");
  return lift;
}

describe("a finished campaign from a file", () => {
  it("is suggested from its columns, and comes in with variants, control group, segments and outcomes", async () => {
    const { mapping } = await upload(ctx, "campaign", FILE);
    expect(mapping?.columns.map(({ field }) => field)).toEqual([
      ...[null, "arm", "segment", "reached", "bought", "spend"],
    ]);
    expect(mapping?.campaign).toMatchObject({ goal: "Visit" });
    expect(mapping?.campaign?.arms.map(({ value, role }) => [value, role])).toEqual([
      ["Mens E-Mail", "variant"],
      ["Womens E-Mail", "variant"],
      ["No E-Mail", "control"],
      ["Somebody else", "variant"],
    ]);
  });

  it("changes nothing when it comes again, and can be taken back and brought again", async () => {
    const arms = ["Mens E-Mail", "Womens E-Mail", "No E-Mail"].map((value) => ({
      ...{ value, name: value, weight: 1 },
      role: value === "No E-Mail" ? ("control" as const) : ("variant" as const),
    }));
    const keyed = FILE.replace("key,", "customer id,");
    const first = await bring(ctx, keyed, { arms });
    expect(first.detail).toMatchObject({ status: "done", counts: { created: 7, rejected: 2 } });
    const [campaign] = await ctx.db.select().from(campaigns).where(eq(campaigns.id, first.campaignId));
    expect(campaign).toMatchObject({
      ...{ status: "finished", controlShare: 33, name: "Autumn 2008" },
      launchedAt: new Date("2008-09-01T04:00:00Z"),
    });
    const lift = await liftOf(first.campaignId);
    expect(lift.total.treated).toMatchObject({ people: 5, buyers: 1, reached: 3, orders: 1, revenue: 2050 });
    expect(lift.total.control).toMatchObject({ people: 2, buyers: 1, reached: 1, orders: 1, revenue: 999 });
    expect(lift.segments.map(({ name }) => name)).toEqual([
      "Autumn 2008: 1) $0 - $100",
      "Autumn 2008: 6) $750 - $1,000",
    ]);
    expect(lift.variants.map(({ name, comparison }) => [name, comparison.treated.people])).toEqual([
      ["Mens E-Mail", 3],
      ["Womens E-Mail", 2],
    ]);
    expect(lift).toMatchObject({ goal: { label: "Visit" }, peekP: null, isOver: true });
    const outcomes = await listOutcomes(ctx, { campaignIds: [first.campaignId] });
    expect(outcomes.get(first.campaignId)).toMatchObject({ treated: { buyers: 1, revenueMinor: 2050 } });
    // What the file tells belongs to the campaign: the orders of the workspace stay as they are.
    expect(await ctx.db.$count(orders, eq(orders.workspaceId, shop.workspaceId))).toBe(0);

    await renewOutcomes(ctx);
    const second = await bring(ctx, keyed, { arms });
    expect(second.campaignId).toBe(first.campaignId);
    expect(second.detail.counts).toMatchObject({ created: 0, changed: 0, unchanged: 7, rejected: 2 });
    expect(await liftOf(second.campaignId)).toEqual(lift);

    const lists = () =>
      ctx.db.$count(segments, and(eq(segments.workspaceId, shop.workspaceId), isNull(segments.archivedAt)));
    expect(await lists()).toBe(2);
    for (const role of ["member", "viewer"] as const)
      await expect(takeBackCampaign(shop.ctx(role), second)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await makeWorkspace();
    await expect(takeBackCampaign(other.ctx(), second)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await takeBackCampaign(ctx, second);
    expect(await findPastCampaign(ctx, second)).toBeNull();
    expect(await lists()).toBe(0);
    expect(await ctx.db.$count(campaignAudience, eq(campaignAudience.campaignId, first.campaignId))).toBe(0);
    const emptied = await listOutcomes(ctx, { campaignIds: [first.campaignId] });
    expect(emptied.get(first.campaignId)).toMatchObject({ treated: { people: 0 } });
    await renewOutcomes(ctx);
    const third = await bring(ctx, keyed, { arms });
    expect(third.detail.counts).toMatchObject({ created: 7 });
    expect(await liftOf(third.campaignId)).toEqual(lift);
    expect(await lists()).toBe(2);
  });

  it("refuses what no campaign can be made of, and roles that may not import", async () => {
    const { id: importId, mapping } = await upload(ctx, "campaign", FILE);
    const suggested = found(mapping, "mapping");
    const campaign = found(suggested.campaign ?? null, "campaign");
    const started = (change: Partial<PastSettings>) =>
      startImport(ctx, {
        importId,
        mapping: { ...suggested, campaign: { ...campaign, ...DAYS, ...change } },
      });
    for (const change of [
      { name: "" },
      { startOn: "" as const },
      { endOn: "2008-08-01" },
      { arms: [] },
      { arms: campaign.arms.map((arm) => ({ ...arm, role: "control" as const })) },
      { arms: campaign.arms.map((arm) => ({ ...arm, name: "Same" })) },
      { arms: campaign.arms.map((arm) => ({ ...arm, weight: 0 })) },
    ])
      await expect(started(change)).rejects.toMatchObject({ code: "INVALID" });
    await expect(upload(shop.ctx("member"), "campaign", FILE)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

const shared = process.env.FACET_SHARED ?? path.resolve("../shared/data");
const published = path.join(shared, "hillstrom/hillstrom.csv");

/** Published file that is not part of the project: FACET_SHARED names its folder. */
describe.skipIf(!existsSync(published))("the published e-mail experiment", () => {
  it("imported as customers and as a finished campaign shows its published results", {
    timeout: 300_000,
  }, async () => {
    const one = await makeWorkspace({ currency: "USD", timeZone: "America/New_York" });
    const owner = one.ctx();
    const file = readFileSync(published);
    const people = await imported(owner, "customers", file, { key: "row" });
    expect(people.counts).toMatchObject({ created: 64_000, rejected: 0 });
    const began = Date.now();
    const { campaignId, detail } = await bring(owner, file);
    console.log(`64,000 people of a campaign in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    expect(detail.counts).toMatchObject({ created: 64_000, changed: 0, rejected: 0 });
    expect(await owner.db.$count(customers, eq(customers.workspaceId, one.workspaceId))).toBe(64_000);
    const lift = await getLift(owner, { campaignId });
    if (!lift || lift === "hidden") throw new Error("no lift");
    expect(lift.ratio?.chiSquare).toBeCloseTo(0.20253125, 8);
    expect(lift.ratio?.p).toBeCloseTo(0.903693, 6);
    expect(lift.adjusted).toBeNull();
    for (const [arm, ...expected] of PUBLISHED) {
      const row = lift.variants.find(({ name }) => name === arm);
      const { treated, control, reached, bought, spend, orders: ordered } = found(row, "variant").comparison;
      expect([treated.people, treated.reached, treated.buyers, treated.revenue]).toEqual(expected[0]);
      expect([control.people, control.reached, control.buyers, control.revenue]).toEqual(CONTROL);
      const figures = (result: { effect: Effect } | null) =>
        result ? [result.effect.difference, result.effect.low, result.effect.high] : [];
      const near = (values: readonly number[], wanted: readonly number[], digits: number) => {
        for (const [place, value] of values.entries()) expect(value).toBeCloseTo(wanted[place] ?? 0, digits);
        expect(values).toHaveLength(wanted.length);
      };
      near(figures(reached), expected[1], 6);
      near(figures(bought), expected[2], 6);
      near(
        figures(spend).map((minor) => minor / 100),
        expected[3],
        5,
      );
      near(
        [
          ...[reached, ordered].map((result) => result?.incremental.value ?? 0),
          (spend?.incremental.value ?? 0) / 100,
        ],
        expected[4],
        2,
      );
      expect(spend?.effect.t).toBeCloseTo(expected[5][0] ?? 0, 5);
      expect(spend?.effect.df).toBeCloseTo(expected[5][1] ?? 0, 2);
    }
    const again = await bring(owner, file);
    expect(again.detail.counts).toMatchObject({ created: 0, changed: 0, unchanged: 64_000 });
  });
});

const CONTROL = [21_306, 2262, 122, 1_390_833];
const PUBLISHED = [
  [
    "Mens E-Mail",
    [21_307, 3894, 267, 3_031_169],
    [0.0765896, 0.0699533, 0.0832267],
    [0.00680501, 0.00501434, 0.00864072],
    [0.769827, 0.48514, 1.054515],
    [1631.894, 144.994, 16_402.707],
    [5.30014, 36_671.157],
  ],
  [
    "Womens E-Mail",
    [21_387, 3238, 189, 2_303_811],
    [0.0452331, 0.0388941, 0.0515743],
    [0.00311106, 0.00150166, 0.00474547],
    [0.424412, 0.168957, 0.679868],
    [967.4, 66.536, 9076.904],
    [3.256372, 40_064.884],
  ],
] as const satisfies readonly (readonly [string, ...(readonly number[])[]])[];
