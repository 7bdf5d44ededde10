// `npm run bench:<name>`: one measured claim each, in a database of its own beside the embedded one's.
import fs from "node:fs";
import { ensureBuild } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { embeddedServer } from "./database.mjs";
import { createDatabase, databaseAt, migrateDatabase } from "./migrate.mjs";
import { freePort, runNode } from "./processes.mjs";
import { at, Stop } from "./project.mjs";

/** Those that look at pages: they need a build to serve and a browser to look with. */
const IN_BROWSER = ["timeline"];

async function browserEnv() {
  const chromium = await ensureChromium();
  await ensureBuild();
  return { CHROMIUM_PATH: chromium, BENCH_PORT: String(await freePort(0)) };
}

export async function bench([name = "", ...args]) {
  const file = `bench/${name}.ts`;
  if (!/^[a-z-]+$/.test(name) || !fs.existsSync(at(file)))
    throw new Stop(
      `There is no benchmark "${name}". Each has a script in package.json: npm run bench:<name>.`,
    );
  // Never the database that DATABASE_URL names: a benchmark fills and empties what it works on.
  const { adminUrl } = await embeddedServer();
  const url = databaseAt(adminUrl, "facet_bench");
  await createDatabase(url);
  await migrateDatabase(url);
  const env = { DATABASE_URL: url, ...(IN_BROWSER.includes(name) && (await browserEnv())) };
  return runNode(["--import", "tsx", file, ...args], { env });
}
