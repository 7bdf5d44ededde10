import { History } from "lucide-react";
import type { Metadata } from "next";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { CampaignHistory } from "@/components/campaigns/campaign-history";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listCampaignHistory } from "@/lib/campaigns/history/queries";
import { getCampaign } from "@/lib/campaigns/queries";
import { found } from "@/lib/errors";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { setCampaignStatus } from "../../actions";

export const metadata: Metadata = { title: "Campaign history" };

export default async function CampaignHistoryPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const [campaign, entries] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      listCampaignHistory(ctx, { campaignId }),
    ]),
  );
  return (
    <CampaignFrame campaign={campaign} tab="history" setStatus={setCampaignStatus}>
      <Card flush>
        {entries.length === 0 ? (
          <EmptyState compact icon={<History />} title="Nothing has been changed yet">
            Every change of the brief, the plan and the status is listed here, with who made it.
          </EmptyState>
        ) : (
          <CampaignHistory entries={entries} timeZone={ctx.workspace.timeZone} now={ctx.now()} />
        )}
      </Card>
    </CampaignFrame>
  );
}
