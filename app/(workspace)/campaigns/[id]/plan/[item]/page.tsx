import type { Metadata } from "next";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { CampaignHistory } from "@/components/campaigns/campaign-history";
import { CommentThread } from "@/components/campaigns/comment-thread";
import { TacticDocument } from "@/components/campaigns/tactic-document";
import { Card } from "@/components/ui/card";
import { can, grants } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { listComments } from "@/lib/campaigns/comments/queries";
import { listCampaignHistory } from "@/lib/campaigns/history/queries";
import { listDependencies, listPlanItems } from "@/lib/campaigns/plan/queries";
import { getCampaign } from "@/lib/campaigns/queries";
import { found } from "@/lib/errors";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import * as actions from "../../../actions";

export const metadata: Metadata = { title: "Tactic" };

export default async function TacticPage({ params }: { params: Promise<{ id: string; item: string }> }) {
  const ctx = await getCtx();
  const { id: campaignId, item: itemId } = await params;
  const [campaign, item, links, choices, comments, entries] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      listPlanItems(ctx, { campaignId }).then((rows) =>
        found(
          rows.find((row) => row.id === itemId),
          "tactic",
        ),
      ),
      listDependencies(ctx, { campaignId }),
      getBriefChoices(ctx),
      listComments(ctx, { campaignId, itemId }),
      listCampaignHistory(ctx, { campaignId, itemId }),
    ]),
  );
  const isOpen = campaign.status !== "archived";
  const { timeZone } = ctx.workspace;
  return (
    <CampaignFrame campaign={campaign} tab="plan" item={item.name} setStatus={actions.setCampaignStatus}>
      <TacticDocument
        item={item}
        waitsFor={links.filter((link) => link.toId === itemId).map((link) => link.fromName)}
        people={choices.people}
        today={campaign.today}
        canEdit={item.canEdit && isOpen}
        canAssign={isOpen && grants(ctx.actor.role, "tactics:edit") === "all"}
        update={actions.updatePlanItem}
      />
      <div className="grid gap-5 lg:grid-cols-2">
        <CommentThread
          campaignId={campaignId}
          itemId={itemId}
          comments={comments}
          people={choices.people}
          canWrite={can(ctx.actor.role, "comments:write")}
          timeZone={timeZone}
          now={ctx.now()}
          actions={{
            add: actions.addComment,
            edit: actions.editComment,
            remove: actions.removeComment,
            restore: actions.restoreComment,
          }}
        />
        <Card title="Activity" flush className="self-start">
          {entries.length === 0 ? (
            <p className="px-4 pb-4 text-sm text-ink-3">Nothing has been changed yet.</p>
          ) : (
            <CampaignHistory
              entries={entries}
              currency={ctx.workspace.currency}
              timeZone={timeZone}
              now={ctx.now()}
            />
          )}
        </Card>
      </div>
    </CampaignFrame>
  );
}
