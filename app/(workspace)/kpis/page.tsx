import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { LineChart } from "@/components/charts/line-chart";
import { ForecastFigure } from "@/components/forecasts/forecast-figure";
import { Change } from "@/components/kpis/change";
import { ContributionList } from "@/components/kpis/contribution-list";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { MetricFacts } from "@/components/kpis/metric-facts";
import { plainValue, unitText } from "@/components/kpis/metric-text";
import { PeriodFilters } from "@/components/kpis/period-filters";
import { SegmentPicks } from "@/components/kpis/segment-picks";
import { seriesTake, typedNote } from "@/components/kpis/series-take";
import { TargetList } from "@/components/kpis/target-list";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { can, grants } from "@/lib/auth/permissions";
import { decideHref } from "@/lib/decisions/figure";
import { getForecast } from "@/lib/forecasts/queries";
import { FORECAST_METRICS } from "@/lib/forecasts/report";
import { listCampaignTargets } from "@/lib/kpis/campaign/queries";
import { contributions } from "@/lib/kpis/comparison/contribution";
import { getKpiPage } from "@/lib/kpis/comparison/queries";
import { scaledToSize } from "@/lib/kpis/comparison/scaled";
import { targetIn } from "@/lib/kpis/comparison/target";
import {
  COMPARISON_LABEL,
  type KpiParams,
  lastWhole,
  PERIOD_METRICS,
  viewOf,
} from "@/lib/kpis/comparison/view";
import { periodName, periodTick } from "@/lib/kpis/grain";
import { formulaMeasure, metricMeasure } from "@/lib/kpis/measure";
import { isCount, METRICS } from "@/lib/kpis/metric";
import { listTargets } from "@/lib/kpis/queries";
import type { Period } from "@/lib/kpis/series/period";
import { NO_TALLY } from "@/lib/kpis/tally";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "KPIs" };

type Params = Omit<KpiParams, "s"> & { s?: string | string[] };

