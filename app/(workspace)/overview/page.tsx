import { Megaphone, Upload } from "lucide-react";
import type { Metadata } from "next";
import { Sparkline } from "@/components/charts/sparkline";
import { CampaignProgress } from "@/components/kpis/campaign-progress";
import { LiftCard } from "@/components/kpis/lift-card";
import { metricText } from "@/components/kpis/metric-text";
import { SegmentTable } from "@/components/kpis/segment-table";
import { MatterList } from "@/components/overview/matter-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Delta } from "@/components/ui/delta";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Segmented } from "@/components/ui/segmented";
import { can } from "@/lib/auth/permissions";
import { listCampaigns } from "@/lib/campaigns/queries";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { formatDayRange } from "@/lib/days";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { METRICS, metricValue, relativeChange } from "@/lib/kpis/metric";
import { getOverview } from "@/lib/kpis/queries";
import { listMatters } from "@/lib/overview/queries";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Overview" };

const PERIODS = [
  { months: 1, label: "Month" },
  { months: 3, label: "Quarter" },
  { months: 12, label: "Year" },
] as const;

/** The campaigns that ended last, or are to end. */
const LIFTS = 6;
const FIGURES = ["revenue", "orders", "averageOrderValue", "repeatRate"] as const;

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
  const { currency, floor } = ctx.workspace;
  const before = `than the ${months === 1 ? "month" : `${months} months`} before`;
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
      <PageBody>
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
            <KeyFigureStrip
              label={`Key figures, ${formatDayRange(overview.period.from, overview.period.to, overview.today)}`}
            >
              {FIGURES.map((metric) => {
                const now = metricValue(metric, overview.now);
                const change = relativeChange(now, metricValue(metric, overview.before));
                return (
                  <KeyFigure
                    key={metric}
                    name={<span title={METRICS[metric].formula}>{METRICS[metric].label}</span>}
                    value={metricText(metric, now, currency, true)}
                    change={change !== null && <Delta value={change * 100} period={before} />}
                    note={METRICS[metric].formula}
                  >
                    <Sparkline
                      values={overview.months.map((month) => metricValue(metric, month) ?? 0)}
                      label={`${METRICS[metric].label} by month, 12 months`}
                    />
                  </KeyFigure>
                );
              })}
            </KeyFigureStrip>
            <p className="-mt-3 text-xs text-ink-3">
              Whole months, {formatDayRange(overview.period.from, overview.period.to, overview.today)},
              compared with the {formatCount(months, "month")} before.{" "}
              {formatNumber(overview.members.inSegments)} of {formatCount(overview.members.all, "customer")} (
              {formatPercent(overview.members.inSegments / overview.members.all, 0)}) are in at least one
              segment.
            </p>
            <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_340px]">
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
                <SegmentTable rows={segments.slice(0, 10)} currency={currency} floor={floor} />
              </Card>
              <div className="grid gap-5">
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
                    <CampaignProgress campaigns={running.rows} today={overview.today} />
                  )}
                </Card>
                <LiftCard campaigns={recent} outcomes={outcomes} />
              </div>
            </div>
          </>
        )}
      </PageBody>
    </>
  );
}
