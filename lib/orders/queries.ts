import { and, eq, sql } from "drizzle-orm";
import { orders } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { OrderTotals } from "./line";

/** Orders that an import brought in, whose they are, and what they add up to with returns netted out. */
export async function getImportedOrders(ctx: Ctx, { importId }: { importId: string }): Promise<OrderTotals> {
  authorize(ctx, "imports:run");
  const [row] = await ctx.db
    .select({
      orders: sql<number>`count(*)::int`,
      customers: sql<number>`count(distinct ${orders.customerNo})::int`,
      amountMinor: sql<number>`coalesce(sum(${orders.amountMinor}), 0)::float8`,
    })
    .from(orders)
    .where(and(eq(orders.workspaceId, ctx.workspaceId), eq(orders.importId, importId)));
  return row ?? { orders: 0, customers: 0, amountMinor: 0 };
}
