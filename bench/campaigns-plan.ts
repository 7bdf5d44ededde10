import { rawSql } from "@/db/client";
import type { Ctx } from "@/lib/auth/ctx";
import { setCampaignStatus } from "@/lib/campaigns/launch/mutations";

/** Live ones whose days overlap, each of two large segments; every fourth is launched, and one whose audience is the largest. */
const CAMPAIGNS = 40;
const LARGEST = 3;
const CHANNELS = ["email", "sms", "social", "post"];

/**
 * Forty live campaigns around the benchmark's moment, once per database. Answers the first, which is launched, the
 * second, which is not, and the launched one with more than half of everybody in its audience.
 */
export async function fillCampaigns(
  at: Ctx,
  segmentIds: readonly string[],
): Promise<{ launchedId: string; campaignId: string; largestId: string }> {
  const raw = rawSql();
  const workspace = at.workspaceId;
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
