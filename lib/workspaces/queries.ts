import { eq, sql } from "drizzle-orm";
import { orders, workspaces } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import type { SettingsInput } from "./model";

/** What the owners set, and whether the currency is fixed because there are orders in it. */
export type WorkspaceSettingsRow = SettingsInput & { isCurrencyFixed: boolean };

export async function getSettings(ctx: Ctx): Promise<WorkspaceSettingsRow> {
  authorize(ctx, "workspace:manage");
  const [row] = await ctx.db
    .select({
      name: workspaces.name,
      currency: workspaces.currency,
      timeZone: workspaces.timeZone,
      floor: workspaces.floor,
      contactCap: workspaces.contactCap,
      contactCapDays: workspaces.contactCapDays,
      contactRules: workspaces.contactRules,
      workdays: workspaces.workdays,
      holidays: workspaces.holidays,
      isCurrencyFixed: sql<boolean>`exists (select 1 from ${orders} o where o.workspace_id = ${ctx.workspaceId})`,
    })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  return found(row, "workspace");
}