export default async function KpisPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await getCtx();
  const { s, ...params } = await searchParams;
  const view = viewOf({ ...params, s: [s ?? []].flat().join(",") });
  const { metric, grain, against } = view;
  const { currency } = ctx.workspace;
  // Only what all customers bring through every channel is foretold.
  const foretold =
    view.channel || view.formulaId ? undefined : FORECAST_METRICS.find((one) => one === metric);
  const [page, targets, ofCampaigns, forecast] = await Promise.all([
    ...([getKpiPage(ctx, view), listTargets(ctx), listCampaignTargets(ctx)] as const),
    foretold ? getForecast(ctx, { segmentId: null, metric: foretold }) : null,
  ]);
  const { today, base, shown, channel } = page;
  const measure = page.formula ? formulaMeasure(page.formula) : metricMeasure(metric);
  const { label, polarity, unit, isSum, isAmount } = measure;
  const everybody = base.periods.at(-1)?.tally.members;
  const format = (value: number) => unitText(unit, value, currency, true);
  const figureOf = (period: Period | undefined) => measure.valueOf(period ?? { tally: NO_TALLY });
  const pointsOf = (periods: readonly Period[]) =>
    periods.map((period) => ({ label: periodTick(grain, period.startOn), value: figureOf(period) }));
  const isScaled = against === "base" && !page.formula && isCount(metric);
  const comparedLabel = `${COMPARISON_LABEL[against]}${isScaled ? ", scaled to the segment’s size" : ""}`;
  const comparedName = comparedLabel.toLowerCase();
  const ofAll = `${label} of all customers${channel && `, through ${channel}`}`;
  const running = [...targets, ...ofCampaigns].filter(
    (target) => target.startOn <= today && target.endOn >= today,
  );
  const here = lastWhole(base.periods, today);
  const place = here ? base.periods.indexOf(here) : -1;
  const there = against === "base" ? undefined : base.compared[place];
  const goalsOf = (segmentId: string | null) => {
    const goals = page.formula ? [] : targets.filter((target) => target.segmentId === segmentId);
    return (period: Period | undefined) => (period ? targetIn(goals, metric, period) : null);
  };
  // A target is one of every channel together.
  const goalOfAll = channel ? () => null : goalsOf(null);
  const heldTo = (period: Period | undefined, compared: Period | undefined) =>
    against === "base" && !page.formula
      ? scaledToSize(metric, compared?.tally, period?.tally)
      : compared
        ? figureOf(compared)
        : null;
  const before = (
    goalOf: ReturnType<typeof goalsOf>,
    period: Period | undefined,
    compared: Period | undefined,
  ) => (against === "target" ? goalOf(period) : heldTo(period, compared));
  const all = shown.flatMap(({ id, periods }) =>
    periods.flatMap((period) => [figureOf(period) ?? [], goalsOf(id)(period) ?? []].flat()),
  );
  const shared = { low: Math.min(...all), high: Math.max(...all) };
  const seesPeople = grants(ctx.actor.role, "customers:see") !== "none";
  const dataOf = (
    name: string,
    { periods, compared }: { periods: readonly Period[]; compared: readonly Period[] },
    goalOf: ReturnType<typeof goalsOf>,
  ) => ({
    columns: [
      ...["Period", name, ...(compared.length > 0 ? [comparedLabel] : [])],
      ...["Target", "Of it typed", "Corrected on"],
    ],
    rows: periods.map((period, index) => [
      periodName(grain, period.startOn),
      figureOf(period),
      ...(compared.length > 0 ? [heldTo(period, compared[index])] : []),
      goalOf(period),
      typedNote(measure, period, currency),
      period.correctedOn,
    ]),
    format: (value: number) => unitText(unit, value, currency),
    plain: (value: number) => plainValue(unit, value, currency),
  });

  return (
    <>
      <PageHeader crumbs={[{ label: "KPIs" }]} actions={<PrintButton>Print</PrintButton>} />
      <PageBody>
        <KpiTabs current="figures" />
        {everybody === 0 ? (
          <EmptyState
            icon={<ChartNoAxesColumn />}
            title="Nobody to count yet"
            action={
              can(ctx.actor.role, "imports:run") && (
                <ButtonLink variant="primary" href="/customers/import">
                  Import customers
                </ButtonLink>
              )
            }
          >
            Revenue, orders, repeat buyers and twenty more figures appear here by period, for everybody and
            per segment, once there are customers and orders.
          </EmptyState>
        ) : (
          <>
            <Card title="Targets" meta={`${running.length} running`}>
              {running.length === 0 ? (
                <EmptyState title="No target is running" compact>
                  Open a segment’s KPIs to set one.
                </EmptyState>
              ) : (
                <TargetList targets={running} today={today} currency={currency} showSegment />
              )}
            </Card>
            <section className="flex flex-col gap-5">
              <div className="flex flex-wrap gap-2 print:hidden">
                <FilterSelect
                  label="Figure"
                  param="metric"
                  all={METRICS.revenue.label}
                  options={[
                    ...PERIOD_METRICS.filter((one) => one !== "revenue").map((value) => ({
                      ...{ value: value as string, label: METRICS[value].label },
                      ...(page.formulas.length > 0 && { group: "Catalogue" }),
                    })),
                    ...page.formulas.map(({ id, name }) => ({ value: id, label: name, group: "Your own" })),
                  ]}
                />
                <PeriodFilters grain={grain} />
                {page.channels.length > 0 && (
                  <FilterSelect
                    label="Channel of all customers"
                    param="channel"
                    all="Every channel"
                    options={page.channels.map((value) => ({ value, label: value }))}
                  />
                )}
              </div>
              {page.formula && base.periods.length === 0 && (
                <Callout tone="warn" title="This KPI cannot be counted.">
                  Something that its formula names is gone. <Link href="/kpis/own">Your own KPIs</Link> say
                  what.
                </Callout>
              )}
              <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_320px]">
                <Card>
                  <Figure
                    title={ofAll}
                    take={seriesTake({
                      ...{ measure, grain, currency, here, against: comparedName },
                      before: before(goalOfAll, here, there),
                    })}
                    data={dataOf(label, base, goalOfAll)}
                    fileName={`${label}${channel && ` through ${channel}`} by ${grain}`}
                  >
                    <LineChart
                      name={label}
                      label={`${ofAll}, by ${grain}, ${base.periods.length} periods`}
                      points={pointsOf(base.periods)}
                      {...(base.compared.length > 0 && {
                        comparison: { name: comparedName, values: base.compared.map(figureOf) },
                      })}
                      target={base.periods.map(goalOfAll)}
                      format={format}
                      hasZero={isAmount}
                      isLastOpen
                    />
                  </Figure>
                </Card>
                <Card title="How it is counted">
                  <MetricFacts measure={measure} />
                </Card>
              </div>
              {foretold && forecast?.forecast && (
                <Card
                  title="Forecast"
                  meta="12 weeks, of all customers; the band is meant to hold four weeks out of five"
                  id="forecast"
                >
                  <ForecastFigure
                    metric={foretold}
                    shown={forecast}
                    currency={currency}
                    today={today}
                    decideHref={
                      can(ctx.actor.role, "decisions:edit")
                        ? decideHref({
                            ...{ segmentId: null, campaignId: null },
                            figure: { kind: "forecast", metric: foretold },
                          })
                        : null
                    }
                  />
                </Card>
              )}
              {isSum && !channel && here && there && shown.length > 0 && (
                <Card>
                  <ContributionList
                    metric={metric}
                    currency={currency}
                    now={periodName(grain, here.startOn)}
                    before={periodName(grain, there.startOn)}
                    shared={page.shared}
                    hrefOf={(id) => `/segments/${id}/${seesPeople ? "members" : "kpis"}`}
                    split={contributions(
                      { now: figureOf(here) ?? 0, before: figureOf(there) ?? 0 },
                      shown.map(({ id, name, periods, compared }) => ({
                        key: id,
                        name,
                        now: figureOf(periods[place]) ?? 0,
                        before: figureOf(compared[place]) ?? 0,
                      })),
                    )}
                  />
                </Card>
              )}
            </section>
            <section>
              <h2 className="text-md font-semibold">{label} per segment</h2>
              <p className="mb-3 max-w-[70ch] text-sm text-ink-2">
                By {grain}, of the people who were members on each day, all on one scale; before a segment was
                first counted, of its first members. The figure is that of the last whole period; the dashed
                end is the period that has not ended, thin dashes are a target.
                {channel && " Segments are counted through every channel."}
                {isScaled && " The change is against all customers, scaled to the segment’s size at its end."}
              </p>
              <SegmentPicks
                choices={page.choices}
                chosen={view.segmentIds}
                params={{
                  metric: page.formula?.id ?? metric,
                  grain,
                  range: String(view.range),
                  against,
                  channel: view.channel,
                }}
              />
              {shown.length === 0 || all.length === 0 ? (
                <EmptyState icon={<ChartNoAxesColumn />} title="No figures yet">
                  Import orders and make a segment: its figures appear here by period.
                </EmptyState>
              ) : (
                <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
                  {shown.map((segment) => {
                    const period = segment.periods[place];
                    const goalOf = goalsOf(segment.id);
                    const held = before(goalOf, period, segment.compared[place]);
                    return (
                      <li key={segment.id} className="rounded-lg border border-line bg-surface p-4">
                        <Figure
                          headingLevel={3}
                          title={
                            <span className="flex flex-wrap items-baseline gap-x-2">
                              <Link
                                href={`/segments/${segment.id}/kpis`}
                                className="min-w-0 truncate hover:underline"
                              >
                                {segment.name}
                              </Link>
                              <span className="num">{unitText(unit, figureOf(period), currency, true)}</span>
                              <Change
                                {...{ unit, now: figureOf(period), before: held, goodWhen: polarity }}
                                period={`against ${comparedName}`}
                              />
                            </span>
                          }
                          data={dataOf(segment.name, segment, goalOf)}
                          fileName={`${segment.name} ${label} by ${grain}`}
                          action={
                            seesPeople && (
                              <Link
                                href={`/segments/${segment.id}/members`}
                                className="inline-flex min-h-6 items-center text-xs text-accent hover:underline print:hidden"
                                aria-label={`Members of ${segment.name}`}
                              >
                                Members
                              </Link>
                            )
                          }
                        >
                          <LineChart
                            name={label}
                            label={`${label} of ${segment.name} by ${grain}, beside ${comparedName}`}
                            points={pointsOf(segment.periods)}
                            target={segment.periods.map(goalOf)}
                            format={format}
                            hasZero={isAmount}
                            height={96}
                            shared={shared}
                            isLastOpen
                          />
                        </Figure>
                      </li>
                    );
                  })}
                </ul>
              )}
            </section>
          </>
        )}
      </PageBody>
    </>
  );
}
