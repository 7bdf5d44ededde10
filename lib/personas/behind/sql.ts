import { type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/auth/ctx";
import { partsOf } from "./behind";

export type BehindScope = { workspaceId: WorkspaceId; segmentNo: number; timeZone: string };

/** Numbers of the customers of whom a fact without a rule speaks, not narrowed to the segment; null for what it does not know. */
export function behindRows(key: string, { workspaceId, timeZone }: BehindScope): SQL | null {
  const { kind, rest } = partsOf(key);
  const orders = (where: SQL) =>
    sql`select customer_no from orders o where workspace_id = ${workspaceId}::int and not is_return and ${where}`;
  const at = sql`o.ordered_at at time zone ${timeZone}`;
  const [first = -1, slot = -1] = rest.split(".").map(Number);
  switch (kind) {
    case "order_channel":
      return orders(sql`channel = ${rest}`);
    case "day":
      return orders(sql`extract(isodow from ${at})::int = ${first + 1}::int`);
    case "hour":
      return orders(sql`extract(hour from ${at})::int = ${first}::int`);
    case "slot":
      return orders(sql`extract(isodow from ${at})::int = ${first + 1}::int
        and extract(hour from ${at})::int between ${slot === 0 ? 0 : 3 * (slot + 1)}::int and ${3 * (slot + 2) - 1}::int`);
    case "amount":
      if (rest === "age" || rest === "income")
        return sql`select no as customer_no from customers where workspace_id = ${workspaceId}::int
          and ${sql.raw(rest === "age" ? "birth_date" : "income")} is not null`;
      return orders(sql`true`);
    default:
      return null;
  }
}

/** Rows of members who are among `numbers`, in the order of their numbers, from the one after `after` on. */
export function membersAmong(
  { workspaceId, segmentNo }: BehindScope,
  numbers: SQL,
  { after, limit }: { after: number; limit: number },
): SQL {
  return sql`
    select c.no, c.id, c.external_id as "externalId", nullif(concat_ws(' ', c.first_name, c.last_name), '') as name,
      c.country, c.city, coalesce(f.order_count, 0)::int as "orderCount", coalesce(f.spend_minor, 0)::float8 as "spendMinor"
    from segment_members m
    join customers c on c.workspace_id = m.workspace_id and c.no = m.customer_no and c.erased_at is null
    left join customer_metrics f on f.workspace_id = m.workspace_id and f.customer_no = m.customer_no
    where m.workspace_id = ${workspaceId}::int and m.segment_no = ${segmentNo}::int and m.customer_no > ${after}::int
      and m.customer_no in (${numbers})
    order by m.customer_no limit ${limit}::int`;
}

/** One row { count }: how many members are among `numbers`. */
export function countAmong({ workspaceId, segmentNo }: BehindScope, numbers: SQL): SQL {
  return sql`select count(*)::int as count from segment_members m
    where m.workspace_id = ${workspaceId}::int and m.segment_no = ${segmentNo}::int and m.customer_no in (${numbers})`;
}
