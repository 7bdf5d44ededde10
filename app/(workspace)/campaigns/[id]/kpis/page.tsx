import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { CampaignCharts, CampaignTable } from "@/components/kpis/campaign-figures";
import { TargetForm } from "@/components/kpis/target-form";
import { TargetList } from "@/components/kpis/target-list";
import { CampaignValues } from "@/components/kpis/values/campaign-values";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { can } from "@/lib/auth/permissions";
import { asOf } from "@/lib/campaigns/outcomes/outcomes";
import { getCampaign } from "@/lib/campaigns/queries";
import { formatDayRange } from "@/lib/days";
import { found } from "@/lib/errors";
import { getCampaignSeries, listCampaignTargets } from "@/lib/kpis/campaign/queries";
import { CAMPAIGN_METRICS } from "@/lib/kpis/campaign/series";
import { CALENDAR_GRAINS, GRAIN_LABEL } from "@/lib/kpis/grain";
import { listTypedOfCampaign } from "@/lib/kpis/values/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { removeTarget, setTarget } from "../../../kpis/actions";
import { setCampaignStatus } from "../../actions";

export const metadata: Metadata = { title: "Campaign KPIs" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ grain?: string }> };

export default async function CampaignKpisPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const asked = (await searchParams).grain;
  const grain = CALENDAR_GRAINS.find((one) => one === asked) ?? "week";
  const [campaign, series, targets, typed] = await orNotFound(
    Promise.all([
      getCampaign(ctx, { campaignId }).then((row) => found(row, "campaign")),
      getCampaignSeries(ctx, { campaignId, grain }),
      listCampaignTargets(ctx, { campaignId }),
      listTypedOfCampaign(ctx, { campaignId }),
    ]),
  );
  const { currency, floor, timeZone } = ctx.workspace;
  const counted = asOf([series], { timeZone, now: ctx.now() });
  const { role } = ctx.actor;
  const mayTarget = can(role, "targets:edit");
  const shared = { name: campaign.name, currency };
  return (
    <CampaignFrame
      campaign={campaign}
      tab="kpis"
      setStatus={setCampaignStatus}
      actions={
        campaign.isLaunched &&
        can(role, "customers:see") && (
          <ButtonLink href={`/campaigns/${campaignId}/audience`}>Open the people</ButtonLink>
        )
      }
    >
      <Card
        title="Targets"
        meta="over the campaign’s days"
        action={
          mayTarget && (
            <TargetForm
              action={setTarget}
              of={{ campaignId }}
              metrics={CAMPAIGN_METRICS}
              today={campaign.today}
              currency={currency}
            />
          )
        }
      >
        {targets.length === 0 ? (
          <EmptyState title="No target yet" compact>
            {mayTarget
              ? "Set one to see from the launch whether the pace is enough; who owns the campaign is told when it is not."
              : "A manager or an owner can set one."}
          </EmptyState>
        ) : (
          <TargetList
            targets={targets}
            today={campaign.today}
            currency={currency}
            {...(mayTarget && { remove: removeTarget, restore: setTarget })}
          />
        )}
      </Card>
      {series === null && (
        <Card flush>
          <EmptyState compact icon={<ChartNoAxesColumn />} title="No figures before the launch">
            At launch the audience is frozen. From then on this page counts what was sent to these people,
            what they did with it and what they ordered.
          </EmptyState>
        </Card>
      )}
      {series === "hidden" && (
        <Card flush>
          <EmptyState compact icon={<ChartNoAxesColumn />} title="Too few people to show">
            Groups of fewer than {floor} are hidden for your role. A marketer or a manager of this workspace
            can see them.
          </EmptyState>
        </Card>
      )}
      {series !== null && series !== "hidden" && (
        <>
          <p className="max-w-[80ch] text-sm text-ink-2">
            Of the people contacted, without those held out, on{" "}
            {formatDayRange(series.from, series.to, series.today)}. Messages and visits are those whose
            “campaign” names this one; orders are all of these people’s orders, caused or not: what the
            campaign caused stands under Results. Spend and typed values of other days count on the first or
            the last day.
            {counted && ` Counted ${counted}.`}
            {series.isTold && " What a file told of this campaign’s outcome is part of Results only."}
          </p>
          <Card>
            <CampaignTable {...shared} series={series} floor={floor} />
          </Card>
          <section>
            <div className="mb-2 flex flex-wrap items-center gap-2">
              <h2 className="min-w-0 flex-1 text-md font-semibold">All contacted, by {grain}</h2>
              <FilterSelect
                label="Length of a period"
                param="grain"
                all={GRAIN_LABEL.week}
                options={CALENDAR_GRAINS.filter((one) => one !== "week").map((value) => ({
                  value,
                  label: GRAIN_LABEL[value],
                }))}
              />
            </div>
            <CampaignCharts {...shared} series={series} grain={grain} />
          </section>
        </>
      )}
      <CampaignValues
        campaignId={campaignId}
        typed={typed}
        counts={
          series !== null && series !== "hidden" ? "adds to the figures above" : "adds from the launch on"
        }
        mayType={can(role, "kpis:type")}
        currency={currency}
        timeZone={timeZone}
        today={campaign.today}
        now={ctx.now()}
      />
    </CampaignFrame>
  );
}
