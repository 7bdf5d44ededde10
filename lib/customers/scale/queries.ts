import { authorize, type Ctx } from "@/lib/auth/ctx";
import { lastNumber } from "./sql";

/** Up to so many customers a page counts at once what the store does not hold any more; beyond, it shows what is stored. */
const MOST_COUNTED = 25_000;

/** Whether the workspace has too many customers for counting what a page asks for. */
export async function isLarge(ctx: Ctx): Promise<boolean> {
  authorize(ctx, "kpis:read");
  const [row] = await ctx.db.execute<{ last: number }>(lastNumber(ctx.workspaceId));
  return (row?.last ?? 0) > MOST_COUNTED;
}
