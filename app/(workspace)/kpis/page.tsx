import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { LineChart } from "@/components/charts/line-chart";
import { metricText } from "@/components/kpis/metric-text";
import { TargetList } from "@/components/kpis/target-list";
import { Card } from "@/components/ui/card";
import { Delta } from "@/components/ui/delta";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { isSum, METRICS, metricValue, relativeChange } from "@/lib/kpis/metric";
import { getOverview, listTargets } from "@/lib/kpis/queries";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "KPIs" };

const CHOICES = ["revenue", "orders", "averageOrderValue", "repeatRate"] as const;
type Choice = (typeof CHOICES)[number];
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });

export default async function KpisPage({ searchParams }: { searchParams: Promise<{ metric?: string }> }) {
  const ctx = await getCtx();
  const asked = (await searchParams).metric;
  const metric: Choice = CHOICES.find((choice) => choice === asked) ?? "revenue";
  const { currency } = ctx.workspace;
  const [overview, targets] = await Promise.all([getOverview(ctx, { months: 3 }), listTargets(ctx)]);
  const { label, formula, denominator } = METRICS[metric];
  const isAdded = isSum(metric);
  const shown = overview.segments
    .filter((segment) => !segment.isHidden && segment.now.orders > 0)
    .map((segment) => ({ ...segment, value: metricValue(metric, segment.now) }))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const format = (value: number) => metricText(metric, value, currency, true);
  const all = shown.flatMap((segment) => segment.months.flatMap((month) => metricValue(metric, month) ?? []));
  const shared = { low: Math.min(...all), high: Math.max(...all) };
  const running = targets.filter(
    (target) => target.startOn <= overview.today && target.endOn >= overview.today,
  );

  return (
    <>
      <PageHeader
        crumbs={[{ label: "KPIs" }]}
        actions={
          <Segmented
            label="Metric"
            items={CHOICES.map((choice) => ({
              label: METRICS[choice].label,
              href: `/kpis?metric=${choice}`,
              isCurrent: choice === metric,
            }))}
          />
        }
      />
      <PageBody>
        <Card title="Targets" meta={`${running.length} running`}>
          {running.length === 0 ? (
            <EmptyState title="No target is running" compact>
              Open a segment’s KPIs to set one.
            </EmptyState>
          ) : (
            <TargetList targets={running} today={overview.today} currency={currency} showSegment />
          )}
        </Card>
        <section>
          <h2 className="text-md font-semibold">{label} per segment</h2>
          <p className="mb-4 text-sm text-ink-2">
            {label}: {formula}.{!isAdded && ` Denominator: ${denominator}.`} The last 12 whole months of
            today’s members, all on one scale; the figure is the last three, sorted from high to low.
          </p>
          {shown.length === 0 ? (
            <EmptyState icon={<ChartNoAxesColumn />} title="No figures yet">
              Import orders and make a segment: its revenue, orders and repeat rate appear here by month.
            </EmptyState>
          ) : (
            <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
              {shown.map((segment) => {
                const change = relativeChange(segment.value, metricValue(metric, segment.before));
                return (
                  <li key={segment.id} className="rounded-lg border border-line bg-surface p-4">
                    <h3 className="mb-3 flex flex-wrap items-baseline gap-x-2 text-sm">
                      <Link
                        href={`/segments/${segment.id}/kpis`}
                        className="min-w-0 flex-1 truncate font-semibold hover:underline"
                      >
                        {segment.name}
                      </Link>
                      <span className="num font-semibold">
                        {metricText(metric, segment.value, currency, true)}
                      </span>
                      {change !== null && (
                        <Delta value={change * 100} period="than the three months before" />
                      )}
                    </h3>
                    <LineChart
                      name={label}
                      label={`${label} of ${segment.name}, last 12 whole months`}
                      points={segment.months.map((month) => ({
                        label: MONTH.format(new Date(`${month.month}T00:00:00Z`)),
                        value: metricValue(metric, month),
                      }))}
                      format={format}
                      hasZero={isAdded}
                      height={96}
                      shared={shared}
                    />
                  </li>
                );
              })}
            </ul>
          )}
        </section>
      </PageBody>
    </>
  );
}
