import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { databaseUrl } from "./url.mjs";

/** The pool or an open transaction: both read and write, and the code that does so cannot tell them apart. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

// On globalThis because development reloads modules; on first use because a build imports this with no database.
const pools = globalThis as typeof globalThis & {
  facetPool?: { sql: postgres.Sql; db: Db };
  facetRawSql?: postgres.Sql;
};

const open = (max: number) =>
  postgres(databaseUrl(), { max, idle_timeout: 30, connect_timeout: 10, onnotice: () => {} });

/** The process's one pool. */
export function db(): Db {
  if (!pools.facetPool) {
    const sql = open(10);
    pools.facetPool = { sql, db: drizzle(sql) };
  }
  return pools.facetPool.db;
}

/**
 * A small pool of its own for what Drizzle has no words for: cursors, COPY TO, cancelling a query.
 * Apart from `db()`, because Drizzle replaces the parsers of the client that it is given.
 */
export function rawSql(): postgres.Sql {
  pools.facetRawSql ??= open(4);
  return pools.facetRawSql;
}

/** Ends both pools; scripts and test workers call it last. */
export async function closeDb(): Promise<void> {
  const open = [pools.facetPool?.sql, pools.facetRawSql];
  pools.facetPool = undefined;
  pools.facetRawSql = undefined;
  await Promise.all(open.map((sql) => sql?.end({ timeout: 5 })));
}
