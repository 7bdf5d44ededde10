import type { Metadata } from "next";
import { BriefDocument } from "@/components/campaigns/brief-document";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { grants } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { getCampaign } from "@/lib/campaigns/queries";
import { found } from "@/lib/errors";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { retargetCampaign, setCampaignStatus, updateCampaign } from "../actions";

export const metadata: Metadata = { title: "Campaign brief" };

export default async function CampaignPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const [campaign, choices] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      getBriefChoices(ctx),
    ]),
  );
  return (
    <CampaignFrame campaign={campaign} tab="brief" setStatus={setCampaignStatus}>
      <BriefDocument
        campaign={campaign}
        choices={choices}
        currency={ctx.workspace.currency}
        floor={ctx.workspace.floor}
        canEdit={grants(ctx.actor.role, "campaigns:edit") === "all"}
        save={updateCampaign}
        retarget={retargetCampaign}
      />
    </CampaignFrame>
  );
}
