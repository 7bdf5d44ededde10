// The database that a command works on: the embedded one, or the one that DATABASE_URL names.
import fs from "node:fs";
import { createDatabase, migrateDatabase, withSql } from "./migrate.mjs";
import { ensurePostgres } from "./postgres.mjs";
import { beforeExit, isStopping, runNode } from "./processes.mjs";
import { at, inData, readText, Stop, say } from "./project.mjs";

const PEOPLE_FILE = inData("demo-people.json");

/** Starts or joins the embedded server for as long as this process lives, and brings it back when it is killed. */
export async function embeddedServer() {
  let server = await ensurePostgres({ log: say });
  const { port } = server;
  const bringBack = async () => {
    say("PostgreSQL has ended: starting it again");
    server = await ensurePostgres({ log: say });
    if (server.port !== port) say(`It is on port ${server.port} now: stop and start this command as well`);
  };
  let attempt = null;
  const watch = () => {
    if (attempt || isStopping() || server.isRunning()) return;
    attempt = bringBack()
      .catch((error) => console.error(error))
      .finally(() => {
        attempt = null;
      });
  };
  const timer = setInterval(watch, 1000);
  timer.unref();
  beforeExit(async () => {
    clearInterval(timer);
    await attempt;
    await server.stop();
  });
  return server;
}

const OLDEST_SERVER = 15;
/** Error codes of an address, an account or rights that are wrong: the person's to mend, so one sentence is enough. */
const UNUSABLE = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_|28|3D000|42501|08)/;

function requireAddress(url) {
  const isAddress = URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol);
  if (!isAddress)
    throw new Stop(
      "DATABASE_URL is not the address of a PostgreSQL database. It looks like postgres://user:password@host:5432/name.",
    );
}

function requireVersion(url) {
  return withSql(url, async (sql) => {
    const [{ version }] = await sql`select current_setting('server_version_num')::int / 10000 as version`;
    if (version < OLDEST_SERVER)
      throw new Stop(
        `The server that DATABASE_URL names is PostgreSQL ${version}: Facet needs ${OLDEST_SERVER} or newer.`,
      );
  });
}

/** Migrates the database of somebody else's server; what stands in the way is told in a sentence. */
async function migrateGiven(url) {
  requireAddress(url);
  try {
    await requireVersion(url);
    await migrateDatabase(url);
  } catch (error) {
    if (!UNUSABLE.test(error.code)) throw error;
    throw new Stop(`The database that DATABASE_URL names cannot be used: ${error.message}`);
  }
}

/** A migrated database; sets DATABASE_URL for every child. */
export async function prepareDatabase() {
  const given = process.env.DATABASE_URL;
  if (given) {
    await migrateGiven(given);
    return { url: given, isEmbedded: false };
  }
  const { url, port } = await embeddedServer();
  say(`Embedded PostgreSQL on port ${port}`);
  process.env.DATABASE_URL = url;
  await createDatabase(url);
  await migrateDatabase(url);
  return { url, isEmbedded: true };
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
