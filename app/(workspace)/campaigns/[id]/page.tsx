import type { Metadata } from "next";
import { ApprovalCard } from "@/components/campaigns/approval-card";
import { BriefDocument } from "@/components/campaigns/brief-document";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { ConcessionList } from "@/components/campaigns/conflicts/concession-list";
import { StepChecklist } from "@/components/campaigns/step-checklist";
import { grants } from "@/lib/auth/permissions";
import { listReviews } from "@/lib/campaigns/approval/queries";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { listConcessions } from "@/lib/campaigns/conflicts/queries";
import { goalStanding } from "@/lib/campaigns/goal";
import { fieldsWithoutFallback } from "@/lib/campaigns/merge";
import { PreviewAfter } from "@/lib/campaigns/model";
import { countHoles, getPreview } from "@/lib/campaigns/preview/queries";
import { getCampaign } from "@/lib/campaigns/queries";
import { getResults } from "@/lib/campaigns/results/queries";
import { listSpend } from "@/lib/campaigns/spend/queries";
import { found } from "@/lib/errors";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import * as actions from "../actions";
import { ConflictsHere } from "../conflicts-here";

export const metadata: Metadata = { title: "Campaign brief" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

export default async function CampaignPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const after = PreviewAfter.safeParse((await searchParams).after);
  const [campaign, choices, reviews, spend, preview, concessions] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      getBriefChoices(ctx),
      listReviews(ctx, { campaignId }),
      listSpend(ctx, { campaignId }),
      getPreview(ctx, { campaignId, afterId: after.data }),
      listConcessions(ctx, { campaignId }),
    ]),
  );
  const bare = campaign.variants.flatMap(({ offer, message }) =>
    fieldsWithoutFallback(`${offer}\n${message}`),
  );
  const [holes, results] = await Promise.all([
    countHoles(ctx, { campaignId, fields: bare }),
    campaign.goals.length > 0 ? getResults(ctx, { campaignId }) : null,
  ]);
  const canEdit = grants(ctx.actor.role, "campaigns:edit") === "all";
  const reached = results === "hidden" ? null : results;
  return (
    <CampaignFrame
      campaign={campaign}
      tab="brief"
      setStatus={actions.setCampaignStatus}
      duplicate={canEdit ? actions.duplicateCampaign : undefined}
    >
      <ConflictsHere ctx={ctx} campaignId={campaignId} />
      <ConcessionList concessions={concessions} isOfOne apply={actions.applyRemedy} />
      <StepChecklist campaign={campaign} />
      <BriefDocument
        campaign={campaign}
        choices={choices}
        spend={spend}
        standings={campaign.goals.map((goal) => goalStanding(goal, reached, campaign))}
        preview={preview}
        holes={holes}
        currency={ctx.workspace.currency}
        floor={ctx.workspace.floor}
        canEdit={canEdit}
        save={actions.updateCampaign}
        retarget={actions.retargetCampaign}
        spendActions={{
          add: actions.addSpend,
          change: actions.changeSpend,
          remove: actions.removeSpend,
        }}
        approval={
          <ApprovalCard
            campaign={campaign}
            reviews={reviews}
            mayApprove={grants(ctx.actor.role, "campaigns:approve") === "all"}
            timeZone={ctx.workspace.timeZone}
            now={ctx.now()}
            review={actions.reviewCampaign}
          />
        }
      />
    </CampaignFrame>
  );
}
