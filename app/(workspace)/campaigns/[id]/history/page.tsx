import { History } from "lucide-react";
import type { Metadata } from "next";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { CampaignHistory } from "@/components/campaigns/campaign-history";
import { CommentThread } from "@/components/campaigns/comment-thread";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { listComments } from "@/lib/campaigns/comments/queries";
import { listCampaignHistory } from "@/lib/campaigns/history/queries";
import { getCampaign } from "@/lib/campaigns/queries";
import { found } from "@/lib/errors";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import * as actions from "../../actions";

export const metadata: Metadata = { title: "Campaign activity" };

export default async function CampaignHistoryPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const [campaign, entries, comments, choices] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      listCampaignHistory(ctx, { campaignId }),
      listComments(ctx, { campaignId }),
      getBriefChoices(ctx),
    ]),
  );
  return (
    <CampaignFrame campaign={campaign} tab="history" setStatus={actions.setCampaignStatus}>
      <CommentThread
        campaignId={campaignId}
        itemId={null}
        comments={comments}
        people={choices.people}
        canWrite={can(ctx.actor.role, "comments:write")}
        timeZone={ctx.workspace.timeZone}
        now={ctx.now()}
        actions={{
          add: actions.addComment,
          edit: actions.editComment,
          remove: actions.removeComment,
          restore: actions.restoreComment,
        }}
      />
      <Card title="History" flush>
        {entries.length === 0 ? (
          <EmptyState compact headingLevel={3} icon={<History />} title="Nothing has been changed yet">
            Every change of the brief, the plan and the status is listed here, with who made it.
          </EmptyState>
        ) : (
          <CampaignHistory
            entries={entries}
            currency={ctx.workspace.currency}
            timeZone={ctx.workspace.timeZone}
            now={ctx.now()}
          />
        )}
      </Card>
    </CampaignFrame>
  );
}
