import type { Metadata } from "next";
import type { CSSProperties } from "react";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { DependencyList } from "@/components/campaigns/dependency-list";
import { PlanTable } from "@/components/campaigns/plan-table";
import { ExportMenuLazy, PlanTimelineLazy } from "@/components/campaigns/timeline-lazy";
import { grants } from "@/lib/auth/permissions";
import { listFeeds } from "@/lib/calendar/queries";
import { readBaseline } from "@/lib/campaigns/baselines/model";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { CampaignFilters, CampaignListing } from "@/lib/campaigns/model";
import { listDependencies, listPlanItems } from "@/lib/campaigns/plan/queries";
import { getCampaign, listCampaigns } from "@/lib/campaigns/queries";
import { getTimeline } from "@/lib/campaigns/timeline/queries";
import { found } from "@/lib/errors";
import { packPlan } from "@/lib/timeline/packed";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { createFeed, revokeFeed } from "../../../settings/actions";
import * as actions from "../../actions";
import { PLAN_ACTIONS } from "../../plan-actions";

export const metadata: Metadata = { title: "Campaign plan" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CampaignPlanPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const [campaign, items, links, { items: bars, links: lines, ...data }, choices, others, feeds] =
    await orNotFound(
      Promise.all([
        getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
        listPlanItems(ctx, { campaignId }),
        listDependencies(ctx, { campaignId }),
        getTimeline(ctx, {
          ...CampaignFilters.parse({}),
          campaignId,
          baselineId: readBaseline((await searchParams).base),
        }),
        getBriefChoices(ctx),
        listCampaigns(ctx, CampaignListing.parse({ sort: "name" })),
        listFeeds(ctx, { of: "me", campaignId }),
      ]),
    );
  const mayEdit = grants(ctx.actor.role, "campaigns:edit") === "all" && campaign.status !== "archived";
  const calendar = { feeds, create: createFeed, revoke: revokeFeed, timeZone: ctx.workspace.timeZone };
  const exportMenu = (
    <ExportMenuLazy today={data.today} campaignId={campaignId} calendar={{ ...calendar, now: ctx.now() }} />
  );
  return (
    <CampaignFrame campaign={campaign} tab="plan" actions={exportMenu} setStatus={actions.setCampaignStatus}>
      {items.length > 0 && (
        <section
          aria-label="Timeline of this campaign"
          style={{ "--rows": Math.min(items.length + 1, 14) } as CSSProperties}
          className="h-[calc(116px+var(--rows)*var(--row))] min-h-80 overflow-clip rounded-lg border border-line bg-surface max-md:h-auto max-md:min-h-0"
        >
          <PlanTimelineLazy
            sent={{ ...data, plan: packPlan(bars, lines) }}
            campaignId={campaignId}
            startOn={campaign.startOn}
            actions={PLAN_ACTIONS}
          />
        </section>
      )}
      <PlanTable
        campaignId={campaignId}
        items={campaign.status === "archived" ? items.map((item) => ({ ...item, canEdit: false })) : items}
        links={links}
        people={choices.people}
        span={{ startOn: campaign.startOn, endOn: campaign.endOn }}
        today={campaign.today}
        canEdit={mayEdit}
        actions={{
          add: actions.addPlanItem,
          update: actions.updatePlanItem,
          remove: actions.removePlanItem,
          restore: actions.restorePlanItem,
        }}
      />
      <DependencyList
        links={links}
        ends={[
          ...items.map(({ id, name }) => ({ key: id, label: name })),
          ...[
            { id: campaignId, name: campaign.name },
            ...others.rows.filter(({ id }) => id !== campaignId),
          ].map(({ id, name }) => ({ key: id, label: `Campaign “${name}”` })),
        ]}
        canEdit={mayEdit}
        add={actions.addDependency}
        remove={actions.removeDependency}
      />
    </CampaignFrame>
  );
}
