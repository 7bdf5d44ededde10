import { type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers } from "@/db/schema";
import type { Day } from "@/lib/days";
import { audienceWhere } from "@/lib/segments/sql";
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
  isYielding: boolean;
  startOn: Day;
  endOn: Day;
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

/** The live campaigns to which this one leaves their people: (id, is_launched). See givesWay in conflicts/people. */
function rivals(workspaceId: number, { id, channels, isYielding, startOn, endOn }: Split): SQL {
  const ours = sql`array[${sql.join(
    channels.map((channel) => sql`${channel}::text`),
    sql`, `,
  )}]::text[]`;
  return sql`select c.id, c.launched_at is not null as is_launched from campaigns c
    where c.workspace_id = ${workspaceId}::int and c.id <> ${id}::uuid and c.status in ('planned', 'running', 'paused')
      and c.start_on <= ${endOn}::date and c.end_on >= ${startOn}::date and (
        exists (select from campaign_exclusions x where x.workspace_id = c.workspace_id
          and x.campaign_id = ${id}::uuid and x.other_id = c.id)
        or (${isYielding}::boolean and not c.is_yielding and c.channels && ${ours}))`;
}

/**
 * The people of a campaign's segments as they stand now: (customer_no, segment_id, reason, stratum, is_control).
 * Who is in several segments counts once, for the one that was made first. `reason` says why somebody is left out and
 * is null for who can be contacted. The split depends on the campaign's salt and the person: the same on every run.
 */
export function peopleOfCampaign(workspaceId: number, split: Split): SQL {
  const place =
    split.stratifyBy.length === 0
      ? sql`0`
      : sql`row_number() over (partition by reason is null order by stratum, hash, customer_no)`;
  return sql`(
    with target as materialized (
      select s.no, s.id from campaign_segments cs
      join segments s on s.workspace_id = cs.workspace_id and s.id = cs.segment_id
      where cs.workspace_id = ${workspaceId}::int and cs.campaign_id = ${split.id}::uuid
    ), person as (
      select m.customer_no, min(m.segment_no) as segment_no from segment_members m
      where m.workspace_id = ${workspaceId}::int and m.segment_no in (select no from target)
      group by m.customer_no
    ), rival as materialized (${rivals(workspaceId, split)}), elsewhere as (
      select a.customer_no from rival
      join campaign_audience a on a.workspace_id = ${workspaceId}::int and a.campaign_id = rival.id and not a.is_control
      where rival.is_launched
      union
      select m.customer_no from rival
      join campaign_segments t on t.workspace_id = ${workspaceId}::int and t.campaign_id = rival.id
      join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
      join segment_members m on m.workspace_id = s.workspace_id and m.segment_no = s.no
      where not rival.is_launched
    ), judged as (
      select person.customer_no, target.id as segment_id,
        case when ${customers.erasedAt} is not null then 'erased'
          when ${customers.suppressedAt} is not null then 'suppressed'
          when ${customers.objectedAt} is not null then 'objected'
          when not ${audienceWhere(decidingChannels(split.channels))} then 'optedOut'
          when elsewhere.customer_no is not null then 'elsewhere' end as reason,
        ${stratumOf(split.stratifyBy)} as stratum,
        ${hashOf(sql`${split.splitSalt}::text || ':' || person.customer_no`)} as hash
      from person join target on target.no = person.segment_no
      join ${customers} on ${customers.workspaceId} = ${workspaceId}::int and ${customers.no} = person.customer_no
      left join ${customerMetrics} on ${customerMetrics.workspaceId} = ${workspaceId}::int
        and ${customerMetrics.customerNo} = person.customer_no
      left join elsewhere on elsewhere.customer_no = person.customer_no
    ), placed as (
      select *, ${place} as place from judged
    )
    select customer_no, segment_id, reason, stratum, reason is null and ${heldOut(split)} as is_control from placed
  )`;
}
