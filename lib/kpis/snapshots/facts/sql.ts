import { type SQL, sql } from "drizzle-orm";
import { addDays } from "@/lib/days";
import { dayOf, day as onDay, startOfDay, trunc } from "../calendar/sql";
import { messagesFrom, type TallyScope, unitOf } from "../scope";

const MESSAGES = "sent, bounced, opened, clicked, unsubscribed, complained, visits";

/** Columns that are filled from messages and visits. */
export const MESSAGE_SUMS = sql.raw(MESSAGES);
/** Columns that are filled from facts and add up. */
export const SUMS = sql.raw(`orders, revenue, ${MESSAGES}`);

const sumOf = (columns: string) =>
  sql.raw(
    columns
      .split(", ")
      .map((column) => `sum(${column})::bigint as ${column}`)
      .join(", "),
  );
export const MESSAGE_SUM_OF = sumOf(MESSAGES);
export const SUM_OF = sumOf(`orders, revenue, ${MESSAGES}`);

const own = ({ workspaceId }: TallyScope, t: string) => sql`${sql.raw(t)}.workspace_id = ${workspaceId}::int`;
/** From where the facts are read on; those of a campaign until its last day. */
const within = (
  { readFrom, timeZone, holders }: Pick<TallyScope, "readFrom" | "timeZone" | "holders">,
  column: SQL,
) => {
  const from = readFrom ? sql`and ${column} >= ${startOfDay(readFrom, timeZone)}` : sql``;
  return holders.kind === "campaign"
    ? sql`${from} and ${column} < ${startOfDay(addDays(holders.to, 1), timeZone)}`
    : from;
};

/**
 * Rows per person and unit of what was ordered: orders, revenue, and the days of the first and the last order in it.
 * `key` is one more column that they are told apart by; `join` and `where` say whose, without them everybody's.
 */
export function ordersOf(
  scope: TallyScope,
  { key, join = sql``, where = sql`` }: { key?: SQL; join?: SQL; where?: SQL },
  unit = unitOf(scope),
): SQL {
  const { timeZone } = scope;
  const dayAt = (which: "min" | "max") =>
    dayOf(sql`${sql.raw(which)}(o.ordered_at) filter (where not o.is_return)`, timeZone);
  return sql`
    select o.customer_no, ${trunc(unit, dayOf(sql`o.ordered_at`, timeZone))} as unit, ${key ? sql`${key}, ` : sql``}
      count(*) filter (where not o.is_return) as orders, sum(o.amount_minor)::bigint as revenue,
      ${dayAt("min")} as first_day, ${dayAt("max")} as last_day
    from orders o ${join} where ${own(scope, "o")} ${within(scope, sql`o.ordered_at`)} ${where}
    group by ${sql.raw(key ? "1, 2, 3" : "1, 2")}`;
}

/** The day of the first order ever of whoever first bought since facts are read: of all others each order is a repeat. */
export const firstOrders = ({ workspaceId, timeZone, readFrom }: TallyScope) => sql`(
  select customer_no, ${dayOf(sql`first_order_at`, timeZone)} as first_on from customer_metrics
  where workspace_id = ${workspaceId}::int and first_order_at >= ${readFrom ? startOfDay(readFrom, timeZone) : sql`'-infinity'`})`;

/** Of a row of `ordersOf` with an order, beside its `first_on`: it is not the one order with which a life began. */
export const IS_REPEAT = sql.raw("((orders = 1 and last_day = first_on) is not true)");
export const IS_NEW = sql.raw("(first_day = first_on)");

const counted = (stage: string) => sql`case when n.stage = ${stage} then d.count else 0 end`;

/** Which message an event speaks of: of a campaign that sends several, each names its own. Null where neither is named. */
const messageOf = (t: string) =>
  sql.raw(`nullif(concat_ws(' ', ${t}.props ->> 'campaign', ${t}.props ->> 'message'), '')`);

/**
 * Rows per person, day and channel of messages and visits. An open or click counts once per person and message, on the
 * day of the first: so they add up over days. What names no message counts once a day.
 */
export function messages(asked: TallyScope): SQL {
  const scope = { ...asked, readFrom: messagesFrom(asked) };
  const { timeZone, readFrom, holders } = scope;
  const ofCampaign =
    holders.kind === "campaign"
      ? sql`and e.props ->> 'campaign' in (${holders.campaignId}, ${holders.campaignName})`
      : sql``;
  const isTagged = holders.kind === "campaign";
  // Of a campaign, each event is looked at for its name, once; of everybody, the days are added up already.
  const tagged = isTagged
    ? sql`with tagged as materialized (select e.workspace_id, e.customer_no, e.name_no, e.occurred_at, e.props from events e
        where ${own(scope, "e")} and e.name_no in (select no from names) ${ofCampaign} ${within(scope, sql`e.occurred_at`)})`
    : sql``;
  const table = isTagged ? sql`tagged` : sql`events`;
  const daily = isTagged
    ? sql`(select e.customer_no, e.name_no, ${dayOf(sql`e.occurred_at`, timeZone)} as day, 1 as count from tagged e) d`
    : sql`(select customer_no, name_no, day, count from event_daily t where ${own(scope, "t")}
          ${readFrom ? sql`and day >= ${onDay(readFrom)}` : sql``}) d`;
  const message = sql`coalesce(${messageOf("e")}, ${dayOf(sql`e.occurred_at`, timeZone)}::text)`;
  const isFirst = readFrom
    ? sql`and not exists (select from events p where ${own(scope, "p")} and p.customer_no = e.customer_no and p.name_no = e.name_no
        and p.occurred_at < ${startOfDay(readFrom, timeZone)} and ${messageOf("p")} = ${messageOf("e")})`
    : sql``;
  return sql`
    ${tagged}
    select d.customer_no, d.day, n.channel, ${counted("sent")} as sent, ${counted("bounced")} as bounced, 0 as opened, 0 as clicked,
      ${counted("unsubscribed")} as unsubscribed, ${counted("complained")} as complained, ${counted("visits")} as visits
    from names n join ${daily} on d.name_no = n.no where n.stage not in ('opened', 'clicked')
    union all
    select u.customer_no, u.day, n.channel, 0, 0, (n.stage = 'opened')::int, (n.stage = 'clicked')::int, 0, 0, 0
    from names n join (
      select e.customer_no, e.name_no, min(${dayOf(sql`e.occurred_at`, timeZone)}) as day
      from ${table} e join names u on u.no = e.name_no and u.stage in ('opened', 'clicked')
      where ${own(scope, "e")} ${within(scope, sql`e.occurred_at`)} ${isFirst}
      group by e.customer_no, e.name_no, ${message}
    ) u on u.name_no = n.no`;
}
