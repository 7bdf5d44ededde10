import { rawSql } from "@/db/client";
import type { Ctx } from "@/lib/auth/ctx";
import { setCampaignStatus } from "@/lib/campaigns/launch/mutations";
import { renewOutcomes } from "@/lib/campaigns/outcomes/mutations";
import { timed } from "./measure";

/** Live ones whose days overlap, each of two large segments; every fourth is launched, and one whose audience is the largest. */
const CAMPAIGNS = 40;
const LARGEST = 3;
const CHANNELS = ["email", "sms", "social", "post"];
/** The representatives that they are for. */
const SEGMENTS = [
  ...[
    "demographic",
    "lapsed buyers",
    "three views",
    "did not open",
    "of other segments",
    "at most two visits",
  ],
];

/**
 * Forty live campaigns around the benchmark's moment, once per database. Answers the first, which is launched, the
 * second, which is not, and the launched one with more than half of everybody in its audience.
 */
export async function fillCampaigns(
  at: Ctx,
  ids: Readonly<Record<string, string>>,
): Promise<{ launchedId: string; campaignId: string; largestId: string }> {
  const raw = rawSql();
  const workspace = at.workspaceId;
  const segmentIds = SEGMENTS.map((name) => ids[name] ?? "");
  const campaignId = raw`md5('campaign ' || ${workspace}::int || ' ' || c)::uuid`;
  const [made] = await raw`select from campaigns where workspace_id = ${workspace} limit 1`;
  if (!made) {
    await raw`
      with u as (insert into users (id, email, name) values (gen_random_uuid(), ${`owner-${workspace}@bench.example`}, 'Bench Owner') returning id),
        m as (insert into members (workspace_id, user_id, role) select ${workspace}, id, 'owner' from u returning user_id)
      insert into campaigns (workspace_id, id, name, objective, journey_stage, status, channels, owner_id, variants, control_share, start_on, end_on, approved_at)
      select ${workspace}, ${campaignId}, 'Campaign ' || c, 'More orders', 'retention', 'planned',
        array[(${CHANNELS}::text[])[c % 4 + 1], (${CHANNELS}::text[])[c % 3 + 1]], m.user_id,
        '[{"id": "00000000-0000-4000-8000-00000000000a", "name": "A", "channel": null, "offer": "", "message": "Six rooms"}]'::jsonb,
        10, date '2025-12-20' + c, date '2025-12-20' + c + 28, now()
      from m, generate_series(0, ${CAMPAIGNS - 1}::int) c`;
    await raw`
      insert into campaign_segments (workspace_id, campaign_id, segment_id, segment_version)
      select distinct ${workspace}::int, ${campaignId}, s.id, s.version
      from generate_series(0, ${CAMPAIGNS - 1}::int) c cross join unnest(array[1, 5]) k
      join segments s on s.workspace_id = ${workspace} and s.id = (${segmentIds}::uuid[])[(c * k) % ${segmentIds.length}::int + 1]`;
  }
  const all = await raw<{ id: string; version: number; status: string }[]>`
    select id, version, status from campaigns where workspace_id = ${workspace} order by start_on, id`;
  for (const [place, { id, version, status }] of all.entries())
    if ((place % 4 === 0 || place === LARGEST) && status === "planned")
      await setCampaignStatus(at, { campaignId: id, version, to: "running" });
  await raw`vacuum analyze campaigns, campaign_segments, campaign_audience, campaign_left_out`;
  const [first, second] = all;
  return { launchedId: first?.id ?? "", campaignId: second?.id ?? "", largestId: all[LARGEST]?.id ?? "" };
}

/** Stores what the launched campaigns did, as the job does before pages read it, and says what that costs. */
export async function sayRenewal(at: Ctx): Promise<void> {
  let counted = 0;
  const renew = async (isWhole: boolean) => {
    ({ counted } = await renewOutcomes(at, { isWhole }));
  };
  const whole = await timed(() => renew(true));
  console.log(
    `outcomes of ${counted} launched campaigns counted and stored: ${(whole / 1000).toFixed(1)} s, ${(whole / counted / 1000).toFixed(2)} s each`,
  );
  const again = await timed(() => renew(false));
  console.log(`a renewal after which nothing is new: ${again.toFixed(0)} ms, ${counted} counted`);
}
