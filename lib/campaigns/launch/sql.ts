import { type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers } from "@/db/schema";
import type { Channel } from "@/lib/customers/fields";
import type { Day } from "@/lib/days";
import { memberSpans } from "@/lib/kpis/snapshots/members/sql";
import { audienceWhere } from "@/lib/segments/sql";
import { intArray } from "@/lib/segments/values/sql";
import type { Reacher } from "../overlap/reach";
import { peopleOf } from "../overlap/sql";
import type { CampaignChannel } from "../status";
import { decidingChannels } from "./channels";
import { STRATUM_SEPARATOR, type Stratum } from "./strata";
import type { VariantGroup } from "./variants";

export type Split = {
  id: string;
  channels: readonly CampaignChannel[];
  /** Percent of those who can be contacted. */
  controlShare: number;
  splitSalt: string;
  stratifyBy: readonly Stratum[];
  /** In the order in which they were made. */
  targets: readonly { no: number; id: string }[];
  /** Those to whom it leaves their people. */
  rivals: readonly Reacher[];
};

/** 0 to 4,294,967,295, the same for the same text on every server and every run. */
const hashOf = (text: SQL) => sql`('x' || left(md5(${text}), 8))::bit(32)::bigint`;

const VALUE: Record<Stratum, SQL> = {
  segment: sql`target.id::text`,
  value: sql`coalesce(${customerMetrics.rfmMonetary}::text, '')`,
  recency: sql`coalesce(${customerMetrics.rfmRecency}::text, '')`,
  country: sql`coalesce(${customers.country}, '')`,
  gender: sql`coalesce(${customers.gender}, '')`,
};

const stratumOf = (by: readonly Stratum[]) =>
  by.length === 0
    ? sql`''`
    : sql`concat_ws(${STRATUM_SEPARATOR}::text, ${sql.join(
        by.map((kind) => VALUE[kind]),
        sql`, `,
      )})`;

/**
 * Whether a person is held out. Plain: the person's hash is below the share. Stratified: people stand in the order of
 * stratum and hash, and each is held out with whom the running share passes a whole number (systematic sampling with
 * a random start: Cochran 1977, Sampling Techniques, chapter 8), so that each stratum has its share to within one
 * person and everybody has the same chance.
 */
function heldOut({ controlShare, splitSalt, stratifyBy }: Split): SQL {
  if (stratifyBy.length === 0) return sql`hash % 10000 < ${controlShare}::int * 100`;
  const passed = (place: SQL) =>
    sql`(${place} * ${controlShare}::int + ${hashOf(sql`${splitSalt}::text`)} % 100) / 100`;
  return sql`${passed(sql`place`)} > ${passed(sql`(place - 1)`)}`;
}

/**
 * The variants of a person as uuid[]: one of each group, by a hash of the salt, the channel and the person, which is
 * independent of who is held out.
 */
export function variantsOf(splitSalt: string, groups: readonly VariantGroup[]): SQL {
  const chosen = groups.map(({ channel, ids }) => {
    const hash = hashOf(sql`${`${splitSalt}:variant:${channel ?? ""}:`}::text || customer_no`);
    return sql`(${`{${ids.join(",")}}`}::uuid[])[1 + ${hash} % ${ids.length}::int]`;
  });
  return chosen.length === 0 ? sql`'{}'::uuid[]` : sql`array[${sql.join(chosen, sql`, `)}]`;
}

export type Yielding = {
  id: string;
  channels: readonly CampaignChannel[];
  isYielding: boolean;
  startOn: Day;
  endOn: Day;
};

/** The live campaigns to which this one leaves their people: (id, channels, isLaunched, nos). See givesWay in conflicts/people. */
export function rivalsOf(workspaceId: number, { id, channels, isYielding, startOn, endOn }: Yielding): SQL {
  const ours = sql`array[${sql.join(
    channels.map((channel) => sql`${channel}::text`),
    sql`, `,
  )}]::text[]`;
  return sql`
    select c.id, c.channels, c.launched_at is not null as "isLaunched", array(
        select s.no from campaign_segments t join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
        where t.workspace_id = c.workspace_id and t.campaign_id = c.id) as nos
    from campaigns c
    where c.workspace_id = ${workspaceId}::int and c.id <> ${id}::uuid and c.status in ('planned', 'running', 'paused')
      and c.start_on <= ${endOn}::date and c.end_on >= ${startOn}::date and (
        exists (select from campaign_exclusions x where x.workspace_id = c.workspace_id
          and x.campaign_id = ${id}::uuid and x.other_id = c.id)
        or (${isYielding}::boolean and not c.is_yielding and c.channels && ${ours}))`;
}

/**
 * Rows (customer_no, bits): whom the campaigns reach to which this one leaves its people. The lowest bit is that of
 * frozen audiences, the others are those of the sets of channels by which the other ones may speak to them.
 */
