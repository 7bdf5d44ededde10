import { and, asc, eq, isNull } from "drizzle-orm";
import { attributes } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { type ExportColumn, exportColumns } from "./columns";

/** Columns that a file of members can have. Fields of a special category (GDPR article 9) never leave this way. */
export async function listExportColumns(ctx: Ctx): Promise<ExportColumn[]> {
  authorize(ctx, "customers:export");
  return exportColumns(
    await ctx.db
      .select({ key: attributes.key, label: attributes.label })
      .from(attributes)
      .where(and(eq(attributes.workspaceId, ctx.workspaceId), isNull(attributes.special)))
      .orderBy(asc(attributes.label)),
  );
}
