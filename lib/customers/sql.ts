import { type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentMembers, segments } from "@/db/schema";
import { escapeLike } from "@/lib/segments/core";
import type { BuyingStage, CustomerSort } from "./customer";
import type { Channel } from "./fields";

/** The expression of the index customers_search, part for part, or it is not used. */
const searched = sql`(coalesce(${customers.firstName}, '') || ' ' || coalesce(${customers.lastName}, '') || ' ' || coalesce(${customers.email}, '') || ' ' || ${customers.externalId})`;

/** The most words of a search that are looked at. */
const MOST_WORDS = 6;

/**
 * Whose name, e-mail or key holds every word of the text. Fewer than three letters are looked for at the beginnings
 * only: the index knows three letters in a row, and beginnings. `%` and `_` match themselves.
 */
export function matchesText(text: string): SQL {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const parts = words.map((word) => {
    const literal = escapeLike(word);
    return word.length >= 3
      ? sql`${searched} ilike ${`%${literal}%`}`
      : sql`(${searched} ilike ${`${literal}%`} or ${searched} ilike ${`% ${literal}%`})`;
  });
  return parts.length > 0 ? sql`(${sql.join(parts, sql` and `)})` : sql`true`;
}

/** Numbers of the people in segments that somebody owns: whom a member may see. */
export function peopleOfOwner(workspaceId: number, ownerId: string | null): SQL {
  return sql`(select m.customer_no from ${segments} s
    join ${segmentMembers} m on m.workspace_id = s.workspace_id and m.segment_no = s.no
    where s.workspace_id = ${workspaceId}::int and s.owner_id = ${ownerId}::uuid and s.archived_at is null)`;
}

/**
 * What a member's search finds: their own people by every word, anybody else by the whole key. A key that is an
 * e-mail address finds nobody: it would tell whether the address is known.
 */
export function matchesForMember(text: string, own: SQL): SQL {
  return sql`((${customers.no} in ${own} and ${matchesText(text)}) or (${customers.externalId} = ${text} and strpos(${text}, '@') = 0))`;
}

const orderCount = sql`coalesce(${customerMetrics.orderCount}, 0)`;

export const STAGE_WHERE: Record<BuyingStage, SQL> = {
  none: sql`${orderCount} = 0`,
  once: sql`${orderCount} = 1`,
  again: sql`${orderCount} > 1`,
};

export const CONSENT_COLUMN: Record<Channel, SQL> = {
  email: sql`${customers.consentEmail}`,
  sms: sql`${customers.consentSms}`,
  phone: sql`${customers.consentPhone}`,
  post: sql`${customers.consentPost}`,
  ads: sql`${customers.consentAds}`,
};

/**
 * Never null, so that a page begins after a pair (value, number) and nothing is lost or doubled. Who never ordered
 * ordered longest ago; who has no name comes after all names (the expression is that of the index customers_name).
 */
export const SORT_BY: Record<CustomerSort, SQL> = {
  seen: sql`${customers.firstSeenAt}`,
  key: sql`${customers.externalId}`,
  name: sql`coalesce(nullif(lower(btrim(coalesce(${customers.firstName}, '') || ' ' || coalesce(${customers.lastName}, ''))), ''), chr(65535))`,
  orders: orderCount,
  last: sql`coalesce(${customerMetrics.lastOrderAt}, '-infinity'::timestamptz)`,
  value: sql`coalesce(${customerMetrics.spendMinor}, 0)`,
};

const FIGURES: readonly CustomerSort[] = ["orders", "last", "value"];

/** Whether a sort reads the figures of a person, which takes a join. */
export function readsFigures(sort: CustomerSort): boolean {
  return FIGURES.includes(sort);
}

const figuresJoined = sql`left join ${customerMetrics} on ${customerMetrics.workspaceId} = ${customers.workspaceId} and ${customerMetrics.customerNo} = ${customers.no}`;

/**
 * The people to look at, with their figures or without. A search stands behind a fence: the planner cannot tell how
 * many it finds, and would rather walk through everybody in the order asked for.
 */
export function peopleFrom(workspaceId: number, search: SQL | null, hasFigures: boolean): SQL {
  const people = search
    ? sql`(select * from ${customers} where ${customers.workspaceId} = ${workspaceId}::int and ${search} offset 0) ${customers}`
    : sql`${customers}`;
  return hasFigures ? sql`${people} ${figuresJoined}` : people;
}

/** The pair of a person that the page begins after, or ends before. */
export function pairOf(workspaceId: number, sort: CustomerSort, customerId: string): SQL {
  return sql`(select ${SORT_BY[sort]}, ${customers.no} from ${peopleFrom(workspaceId, null, readsFigures(sort))}
    where ${customers.workspaceId} = ${workspaceId}::int and ${customers.id} = ${customerId}::uuid)`;
}

/** The countries there are, hopping from one to the next in the index customers_place. */
export function countriesOf(workspaceId: number): SQL {
  const next = (after: SQL) => sql`(select country from customers
    where workspace_id = ${workspaceId}::int and country ${after} order by country limit 1)`;
  return sql`with recursive hop as (
      ${next(sql`is not null`)}
      union all
      select ${next(sql`> hop.country`)} from hop where hop.country is not null
    )
    select country from hop where country is not null limit 300`;
}
