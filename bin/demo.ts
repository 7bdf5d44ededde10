// Loads the demo workspace into an empty database: one shop, told from eight months ago until last evening, so that
// history, campaigns, results and work are what the product itself made of them. The same on every machine for one day.
import fs from "node:fs";
import path from "node:path";
import { closeDb, rawSql } from "@/db/client";
import { ZONE } from "@/db/demo/shopping";
import { DEMO_PASSWORD, emailOf, TEAM } from "@/db/demo/team";
import { databaseUrl } from "@/db/url.mjs";
import { todayIn } from "@/lib/zone";
import { loadShop } from "./demo/load";

const CUSTOMERS = 20_000;
const SEED = 20_260_501;

async function load(): Promise<string> {
  const started = Date.now();
  const sql = rawSql();
  await loadShop(sql, { today: todayIn(ZONE, new Date()), customers: CUSTOMERS, seed: SEED });
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

/**
 * Every row is right by the way it is made (a test loads a small shop with all checks on), so a superuser loads
 * without looking each reference up and without waiting for the disk: less than half the time.
 */
async function loadFaster(): Promise<void> {
  const [me] = await rawSql()<{ isSuper: boolean }[]>`
    select rolsuper as "isSuper" from pg_roles where rolname = current_user`;
  await closeDb();
  const url = new URL(databaseUrl());
  url.searchParams.set("synchronous_commit", "off");
  if (me?.isSuper) url.searchParams.set("session_replication_role", "replica");
  process.env.DATABASE_URL = url.toString();
}

const [someone] = await rawSql()`select from users limit 1`;
if (someone) {
  console.error("This database has people already; the demo is only loaded into an empty one.");
  process.exitCode = 1;
} else {
  await loadFaster();
  console.log(await load());
  writeSignIns(process.env.DEMO_PEOPLE_FILE ?? path.join(".data", "demo-people.json"));
}
await closeDb();
