import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentMembers, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { intArray } from "@/lib/segments/values/sql";
import {
  type CustomerPage,
  type CustomerRow,
  type CustomerSort,
  maskedRow,
  type SegmentName,
} from "./customer";
import type { Channel, ConsentState } from "./fields";
import type { CustomerFilters, CustomerListing } from "./model";
import {
  CONSENT_COLUMN,
  countriesOf,
  matchesForMember,
  matchesText,
  pairOf,
  peopleFrom,
  peopleOfOwner,
  readsFigures,
  SORT_BY,
  STAGE_WHERE,
} from "./sql";

const PAGE = 50;

const seesAll = (ctx: Ctx) => grants(ctx.actor.role, "customers:see") === "all";

/** A page of people that pass the filters, at most 50. Whom the role may not see comes without what is personal. */
export async function listCustomers(ctx: Ctx, listing: CustomerListing): Promise<CustomerPage> {
  authorize(ctx, "customers:list");
  const { after, before, isDescending } = listing;
  const sort = sortFor(ctx, listing.sort);
  const isBackward = before !== undefined;
  const cursor = before ?? after;
  const goesDown = isDescending !== isBackward;
  const [side, way] = goesDown ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const pair = sql`(${SORT_BY[sort]}, ${customers.no})`;
  const beyond = cursor ? sql` and ${pair} ${side} ${pairOf(ctx.workspaceId, sort, cursor)}` : sql``;
  const { from, where } = await selectionOf(ctx, listing, sort);
  const found = await ctx.db.execute<{ no: number }>(sql`
    select ${customers.no} as no from ${from} where ${where}${beyond}
    order by ${SORT_BY[sort]} ${way}, ${customers.no} ${way} limit ${PAGE + 1}`);
  // Whoever the page stood beside is gone: from the beginning, then.
  if (cursor && found.length === 0)
    return listCustomers(ctx, { ...listing, after: undefined, before: undefined });
  const hasMore = found.length > PAGE;
  const nos = [...found].slice(0, PAGE).map(({ no }) => no);
  const rows = await listCustomersByNo(ctx, isBackward ? nos.reverse() : nos);
  return {
    rows,
    after: isBackward || hasMore ? (rows.at(-1)?.id ?? null) : null,
    before: (isBackward ? hasMore : after !== undefined) ? (rows[0]?.id ?? null) : null,
  };
}

/** How many people pass the filters. */
export async function countCustomers(ctx: Ctx, filters: CustomerFilters): Promise<number> {
  authorize(ctx, "customers:list");
  const { from, where } = await selectionOf(ctx, filters);
  const [row] = await ctx.db.execute<{ total: number }>(
    sql`select count(*)::int as total from ${from} where ${where}`,
  );
  return row?.total ?? 0;
}

/** The countries that customers live in, for the filter; at most 300. */
export async function listCountries(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "customers:list");
  const rows = await ctx.db.execute<{ country: string }>(countriesOf(ctx.workspaceId));
  return [...rows].map(({ country }) => country);
}

/** A few people by key, name or e-mail, the one whose key it is first. */
export async function findCustomers(
  ctx: Ctx,
  { search, limit }: { search: string; limit: number },
): Promise<CustomerRow[]> {
  authorize(ctx, "customers:list");
  const { from, where } = await selectionOf(ctx, { search });
  const found = await ctx.db.execute<{ no: number }>(sql`
    select ${customers.no} as no from ${from} where ${where}
    order by ${customers.externalId} = ${search} desc, ${customers.no} limit ${limit}`);
  const nos = [...found].map(({ no }) => no);
  return listCustomersByNo(ctx, nos);
}

/** By name or key the order itself would tell a member who somebody is. */
function sortFor(ctx: Ctx, sort: CustomerSort): CustomerSort {
  return !seesAll(ctx) && (sort === "name" || sort === "key") ? "seen" : sort;
}

