import { and, asc, desc, eq, ilike, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { campaigns, customers, personas, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import type { SearchInput } from "./model";

export type SearchHit = { kind: string; title: string; href: string; meta?: string };

const MOST_PER_KIND = 5;

/** The text as it was typed: `%` and `_` match themselves. */
function contains(column: AnyPgColumn, q: string): SQL {
  return ilike(column, `%${q.replace(/[\\%_]/g, "\\$&")}%`);
}

/** Segments, personas, campaigns by name and customers by name, e-mail or key; people only for roles that see them. */
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
    grants(actor.role, "customers:see") === "all" ? findPeople(ctx, q) : [],
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

async function findPeople(ctx: Ctx, q: string): Promise<SearchHit[]> {
  // The expression is that of the index customers_search, word for word, or it is not used.
  const words = sql`(coalesce("first_name",'') || ' ' || coalesce("last_name",'') || ' ' || coalesce("email",'') || ' ' || "external_id")`;
  const rows = await ctx.db
    .select({
      id: customers.id,
      externalId: customers.externalId,
      firstName: customers.firstName,
      lastName: customers.lastName,
      email: customers.email,
    })
    .from(customers)
    .where(
      and(
        eq(customers.workspaceId, ctx.workspaceId),
        isNull(customers.erasedAt),
        or(
          eq(customers.externalId, q),
          q.length >= 3 ? sql`${words} ilike ${`%${q.replace(/[\\%_]/g, "\\$&")}%`}` : undefined,
        ),
      ),
    )
    .limit(MOST_PER_KIND);
  return rows.map((row) => ({
    kind: "Customers",
    title: [row.firstName, row.lastName].filter(Boolean).join(" ") || row.externalId,
    href: `/customers/${row.id}`,
    meta: row.email ?? row.externalId,
  }));
}
