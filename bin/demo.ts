// Loads the demo workspace into an empty database: one shop, told from eight months ago until now, so that history,
// campaigns, results and work are what the product itself made of them. The same on every machine for one day.
import fs from "node:fs";
import path from "node:path";
import { closeDb, rawSql } from "@/db/client";
import { Random } from "@/db/demo/random";
import { ZONE } from "@/db/demo/shopping";
import { DEMO_PASSWORD, emailOf, TEAM } from "@/db/demo/team";
import { hashPassword } from "@/lib/auth/password";
import { newId } from "@/lib/ids";
import { refreshAllSegments } from "@/lib/segments/mutations";
import { todayIn } from "@/lib/zone";
import { DemoFacts } from "./demo/facts";
import { openShop } from "./demo/shop";
import { DemoStory } from "./demo/story";
import { setTargets } from "./demo/targets";

const DAY = 86_400_000;
const CUSTOMERS = 20_000;
const SEED = 20_260_501;
/** Days before today at which the story stops to count; campaigns start on them. */
const STOPS = [238, 210, 182, 154, 126, 98, 84, 77, 70, 63, 56, 49, 42, 35, 28, 21, 14, 7, 0];
const TEN_O_CLOCK = 10 * 3_600_000;

async function load(): Promise<string> {
  const started = Date.now();
  const sql = rawSql();
  const now = new Date();
  const today = todayIn(ZONE, now);
  const dawn = new Date(`${today}T00:00:00Z`);
  const random = new Random(SEED);
  const shop = await openShop(sql, now, await hashPassword(DEMO_PASSWORD));
  const surveyId = newId();
  const facts = new DemoFacts(sql, shop, random, dawn, CUSTOMERS);
  const story = new DemoStory(sql, shop, surveyId, today);

  for (const ago of STOPS) {
    const at = ago === 0 ? now : new Date(dawn.getTime() - ago * DAY + TEN_O_CLOCK);
    if (ago === STOPS[0]) {
      await facts.begin(sql, surveyId, at);
      await sql`analyze`;
      await story.makeSegments(at);
      await sql`analyze`;
      await story.makePersonas(at, "first");
    } else {
      await facts.tellUntil(at);
      await story.count(at, ago % 21 === 0 ? "time" : "data");
    }
    if (ago === 84) await story.makePersonas(at, "later");
    if (ago === 42) await story.changeRules(at);
    await story.campaigns(facts, at, ago === 0);
  }
  await refreshAllSegments(shop.as("ada", now), { cause: "data" });
  await setTargets(sql, shop, { today, now, segmentId: (key) => story.segmentId(key) });
  const lastWeek = new Date(now.getTime() - 8 * DAY).toISOString();
  await sql`update notifications set read_at = created_at where workspace_id = ${shop.workspaceId} and created_at < ${lastWeek}`;
  await sql`analyze`;

  const [count] = await sql<{ customers: number; orders: number; events: number; segments: number }[]>`
    select (select count(*)::int from customers) as customers, (select count(*)::int from orders) as orders,
      (select count(*)::int from events) as events, (select count(*)::int from segments) as segments`;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  return `Demo workspace: ${count?.customers} customers, ${count?.orders} orders, ${count?.events} events, ${count?.segments} segments in ${seconds} s`;
}

function writeSignIns(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const people = TEAM.map(({ key, name, role }) => ({
    role,
    name,
    email: emailOf(key),
    password: DEMO_PASSWORD,
  }));
  fs.writeFileSync(file, `${JSON.stringify(people, null, 2)}\n`);
}

const [someone] = await rawSql()`select from users limit 1`;
if (someone) {
  console.error("This database has people already; the demo is only loaded into an empty one.");
  process.exitCode = 1;
} else {
  console.log(await load());
  writeSignIns(process.env.DEMO_PEOPLE_FILE ?? path.join(".data", "demo-people.json"));
}
await closeDb();
