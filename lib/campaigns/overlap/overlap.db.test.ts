import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { campaignReach, customers, segmentMembers, segments } from "@/db/schema";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { listConflicts } from "../conflicts/queries";
import { setCampaignStatus } from "../launch/mutations";
import { CAMPAIGN_CHANNELS } from "../status";
import { MOST_AT_ONCE } from "./combination";
import { renewReach, storeReach } from "./mutations";
import { listCombinations, listLiveCampaigns } from "./queries";

const now = new Date("2026-05-08T10:00:00Z");
const PEOPLE = 300;
const CAMPAIGNS = 66;
const SEED = Number(process.env.FACET_SEED ?? 20260508);

/** The same numbers in [0, 1) for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let shop: TestWorkspace;
let ctx: Ctx;
beforeAll(async () => {
  const random = dice(SEED);
  const pick = <T>(values: readonly T[], share: number) => values.filter(() => random() < share);
  const consent = () => (["in", "out", "unknown"] as const)[Math.floor(random() * 3)] ?? "in";
  shop = await makeWorkspace({ now });
  ctx = shop.ctx();
  const nos = Array.from({ length: PEOPLE }, (_, index) => index + 1);
  const people = nos.map((no) => {
    const given = { consentEmail: consent(), consentSms: consent(), consentPost: consent() };
    const gone = random();
    if (gone < 0.05) return [no, { ...given, suppressedAt: now }] as const;
    if (gone < 0.1) return [no, { ...given, objectedAt: now }] as const;
    return [no, gone < 0.12 ? { ...given, erasedAt: now } : given] as const;
  });
  await addCustomers(shop, PEOPLE, Object.fromEntries(people));
  const segmentIds: string[] = [];
  for (let no = 1; no <= 20; no++)
    segmentIds.push(await addSegment(shop, { no, name: `S${no}`, members: pick(nos, random() * 0.4) }));
  for (let n = 0; n < CAMPAIGNS; n++)
    await addCampaign(shop, {
      ...{
        name: `C${n}`,
        status: "planned",
        ownerId: shop.users.owner.id,
        controlShare: n % 3 === 0 ? 20 : 0,
      },
      channels: pick(CAMPAIGN_CHANNELS, 0.25),
      segmentIds: pick(segmentIds, 0.12),
    });
  const live = await listLiveCampaigns(ctx, { since: "2026-05-01" });
  // Those without anybody or without a channel cannot be launched, and stay planned.
  for (const { id, version } of live.slice(0, 12))
    await setCampaignStatus(ctx, { campaignId: id, version, to: "running" }).catch(() => {});
}, 60_000);

/** Whom each live campaign reaches by what is stored, person by person, without a line of the statement under test. */
async function reached(): Promise<Set<number>[]> {
  const live = await listLiveCampaigns(ctx, { since: "2026-05-01" });
  const own = eq(customers.workspaceId, shop.workspaceId);
  const people = new Map((await ctx.db.select().from(customers).where(own)).map((row) => [row.no, row]));
  const members = await ctx.db
    .select({ no: segmentMembers.segmentNo, customerNo: segmentMembers.customerNo })
    .from(segmentMembers)
    .where(eq(segmentMembers.workspaceId, shop.workspaceId));
  const targets = await ctx.db.execute<{ campaignId: string; no: number }>(
    sql`select t.campaign_id as "campaignId", s.no from campaign_segments t join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
      where t.workspace_id = ${shop.workspaceId}`,
  );
  const frozen = await ctx.db.execute<{ campaignId: string; customerNo: number }>(
    sql`select campaign_id as "campaignId", customer_no as "customerNo" from campaign_audience
      where workspace_id = ${shop.workspaceId} and not is_control`,
  );
  const consentOf: Record<
    string,
    "consentEmail" | "consentSms" | "consentPost" | "consentPhone" | "consentAds"
  > = {
    email: "consentEmail",
    sms: "consentSms",
    post: "consentPost",
    phone: "consentPhone",
    ads: "consentAds",
  };
  const mayHear = (no: number, channels: readonly string[]) => {
    const person = people.get(no);
    if (!person || person.erasedAt || person.suppressedAt || person.objectedAt) return false;
    if (channels.length === 0) return true;
    return channels.some((channel) => {
      const key = consentOf[channel];
      return key === undefined || person[key] !== "out";
    });
  };
  return live.map(({ id, isLaunched, channels }) => {
    if (isLaunched) return new Set(frozen.flatMap((row) => (row.campaignId === id ? [row.customerNo] : [])));
    const nos = new Set(targets.flatMap((row) => (row.campaignId === id ? [row.no] : [])));
    return new Set(
      members.flatMap(({ no, customerNo }) =>
        nos.has(no) && mayHear(customerNo, channels) ? [customerNo] : [],
      ),
    );
  });
}

