import { Shapes } from "lucide-react";
import type { Metadata } from "next";
import { CampaignOfferCard } from "@/components/campaigns/offer-card";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader, Section } from "@/components/ui/page-header";
import { Toolbar } from "@/components/ui/toolbar";
import { can } from "@/lib/auth/permissions";
import { JOURNEY_STAGES, STAGE_LABEL } from "@/lib/campaigns/status";
import { CAMPAIGN_TEMPLATES } from "@/lib/campaigns/templates/gallery";
import { listTemplateSegments } from "@/lib/campaigns/templates/queries";
import { offerCampaigns } from "@/lib/campaigns/templates/template";
import { formatCount } from "@/lib/format";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Campaign templates" };

const crumbs = [{ label: "Campaigns", href: "/campaigns" }, { label: "Templates" }];

type Props = { searchParams: Promise<{ stage?: string }> };

export default async function CampaignTemplatesPage({ searchParams }: Props) {
  const ctx = await getCtx();
  if (!can(ctx.actor.role, "campaigns:edit"))
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
  const [{ stage }, segments] = await Promise.all([searchParams, listTemplateSegments(ctx)]);
  const { offers, missing } = offerCampaigns(CAMPAIGN_TEMPLATES, segments);
  const chosen = JOURNEY_STAGES.find((each) => each === stage);
  const stages = JOURNEY_STAGES.filter((each) => chosen === undefined || each === chosen);
  const shown = offers.filter((offer) => stages.includes(offer.template.stage)).length;
  const lacking = missing.filter((template) => stages.includes(template.stage));
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        actions={
          <ButtonLink variant="ghost" href="/campaigns/new">
            Begin without one
          </ButtonLink>
        }
      />
      <PageBody>
        <p className="max-w-[70ch] text-base text-ink-2">
          Campaigns that many teams run, each for segments that this workspace has. Choose a segment, and the
          brief, the messages, the targets and the plan are there; everything can be changed.
        </p>
        <Toolbar
          label="templates"
          summary={`${shown} of ${formatCount(CAMPAIGN_TEMPLATES.length, "template")}`}
        >
          <FilterSelect
            label="Journey stage"
            param="stage"
            all="Every stage"
            options={JOURNEY_STAGES.map((value) => ({ value, label: STAGE_LABEL[value] }))}
          />
        </Toolbar>
        {shown === 0 && (
          <EmptyState
            icon={<Shapes />}
            title={chosen ? "No template of this stage can be offered" : "No template can be offered yet"}
            action={
              chosen ? (
                <ButtonLink href="/campaigns/templates">Every stage</ButtonLink>
              ) : (
                <ButtonLink variant="primary" href="/segments/templates">
                  Make a segment
                </ButtonLink>
              )
            }
          >
            What each of them needs stands below.
          </EmptyState>
        )}
        {stages.map((each) => {
          const own = offers.filter((offer) => offer.template.stage === each);
          if (own.length === 0) return null;
          return (
            <Section key={each} title={STAGE_LABEL[each]} meta={own.length}>
              <ul className="grid gap-3 md:grid-cols-2">
                {own.map((offer) => (
                  <CampaignOfferCard key={offer.template.key} offer={offer} />
                ))}
              </ul>
            </Section>
          );
        })}
        {lacking.length > 0 && (
          <Section title="Not offered yet" meta={lacking.length}>
            <ul className="flex flex-col gap-1 text-sm text-ink-2">
              {lacking.map((template) => (
                <li key={template.key}>
                  <span className="font-medium text-ink">{template.name}</span> needs a segment of{" "}
                  {template.needs}.
                </li>
              ))}
            </ul>
          </Section>
        )}
      </PageBody>
    </>
  );
}
