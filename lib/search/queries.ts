import { and, asc, desc, eq, ilike, isNull, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { campaigns, personas, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import { titleOf } from "@/lib/customers/customer";
import { findCustomers } from "@/lib/customers/queries";
import { escapeLike } from "@/lib/segments/core";
import type { SearchInput } from "./model";

export type SearchHit = { kind: string; title: string; href: string; meta?: string };

const MOST_PER_KIND = 5;

/** The text as it was typed: `%` and `_` match themselves. */
function contains(column: AnyPgColumn, q: string): SQL {
  return ilike(column, `%${escapeLike(q)}%`);
}

/** Segments, personas, campaigns by name and customers by name, e-mail or key; people only for roles that may list them. */
export async function searchAll(ctx: Ctx, { q }: SearchInput): Promise<SearchHit[]> {
  authorize(ctx, "segments:read");
  const { workspaceId, actor } = ctx;
  const [segmentRows, personaRows, campaignRows, people] = await Promise.all([
    ctx.db
      .select({ id: segments.id, name: segments.name, dimension: segments.dimension })
      .from(segments)
      .where(
        and(eq(segments.workspaceId, workspaceId), isNull(segments.archivedAt), contains(segments.name, q)),
      )
      .orderBy(asc(segments.name))
      .limit(MOST_PER_KIND),
    ctx.db
      .select({ id: personas.id, name: personas.name })
      .from(personas)
      .where(
        and(eq(personas.workspaceId, workspaceId), isNull(personas.archivedAt), contains(personas.name, q)),
      )
      .orderBy(asc(personas.name))
      .limit(MOST_PER_KIND),
    ctx.db
      .select({ id: campaigns.id, name: campaigns.name, status: campaigns.status })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), contains(campaigns.name, q)))
      .orderBy(desc(campaigns.startOn))
      .limit(MOST_PER_KIND),
    can(actor.role, "customers:list") ? findPeople(ctx, q) : [],
  ]);
  return [
    ...segmentRows.map((row) => ({
      kind: "Segments",
      title: row.name,
      href: `/segments/${row.id}`,
      meta: row.dimension,
    })),
    ...campaignRows.map((row) => ({
      kind: "Campaigns",
      title: row.name,
      href: `/campaigns/${row.id}`,
      meta: row.status,
    })),
    ...personaRows.map((row) => ({ kind: "Personas", title: row.name, href: `/personas/${row.id}` })),
    ...people,
  ];
}

/** People by key, and by name or e-mail as far as the role sees who they are. */
async function findPeople(ctx: Ctx, q: string): Promise<SearchHit[]> {
  const rows = await findCustomers(ctx, { search: q, limit: MOST_PER_KIND });
  return rows.map((row) => ({
    kind: "Customers",
    title: titleOf(row),
    href: `/customers/${row.id}`,
    meta: row.email ?? (row.name ? (row.key ?? undefined) : undefined),
  }));
}