async function expectRight(message: string) {
  const live = await listLiveCampaigns(ctx, { since: "2026-05-01" });
  const { combinations, countedAt } = await listCombinations(ctx, { campaigns: live });
  const sets = await reached();
  const wanted = new Map<string, number>();
  for (let no = 1; no <= PEOPLE; no++) {
    const key = sets.flatMap((set, place) => (set.has(no) ? [place] : [])).join();
    if (key) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  const found = combinations.map(({ places, people }) => [places.join(), people] as const);
  expect(new Map(found), message).toEqual(wanted);
  return { countedAt, live };
}

describe(`who is reached by which campaigns, seed ${SEED}`, () => {
  it("is the intersection of what is stored, for every combination of many campaigns", async () => {
    const { live, countedAt } = await expectRight("live");
    expect(countedAt).toBeNull();
    expect(live).toHaveLength(CAMPAIGNS);
    expect(live.filter(({ isLaunched }) => isLaunched).length).toBeGreaterThan(4);
  });

  it("is stored where it is too much for each page, shown with its time, and renewed when members change", async () => {
    const [segment] = await ctx.db
      .select({ id: segments.id, no: segments.no })
      .from(segments)
      .where(eq(segments.workspaceId, shop.workspaceId))
      .orderBy(segments.no);
    const large = { size: MOST_AT_ONCE + 1 };
    await ctx.db.update(segments).set(large).where(eq(segments.workspaceId, shop.workspaceId));
    expect((await expectRight("before there is one")).countedAt).toBeNull();
    await expect(renewReach(shop.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await renewReach(ctx)).toBe(true);
    expect((await expectRight("as stored")).countedAt).toEqual(now);
    expect((await listConflicts(ctx)).find(({ kind }) => kind === "overlap")?.detail).toMatch(
      /, counted \d\d:\d\d$/,
    );
    const later = (minutes: number) => ({ ...ctx, now: () => new Date(now.getTime() + minutes * 60_000) });
    expect(await renewReach(later(1))).toBe(false);
    await ctx.db.execute(sql`
      with gone as (delete from segment_members where workspace_id = ${shop.workspaceId} and segment_no = ${segment?.no ?? 0} returning customer_no)
      insert into segment_changes (workspace_id, segment_no, customer_no, at, has_entered, cause)
      select ${shop.workspaceId}, ${segment?.no ?? 0}, customer_no, ${later(2).now().toISOString()}::timestamptz, false, 'data' from gone`);
    expect(await renewReach(later(4))).toBe(true);
    expect((await expectRight("after a change")).countedAt).toEqual(later(4).now());
    expect(await renewReach(later(5))).toBe(false);
    expect(await renewReach(later(64))).toBe(true);
  });

  it("is counted at once for a campaign that the stored count does not know", async () => {
    await storeReach(ctx);
    const segmentId = await addSegment(shop, { no: 99, name: "New", members: [1, 2, 3] });
    await addCampaign(shop, { status: "planned", segmentIds: [segmentId] });
    expect((await expectRight("with a new one")).countedAt).toBeNull();
    expect(await renewReach(ctx)).toBe(true);
    expect((await expectRight("stored")).countedAt).toEqual(now);
  });

  it("is nobody elsewhere", async () => {
    const other = await makeWorkspace({ now });
    await storeReach(other.ctx());
    const rows = await ctx.db
      .select()
      .from(campaignReach)
      .where(eq(campaignReach.workspaceId, other.workspaceId));
    expect(rows).toMatchObject([{ reach: { sources: [], rows: [] } }]);
    const live = await listLiveCampaigns(ctx, { since: "2026-05-01" });
    expect((await listCombinations(other.ctx(), { campaigns: live })).combinations).toEqual([]);
  });
});
