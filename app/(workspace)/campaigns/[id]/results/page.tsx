import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { CampaignResults } from "@/components/campaigns/campaign-results";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/auth/permissions";
import { getCampaign } from "@/lib/campaigns/queries";
import { getResults } from "@/lib/campaigns/results/queries";
import { decideHref } from "@/lib/decisions/figure";
import { found } from "@/lib/errors";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { setCampaignStatus } from "../../actions";

export const metadata: Metadata = { title: "Campaign results" };

export default async function CampaignResultsPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const [campaign, results] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      getResults(ctx, { campaignId }),
    ]),
  );
  return (
    <CampaignFrame
      campaign={campaign}
      tab="results"
      setStatus={setCampaignStatus}
      actions={
        can(ctx.actor.role, "decisions:edit") && (
          <ButtonLink
            href={decideHref({ segmentId: null, campaignId, figure: results ? { kind: "result" } : null })}
          >
            Decide
          </ButtonLink>
        )
      }
    >
      {results === null && (
        <Card flush>
          <EmptyState compact icon={<FlaskConical />} title="No results before the launch">
            At launch the audience is frozen and {campaign.controlShare || "no"}
            {campaign.controlShare > 0 && "\u00a0%"} of it is held out as control group. From then on this
            page compares what both bought.
          </EmptyState>
        </Card>
      )}
      {results === "hidden" && (
        <Card flush>
          <EmptyState compact icon={<FlaskConical />} title="Too few people to show">
            Groups of fewer than {ctx.workspace.floor} are hidden for your role. A marketer or a manager of
            this workspace can see them.
          </EmptyState>
        </Card>
      )}
      {results !== null && results !== "hidden" && (
        <CampaignResults
          campaign={campaign}
          results={results}
          currency={ctx.workspace.currency}
          timeZone={ctx.workspace.timeZone}
          now={ctx.now()}
        />
      )}
    </CampaignFrame>
  );
}
