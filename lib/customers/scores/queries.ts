import { eq } from "drizzle-orm";
import { workspaces } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { formulasOf, type ScoreFormulas } from "./formulas";

/** The score formulas that the workspace uses. */
export async function getFormulas(ctx: Ctx): Promise<ScoreFormulas> {
  authorize(ctx, "segments:read");
  const [row] = await ctx.db
    .select({ formulas: workspaces.scoreFormulas })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  return formulasOf(row?.formulas ?? {});
}
