import { closeDb, db, rawSql } from "@/db/client";
import { type Ctx, inTransaction, type WorkspaceId } from "@/lib/auth/ctx";
import { rebuildSummaries } from "@/lib/customers/metrics/mutations";

/** The moment at which every benchmark counts. */
export const NOW = new Date("2026-01-01T00:00:00Z");
export const DAY_MS = 86_400_000;

/** Event names of the population, by number. */
export const EVENTS = [
  "page_viewed",
  "product_viewed",
  "searched",
  "added_to_cart",
  "checkout_started",
  "purchased",
  "email_opened",
  "email_clicked",
  "signed_in",
  "wishlist_added",
  "review_written",
  "ticket_opened",
] as const;
export const eventNo = (name: (typeof EVENTS)[number]) => EVENTS.indexOf(name) + 1;
export const CATEGORIES = 60;
const PRODUCTS = 5000;

const WORKSPACE = { name: "Benchmark", currency: "EUR", timeZone: "UTC", floor: 10 };
const FACTS = ["customers", "orders", "order_lines", "events"];

/** An owner's context at the benchmark's moment. */
export function benchCtx(workspaceId: number, now = NOW): Ctx {
  return {
    db: db(),
    workspaceId: workspaceId as WorkspaceId,
    workspace: WORKSPACE,
    actor: { userId: null, role: "owner", name: "Benchmark" },
    now: () => now,
  };
}

/**
 * A workspace of `customers` people with 5 orders and 20 events each over 18 months, made once and kept in the
 * database: every value is a pure function of its row number, so that two machines measure the same rows.
 */
export async function population(customers: number): Promise<Ctx> {
  const sql = rawSql();
  const name = `${WORKSPACE.name} ${customers}`;
  const [made] = await sql<{ id: number }[]>`select id from workspaces where name = ${name}`;
  if (made) return benchCtx(made.id);
  const started = Date.now();
  const [row] = await sql<{ id: number }[]>`
    insert into workspaces (name, currency, time_zone, floor) values (${`${name} (unfinished)`}, 'EUR', 'UTC', 10) returning id`;
  const workspaceId = row?.id ?? 0;
  const say = (what: string) =>
    console.log(`${what}, ${((Date.now() - started) / 1000).toFixed(0)} s since the start`);
  await insertNames(workspaceId);
  await withoutIndexes(async () => {
    await insertCustomers(workspaceId, customers);
    say(`${customers} customers`);
    await insertOrders(workspaceId, customers);
    say(`${customers * 5} orders`);
    await insertEvents(workspaceId, customers);
    say(`${customers * 20} events`);
  });
  say("indexes");
  await sql.unsafe(`vacuum analyze ${FACTS.join(", ")}`);
  const ctx = benchCtx(workspaceId);
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute("set local session_replication_role = replica");
    await rebuildSummaries(tx);
  });
  await sql.unsafe("vacuum analyze event_daily, event_property_daily, customer_metrics");
  await sql`update workspaces set name = ${name} where id = ${workspaceId}`;
  say("summaries");
  return ctx;
}

export { closeDb };

async function insertNames(workspaceId: number): Promise<void> {
  const sql = rawSql();
  await sql`insert into categories (workspace_id, no, name) select ${workspaceId}, i, 'Category ' || i from generate_series(1, ${CATEGORIES}::int) i`;
  await sql`insert into products (workspace_id, no, external_id, name, category_no)
    select ${workspaceId}, i, 'p' || i, 'Product ' || i, 1 + i % ${CATEGORIES}::int from generate_series(1, ${PRODUCTS}::int) i`;
  await sql`insert into event_names ${sql(EVENTS.map((name, index) => ({ workspace_id: workspaceId, no: index + 1, name, label: name.replaceAll("_", " ") })))}`;
  await sql`insert into event_properties (workspace_id, name_no, key, type, rollup)
    select ${workspaceId}, no, 'category', 'text', 'ready' from unnest(array[2, 4, 6, 10]) no`;
  const attribute = (key: string, type: string) => ({
    workspace_id: workspaceId,
    key,
    label: key,
    type,
    dimension: "demographic",
    choices: "[]",
  });
  await sql`insert into attributes ${sql([
    attribute("plan", "choice"),
    attribute("nps", "number"),
    attribute("points", "number"),
    attribute("vip", "boolean"),
    attribute("interests", "choices"),
    attribute("store", "number"),
    attribute("colour", "text"),
    attribute("lastSurvey", "date"),
  ])}`;
}

/** `r(n)` in the statements below: a number in [0, 1) that depends on the row and on n alone. */
const RANDOM = `create or replace function pg_temp.r(i bigint, salt bigint) returns float8 language sql immutable parallel safe
  as $$ select (hashint8extended($1, $2) & 9007199254740991)::float8 / 9007199254740992.0 $$`;

