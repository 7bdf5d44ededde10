import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { campaignSegments, campaigns, members, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { grants, ROLES } from "@/lib/auth/permissions";
import { diffDays } from "@/lib/days";
import { AppError, found } from "@/lib/errors";
import { tellLaunch } from "@/lib/webhooks/launches/mutations";
import { sendNotices } from "@/lib/work/notices/mutations";
import { countBuyersBefore, getSplit } from "../audience/queries";
import type { Campaign } from "../campaign";
import type { Retargeting, StatusChange } from "../model";
import { refuseStale } from "../mutations";
import { getCampaign } from "../queries";
import { refusal } from "../refusal";
import { STATUS_LABEL } from "../status";
import type { Step } from "../steps";
import { listTargetSegments } from "../targets/queries";
import { type Design, designOf } from "./design";
import { peopleOfCampaign, variantsOf } from "./sql";
import { variantGroups } from "./variants";

async function lockVersion(ctx: Ctx, campaignId: string, version: number): Promise<void> {
  const [row] = await ctx.db
    .select({ id: campaigns.id, version: campaigns.version })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)))
    .for("update");
  await refuseStale(ctx, found(row, "campaign"), version);
}

type Split = { treated: number; control: number; leftOut: number };

/** Writes who is reached, who is held out and who is left out, from the segments as they stand. Never done twice. */
async function freezeAudience(ctx: Ctx, campaign: Campaign): Promise<Split> {
  await ctx.db.execute(
    sql`update campaign_segments cs set segment_version = s.version from segments s
      where cs.workspace_id = ${ctx.workspaceId} and cs.campaign_id = ${campaign.id}
        and s.workspace_id = cs.workspace_id and s.id = cs.segment_id`,
  );
  const audience = await getSplit(ctx, { campaignId: campaign.id });
  const people = peopleOfCampaign(ctx.workspaceId, audience);
  const variants = variantsOf(audience.splitSalt, variantGroups(campaign.variants));
  const key = sql`${ctx.workspaceId}::int, ${campaign.id}::uuid`;
  const [split] = await ctx.db.execute<Split>(
    sql`with people as materialized (select * from ${people} as people), left_out as (
        insert into campaign_left_out (workspace_id, campaign_id, customer_no, segment_id, reason)
        select ${key}, customer_no, segment_id, reason from people where reason is not null order by customer_no
      ), audience as (
        insert into campaign_audience (workspace_id, campaign_id, customer_no, segment_id, is_control, stratum, variant_ids)
        select ${key}, customer_no, segment_id, is_control, stratum, case when is_control then '{}' else ${variants} end
        from people where reason is null order by customer_no
      )
      select count(*) filter (where reason is null and not is_control)::int as treated,
        count(*) filter (where is_control)::int as control,
        count(*) filter (where reason is not null)::int as "leftOut" from people`,
  );
  if (!split || split.treated === 0)
    throw new AppError("INVALID", "Cannot launch because nobody in its segments can be contacted.");
  return split;
}

/** The share of the segments' people that buys anyhow, and how many of the audience it takes to see it rise. */
async function designCampaign(ctx: Ctx, campaign: Campaign, split: Split): Promise<Design | null> {
  const baseDays = diffDays(campaign.startOn, campaign.endOn) + 1;
  const targets = await listTargetSegments(ctx, { campaignIds: [campaign.id] });
  const before = await countBuyersBefore(ctx, { targets, days: baseDays });
  return designOf({
    ...{ endOn: campaign.endOn, controlShare: campaign.controlShare, baseDays },
    ...{ before, people: split.treated + split.control },
    target: campaign.goals.find(({ figure }) => figure === "conversion")?.value ?? null,
  });
}

async function approvers(ctx: Ctx): Promise<string[]> {
  const roles = ROLES.filter((role) => grants(role, "campaigns:approve") === "all");
  const rows = await ctx.db
    .select({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        isNull(members.removedAt),
        inArray(members.role, [...roles]),
      ),
    );
  return rows.map((row) => row.userId);
}

