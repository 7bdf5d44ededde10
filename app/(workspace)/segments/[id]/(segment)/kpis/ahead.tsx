import { ForecastFigure } from "@/components/forecasts/forecast-figure";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ValueWarnings } from "@/components/value/fit-view";
import { GroupValueFigures, ValueByChance } from "@/components/value/group-value";
import type { Ctx } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import { decideHref } from "@/lib/decisions/figure";
import { LEAST_WEEKS } from "@/lib/forecasts/forecast";
import { getForecast } from "@/lib/forecasts/queries";
import { FORECAST_METRICS } from "@/lib/forecasts/report";
import { formatMoment } from "@/lib/format";
import { getGroupValue, getValueState } from "@/lib/value/queries";
import { todayIn } from "@/lib/zone";

/** What is to come of a segment: revenue and orders by week, and what is expected of its members. */
export async function Ahead({ ctx, segmentId }: { ctx: Ctx; segmentId: string }) {
  const { currency, floor, timeZone } = ctx.workspace;
  const [shown, value, { inUse }] = await Promise.all([
    Promise.all(FORECAST_METRICS.map((metric) => getForecast(ctx, { segmentId, metric }))),
    getGroupValue(ctx, { segmentId }),
    getValueState(ctx),
  ]);
  const today = todayIn(timeZone, ctx.now());
  const drawn = shown.flatMap((one, at) => {
    const metric = FORECAST_METRICS[at];
    return one?.forecast && metric ? [{ metric, shown: one }] : [];
  });
  return (
    <>
      <Card
        title="Forecast"
        meta="12 weeks, for whoever is a member then; the band is meant to hold four weeks out of five"
      >
        {drawn.length === 0 ? (
          <EmptyState title="Not enough weeks yet" compact>
            A forecast needs {LEAST_WEEKS} weeks of orders, and is made anew when a week has ended.
          </EmptyState>
        ) : (
          <div className="grid gap-6 lg:grid-cols-2">
            {drawn.map((one) => (
              <ForecastFigure
                key={one.metric}
                {...one}
                currency={currency}
                today={today}
                decideHref={
                  can(ctx.actor.role, "decisions:edit")
                    ? decideHref({
                        ...{ segmentId, campaignId: null },
                        figure: { kind: "forecast", metric: one.metric },
                      })
                    : null
                }
              />
            ))}
          </div>
        )}
      </Card>
      {inUse && value.people !== null && value.people > 0 && (
        <Card
          title="Expected of the members"
          meta={`12 months, fitted ${formatMoment(inUse.at, timeZone, ctx.now())}`}
          id="expected"
        >
          <div className="flex flex-col gap-4">
            <ValueWarnings fit={inUse.fit} />
            <GroupValueFigures value={{ ...value, people: value.people }} currency={currency} />
            <ValueByChance
              value={{ ...value, people: value.people }}
              currency={currency}
              floor={floor}
              segmentId={segmentId}
              mayBuild={can(ctx.actor.role, "segments:edit")}
            />
          </div>
        </Card>
      )}
    </>
  );
}
