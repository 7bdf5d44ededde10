import { Megaphone, Upload } from "lucide-react";
import type { Metadata } from "next";
import { CampaignProgress } from "@/components/kpis/campaign-progress";
import { LiftCard } from "@/components/kpis/lift-card";
import { SegmentMonths, SegmentTable } from "@/components/kpis/segment-table";
import { KeyFigures } from "@/components/overview/key-figures";
import { MatterList } from "@/components/overview/matter-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader, PrintTitle } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Segmented } from "@/components/ui/segmented";
import { can, grants } from "@/lib/auth/permissions";
import { asOf } from "@/lib/campaigns/outcomes/outcomes";
import { listCampaigns } from "@/lib/campaigns/queries";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { formatNumber } from "@/lib/format";
import { getOverview } from "@/lib/kpis/queries";
import { listMatters } from "@/lib/overview/queries";
import { laggingWords, payingWords } from "@/lib/overview/words";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Overview" };

const PERIODS = [
  { months: 1, label: "Month" },
  { months: 3, label: "Quarter" },
  { months: 12, label: "Year" },
] as const;

/** One sheet: as wide as the screen's tables need, and all of it smaller. */
const PAPER = "@page { size: A4; margin: 7mm 0 }";

/** The campaigns that ended last, or are to end. */
const LIFTS = 6;

export default async function OverviewPage({ searchParams }: { searchParams: Promise<{ months?: string }> }) {
  const ctx = await getCtx();
  const asked = Number((await searchParams).months);
  const months = PERIODS.find((period) => period.months === asked)?.months ?? 3;
  const [overview, matters, running, launched] = await Promise.all([
    getOverview(ctx, { months }),
    listMatters(ctx),
    listCampaigns(ctx, { sort: "end", isDescending: false, statuses: ["running", "paused"] }),
    listCampaigns(ctx, { sort: "end", isDescending: true, statuses: ["running", "finished"] }),
  ]);
  const recent = launched.rows.slice(0, LIFTS);
  const outcomes = await listOutcomes(ctx, { campaignIds: recent.map(({ id }) => id) });
  const { currency, floor, timeZone } = ctx.workspace;
  const seesPeople = grants(ctx.actor.role, "customers:list") !== "none";
  const segments = [...overview.segments].sort(
    (a, b) =>
      Math.abs(b.now.revenueMinor - b.before.revenueMinor) -
      Math.abs(a.now.revenueMinor - a.before.revenueMinor),
  );

  return (
    <>
      <PageHeader
        crumbs={[{ label: "Overview" }]}
        actions={
          <>
            <Segmented
              label="Period"
              items={PERIODS.map((period) => ({
                label: period.label,
                href: `/overview?months=${period.months}`,
                isCurrent: period.months === months,
              }))}
            />
            <PrintButton>Print</PrintButton>
          </>
        }
      />
      <style>{PAPER}</style>
      <PageBody className="print:gap-3 print:[zoom:0.72]">
        <PrintTitle>Overview of {ctx.workspace.name}</PrintTitle>
        {overview.members.all === 0 ? (
          <EmptyState
            icon={<Upload />}
            title="Start with your customers"
            action={
              can(ctx.actor.role, "imports:run") && (
                <ButtonLink variant="primary" href="/customers/import">
                  Import customers
                </ButtonLink>
              )
            }
          >
            Everything here follows from your data: import a file of customers or orders, divide them into
            segments, and this page shows which segments pay and what needs a decision.
          </EmptyState>
        ) : (
          <>
            <MatterList matters={matters} mayDecide={can(ctx.actor.role, "decisions:edit")} />
            <KeyFigures overview={overview} currency={currency} seesPeople={seesPeople} />
            <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_340px] print:grid-cols-1 print:gap-3">
              <Card
                title="Segments"
                meta="by change in revenue"
                action={
                  <ButtonLink variant="ghost" size="sm" href="/segments">
                    All {formatNumber(overview.segments.length)}
                  </ButtonLink>
                }
                flush
              >
                <p className="px-4 pb-2 text-xs text-ink-2">{payingWords(overview.segments, currency)}</p>
                <SegmentTable
                  rows={segments.slice(0, 10)}
                  currency={currency}
                  floor={floor}
                  seesPeople={seesPeople}
                />
                <SegmentMonths rows={segments} currency={currency} />
              </Card>
              <div className="grid gap-5 print:grid-cols-2 print:items-start print:gap-3">
                <Card
                  title="Running campaigns"
                  action={
                    <ButtonLink variant="ghost" size="sm" href="/campaigns?view=timeline">
                      Timeline
                    </ButtonLink>
                  }
                >
                  {running.rows.length === 0 ? (
                    <EmptyState icon={<Megaphone />} title="No campaign is running" compact />
                  ) : (
                    <>
                      <p className="mb-3 text-xs text-ink-2">{laggingWords(running.rows, overview.today)}</p>
                      <CampaignProgress campaigns={running.rows} today={overview.today} />
                    </>
                  )}
                </Card>
                <LiftCard
                  campaigns={recent}
                  outcomes={outcomes}
                  asOf={asOf(outcomes.values(), { timeZone, now: ctx.now() })}
                />
              </div>
            </div>
          </>
        )}
      </PageBody>
    </>
  );
}
