import type postgres from "postgres";
import { Random } from "@/db/demo/random";
import { DEMO_PASSWORD } from "@/db/demo/team";
import { hashPassword } from "@/lib/auth/password";
import { renewOutcomes } from "@/lib/campaigns/outcomes/mutations";
import type { Day } from "@/lib/days";
import { makeForecasts } from "@/lib/forecasts/mutations";
import { newId, takeIdsFrom } from "@/lib/ids";
import { refreshKpis } from "@/lib/kpis/mutations";
import { computeValues } from "@/lib/value/mutations";
import { recordDecisions } from "./decisions";
import { DemoFacts } from "./facts";
import { defineOwnKpis } from "./own-kpis";
import { composeReports } from "./reports";
import { openShop, type Shop } from "./shop";
import { DemoStory } from "./story";
import { setTargets } from "./targets";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Days before the last evening at which the story stops to count; campaigns start on them. */
const STOPS = [238, 210, 182, 154, 126, 98, 84, 77, 70, 63, 56, 49, 42, 35, 28, 21, 14, 7, 0];

export type DemoSize = {
  /** The day on which the demo is opened; the story ends on the evening before, whatever the hour. */
  today: Day;
  customers: number;
  seed: number;
};

/** Loads the shop into an empty database. Two loads with the same size write the same rows, ids included. */
export async function loadShop(sql: postgres.Sql, { today, customers, seed }: DemoSize): Promise<Shop> {
  const dawn = new Date(`${today}T00:00:00Z`);
  const end = new Date(dawn.getTime() - 7 * HOUR);
  const ids = new Random(seed + 1);
  let now = end;
  let made = 0;
  takeIdsFrom(() => ids.uuid(now.getTime(), made++));
  const random = new Random(seed);
  const shop = await openShop(sql, end, await hashPassword(DEMO_PASSWORD));
  const surveyId = newId();
  const facts = new DemoFacts(sql, shop, random, dawn, customers);
  const story = new DemoStory(sql, shop, surveyId, today);

  for (const [index, ago] of STOPS.entries()) {
    const at = ago === 0 ? end : new Date(dawn.getTime() - ago * DAY + 10 * HOUR);
    now = at;
    if (ago === STOPS[0]) {
      await facts.begin(sql, surveyId, at);
      await sql`analyze`;
      await story.makeSegments(at);
      await sql`analyze segments, segment_members`;
      await story.makePersonas(at, "first");
    } else {
      await facts.tellUntil(at);
      if (index % 4 === 1)
        await sql`analyze customers, customer_metrics, orders, order_lines, event_daily, segment_members`;
      await story.count(at, ago % 21 === 0 ? "time" : "data");
    }
    if (ago === 84) {
      // Without figures on the months that were empty, each persona's facts read a month's events once per member.
      await sql`analyze events, event_property_daily`;
      await story.makePersonas(at, "later");
    }
    // Not at the moment of the count: who joins by the one may leave by the other.
    if (ago === 42) await story.changeRules(new Date(at.getTime() + HOUR));
    await story.campaigns(facts, at, ago === 0);
  }
  await sql`analyze`;
  const named = {
    segmentId: (key: string) => story.segmentId(key),
    campaignId: (key: string) => story.campaignId(key),
  };
  await setTargets(sql, shop, { today, end }, named);
  await Promise.all([refreshKpis(shop.as("ada", end), { isWhole: true }), story.keepCounts(end)]);
  // One of six weeks ago, which can be held to what came since, and one of now.
  for (const ago of [42 * DAY, 0]) await makeForecasts(shop.as("ada", new Date(end.getTime() - ago)));
  await defineOwnKpis(shop, { today, end });
  await story.checkFacts(end);
  await computeValues(shop.as("ada", end));
  await renewOutcomes(shop.as("ada", end));
  await recordDecisions(shop, today, named);
  await composeReports(shop, end, named);
  const lastWeek = new Date(end.getTime() - 7 * DAY).toISOString();
  await sql`update notifications set read_at = created_at where workspace_id = ${shop.workspaceId} and created_at < ${lastWeek}`;
  await sql`analyze kpi_snapshots, kpi_standings, customer_metrics, fact_counts, audit_log, notifications`;
  takeIdsFrom();
  return shop;
}
