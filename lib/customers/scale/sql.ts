import { type SQL, sql } from "drizzle-orm";

/** One row { last }: the highest customer number. */
export function lastNumber(workspaceId: number): SQL {
  return sql`select coalesce(max(no), 0)::int as last from customers where workspace_id = ${workspaceId}::int`;
}
