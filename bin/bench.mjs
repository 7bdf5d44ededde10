// `npm run bench:<name>`: one measured claim each, in a database of its own beside the embedded one's.
import fs from "node:fs";
import { embeddedServer } from "./database.mjs";
import { createDatabase, databaseAt, migrateDatabase } from "./migrate.mjs";
import { runNode } from "./processes.mjs";
import { at, Stop } from "./project.mjs";

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
  return runNode(["--import", "tsx", file, ...args], { env: { DATABASE_URL: url } });
}