async function noticeStep(ctx: Ctx, campaign: Campaign, { to, does }: Step): Promise<void> {
  const href = `/campaigns/${campaign.id}`;
  const name = `“${campaign.name}”`;
  const who = ctx.actor.name;
  const owner = {
    userId: campaign.ownerId,
    kind: "progress" as const,
    title: `${who} set ${name} to ${STATUS_LABEL[to].toLowerCase()}`,
    href,
  };
  const toApprove = does === "asks for approval" ? await approvers(ctx) : [];
  await sendNotices(ctx, [
    owner,
    ...toApprove.map((userId) => ({
      userId,
      kind: "approval" as const,
      title: `${who} planned ${name}: it waits for your approval`,
      href,
    })),
  ]);
}

/**
 * Takes a step of the status table. INVALID names what stands in its way, FORBIDDEN when it needs approval,
 * CONFLICT when `version` is old. The first launch freezes the audience and the control group.
 */
export async function setCampaignStatus(
  ctx: Ctx,
  { campaignId, version, to }: StatusChange,
): Promise<{ version: number }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    await lockVersion(tx, campaignId, version);
    const campaign = found(await getCampaign(tx, { campaignId }), "campaign");
    const step = campaign.steps.find((each) => each.to === to);
    if (!step) {
      const [from, next] = [STATUS_LABEL[campaign.status], STATUS_LABEL[to]].map((word) =>
        word.toLowerCase(),
      );
      throw new AppError("INVALID", `A campaign that is ${from} cannot become ${next}.`);
    }
    if (step.needsApproval) authorize(ctx, "campaigns:approve");
    if (step.reasons.length > 0) throw new AppError("INVALID", refusal(step));
    const split = step.does === "freezes the audience" ? await freezeAudience(tx, campaign) : null;
    await tx.db
      .update(campaigns)
      .set({
        status: to,
        version: version + 1,
        updatedAt: ctx.now(),
        ...(split && { launchedAt: ctx.now(), design: await designCampaign(tx, campaign, split) }),
        ...(step.does === "takes the approval back" && { approvedAt: null, approvedBy: null }),
      })
      .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
    const detail = { name: campaign.name, from: campaign.status, to, version: version + 1 };
    await recordAudit(tx, {
      action: split ? "campaign.launched" : "campaign.stepped",
      subject: campaignId,
      detail: { ...detail, ...split },
    });
    if (split) await tellLaunch(tx, { campaignId, counts: split });
    await noticeStep(tx, campaign, step);
    return { version: version + 1 };
  });
}

/** Lets a campaign that is not launched yet use the newest version of one of its segments. */
export async function retargetCampaign(
  ctx: Ctx,
  { campaignId, version, segmentId }: Retargeting,
): Promise<{ version: number }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    await lockVersion(tx, campaignId, version);
    const [campaign] = await tx.db
      .update(campaigns)
      .set({ version: version + 1, updatedAt: ctx.now() })
      .where(
        and(
          eq(campaigns.workspaceId, ctx.workspaceId),
          eq(campaigns.id, campaignId),
          isNull(campaigns.launchedAt),
        ),
      )
      .returning({ id: campaigns.id });
    if (!campaign)
      throw new AppError("INVALID", "The launch froze the audience: its segments keep their versions.");
    const [target] = await tx.db
      .update(campaignSegments)
      .set({ segmentVersion: segments.version })
      .from(segments)
      .where(
        and(
          eq(campaignSegments.workspaceId, ctx.workspaceId),
          eq(campaignSegments.campaignId, campaignId),
          eq(campaignSegments.segmentId, segmentId),
          eq(segments.workspaceId, campaignSegments.workspaceId),
          eq(segments.id, campaignSegments.segmentId),
        ),
      )
      .returning({ name: segments.name, segmentVersion: segments.version });
    await recordAudit(tx, {
      action: "campaign.retargeted",
      subject: campaignId,
      detail: { ...found(target, "segment"), version: version + 1 },
    });
    return { version: version + 1 };
  });
}
