// Files through the whole import against bare inserts of the same rows. `npm run bench:imports [lines]`.
import { closeDb, rawSql } from "@/db/client";
import type { Ctx } from "@/lib/auth/ctx";
import { type ImportKind, PART_BYTES } from "@/lib/imports/import";
import { addPart, beginUpload, finishUpload, startImport } from "@/lib/imports/mutations";
import { getImport } from "@/lib/imports/queries";
import { runImport } from "@/lib/imports/run/mutations";
import { compare, round, sayMachine, sayPair, sayVerdict } from "./measure";
import { benchCtx } from "./population";

const NAME = "Benchmark of imports";
const ROUNDS = 3;
/** Rows of one insert of the baseline: as many as the import has in a transaction. */
const BATCH = 4000;
/** What an import wrote, each table before those that it refers to. */
const WRITTEN = [
  "order_lines",
  "orders",
  "products",
  "categories",
  "consent_log",
  "customer_metrics",
  "customers",
  "attributes",
  "import_mappings",
  "imports",
  "counters",
  "audit_log",
];

const lines = Number(process.argv[2] ?? 100_000);
const people = Math.round(lines / 4);
const raw = rawSql();
await clear();
sayMachine(`${lines} lines of orders, ${people} customers`);

const orders = Array.from({ length: lines }, (_, at) => orderLine(at));
const customers = Array.from({ length: people }, (_, at) => customerRow(at));
await raw`drop table if exists bench_lines, bench_customers`;
await raw`create table bench_lines (workspace_id int, order_no text, line_no int, ordered_at timestamptz, sku text, name text,
  category text, quantity float8, price float8, customer text, country text, primary key (workspace_id, order_no, line_no))`;
await raw`create table bench_customers (workspace_id int, id text, email text, first_name text, city text, country text,
  visits float8, drink text, newsletter text, primary key (workspace_id, id))`;

console.log("");
const orderFile = csv(
  [
    "order id",
    "order date",
    "sku",
    "product name",
    "category",
    "quantity",
    "price",
    "customer id",
    "country",
  ],
  orders.map(({ line: _, ...row }) => row),
);
const ordersPair = await compare(
  () => whole("orders", orderFile),
  () => bareLines(),
  ROUNDS,
);
sayPair("order lines", ordersPair);
const customerFile = csv(
  ["customer id", "email", "first name", "city", "country", "visits", "drink", "newsletter"],
  customers,
);
const customersPair = await compare(
  () => whole("customers", customerFile),
  () => bareCustomers(),
  ROUNDS,
);
sayPair("customers", customersPair);

const perSecond = (rows: number, ms: number) => Math.round(rows / (ms / 1000));
await raw`drop table bench_lines, bench_customers`;
await clear();
sayVerdict(
  "imports",
  {
    orders: round(ordersPair.ratio),
    customers: round(customersPair.ratio),
    linesPerSecond: perSecond(lines, ordersPair.ours),
    customersPerSecond: perSecond(people, customersPair.ours),
    bareLinesPerSecond: perSecond(lines, ordersPair.baseline),
    bareCustomersPerSecond: perSecond(people, customersPair.baseline),
  },
  { orders: 20, customers: 25 },
);
await closeDb();

async function emptyWorkspace(): Promise<Ctx> {
  const [made] = await raw<
    { id: number }[]
  >`insert into workspaces (name, currency, time_zone) values (${NAME}, 'EUR', 'UTC') returning id`;
  return benchCtx(made?.id ?? 0);
}

async function clear(): Promise<void> {
  const mine = raw`select id from workspaces where name = ${NAME}`;
  for (const table of WRITTEN) await raw`delete from ${raw(table)} where workspace_id in (${mine})`;
  await raw`delete from workspaces where name = ${NAME}`;
}

/** The whole way of a file into an empty workspace: upload, look, mapping as suggested, run. */
async function whole(kind: ImportKind, file: Buffer): Promise<void> {
  const ctx = await emptyWorkspace();
  const { importId } = await beginUpload(ctx, { kind, fileName: `${kind}.csv`, fileBytes: file.length });
  for (let part = 0; part * PART_BYTES < file.length; part++)
    await addPart(ctx, { importId, part }, file.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
  await finishUpload(ctx, { importId });
  const { mapping } = await getImport(ctx, { importId });
  if (!mapping) throw new Error("The file was not matched.");
  await startImport(ctx, { importId, mapping });
  await runImport(ctx, { importId });
  const { counts, status } = await getImport(ctx, { importId });
  if (status !== "done" || counts.created !== counts.read)
    throw new Error(`${kind}: not every row was taken`);
}

async function bareLines(): Promise<void> {
  await raw`truncate bench_lines`;
  for (let from = 0; from < orders.length; from += BATCH)
    await raw`insert into bench_lines select 1, x.* from json_to_recordset(${JSON.stringify(orders.slice(from, from + BATCH))}::text::json)
      x("order" text, line int, at timestamptz, sku text, name text, category text, quantity float8, price float8, customer text, country text)`;
}

async function bareCustomers(): Promise<void> {
  await raw`truncate bench_customers`;
  for (let from = 0; from < customers.length; from += BATCH)
    await raw`insert into bench_customers select 1, x.* from json_to_recordset(${JSON.stringify(customers.slice(from, from + BATCH))}::text::json)
      x(id text, email text, "firstName" text, city text, country text, visits float8, drink text, newsletter text)`;
}

/** Four lines an order, four orders a customer, in the order of time. */
function orderLine(at: number) {
  const order = Math.floor(at / 4);
  const product = (at * 7919) % 2000;
  return {
    order: `o${order}`,
    line: (at % 4) + 1,
    at: new Date(Date.UTC(2024, 0, 1) + order * 60_000).toISOString(),
    sku: `p${product}`,
    name: `Product ${product}`,
    category: `Category ${product % 40}`,
    quantity: 1 + (at % 5),
    price: 0.5 + ((at * 31) % 4000) / 100,
    customer: `c${(order * 31) % Math.ceil(lines / 16)}`,
    country: at % 3 ? "LV" : "EE",
  };
}

function customerRow(at: number) {
  return {
    id: `c${at}`,
    email: `c${at}@example.org`,
    firstName: `Name ${at % 900}`,
    city: at % 2 ? "Riga" : "Tallinn",
    country: at % 2 ? "LV" : "EE",
    visits: at % 90,
    drink: at % 3 ? "tea" : "coffee",
    newsletter: at % 4 ? "yes" : "no",
  };
}

function csv(names: readonly string[], rows: readonly Record<string, string | number>[]): Buffer {
  return Buffer.from(
    [names, ...rows.map((row) => Object.values(row))].map((row) => row.join(",")).join("\n"),
  );
}
