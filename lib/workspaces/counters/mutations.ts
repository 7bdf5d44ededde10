import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "@/lib/auth/ctx";

/** What an intake numbers; each counts from 1 in its workspace. */
export type Counted = "customer" | "order" | "product" | "category";

/**
 * Takes that many numbers in a row and answers the first. The counter stays locked until the caller's transaction
 * ends, and gives them back when it fails.
 */
export async function takeNumbers(ctx: Ctx, noun: Counted, count: number): Promise<number> {
  authorize(ctx, "imports:run");
  if (count === 0) return 0;
  const [row] = await ctx.db.execute<{ last: number }>(sql`
    insert into counters (workspace_id, noun, last_no) values (${ctx.workspaceId}, ${noun}, ${count})
    on conflict (workspace_id, noun) do update set last_no = counters.last_no + excluded.last_no
    returning last_no as last`);
  return (row?.last ?? count) - count + 1;
}
