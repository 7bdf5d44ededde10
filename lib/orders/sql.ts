import { type SQL, sql } from "drizzle-orm";
import type { KnownProduct } from "./settle";

const texts = (values: readonly string[]) =>
  sql`(select t.value from json_array_elements_text(${JSON.stringify(values)}::json) t)`;

/** Orders of these numbers, locked until the transaction ends. */
export const lockedOrders = (workspaceId: number, orderIds: readonly string[]): SQL => sql`
  select no, external_id as "externalId", customer_no as "customerNo" from orders
  where workspace_id = ${workspaceId} and external_id in ${texts(orderIds)} order by no for update`;

export const knownProducts = (workspaceId: number, codes: readonly string[]): SQL => sql`
  select no, external_id as "externalId", name, category_no as "categoryNo" from products
  where workspace_id = ${workspaceId} and external_id in ${texts(codes)}`;

export const knownCategories = (workspaceId: number, names: readonly string[]): SQL => sql`
  select no, name from categories where workspace_id = ${workspaceId} and name in ${texts(names)}`;

export const insertCategories = (
  workspaceId: number,
  rows: readonly { no: number; name: string }[],
): SQL => sql`
  insert into categories (workspace_id, no, name)
  select ${workspaceId}::int, no, name from json_to_recordset(${JSON.stringify(rows)}::json) x(no int, name text)
  order by no`;

export const writeProducts = (workspaceId: number, rows: readonly KnownProduct[]): SQL => sql`
  insert into products (workspace_id, no, external_id, name, category_no)
  select ${workspaceId}::int, no, "externalId", name, "categoryNo"
  from json_to_recordset(${JSON.stringify(rows)}::json) x(no int, "externalId" text, name text, "categoryNo" int)
  order by no
  on conflict (workspace_id, no) do update set name = excluded.name, category_no = excluded.category_no`;

export type OrderWrite = {
  no: number;
  isNew: boolean;
  externalId: string;
  customerNo: number;
  /** Of the lines at hand: the earliest moment and the sum. */
  orderedAt: string;
  amountMinor: number;
  /** Of its first line here. */
  lineNo: number;
  isCancellation: boolean;
  channel: string | null;
};

/** New orders with what their lines add up to. */
export const insertOrders = (
  workspaceId: number,
  importId: string | null,
  rows: readonly OrderWrite[],
): SQL => sql`
  insert into orders (workspace_id, no, external_id, customer_no, ordered_at, amount_minor, is_return, channel, import_id)
  select ${workspaceId}::int, no, "externalId", "customerNo", "orderedAt", "amountMinor",
    "isCancellation" or "amountMinor" < 0, channel, ${importId}::uuid
  from json_to_recordset(${JSON.stringify(rows)}::json) x(no int, "externalId" text, "customerNo" int,
    "orderedAt" timestamptz, "amountMinor" bigint, "isCancellation" boolean, channel text)
  order by no`;

export type LineWrite = {
  order_no: number;
  line_no: number;
  product_no: number | null;
  category_no: number | null;
  customer_no: number;
  ordered_at: string;
  quantity: number;
  amount_minor: number;
};

/** Writes lines and answers those that are new or changed. */
export const writeLines = (workspaceId: number, rows: readonly LineWrite[]): SQL => sql`
  insert into order_lines as l (workspace_id, order_no, line_no, product_no, category_no, customer_no, ordered_at, quantity, amount_minor)
  select ${workspaceId}::int, x.* from json_to_recordset(${JSON.stringify(rows)}::json) x(order_no int, line_no int,
    product_no int, category_no int, customer_no int, ordered_at timestamptz, quantity float8, amount_minor bigint)
  order by order_no, line_no
  on conflict (workspace_id, order_no, line_no) do update set product_no = excluded.product_no,
    category_no = excluded.category_no, ordered_at = excluded.ordered_at, quantity = excluded.quantity,
    amount_minor = excluded.amount_minor
  where (l.product_no, l.category_no, l.ordered_at, l.quantity, l.amount_minor) is distinct from
    (excluded.product_no, excluded.category_no, excluded.ordered_at, excluded.quantity, excluded.amount_minor)
  returning order_no, line_no, xmax = 0 as is_new`;

/**
 * Brings known orders in step with all of their lines: amount, time of the first line, whether it is a return. The sales channel is
 * what the order's first line says. Answers the orders that changed.
 */
export const sumOrders = (workspaceId: number, rows: readonly OrderWrite[]): SQL => sql`
  update orders o set amount_minor = s.amount, ordered_at = s.at, is_return = s.is_return, channel = s.channel,
    tx = pg_current_xact_id()::text::bigint
  from (
    select x.no, sum(l.amount_minor)::bigint as amount, min(l.ordered_at) as at,
      x.is_cancellation or sum(l.amount_minor) < 0 as is_return,
      case when x.line_no = min(l.line_no) then coalesce(x.channel, old.channel) else old.channel end as channel
    from json_to_recordset(${JSON.stringify(rows.map(({ no, lineNo, isCancellation, channel }) => ({ no, line_no: lineNo, is_cancellation: isCancellation, channel })))}::json)
      x(no int, line_no int, is_cancellation boolean, channel text)
    join orders old on old.workspace_id = ${workspaceId} and old.no = x.no
    join order_lines l on l.workspace_id = ${workspaceId} and l.order_no = x.no
    group by x.no, x.line_no, x.is_cancellation, x.channel, old.channel
  ) s
  where o.workspace_id = ${workspaceId} and o.no = s.no
    and (o.amount_minor, o.ordered_at, o.is_return, o.channel) is distinct from (s.amount, s.at, s.is_return, s.channel)
  returning o.no`;

/** Moves the moment at which customers were first seen back to an earlier one. */
export const lowerFirstSeen = (workspaceId: number, rows: readonly { no: number; at: string }[]): SQL => sql`
  update customers c set first_seen_at = least(c.first_seen_at, x.at), tx = pg_current_xact_id()::text::bigint
  from json_to_recordset(${JSON.stringify(rows)}::json) x(no int, at timestamptz)
  where c.workspace_id = ${workspaceId} and c.no = x.no`;
