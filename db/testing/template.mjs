// One migrated template database per state of the migrations, kept between runs; clones are named by their run.
import { createRequire } from "node:module";
import { databaseAt, migrateDatabase, withSql } from "../../bin/migrate.mjs";
import { at, filesBelow, hashOf } from "../../bin/project.mjs";

const require = createRequire(import.meta.url);
const TEMPLATE_PREFIX = "facet_template_";
const CLONE_PREFIX = "facet_test_";
const LOCK = 727002;

function templateName() {
  const jobs = require("graphile-worker/package.json").version;
  return TEMPLATE_PREFIX + hashOf([...filesBelow("db/migrations"), at("bin/migrate.mjs")], jobs);
}

const exists = async (sql, name) => (await sql`select 1 from pg_database where datname = ${name}`).length > 0;

/** A template that another run may still be cloning is left for a day; a clone, for an hour. */
async function dropLeftovers(sql, current) {
  const rows = await sql`
    select datname as name, shobj_description(oid, 'pg_database') as "madeAt" from pg_database d
    where (starts_with(datname, ${TEMPLATE_PREFIX}) or starts_with(datname, ${CLONE_PREFIX})) and datname <> ${current}
      and not exists (select from pg_stat_activity a where a.datid = d.oid)`;
  const now = Date.now();
  for (const { name, madeAt } of rows) {
    const hours = name.startsWith(CLONE_PREFIX) ? 1 : 24;
    const age = now - Date.parse(madeAt ?? "2000-01-01T00:00:00Z");
    if (age > hours * 3_600_000) await sql`drop database if exists ${sql(name)}`.catch(() => {});
  }
}

const stamp = (sql, name) => sql.unsafe(`comment on database "${name}" is '${new Date().toISOString()}'`);

/** Makes the template unless it exists, and returns its name. */
export function ensureTemplate(adminUrl) {
  return withSql(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(${LOCK})`;
    const name = templateName();
    if (!(await exists(sql, name))) {
      const unfinished = `${CLONE_PREFIX}unfinished_${process.pid}`;
      await sql`drop database if exists ${sql(unfinished)}`;
      await sql`create database ${sql(unfinished)}`;
      await migrateDatabase(databaseAt(adminUrl, unfinished));
      await sql`alter database ${sql(unfinished)} rename to ${sql(name)}`;
      await stamp(sql, name);
    }
    await dropLeftovers(sql, name);
    await sql`select pg_advisory_unlock(${LOCK})`;
    return name;
  });
}

export const cloneName = (run, worker) => `${CLONE_PREFIX}${run}_${worker}`;

/** This worker's own copy, made on its first test file; returns its address. */
export function ensureClone({ adminUrl, template, run }, worker) {
  const name = cloneName(run, worker);
  return withSql(adminUrl, async (sql) => {
    if (!(await exists(sql, name))) {
      // A template has no other visitor while it is copied: workers take turns.
      await sql`select pg_advisory_lock(${LOCK})`;
      await sql`create database ${sql(name)} template ${sql(template)}`;
      // Nothing in it has to outlive a crash: no test waits for the disk.
      await sql`alter database ${sql(name)} set synchronous_commit = off`;
      await stamp(sql, name);
      await sql`select pg_advisory_unlock(${LOCK})`;
    }
    return databaseAt(adminUrl, name);
  });
}

export function dropClones(adminUrl, run) {
  return withSql(adminUrl, async (sql) => {
    const rows =
      await sql`select datname as name from pg_database where starts_with(datname, ${cloneName(run, "")})`;
    for (const { name } of rows) await sql`drop database if exists ${sql(name)} with (force)`;
  });
}