async function selectionOf(
  ctx: Ctx,
  filters: CustomerFilters,
  sort?: CustomerSort,
): Promise<{ from: SQL; where: SQL }> {
  const { workspaceId } = ctx;
  const { search, segmentId, country, consent, stage } = filters;
  const parts = [sql`${customers.workspaceId} = ${workspaceId}::int and ${customers.erasedAt} is null`];
  if (segmentId) {
    // The number as a value, not as a subquery: the planner then knows how many are in.
    const [segment] = await ctx.db
      .select({ no: segments.no })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
    parts.push(sql`${customers.no} in (select m.customer_no from ${segmentMembers} m
      where m.workspace_id = ${workspaceId}::int and m.segment_no = ${segment?.no ?? 0}::int)`);
  }
  if (country) parts.push(sql`${customers.country} = ${country}`);
  if (consent) {
    const [channel, status] = consent.split(":") as [Channel, ConsentState];
    parts.push(sql`${CONSENT_COLUMN[channel]} = ${status}`);
  }
  if (stage) parts.push(STAGE_WHERE[stage]);
  const hasFigures = stage !== undefined || (sort !== undefined && readsFigures(sort));
  const from = peopleFrom(workspaceId, search ? searchOf(ctx, search) : null, hasFigures);
  return { from, where: sql.join(parts, sql` and `) };
}

function searchOf(ctx: Ctx, search: string): SQL {
  if (seesAll(ctx)) return matchesText(search);
  return matchesForMember(search, peopleOfOwner(ctx.workspaceId, ctx.actor.userId));
}

/** The rows of these people in the order given, masked as far as the role demands. */
export async function listCustomersByNo(ctx: Ctx, nos: readonly number[]): Promise<CustomerRow[]> {
  authorize(ctx, "customers:list");
  if (nos.length === 0) return [];
  const [rows, inSegments, seen] = await Promise.all([
    ctx.db
      .select({
        no: customers.no,
        id: customers.id,
        key: customers.externalId,
        name: sql<string | null>`nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), '')`,
        email: customers.email,
        country: customers.country,
        city: customers.city,
        firstSeenAt: customers.firstSeenAt,
        orderCount: sql<number>`coalesce(${customerMetrics.orderCount}, 0)`,
        spendMinor: sql<number>`coalesce(${customerMetrics.spendMinor}, 0)::float8`,
        lastOrderAt: customerMetrics.lastOrderAt,
        consents: {
          email: customers.consentEmail,
          sms: customers.consentSms,
          phone: customers.consentPhone,
          post: customers.consentPost,
          ads: customers.consentAds,
        },
        isSuppressed: sql<boolean>`${customers.suppressedAt} is not null`,
      })
      .from(customers)
      .leftJoin(
        customerMetrics,
        and(
          eq(customerMetrics.workspaceId, customers.workspaceId),
          eq(customerMetrics.customerNo, customers.no),
        ),
      )
      .where(and(eq(customers.workspaceId, ctx.workspaceId), inArray(customers.no, [...nos]))),
    segmentsByPerson(ctx, nos),
    seenAmong(ctx, nos),
  ]);
  const byNo = new Map(rows.map((row) => [row.no, row]));
  return nos.flatMap((no) => {
    const found = byNo.get(no);
    if (!found) return [];
    const { no: _, ...row } = found;
    const whole = { ...row, isMasked: false, segments: inSegments.get(no) ?? [] };
    return [seen === "all" || seen.has(no) ? whole : maskedRow(whole)];
  });
}

/** Which of these people the role may see: all, or those in segments that the actor owns. */
async function seenAmong(ctx: Ctx, nos: readonly number[]): Promise<"all" | ReadonlySet<number>> {
  if (seesAll(ctx)) return "all";
  const own = peopleOfOwner(ctx.workspaceId, ctx.actor.userId);
  const rows = await ctx.db.execute<{ customer_no: number }>(
    sql`select o.customer_no from ${own} o where o.customer_no = any(${intArray(nos)})`,
  );
  return new Set([...rows].map((row) => row.customer_no));
}

/** The segments of these people, the smallest first; archived ones are left out. */
async function segmentsByPerson(ctx: Ctx, nos: readonly number[]): Promise<Map<number, SegmentName[]>> {
  const rows = await ctx.db
    .select({ no: segmentMembers.customerNo, id: segments.id, name: segments.name })
    .from(segmentMembers)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, segmentMembers.workspaceId), eq(segments.no, segmentMembers.segmentNo)),
    )
    .where(
      and(
        eq(segmentMembers.workspaceId, ctx.workspaceId),
        inArray(segmentMembers.customerNo, [...nos]),
        isNull(segments.archivedAt),
      ),
    )
    .orderBy(asc(segments.size), asc(segments.name));
  const byPerson = new Map<number, SegmentName[]>();
  for (const { no, ...segment } of rows) byPerson.set(no, [...(byPerson.get(no) ?? []), segment]);
  return byPerson;
}
