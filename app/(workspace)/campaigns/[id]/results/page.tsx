import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { CampaignResults } from "@/components/campaigns/campaign-results";
import { CampaignValues } from "@/components/kpis/values/campaign-values";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { Toolbar } from "@/components/ui/toolbar";
import type { Ctx } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import type { Lift } from "@/lib/campaigns/lift/lift";
import { findPerson, getLift, listGoalEvents } from "@/lib/campaigns/lift/queries";
import { getCampaign } from "@/lib/campaigns/queries";
import { getContact } from "@/lib/campaigns/results/queries";
import { decideHref } from "@/lib/decisions/figure";
import { found } from "@/lib/errors";
import { listTypedOfCampaign } from "@/lib/kpis/values/queries";
import { orNotFound } from "@/lib/web/not-found";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";
import { setCampaignStatus } from "../../actions";

export const metadata: Metadata = { title: "Campaign results" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ event?: string }> };

export default async function CampaignResultsPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const { event } = await searchParams;
  const [campaign, lift, contact, events, typed] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      getLift(ctx, { campaignId, goalEvent: event || undefined, signal: pageSignal() }),
      getContact(ctx, { campaignId }),
      listGoalEvents(ctx),
      listTypedOfCampaign(ctx, { campaignId }),
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
            href={decideHref({ segmentId: null, campaignId, figure: lift ? { kind: "result" } : null })}
          >
            Decide
          </ButtonLink>
        )
      }
    >
      {lift === null && (
        <Card flush>
          <EmptyState compact icon={<FlaskConical />} title="No results before the launch">
            At launch the audience is frozen and {campaign.controlShare || "no"}
            {campaign.controlShare > 0 && "\u00a0%"} of it is held out as control group. From then on this
            page compares what both bought.
          </EmptyState>
        </Card>
      )}
      {lift === "hidden" && (
        <Card flush>
          <EmptyState compact icon={<FlaskConical />} title="Too few people to show">
            Groups of fewer than {ctx.workspace.floor} are hidden for your role. A marketer or a manager of
            this workspace can see them.
          </EmptyState>
        </Card>
      )}
      {lift !== null && lift !== "hidden" && (
        <>
          {events.length > 0 && (
            <Toolbar label="results">
              <span aria-hidden="true" className="text-sm text-ink-2">
                Also compare
              </span>
              <FilterSelect
                label="Also compared"
                param="event"
                all={lift.goal && !event ? `${lift.goal.label}, and orders` : "Orders only"}
                options={events.map(({ name, label }) => ({ value: name, label }))}
              />
            </Toolbar>
          )}
          <CampaignResults
            campaignId={campaignId}
            lift={lift}
            contact={contact}
            budgetMinor={campaign.budgetMinor}
            floor={ctx.workspace.floor}
            seesPeople={campaign.isLaunched && can(ctx.actor.role, "customers:see")}
            personHref={await largestHref(ctx, lift)}
            currency={ctx.workspace.currency}
            timeZone={ctx.workspace.timeZone}
            now={ctx.now()}
          />
        </>
      )}
      {typed.length > 0 && (
        <CampaignValues
          campaignId={campaignId}
          typed={typed}
          counts="in the campaign’s KPIs, not in the comparison"
          mayType={can(ctx.actor.role, "kpis:type")}
          currency={ctx.workspace.currency}
          timeZone={ctx.workspace.timeZone}
          today={campaign.today}
          now={ctx.now()}
        />
      )}
    </CampaignFrame>
  );
}

async function largestHref(ctx: Ctx, { influence }: Lift): Promise<string | null> {
  if (!influence?.carries || !influence.person) return null;
  const customerId = await findPerson(ctx, { customerNo: influence.person.customerNo });
  return customerId && `/customers/${customerId}`;
}
