import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { ExploreLazy } from "@/components/kpis/explore-lazy";
import { GroupFigures } from "@/components/kpis/group-figures";
import { MetricFactsDetails } from "@/components/kpis/metric-facts";
import { metricText } from "@/components/kpis/metric-text";
import { PeriodFilters } from "@/components/kpis/period-filters";
import { TargetForm } from "@/components/kpis/target-form";
import { TargetList } from "@/components/kpis/target-list";
import { ButtonLink } from "@/components/ui/button";
import { Card as Part } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { can, grants } from "@/lib/auth/permissions";
import { decideHref } from "@/lib/decisions/figure";
import { formatNumber } from "@/lib/format";
import { getGroupSeries } from "@/lib/kpis/group/queries";
import { type GroupParams, groupViewOf, hasFigure, STANDING_METRICS } from "@/lib/kpis/group/view";
import { metricMeasure } from "@/lib/kpis/measure";
import { METRIC_KEYS, METRICS, metricValue } from "@/lib/kpis/metric";
import { getSegmentKpis } from "@/lib/kpis/queries";
import { NO_TALLY } from "@/lib/kpis/tally";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { removeTarget, setTarget } from "../../../../kpis/actions";
import { Ahead } from "./ahead";

export const metadata: Metadata = { title: "Segment KPIs" };

const LIFETIME = ["revenue", "averageOrderValue", "repeatRate"] as const;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<GroupParams> };

export default async function SegmentKpisPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const view = groupViewOf(await searchParams);
  const [kpis, series] = await orNotFound(
    Promise.all([getSegmentKpis(ctx, { segmentId }), getGroupSeries(ctx, { segmentId, view })]),
  );
  const { currency, floor } = ctx.workspace;
  const mayTarget = can(ctx.actor.role, "targets:edit");
  if (kpis.isHidden || series === "hidden")
    return (
      <EmptyState title={`Fewer than ${floor} people`}>
        Figures of groups this small are not shown to your role. An owner can give you a role that sees them.
      </EmptyState>
    );
  const { grain } = view;
  const hasAny = METRIC_KEYS.some((metric) => hasFigure(metric, series.own));
  const text = (metric: (typeof STANDING_METRICS)[number], of: "own" | "base") =>
    metricText(metric, metricValue(metric, { ...NO_TALLY, standing: series.standing[of] }), currency, true);
  return (
    <>
      <KeyFigureStrip label="Over the members’ whole life" columns={3}>
        <KeyFigure
          name="Members"
          value={formatNumber(kpis.lifetime.members)}
          note={`of ${formatNumber(kpis.baseLifetime.members)} customers`}
        />
        {LIFETIME.map((metric) => (
          <KeyFigure
            key={metric}
            name={METRICS[metric].label}
            value={metricText(metric, metricValue(metric, { ...NO_TALLY, ...kpis.lifetime }), currency, true)}
            note={`${METRICS[metric].formula}; all customers ${metricText(metric, metricValue(metric, { ...NO_TALLY, ...kpis.baseLifetime }), currency, true)}`}
          >
            <MetricFactsDetails measure={metricMeasure(metric)} />
          </KeyFigure>
        ))}
        {STANDING_METRICS.map((metric) => (
          <KeyFigure
            key={metric}
            name={METRICS[metric].label}
            value={text(metric, "own")}
            note={`${METRICS[metric].formula}; all customers ${text(metric, "base")}`}
          >
            <MetricFactsDetails measure={metricMeasure(metric)} />
          </KeyFigure>
        ))}
      </KeyFigureStrip>
      <Part
        title="Targets"
        action={
          mayTarget && (
            <TargetForm
              action={setTarget}
              of={{ segmentId: kpis.id }}
              today={kpis.today}
              currency={currency}
            />
          )
        }
      >
        {kpis.targets.length === 0 ? (
          <EmptyState title="No target yet" compact>
            {mayTarget
              ? "Set one to see whether the pace is enough, and to be told on the overview when it is not."
              : "A manager or an owner can set one."}
          </EmptyState>
        ) : (
          <TargetList
            targets={kpis.targets}
            today={kpis.today}
            currency={currency}
            {...(mayTarget && { remove: removeTarget, restore: setTarget })}
          />
        )}
      </Part>
      {!hasAny ? (
        <EmptyState icon={<ChartNoAxesColumn />} title="No figures to draw">
          Nobody was a member of this segment in these periods. Count it, or widen the rule.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            <PeriodFilters
              grain={grain}
              others={series.siblings.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <span className="flex-1" />
            {can(ctx.actor.role, "decisions:edit") && (
              <ButtonLink
                href={decideHref({
                  ...{ segmentId: kpis.id, campaignId: null },
                  figure: { kind: "metric", metric: "revenue" },
                })}
              >
                Decide on these figures
              </ButtonLink>
            )}
          </div>
          <p className="max-w-[80ch] text-sm text-ink-2">
            By {grain}, of the people who were members on each day; before the segment was first counted, of
            its first members. The figure is that of the last whole period; the last point has not ended.
          </p>
          <GroupFigures
            name={kpis.name}
            series={series}
            view={view}
            goals={kpis.targets}
            currency={currency}
            membersHref={
              grants(ctx.actor.role, "customers:see") === "none" ? null : `/segments/${kpis.id}/members`
            }
          />
          <Ahead ctx={ctx} segmentId={kpis.id} />
          <Part title="Explore" meta="one metric with a cross-hair" className="print:hidden">
            <ExploreLazy
              name={kpis.name}
              months={kpis.months}
              baseMonths={kpis.baseMonths}
              currency={currency}
            />
          </Part>
        </>
      )}
    </>
  );
}
