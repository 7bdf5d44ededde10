import type { Metadata } from "next";
import { CampaignForm } from "@/components/campaigns/campaign-form";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { grants } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { addDays, startOfWeek } from "@/lib/days";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import { createCampaign } from "../actions";

export const metadata: Metadata = { title: "New campaign" };

type Props = { searchParams: Promise<{ segment?: string; persona?: string }> };

export default async function NewCampaignPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const crumbs = [{ label: "Campaigns", href: "/campaigns" }, { label: "New campaign" }];
  if (grants(ctx.actor.role, "campaigns:edit") !== "all")
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <PageBody width="reading">
          <NoPermission
            what="New campaigns"
            why={`Your role (${ctx.actor.role}) reads campaigns and works on tactics.`}
            who="an owner of the workspace"
          />
        </PageBody>
      </>
    );
  const [{ segment, persona }, choices] = await Promise.all([searchParams, getBriefChoices(ctx)]);
  const chosen = choices.personas.find((each) => each.id === persona);
  const segmentIds = [segment, chosen?.segmentId].filter((id) => id !== undefined);
  const monday = addDays(startOfWeek(todayIn(ctx.workspace.timeZone, ctx.now())), 7);
  return (
    <>
      <PageHeader crumbs={crumbs} h1={false} />
      <PageBody width="reading">
        <PageTitle lead="It starts as a draft: only the name and the days are needed now.">
          New campaign
        </PageTitle>
        <CampaignForm
          action={createCampaign}
          choices={choices}
          currency={ctx.workspace.currency}
          initial={{
            ownerId: ctx.actor.userId,
            personaId: chosen?.id ?? null,
            segmentIds: [...new Set(segmentIds)],
            startOn: monday,
            endOn: addDays(monday, 27),
          }}
        />
      </PageBody>
    </>
  );
}
