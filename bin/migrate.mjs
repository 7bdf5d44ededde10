// Brings a database up to date: creates it where asked, extensions, our migrations, the job tables.
// Safe when several processes do it at once.

import fs from "node:fs";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { at } from "./project.mjs";

const quiet = { max: 1, onnotice: () => {} };

/** The same server, another database. */
export function databaseAt(url, name) {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Runs `work` with one connection, closed afterwards. */
export async function withSql(url, work) {
  const sql = postgres(url, quiet);
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** Creates the database that the address names, unless it exists. */
export function createDatabase(url) {
  const name = new URL(url).pathname.slice(1);
  return withSql(databaseAt(url, "postgres"), async (sql) => {
    const [row] = await sql`select 1 from pg_database where datname = ${name}`;
    if (row) return;
    await sql`create database ${sql(name)}`.catch((error) => {
      const isThere = error.code === "42P04" || error.code === "23505"; // lost a race: good enough
      if (!isThere) throw error;
    });
  });
}

async function createExtension(sql, name) {
  const [row] = await sql`select 1 from pg_extension where extname = ${name}`;
  if (row) return;
  // A managed server may not offer it or not let us; a migration that truly needs it says so itself.
  await sql`create extension if not exists ${sql(name)}`.catch((error) => {
    console.warn(`Extension ${name} could not be created: ${error.message}`);
  });
}

/** Migrations under an advisory lock: drizzle's migrator takes none. */
export function migrateDatabase(url) {
  return withSql(url, async (sql) => {
    await sql`select pg_advisory_lock(727001)`;
    for (const name of ["pg_trgm", "btree_gin"]) await createExtension(sql, name);
    const migrationsFolder = at("db/migrations");
    if (fs.existsSync(`${migrationsFolder}/meta/_journal.json`))
      await migrate(drizzle(sql), { migrationsFolder });
    await runMigrations({ connectionString: url }); // mutations enqueue even where no worker ever ran
    await sql`select pg_advisory_unlock(727001)`;
  });
}
