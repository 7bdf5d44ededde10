import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { makeWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { rebuildSummaries } from "@/lib/customers/metrics/mutations";
import type { ImportKind } from "../import";
import { getImport } from "../queries";
import { started } from "../testing";
import { runImport } from "./mutations";

const NOW = new Date("2026-06-15T10:00:00Z");
const RUNS = 12;

/** A database that fails at its nth statement, as if the power went; transactions inside count on. */
function failingAt(db: Db, limit: number): Db {
  let left = limit;
  const wrap = (one: Db): Db =>
    new Proxy(one, {
      get(target, key) {
        const value = Reflect.get(target, key, target);
        if (typeof value !== "function") return value;
        if (key === "transaction")
          return (run: (tx: Db) => Promise<unknown>) => target.transaction((tx) => run(wrap(tx as Db)));
        return (...given: unknown[]) => {
          left -= 1;
          if (left < 0) throw new Error("The power went.");
          return Reflect.apply(value, target, given);
        };
      },
    });
  return wrap(db);
}

/** All that an import writes, without ids and moments of writing. */
async function contents({ db, workspaceId }: Ctx): Promise<Record<string, unknown>> {
  const tables = {
    customers: "to_jsonb(t) - 'id' - 'tx' - 'import_id' - 'created_at' - 'updated_at'",
    customer_metrics: "to_jsonb(t) - 'tx'",
    consent_log: "to_jsonb(t)",
    attributes: "to_jsonb(t) - 'created_at'",
    products: "to_jsonb(t)",
    categories: "to_jsonb(t)",
    orders: "to_jsonb(t) - 'tx' - 'import_id'",
    order_lines: "to_jsonb(t)",
    import_rejects: "to_jsonb(t) - 'import_id'",
  };
  const found: Record<string, unknown> = {};
  for (const [table, columns] of Object.entries(tables)) {
    const rows = await db.execute<{ row: string }>(
      sql`select (${sql.raw(columns)} - 'workspace_id')::text as row from ${sql.identifier(table)} t where workspace_id = ${workspaceId} order by 1`,
    );
    found[table] = [...rows].map(({ row }) => row);
  }
  return found;
}

const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(",")).join("\n");
const oneOf = (...values: string[]) => fc.constantFrom(...values);

