import { Megaphone, Plus } from "lucide-react";
import type { Metadata } from "next";
import { CampaignsTable } from "@/components/segments/campaigns-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { grants } from "@/lib/auth/permissions";
import { asOf } from "@/lib/campaigns/outcomes/outcomes";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { formatCount } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import { readSegment } from "../read";

export const metadata: Metadata = { title: "Segment campaigns" };

export default async function SegmentCampaignsPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const segment = await readSegment(segmentId);
  const { campaigns } = segment.uses;
  const outcomes = await listOutcomes(ctx, { campaignIds: campaigns.map(({ id }) => id) });
  const counted = asOf(outcomes.values(), { timeZone: ctx.workspace.timeZone, now: ctx.now() });
  const mayPlan = grants(ctx.actor.role, "campaigns:edit") === "all" && segment.status !== "archived";
  const create = mayPlan && (
    <ButtonLink href={`/campaigns/new?segment=${segmentId}`}>
      <Plus aria-hidden="true" />
      New campaign for it
    </ButtonLink>
  );
  return (
    <Card
      flush
      title="Campaigns"
      meta={`${formatCount(campaigns.length, "campaign")}; what was bought is of the whole audience${counted ? `, ${counted}` : ""}`}
      action={campaigns.length > 0 && create}
    >
      {campaigns.length === 0 ? (
        <EmptyState compact icon={<Megaphone />} title="No campaign speaks to it yet" action={create}>
          A campaign for this segment keeps the version that it was planned on, and is compared with its
          control group here.
        </EmptyState>
      ) : (
        <CampaignsTable
          segmentId={segmentId}
          version={segment.version}
          campaigns={campaigns}
          outcomes={outcomes}
          today={todayIn(ctx.workspace.timeZone, ctx.now())}
        />
      )}
    </Card>
  );
}
