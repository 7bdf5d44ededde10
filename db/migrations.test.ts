import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "./schema";

const META = path.join(import.meta.dirname, "migrations/meta");

const readMeta = (name: string) => JSON.parse(readFileSync(path.join(META, name), "utf8"));
const snapshots = readdirSync(META)
  .filter((name) => name.endsWith("_snapshot.json"))
  .sort();
const last = readMeta(snapshots.at(-1) ?? "");

/** What `npm run db:generate` would write for these tables: nothing when the migrations are complete. */
const missingFrom = (tables: Record<string, unknown>) =>
  generateMigration(last, generateDrizzleJson(tables, last.id));

test("the migrations say all that the schema says", async () => {
  expect(await missingFrom(schema)).toEqual([]);
});

test("a table and a column without a migration are found", async () => {
  const shops = pgTable("shops", { id: text("id").primaryKey() });
  expect((await missingFrom({ ...schema, shops })).join()).toContain('CREATE TABLE "shops"');
  const wider = pgTable("rate_limits", {
    key: text("key").primaryKey(),
    hits: integer("hits").notNull(),
    resetsAt: timestamp("resets_at", { withTimezone: true }).notNull(),
    note: text("note"),
  });
  expect(await missingFrom({ ...schema, rateLimits: wider })).toEqual([
    'ALTER TABLE "rate_limits" ADD COLUMN "note" text;',
  ]);
});

test("each migration of the journal has its file and its snapshot, in order", () => {
  const { entries } = readMeta("_journal.json") as { entries: { idx: number; tag: string }[] };
  const files = readdirSync(path.join(META, ".."))
    .filter((name) => name.endsWith(".sql"))
    .sort();
  expect(files).toEqual(entries.map(({ tag }) => `${tag}.sql`));
  expect(entries.map(({ idx }) => idx)).toEqual(snapshots.map((_, index) => index));
  const chain = snapshots.map((name) => readMeta(name) as { id: string; prevId: string });
  expect(chain.slice(1).map(({ prevId }) => prevId)).toEqual(chain.slice(0, -1).map(({ id }) => id));
});
