import { type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentChanges, segmentMembers } from "@/db/schema";
import type { Channel } from "@/lib/customers/fields";
import { CONSENT_COLUMN } from "@/lib/customers/sql";
import type { FieldKey } from "../fields";
import { audienceWhere, columnOf, customersJoined } from "../sql";
import type { FigureKey } from "./columns";

type Place = { timeZone: string; digits: number };

const { email, sms, phone } = CONSENT_COLUMN;
/** An address that its owner does not want used does not leave the house. */
const DECLINED: Partial<Record<FieldKey, SQL>> = {
  email: sql`${email} = 'out'`,
  phone: sql`${phone} = 'out' and ${sms} = 'out'`,
};

const moment = (at: SQL, { timeZone }: Place) =>
  sql`to_char(${at} at time zone ${timeZone}::text, 'YYYY-MM-DD HH24:MI')`;
const money = (minor: SQL, { digits }: Place) =>
  sql`round(${minor}::numeric / ${10 ** digits}::numeric, ${digits}::int)`;

const FIGURE: Record<FigureKey, (place: Place) => SQL> = {
  orders: () => sql`coalesce(${customerMetrics.orderCount}, 0)`,
  spend: (place) => money(sql`coalesce(${customerMetrics.spendMinor}, 0)`, place),
  average: (place) =>
    money(sql`(${customerMetrics.spendMinor}::numeric / nullif(${customerMetrics.orderCount}, 0))`, place),
  firstOrder: (place) => moment(sql`${customerMetrics.firstOrderAt}`, place),
  lastOrder: (place) => moment(sql`${customerMetrics.lastOrderAt}`, place),
  recency: () => sql`${customerMetrics.rfmRecency}`,
  frequency: () => sql`${customerMetrics.rfmFrequency}`,
  monetary: () => sql`${customerMetrics.rfmMonetary}`,
  engagement: () => sql`${customerMetrics.engagement}`,
  chanceActive: () => sql`${customerMetrics.chanceActive}`,
  expectedOrders: () => sql`${customerMetrics.expectedOrders}`,
  expectedValue: (place) => money(sql`${customerMetrics.expectedValueMinor}`, place),
};

const joinedBecause = sql`(select h.cause from ${segmentChanges} h where h.workspace_id = ${customers.workspaceId}
  and h.customer_no = ${customers.no} and h.segment_no = m.segment_no and h.has_entered order by h.at desc limit 1)`;

/** The value of one column as text; the key is known to be one of `exportColumns`. */
function cell(key: string, place: Place): SQL {
  const [kind = "", name = ""] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  if (kind === "consent") return sql`${CONSENT_COLUMN[name as Channel]}`;
  if (kind === "figure") return FIGURE[name as FigureKey](place);
  if (kind === "member") return name === "since" ? moment(sql`m.entered_at`, place) : joinedBecause;
  if (kind === "attribute") {
    const value = sql`${customers.attrs} -> ${name}::text`;
    return sql`case when jsonb_typeof(${value}) = 'array'
      then (select string_agg(one, '; ') from jsonb_array_elements_text(${value}) one) else ${value} #>> '{}' end`;
  }
  const column = sql`${columnOf(name as FieldKey)}`;
  const declined = DECLINED[name as FieldKey];
  if (name === "firstSeenAt") return moment(column, place);
  return declined ? sql`case when not (${declined}) then ${column} end` : column;
}

type Scope = { workspaceId: number; segmentNo: number; channels: readonly Channel[] };

const memberRows = ({ workspaceId, segmentNo, channels }: Scope) => sql`
  from ${segmentMembers} m join (${customersJoined}) on ${customers.workspaceId} = m.workspace_id and ${customers.no} = m.customer_no
  where m.workspace_id = ${workspaceId}::int and m.segment_no = ${segmentNo}::int
    and ${customers.erasedAt} is null and ${audienceWhere(channels)}`;

/** How many members are in the audience. */
export function countMembers(scope: Scope): SQL {
  return sql`select count(*)::int as people ${memberRows(scope)}`;
}

/** One page of members in the order of their numbers, as `personCells` gives them. */
export function memberCells(
  { workspaceId, segmentNo, channels }: Scope,
  columns: readonly string[],
  place: Place,
  { after, limit }: { after: number; limit: number },
): SQL {
  const page = sql`select workspace_id, segment_no, customer_no, entered_at from ${segmentMembers}
      where workspace_id = ${workspaceId}::int and segment_no = ${segmentNo}::int and customer_no > ${after}::int
      order by customer_no limit ${limit}::int`;
  return personCells(page, channels, columns, place);
}

/**
 * Of the people of a page (workspace_id, segment_no, customer_no, entered_at): a list of text each, null for who may not
 * be contacted. The page is cut before the join, so that no plan reads every customer for every page. `own` gives the
 * columns that this page has besides.
 */
export function personCells(
  page: SQL,
  channels: readonly Channel[],
  columns: readonly string[],
  place: Place,
  own: (key: string) => SQL | null = () => null,
): SQL {
  const cells = columns.map((key) => sql`coalesce((${own(key) ?? cell(key, place)})::text, '')`);
  return sql`
    with page as materialized (${page})
    select m.customer_no as no, case when ${customers.erasedAt} is null and ${audienceWhere(channels)}
      then to_json(array[${sql.join(cells, sql`, `)}]) end as cells
    from page m join ${customers} on ${customers.workspaceId} = m.workspace_id and ${customers.no} = m.customer_no
      left join ${customerMetrics} on ${customerMetrics.workspaceId} = m.workspace_id and ${customerMetrics.customerNo} = m.customer_no
    order by m.customer_no`;
}