function elsewhere(
  workspaceId: number,
  rivals: readonly Reacher[],
  sets: readonly (Channel[] | null)[],
): SQL {
  const branches = rivals.flatMap(({ sources, channels }) =>
    sources.map(
      (source) =>
        sql`select customer_no, ${sql.raw(bitOf(sets, channels))} as bits from ${peopleOf(workspaceId, source)}`,
    ),
  );
  return sql`select customer_no, bit_or(bits) as bits from (${sql.join(branches, sql` union all `)}) r group by customer_no`;
}

const bitOf = (sets: readonly (Channel[] | null)[], channels: Channel[] | null) =>
  String(2 ** sets.findIndex((set) => set?.join() === channels?.join()));

type Then = { workspaceId: number; timeZone: string; segmentNos: readonly number[]; from: Day; to: Day };

/**
 * One row (people, buyers): who was in the segments on the day `from`, and who of them has ordered since, up to the day
 * before `to`. Not those who are in now: a rule that reads the last order would have chosen them for it.
 */
export function buyersSince({ workspaceId, timeZone, segmentNos, from, to }: Then): SQL {
  const spans = memberSpans({ workspaceId, timeZone, readFrom: from }, segmentNos);
  return sql`
    with person as (
      select distinct customer_no from (${spans}) s where from_day <= ${from}::date and to_day >= ${from}::date
    ), buyer as (
      select distinct customer_no from orders where workspace_id = ${workspaceId}::int and not is_return
        and ordered_at >= ${from}::timestamp at time zone ${timeZone} and ordered_at < ${to}::timestamp at time zone ${timeZone}
    )
    select count(*)::int as people, count(buyer.customer_no)::int as buyers from person left join buyer using (customer_no)`;
}

/**
 * The people of a campaign's segments as they stand now: (customer_no, segment_id, reason, stratum, is_control).
 * Who is in several segments counts once, for the one that was made first. `reason` says why somebody is left out and
 * is null for who can be contacted. The split depends on the campaign's salt and the person: the same on every run.
 * Segments are named by number, so that the planner knows how many people they hold.
 */
export function peopleOfCampaign(workspaceId: number, split: Split): SQL {
  const nos = intArray(split.targets.map(({ no }) => no));
  const ids = sql`${`{${split.targets.map(({ id }) => id).join(",")}}`}::uuid[]`;
  const rivals = split.rivals.filter(({ sources }) => sources.length > 0);
  const sets = [
    null,
    ...new Map(rivals.flatMap(({ channels }) => (channels ? [[channels.join(), channels]] : []))).values(),
  ];
  const isFree = sets.map(
    (set) =>
      sql`case when ${set ? audienceWhere(set) : sql`true`} then ${sql.raw(bitOf(sets, set))} else 0 end`,
  );
  const isElsewhere =
    rivals.length > 0
      ? sql`when elsewhere.bits & (${sql.join(isFree, sql` + `)}) <> 0 then 'elsewhere'`
      : sql``;
  const isSplit = split.controlShare > 0;
  const place =
    isSplit && split.stratifyBy.length > 0
      ? sql`row_number() over (partition by reason is null order by stratum, hash, customer_no)`
      : sql`0`;
  return sql`(
    with person as (
      select m.customer_no, min(m.segment_no) as segment_no from segment_members m
      where m.workspace_id = ${workspaceId}::int and m.segment_no = any(${nos})
      group by m.customer_no
    ), target as (
      select customer_no, (${ids})[array_position(${nos}, segment_no)] as id from person
    ), judged as (
      select target.customer_no, target.id as segment_id,
        case when ${customers.erasedAt} is not null then 'erased'
          when ${customers.suppressedAt} is not null then 'suppressed'
          when ${customers.objectedAt} is not null then 'objected'
          when not ${audienceWhere(decidingChannels(split.channels))} then 'optedOut'
          ${isElsewhere} end as reason,
        ${stratumOf(split.stratifyBy)} as stratum,
        ${isSplit ? hashOf(sql`${split.splitSalt}::text || ':' || target.customer_no`) : sql`0`} as hash
      from target
      join ${customers} on ${customers.workspaceId} = ${workspaceId}::int and ${customers.no} = target.customer_no
      left join ${customerMetrics} on ${customerMetrics.workspaceId} = ${workspaceId}::int
        and ${customerMetrics.customerNo} = target.customer_no
      ${rivals.length > 0 ? sql`left join (${elsewhere(workspaceId, rivals, sets)}) elsewhere on elsewhere.customer_no = target.customer_no` : sql``}
    ), placed as (
      select *, ${place} as place from judged
    )
    select customer_no, segment_id, reason, stratum, reason is null and ${isSplit ? heldOut(split) : sql`false`} as is_control from placed
  )`;
}