/** Runs one generating statement on a connection of its own, where references are not checked row by row. */
async function generate(statement: string): Promise<void> {
  const connection = await rawSql().reserve();
  try {
    await connection.unsafe(
      "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set timezone = 'UTC'",
    );
    await connection.unsafe(RANDOM);
    await connection.unsafe(statement);
    await connection.unsafe("reset session_replication_role; reset synchronous_commit; reset work_mem");
  } finally {
    connection.release();
  }
}

/** Filling indexed tables of this size takes several times as long as building the indexes afterwards. */
async function withoutIndexes(run: () => Promise<void>): Promise<void> {
  const sql = rawSql();
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexname as name, i.indexdef as definition from pg_indexes i
    where i.tablename = any(${FACTS}) and i.schemaname = 'public'
      and not exists (select from pg_constraint c where c.conname = i.indexname)`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  try {
    await run();
  } finally {
    await sql.unsafe("set maintenance_work_mem = '1GB'");
    for (const { definition } of indexes) await sql.unsafe(definition.replace(" ON ONLY ", " ON "));
  }
}

const oneOf = (words: readonly string[], chance: string) =>
  `(array[${words.map((word) => `'${word}'`).join(",")}])[1 + floor(${chance} * ${words.length})::int % ${words.length}]`;

function insertCustomers(workspaceId: number, customers: number): Promise<void> {
  const countries =
    "DE US FR GB AT CH ES IT NL PL BE SE DK NO FI PT IE CZ HU RO GR CA AU BR MX TR JP IN ZA AE";
  return generate(`
    insert into customers (workspace_id, no, id, external_id, email, first_name, last_name, birth_date, gender, country, city,
      language, income, source, first_seen_at, consent_email, consent_sms, attrs)
    select ${workspaceId}, i, md5('${workspaceId}:' || i)::uuid, 'ext-' || i, 'person' || i || '@example.test',
      ${oneOf(["Anna", "Ben", "Clara", "David", "Emma", "Finn", "Greta", "Hans", "Ida", "Jan"], "pg_temp.r(i, 32)")},
      ${oneOf(["Weber", "Fischer", "Wagner", "Becker", "Koch", "Richter", "Klein", "Wolf"], "pg_temp.r(i, 33)")},
      case when pg_temp.r(i, 3) < 0.85 then date '1945-01-01' + (power(pg_temp.r(i, 4), 0.8) * 365.25 * 62)::int end,
      (array['female','female','female','female','female','male','male','male','male','other',null])[1 + floor(pg_temp.r(i, 22) * 11)::int],
      country, country || '-' || lpad(floor(power(pg_temp.r(i, 24), 1.7) * 20)::text, 2, '0'),
      ${oneOf(["de", "en", "fr", "es", "it", "nl", "pl", "pt"], "power(pg_temp.r(i, 25), 1.5)")},
      case when pg_temp.r(i, 5) < 0.7 then round(exp(10.4 + 1.1 * (pg_temp.r(i, 6) + pg_temp.r(i, 7) + pg_temp.r(i, 8) - 1.5))) end,
      ${oneOf(["organic", "ads", "referral", "social", "partner", "import", "store", "event"], "power(pg_temp.r(i, 26), 1.4)")},
      timestamptz '2022-01-01' + make_interval(secs => (i - 1)::float8 / ${customers} * 4 * 365.25 * 86400),
      case when pg_temp.r(i, 18) < 0.62 then 'in' when pg_temp.r(i, 18) < 0.8 then 'unknown' else 'out' end,
      case when pg_temp.r(i, 19) < 0.25 then 'in' else 'unknown' end,
      jsonb_strip_nulls(jsonb_build_object(
        'points', floor(power(pg_temp.r(i, 9), 4) * 5000),
        'plan', case when pg_temp.r(i, 28) < 0.8 then ${oneOf(["free", "basic", "pro", "enterprise"], "power(pg_temp.r(i, 29), 2)")} end,
        'nps', case when pg_temp.r(i, 16) < 0.4 then least(10, floor(sqrt(pg_temp.r(i, 17)) * 11)) end,
        'vip', case when pg_temp.r(i, 20) < 0.9 then pg_temp.r(i, 21) < 0.03 end,
        'store', case when pg_temp.r(i, 12) < 0.6 then floor(pg_temp.r(i, 13) * 200) end,
        'colour', case when pg_temp.r(i, 30) < 0.5 then ${oneOf(["red", "blue", "green", "black", "white", "grey"], "pg_temp.r(i, 31)")} end,
        'lastSurvey', case when pg_temp.r(i, 14) < 0.3 then (date '2025-12-31' - floor(pg_temp.r(i, 15) * 700)::int)::text end,
        'interests', case when pg_temp.r(i, 39) < 0.5 then to_jsonb(array_remove(array[
          case when pg_temp.r(i, 40) < 0.15 then 'hiking' end, case when pg_temp.r(i, 41) < 0.3 then 'music' end,
          case when pg_temp.r(i, 42) < 0.25 then 'cooking' end, case when pg_temp.r(i, 44) < 0.2 then 'running' end], null)) end))
    from generate_series(1, ${customers}) i,
      lateral (select ${oneOf(countries.split(" "), "power(pg_temp.r(i, 23), 2)")} as country) c`);
}

/** A customer who had come by the fraction f of the time: loyal ones often, new ones, anybody. */
const pick = (row: string, salt: number, f: string, customers: number) => `greatest(1, least(${customers},
  case when pg_temp.r(${row}, ${salt}) < 0.25 then floor(pg_temp.r(${row}, ${salt + 1}) * ${f} * ${customers})::int
    when pg_temp.r(${row}, ${salt}) < 0.65 then floor(power(pg_temp.r(${row}, ${salt + 1}), 1.6) * ${f} * ${customers})::int / 10 * 10 + 3
    else floor(${f} * ${customers} * (1 - power(pg_temp.r(${row}, ${salt + 1}), 3) * 0.15))::int end))`;

async function insertOrders(workspaceId: number, customers: number): Promise<void> {
  await generate(`
    insert into orders (workspace_id, no, external_id, customer_no, ordered_at, amount_minor, is_return)
    select ${workspaceId}, i, 'o' || i, ${pick("i", 100, "(0.25 + 0.75 * f)", customers)},
      timestamptz '2023-01-01' + make_interval(secs => f * 3 * 365.2 * 86400),
      case when pg_temp.r(i, 103) < 0.95 then 1 else -1 end * round(100 * exp(3.4 + 1.8 * (pg_temp.r(i, 104) + pg_temp.r(i, 105) + pg_temp.r(i, 106) - 1.5)))::bigint,
      pg_temp.r(i, 103) >= 0.95
    from generate_series(1, ${customers * 5}) i, lateral (select power(i::float8 / ${customers * 5}, 0.85) f) x`);
  await generate(`
    insert into order_lines (workspace_id, order_no, line_no, product_no, category_no, customer_no, ordered_at, quantity, amount_minor)
    select o.workspace_id, o.no, k, p, 1 + p % ${CATEGORIES}, o.customer_no, o.ordered_at, 1 + floor(pg_temp.r(o.no * 4 + k, 203) * 3), o.amount_minor / lines
    from orders o, lateral (select 1 + floor(pg_temp.r(o.no, 201) * 3)::int as lines) a, lateral generate_series(1, lines) k,
      lateral (select floor(power(pg_temp.r(o.no::bigint * 4 + k, 202), 2) * ${PRODUCTS - 1})::int + 1 as p) b
    where o.workspace_id = ${workspaceId}`);
}

/** Sessions of five events, more of them towards the end. */
async function insertEvents(workspaceId: number, customers: number): Promise<void> {
  const sql = rawSql();
  await sql`select ensure_event_months('2024-07-01'::date, '2026-01-01'::date)`;
  await generate(`
    insert into events (workspace_id, customer_no, name_no, occurred_at, message_id, props)
    select ${workspaceId}, customer_no, name_no, at, 'm' || i,
      case when name_no in (2, 4, 6, 10) then jsonb_build_object('category', (floor(power(pg_temp.r(i, 307), 1.5) * ${CATEGORIES})::int)::text, 'price', round(exp(3 + 1.8 * pg_temp.r(i, 309))::numeric, 2))
        when name_no in (7, 8) then jsonb_build_object('campaign', floor(pg_temp.r(i, 310) * 300))
        else jsonb_build_object('path', '/p/' || floor(power(pg_temp.r(i, 313), 2) * 3000)) end
    from (
      select i, ${pick("session", 300, "(0.625 + 0.375 * f)", customers)} as customer_no,
        greatest(timestamptz '2024-07-01', timestamptz '2024-07-01' + make_interval(secs => f * 549 * 86400.0 - 1800 + place * 97 + pg_temp.r(i, 304) * 60)) as at,
        case place when 0 then case when u < 0.22 then 7 when u < 0.30 then 8 when u < 0.45 then 9 else 1 end
          when 1 then case when u < 0.25 then 3 when u < 0.7 then 2 else 1 end
          when 2 then case when u < 0.55 then 2 else 1 end
          when 3 then case when u < 0.30 then 4 when u < 0.36 then 10 when u < 0.7 then 2 else 1 end
          else case when u < 0.10 then 5 when u < 0.22 then 6 when u < 0.24 then 11 when u < 0.25 then 12 when u < 0.5 then 2 else 1 end end as name_no
      from generate_series(0, ${customers * 20 - 1}) i, lateral (select i / 5 as session, i % 5 as place) p,
        lateral (select power((session + 1)::float8 / ${customers * 4}, 0.8) as f, pg_temp.r(i, 303) as u) x) z`);
}
