import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Db } from "../client";
import { rawSql } from "../client";
import { testDb } from "./database";

test("a worker has a migrated database of its own, the job tables included", async () => {
  const [row] = await testDb().execute<{ name: string; jobs: string | null }>(
    sql`select current_database() as name, to_regclass('graphile_worker.jobs')::text as jobs`,
  );
  expect(row?.name).toMatch(/^facet_test_/);
  expect(row?.jobs).toBe("graphile_worker.jobs");
});

test("the raw client sees the same database", async () => {
  const [row] = await rawSql()`select current_database() as name`;
  expect(row?.name).toMatch(/^facet_test_/);
});

test("a transaction is a Db too, and is undone when it fails", async () => {
  const write = async (tx: Db) => {
    await tx.execute(sql`create table leftover (n int)`);
    throw new Error("undo");
  };
  await expect(testDb().transaction(write)).rejects.toThrow("undo");
  const [row] = await testDb().execute<{ found: string | null }>(
    sql`select to_regclass('leftover')::text as found`,
  );
  expect(row?.found).toBeNull();
});
