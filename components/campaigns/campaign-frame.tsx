import Link from "next/link";
import type { ReactNode } from "react";
import { Person } from "@/components/ui/avatar";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Tabs } from "@/components/ui/tabs";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { StatusChange } from "@/lib/campaigns/model";
import { formatDayRange } from "@/lib/days";
import type { ActionResult } from "@/lib/result";
import { CampaignSteps } from "./campaign-steps";
import { DuplicateButton, type DuplicateCampaign } from "./duplicate-button";
import { StatusPill } from "./status-pill";

const TABS = [
  { key: "brief", label: "Brief", path: "" },
  { key: "audience", label: "Audience", path: "/audience" },
  { key: "plan", label: "Plan", path: "/plan" },
  { key: "results", label: "Results", path: "/results" },
  { key: "kpis", label: "KPIs", path: "/kpis" },
  { key: "history", label: "Activity", path: "/history" },
] as const;

export type CampaignTab = (typeof TABS)[number]["key"];

export type CampaignFrameProps = {
  campaign: Campaign;
  tab: CampaignTab;
  /** Beside the way to paper in the head. */
  actions?: ReactNode;
  setStatus: (input: StatusChange) => Promise<ActionResult<{ version: number }>>;
  /** The tactic that is shown, below the plan. */
  item?: string;
  /** Given to who may make campaigns. */
  duplicate?: DuplicateCampaign;
  children: ReactNode;
};

/** Head, steps and tabs that every page of a campaign has. */
export function CampaignFrame({
  campaign,
  tab,
  actions,
  item,
  setStatus,
  duplicate,
  children,
}: CampaignFrameProps) {
  const path = `/campaigns/${campaign.id}`;
  return (
    <>
      <PageHeader
        crumbs={
          item
            ? [
                { label: "Campaigns", href: "/campaigns" },
                { label: campaign.name, href: `${path}/plan` },
                { label: item },
              ]
            : [{ label: "Campaigns", href: "/campaigns" }, { label: campaign.name }]
        }
        h1={false}
        actions={
          <>
            {actions}
            {duplicate && <DuplicateButton campaign={campaign} action={duplicate} />}
            <PrintButton>Print</PrintButton>
          </>
        }
      />
      <PageBody>
        <PageTitle
          lead={
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <StatusPill status={campaign.status} />
              <span className="num">{formatDayRange(campaign.startOn, campaign.endOn, campaign.today)}</span>
              {campaign.ownerName ? (
                <Person name={campaign.ownerName} />
              ) : (
                <span className="text-ink-3">Nobody owns it yet</span>
              )}
            </span>
          }
          aside={!item && <CampaignSteps campaign={campaign} setStatus={setStatus} />}
        >
          {item ? (
            <>
              <Link href={`${path}/plan`} className="text-ink-3 hover:text-ink hover:underline">
                {campaign.name}
              </Link>{" "}
              <span className="sr-only">,</span>
              <span className="block">{item}</span>
            </>
          ) : (
            campaign.name
          )}
        </PageTitle>
        <Tabs
          label="Parts of the campaign"
          tabs={TABS.map(({ key, label, path: part }) => ({
            label,
            href: `${path}${part}`,
            isCurrent: key === tab,
            ...(key === "plan" &&
              campaign.tactics.total > 0 && {
                count: `${campaign.tactics.finished} of ${campaign.tactics.total}`,
              }),
          }))}
        />
        {children}
      </PageBody>
    </>
  );
}
