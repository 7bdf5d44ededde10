import type { Metadata } from "next";
import { CampaignForm } from "@/components/campaigns/campaign-form";
import { ButtonLink } from "@/components/ui/button";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { grants } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { templateOf } from "@/lib/campaigns/templates/gallery";
import { objectiveFor } from "@/lib/campaigns/templates/template";
import { addDays, startOfWeek } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { newId } from "@/lib/ids";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import { createCampaign, createFromTemplate } from "../actions";

export const metadata: Metadata = { title: "New campaign" };

type Props = { searchParams: Promise<{ segment?: string; persona?: string; template?: string }> };

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
  const [address, choices] = await Promise.all([searchParams, getBriefChoices(ctx)]);
  const template = templateOf(address.template);
  const persona = choices.personas.find((each) => each.id === address.persona);
  const segment = choices.segments.find((each) => each.id === address.segment);
  const segmentIds = [segment?.id, persona?.segmentId].filter((id) => id !== undefined);
  const monday = addDays(startOfWeek(todayIn(ctx.workspace.timeZone, ctx.now())), 7);
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        h1={false}
        actions={
          <ButtonLink variant="ghost" href="/campaigns/templates">
            {template ? "Another template" : "Begin with a template"}
          </ButtonLink>
        }
      />
      <PageBody width="reading">
        <PageTitle
          lead={
            template
              ? `${template.use} Its messages and ${formatCount(template.plan.length, "line")} of plan come with it and can be changed.`
              : "It starts as a draft: only the name and the days are needed now."
          }
        >
          {template
            ? `New campaign: ${template.name.charAt(0).toLowerCase()}${template.name.slice(1)}`
            : "New campaign"}
        </PageTitle>
        <CampaignForm
          action={createCampaign}
          template={template && { key: template.key, action: createFromTemplate }}
          choices={choices}
          currency={ctx.workspace.currency}
          initial={{
            ownerId: ctx.actor.userId,
            personaId: persona?.id ?? null,
            segmentIds: [...new Set(segmentIds)],
            startOn: monday,
            endOn: addDays(monday, (template?.days ?? 28) - 1),
            variants: (template?.variants ?? []).map((variant) => ({ ...variant, id: newId() })),
            goals: [...(template?.goals ?? [])],
            ...(template && {
              name: segment ? `${template.name}, ${segment.name}`.slice(0, 120) : template.name,
              objective: objectiveFor(template, segment?.name),
              journeyStage: template.stage,
              channels: [...template.channels],
              controlShare: template.controlShare,
            }),
          }}
        />
      </PageBody>
    </>
  );
}