const customerFile = fc
  .array(
    fc.tuple(
      oneOf("1", "2", "3", "4", "5", "6.0", "7", "", "8"),
      oneOf("a@example.org", "B@example.org", "", "broken"),
      oneOf("Ana", "Bo", ""),
      oneOf("yes", "no", ""),
      oneOf("10", "20.5", "", "many"),
      oneOf("tea", "coffee", ""),
      oneOf("2020-01-02", "2021-05-06", ""),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    csv([["id", "email", "first name", "newsletter", "visits", "drink", "created at"], ...rows]),
  );

const orderFile = fc
  .array(
    fc.tuple(
      oneOf("1001", "1002", "1003", "C1004", "1005", ""),
      oneOf("2024-01-02 10:00:00", "2024-01-03 11:30:00", "2023-12-31", "never"),
      oneOf("x1", "x2", "x3", ""),
      oneOf("Cup", "Plate", ""),
      oneOf("Kitchen", "Garden", ""),
      oneOf("1", "2", "-3", "0"),
      oneOf("1.25", "9.99", "0", "-1", ""),
      oneOf("17.0", "18", "19", ""),
      oneOf("web", "shop", ""),
      oneOf("LV", "EE", ""),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    csv([
      [
        "order id",
        "order date",
        "sku",
        "product name",
        "category",
        "quantity",
        "price",
        "customer id",
        "channel",
        "country",
      ],
      ...rows,
    ]),
  );

/** The people of campaigns have their laws in lib/campaigns/past. */
type Kind = Exclude<ImportKind, "campaign">;
const MAPPED: Record<
  Kind,
  Record<string, { field: string; reading: "text" | "number" | "choice" | "date-ymd" | "boolean" }>
> = {
  customers: {
    id: { field: "externalId", reading: "text" },
    email: { field: "email", reading: "text" },
    "first name": { field: "firstName", reading: "text" },
    newsletter: { field: "consentEmail", reading: "text" },
    visits: { field: "new", reading: "number" },
    drink: { field: "new", reading: "choice" },
    "created at": { field: "firstSeenAt", reading: "date-ymd" },
  },
  orders: {
    "order id": { field: "orderNumber", reading: "text" },
    "order date": { field: "orderedAt", reading: "date-ymd" },
    sku: { field: "productCode", reading: "text" },
    "product name": { field: "productName", reading: "text" },
    category: { field: "category", reading: "text" },
    quantity: { field: "quantity", reading: "number" },
    price: { field: "unitPrice", reading: "number" },
    "customer id": { field: "externalId", reading: "text" },
    channel: { field: "channel", reading: "text" },
    country: { field: "country", reading: "text" },
  },
};

async function shop() {
  return (await makeWorkspace({ now: NOW, currency: "EUR", timeZone: "Europe/Riga" })).ctx();
}

/** Starts the file with the same mapping whatever its values suggest. */
function start(ctx: Ctx, kind: Kind, file: string) {
  const names = (file.split("\n")[0] ?? "").split(",");
  const known = MAPPED[kind];
  return started(ctx, kind, file, {
    key: "externalId",
    cancelPrefix: kind === "orders" ? "C" : "",
    columns: names.map((name) => ({ ...(known[name] ?? { field: null, reading: "text" }), label: name })),
  });
}

/** A second run of the same columns goes to the fields that the first one made. */
async function again(ctx: Ctx, kind: Kind, file: string) {
  const run = await started(ctx, kind, file);
  await runImport(ctx, run);
  return getImport(ctx, run);
}

describe.each([
  ["customers", customerFile],
  ["orders", orderFile],
] as const)("imports of %s", (kind, file) => {
  test("give the same rows whatever the size of a batch and wherever they stop and go on", async () => {
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }),
        async (text, batchRows, stops) => {
          const [whole, broken] = [await shop(), await shop()];
          const plain = await start(whole, kind, text);
          await runImport(whole, plain);
          const interrupted = await start(broken, kind, text);
          for (const stop of stops)
            await runImport({ ...broken, db: failingAt(broken.db, stop) }, interrupted, { batchRows }).catch(
              (error) => expect(error.message).toBe("The power went."),
            );
          await runImport(broken, interrupted, { batchRows });
          const [one, other] = [await getImport(whole, plain), await getImport(broken, interrupted)];
          expect(other.status).toBe("done");
          expect(other.counts).toEqual(one.counts);
          expect(await contents(broken)).toEqual(await contents(whole));
          const { read, ...rest } = one.counts;
          expect(Object.values(rest).reduce((sum, count) => sum + count, 0)).toBe(read);
        },
      ),
      { numRuns: RUNS, seed: 4711 },
    );
  }, 240_000);

  test("of the same file twice change nothing, and the summaries equal those from the facts", async () => {
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const ctx = await shop();
        await runImport(ctx, await start(ctx, kind, text));
        const { import_rejects: _, consent_log: __, ...first } = await contents(ctx);
        const second = await again(ctx, kind, text);
        expect(second.status).toBe("done");
        expect(second.counts.created).toBe(0);
        expect(await contents(ctx)).toMatchObject(first);
        await rebuildSummaries(ctx);
        const { customer_metrics: metrics } = await contents(ctx);
        expect(withoutScores(metrics)).toEqual(withoutScores(first.customer_metrics));
      }),
      { numRuns: RUNS, seed: 4712 },
    );
  }, 240_000);
});

/** RFM compares everybody with everybody: the job after the import sets it. */
const withoutScores = (rows: unknown) =>
  (rows as string[]).map((row) =>
    Object.fromEntries(Object.entries(JSON.parse(row)).filter(([key]) => !key.startsWith("rfm"))),
  );
