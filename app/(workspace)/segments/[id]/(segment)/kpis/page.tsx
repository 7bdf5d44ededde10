import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { ExploreLazy } from "@/components/kpis/explore-lazy";
import { MetricCharts } from "@/components/kpis/metric-charts";
import { metricText } from "@/components/kpis/metric-text";
import { TargetForm } from "@/components/kpis/target-form";
import { TargetList } from "@/components/kpis/target-list";
import { ButtonLink } from "@/components/ui/button";
import { Card as Part } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { can } from "@/lib/auth/permissions";
import { decideHref } from "@/lib/decisions/figure";
import { formatNumber } from "@/lib/format";
import { METRICS, metricValue } from "@/lib/kpis/metric";
import { getSegmentKpis } from "@/lib/kpis/queries";
import { NO_TALLY } from "@/lib/kpis/tally";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { removeTarget, setTarget } from "../../../../kpis/actions";
import { Ahead } from "./ahead";

export const metadata: Metadata = { title: "Segment KPIs" };

const LIFETIME = ["revenue", "averageOrderValue", "repeatRate"] as const;

export default async function SegmentKpisPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const kpis = await orNotFound(getSegmentKpis(ctx, { segmentId: (await params).id }));
  const { currency, floor } = ctx.workspace;
  const mayTarget = can(ctx.actor.role, "targets:edit");
  if (kpis.isHidden)
    return (
      <EmptyState title={`Fewer than ${floor} people`}>
        Figures of groups this small are not shown to your role. An owner can give you a role that sees them.
      </EmptyState>
    );
  const scale = kpis.baseLifetime.members === 0 ? 0 : kpis.lifetime.members / kpis.baseLifetime.members;
  return (
    <>
      <KeyFigureStrip label="Over the members’ whole life">
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
          />
        ))}
      </KeyFigureStrip>
      <Part
        title="Targets"
        action={
          mayTarget && (
            <TargetForm action={setTarget} segmentId={kpis.id} today={kpis.today} currency={currency} />
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
      {kpis.lifetime.orders === 0 ? (
        <EmptyState icon={<ChartNoAxesColumn />} title="No orders to draw">
          The members of this segment have not ordered yet. Import orders, or widen the rule.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="min-w-0 flex-1 basis-60 text-sm text-ink-2">
              By month, for the people who are members today, beside all customers. The last month has not
              ended.
            </p>
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
          <MetricCharts kpis={kpis} currency={currency} scale={scale} />
          <Ahead ctx={ctx} segmentId={kpis.id} />
          <Part title="Explore" meta="one metric with a cross-hair">
            <ExploreLazy
              name={kpis.name}
              months={kpis.months}
              baseMonths={kpis.baseMonths}
              currency={currency}
              scale={scale}
            />
          </Part>
        </>
      )}
    </>
  );
}
