import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { attributes, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { referencesOf } from "@/lib/segments/rule";
import type { Attribute } from "./attribute";

/** The workspace's own fields by name. */
export async function listAttributes(ctx: Ctx): Promise<Attribute[]> {
  authorize(ctx, "imports:run");
  const [rows, rules] = await Promise.all([
    ctx.db
      .select({
        key: attributes.key,
        label: attributes.label,
        type: attributes.type,
        dimension: attributes.dimension,
        choices: attributes.choices,
        source: attributes.source,
        special: attributes.special,
        isPersonal: attributes.isPersonal,
      })
      .from(attributes)
      .where(eq(attributes.workspaceId, ctx.workspaceId))
      .orderBy(asc(sql`lower(${attributes.label})`), asc(attributes.key)),
    ctx.db
      .select({
        id: segments.id,
        name: segments.name,
        rule: segments.rule,
      })
      .from(segments)
      .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name)),
  ]);
  const uses = rules.map(({ id, name, rule }) => ({ id, name, keys: referencesOf(rule).attributes }));
  return rows.map((row) => ({
    ...row,
    usedIn: uses.filter(({ keys }) => keys.includes(row.key)).map(({ id, name }) => ({ id, name })),
  }));
}
