// The database that a command works on: the embedded one, or the one that DATABASE_URL names.
import fs from "node:fs";
import { createDatabase, migrateDatabase, withSql } from "./migrate.mjs";
import { ensurePostgres } from "./postgres.mjs";
import { beforeExit, runNode } from "./processes.mjs";
import { at, inData, readText, Stop, say } from "./project.mjs";

const PEOPLE_FILE = inData("demo-people.json");

/** Starts or joins the embedded server for as long as this process lives. */
export async function embeddedServer() {
  const server = await ensurePostgres({ log: say });
  beforeExit(server.stop);
  return server;
}

const UNREACHABLE = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|28|3D000|08)/;

/** A migrated database; sets DATABASE_URL for every child. */
export async function prepareDatabase() {
  const isEmbedded = !process.env.DATABASE_URL;
  if (isEmbedded) {
    const server = await embeddedServer();
    say(`Embedded PostgreSQL on port ${server.port}`);
    process.env.DATABASE_URL = server.url;
    await createDatabase(server.url);
  }
  const url = process.env.DATABASE_URL;
  await migrateDatabase(url).catch((error) => {
    if (isEmbedded || !UNREACHABLE.test(error.code)) throw error;
    throw new Stop(`The database that DATABASE_URL names cannot be used: ${error.message}`);
  });
  return { url, isEmbedded };
}

/** True when nobody can sign in yet. */
export const hasNoUsers = (url) =>
  withSql(url, async (sql) => {
    const [table] = await sql`select to_regclass('public.users') is not null as "exists"`;
    if (!table.exists) return true;
    const [row] = await sql`select not exists (select from users) as "isEmpty"`;
    return row.isEmpty;
  });

/** Loads the demo workspace into the database at `url`; who can sign in is written to `peopleFile`. */
export async function loadDemo(url, peopleFile = PEOPLE_FILE) {
  if (!fs.existsSync(at("bin/demo.ts"))) return;
  say("Loading the demo workspace");
  const code = await runNode(["--import", "tsx", "bin/demo.ts"], {
    env: { DATABASE_URL: url, DEMO_PEOPLE_FILE: peopleFile },
  });
  if (code !== 0) throw new Stop("The demo workspace could not be loaded; the reason is above.");
}

/** The demo people that bin/demo.ts wrote down: [{ name, role, email, password }]. */
export function demoPeople() {
  const text = readText(PEOPLE_FILE);
  return text ? JSON.parse(text) : [];
}
