// `npm run e2e`: the browser tests, on a production build and on a copy of the loaded demo workspace.
import fs from "node:fs";
import { ensureBuild } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { embeddedServer, loadDemo } from "./database.mjs";
import { createDatabase, databaseAt, migrateDatabase, withSql } from "./migrate.mjs";
import { beforeExit, freePort, isAlive, runNode, together } from "./processes.mjs";
import { at, filesBelow, hashOf, inData, isTestFile, Stop, say } from "./project.mjs";
import { freshReport, playwrightCounts } from "./reports.mjs";

const TEMPLATE_PREFIX = "facet_demo_template_";
const COPY_PREFIX = "facet_e2e_";
const LOCK = 727004;

/** By what makes the demo and by the day: its tasks and campaigns stand around today. */
function templateName() {
  const sources = filesBelow("db", "lib", "bin/demo.ts", "bin/demo").filter((file) => !isTestFile(file));
  return TEMPLATE_PREFIX + hashOf(sources, new Date().toISOString().slice(0, 10));
}

const peopleFileOf = (template) => inData("e2e", `${template}.json`);

/** Copies of runs that are over, and templates of earlier states of the demo: each is hundreds of megabytes. */
async function dropLeftovers(sql, template) {
  const rows = await sql`
    select datname as name from pg_database d
    where (starts_with(datname, ${TEMPLATE_PREFIX}) or starts_with(datname, ${COPY_PREFIX})) and datname <> ${template}
      and not exists (select from pg_stat_activity a where a.datid = d.oid)`;
  for (const { name } of rows) {
    const isRunning = name.startsWith(COPY_PREFIX) && isAlive(Number(name.slice(COPY_PREFIX.length)));
    if (!isRunning) await sql`drop database if exists ${sql(name)}`.catch(() => {});
  }
}

async function ensureTemplate(sql, adminUrl, template) {
  const [row] = await sql`select 1 from pg_database where datname = ${template}`;
  if (row) return;
  const unfinished = `${TEMPLATE_PREFIX}unfinished`;
  for (const name of [unfinished, template]) await sql`drop database if exists ${sql(name)} with (force)`;
  const url = databaseAt(adminUrl, unfinished);
  await createDatabase(url);
  await migrateDatabase(url);
  fs.mkdirSync(inData("e2e"), { recursive: true });
  await loadDemo(url, peopleFileOf(template));
  await sql`alter database ${sql(unfinished)} rename to ${sql(template)}`;
}

/** A database of this run's own, dropped at the end; the demo is loaded only when what makes it changed. */
async function demoCopy(adminUrl) {
  const template = templateName();
  const name = COPY_PREFIX + process.pid;
  await withSql(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(${LOCK})`;
    await dropLeftovers(sql, template);
    await ensureTemplate(sql, adminUrl, template);
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`;
    // Nothing in it has to outlive a crash: no test waits for the disk.
    await sql`alter database ${sql(name)} set synchronous_commit = off`;
    await sql`select pg_advisory_unlock(${LOCK})`;
  });
  beforeExit(() => withSql(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`));
  return { url: databaseAt(adminUrl, name), peopleFile: peopleFileOf(template) };
}

/** The server the tests may use: never the one that DATABASE_URL names. */
export async function testServer() {
  const given = process.env.TEST_DATABASE_URL;
  return given ? databaseAt(given, "postgres") : (await embeddedServer()).adminUrl;
}

/** Runs the browser tests and returns how many passed and failed. */
export async function runBrowserTests(adminUrl, args = []) {
  const chromium = await ensureChromium();
  const { url, peopleFile } = await together(demoCopy(adminUrl), ensureBuild());
  const report = freshReport("e2e");
  say("Browser tests");
  const code = await runNode([at("node_modules/@playwright/test/cli.js"), "test", ...args], {
    env: {
      CHROMIUM_PATH: chromium,
      E2E_DATABASE_URL: url,
      E2E_PEOPLE_FILE: peopleFile,
      E2E_PORT: String(await freePort(0)),
      E2E_REPORT: report,
    },
  });
  return playwrightCounts(report, code);
}

export async function e2e(args) {
  delete process.env.DATABASE_URL;
  if (!fs.existsSync(at("bin/demo.ts")))
    throw new Stop("The browser tests need the demo workspace (bin/demo.ts).");
  const { passed, failed } = await runBrowserTests(await testServer(), args);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
