import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { AudienceFigures, AudienceGroups } from "@/components/campaigns/audience/audience-numbers";
import { AudienceWebhooks } from "@/components/campaigns/audience/audience-webhooks";
import { FreeDays } from "@/components/campaigns/audience/free-days";
import { SplitForm } from "@/components/campaigns/audience/split-form";
import { SplitPower } from "@/components/campaigns/audience/split-power";
import { CampaignFrame } from "@/components/campaigns/campaign-frame";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { can, grants } from "@/lib/auth/permissions";
import { getAudience, listFreeDays } from "@/lib/campaigns/audience/queries";
import { STRATUM_LABEL } from "@/lib/campaigns/launch/strata";
import { getCampaign } from "@/lib/campaigns/queries";
import { found } from "@/lib/errors";
import { formatList, formatMoment } from "@/lib/format";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { listLaunchHearers } from "@/lib/webhooks/launches/queries";
import { sendAudience, setCampaignStatus, updateCampaign } from "../../actions";
import { type AudienceAddress, AudiencePeople } from "./people";

export const metadata: Metadata = { title: "Campaign audience" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<AudienceAddress> };

export default async function CampaignAudiencePage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const campaignId = (await params).id;
  const [{ numbers: audience, detail }, free] = await orNotFound(
    Promise.all([getAudience(ctx, { campaignId }), listFreeDays(ctx, { campaignId })]),
  );
  const campaign = found(await getCampaign(ctx, { campaignId, audience }), "campaign");
  const mayEdit = grants(ctx.actor.role, "campaigns:edit") === "all" && campaign.status !== "archived";
  const maySend = audience?.isFrozen && audience.treated > 0 && can(ctx.actor.role, "campaigns:approve");
  const hearers = maySend ? await listLaunchHearers(ctx, { campaignId }) : [];
  const when = { timeZone: ctx.workspace.timeZone, now: ctx.now() };
  return (
    <CampaignFrame campaign={campaign} tab="audience" setStatus={setCampaignStatus}>
      {audience === null ? (
        <Card flush>
          <EmptyState compact icon={<UsersRound />} title="Too few people to show">
            The audience, or a part of it, has fewer than {ctx.workspace.floor} people: their numbers are
            shown to roles that may see people.
          </EmptyState>
        </Card>
      ) : audience.members === 0 ? (
        <Card flush>
          <EmptyState
            compact
            icon={<UsersRound />}
            title="Nobody is in it"
            action={<ButtonLink href={`/campaigns/${campaignId}`}>Choose segments in the brief</ButtonLink>}
          >
            The audience comes from the campaign’s target segments: nobody is in them, or none is chosen.
          </EmptyState>
        </Card>
      ) : (
        <>
          <AudienceFigures campaign={campaign} numbers={audience} {...when} />
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
            <div className="flex min-w-0 flex-col gap-5">
              {detail && <AudienceGroups detail={detail} isFrozen={audience.isFrozen} />}
              {free.days && free.days.length > 0 && (
                <Card>
                  <FreeDays
                    days={free.days}
                    people={audience.treated + audience.control}
                    today={campaign.today}
                    counted={free.countedAt && formatMoment(free.countedAt, when.timeZone, when.now)}
                  />
                </Card>
              )}
            </div>
            <Card title={audience.isFrozen ? "How it was split" : "How it will be split"}>
              <div className="flex flex-col gap-4">
                {mayEdit && !audience.isFrozen ? (
                  <SplitForm campaign={campaign} save={updateCampaign} />
                ) : (
                  <p className="text-sm text-ink-2">
                    {campaign.controlShare}&nbsp;% held out by a hash of a stored salt and the person
                    {campaign.stratifyBy.length > 0 &&
                      `, balanced by ${formatList(campaign.stratifyBy.map((kind) => STRATUM_LABEL[kind].toLowerCase()))}`}
                    .
                  </p>
                )}
                {detail && (
                  <SplitPower treated={audience.treated} control={audience.control} base={detail.base} />
                )}
              </div>
            </Card>
          </div>
          {audience.isFrozen && (
            <AudiencePeople ctx={ctx} campaign={campaign} numbers={audience} address={await searchParams} />
          )}
          {maySend && (
            <AudienceWebhooks
              campaignId={campaignId}
              treated={audience.treated}
              webhooks={hearers}
              mayManage={can(ctx.actor.role, "workspace:manage")}
              send={sendAudience}
            />
          )}
        </>
      )}
    </CampaignFrame>
  );
}
