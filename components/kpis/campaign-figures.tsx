import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { LineChart } from "@/components/charts/line-chart";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatCount, formatNumber } from "@/lib/format";
import { CAMPAIGN_METRICS, type CampaignGroup, type CampaignSeries } from "@/lib/kpis/campaign/series";
import { type CalendarGrain, periodName, periodTick } from "@/lib/kpis/grain";
import { hasFigure } from "@/lib/kpis/group/view";
import { metricMeasure } from "@/lib/kpis/measure";
import { METRICS, type Metric, metricValue } from "@/lib/kpis/metric";
import { MetricFactsDetails } from "./metric-facts";
import { metricText, partsText, plainValue } from "./metric-text";

type CampaignFiguresProps = {
  name: string;
  series: CampaignSeries;
  grain: CalendarGrain;
  currency: string;
  floor: number;
};

const keyOf = ({ segmentId }: CampaignGroup) => segmentId ?? "all";

/** The figures of a whole campaign, of all whom it contacted and per segment. */
export function CampaignTable({ name, series, currency, floor }: Omit<CampaignFiguresProps, "grain">) {
  const { groups } = series;
  const open = groups.filter(({ isHidden }) => !isHidden);
  return (
    <Figure
      title="Per segment, over the whole campaign"
      take={takeOf(series)}
      data={{
        columns: ["Group", "People", ...CAMPAIGN_METRICS.map((metric) => METRICS[metric].label)],
        rows: open.map((group) => [
          ...[group.name, group.people],
          ...CAMPAIGN_METRICS.map((metric) => metricValue(metric, group.whole)),
        ]),
        format: (value, column) => {
          const metric = CAMPAIGN_METRICS[column - 2];
          return metric ? metricText(metric, value, currency) : formatNumber(value);
        },
        plain: (value, column) => {
          const metric = CAMPAIGN_METRICS[column - 2];
          return metric ? plainValue(METRICS[metric].unit, value, currency) : value;
        },
      }}
      fileName={`${name} by segment`}
    >
      <div className="-mx-4 border-t border-line">
        <Table label="Figures of the campaign per segment">
          <TableHead sticky={false}>
            <Th>Figure</Th>
            {groups.map((group) => (
              <Th key={keyOf(group)} num>
                {group.segmentId ? (
                  <Link href={`/segments/${group.segmentId}/kpis`} className="hover:underline">
                    {group.name}
                  </Link>
                ) : (
                  group.name
                )}
              </Th>
            ))}
          </TableHead>
          <TableBody>
            <Tr>
              <RowHeader>People contacted</RowHeader>
              {groups.map((group) => (
                <Td key={keyOf(group)} num label={group.name}>
                  {group.isHidden ? `fewer than ${floor}` : formatNumber(group.people)}
                </Td>
              ))}
            </Tr>
            {CAMPAIGN_METRICS.map((metric) => (
              <Tr key={metric}>
                <RowHeader>
                  <span className="min-w-0">
                    {METRICS[metric].label}
                    <span className="block text-xs font-normal text-ink-3">{METRICS[metric].formula}</span>
                  </span>
                </RowHeader>
                {groups.map((group) => (
                  <Td key={keyOf(group)} num label={group.name}>
                    {group.isHidden ? (
                      "–"
                    ) : (
                      <>
                        {metricText(metric, metricValue(metric, group.whole), currency, true)}
                        <span className="block text-xs text-ink-3">
                          {metricValue(metric, group.whole) !== null &&
                            partsText(metric, group.whole, currency)}
                        </span>
                      </>
                    )}
                  </Td>
                ))}
              </Tr>
            ))}
          </TableBody>
        </Table>
      </div>
    </Figure>
  );
}

function takeOf({ groups }: CampaignSeries): string {
  const [all, ...parts] = groups;
  const revenue = parts
    .filter(({ isHidden }) => !isHidden)
    .sort((a, b) => b.whole.revenueMinor - a.whole.revenueMinor)[0];
  const most =
    parts.length > 1 && revenue && revenue.whole.revenueMinor > 0
      ? ` “${revenue.name}” brought most of the revenue.`
      : "";
  const shared =
    parts.length > 1
      ? " Spend is of the whole campaign and is shared by how many people each segment had."
      : "";
  return `${formatCount(all.people, "person", "people")} were contacted, each through one segment, so that the segments add up.${most}${shared}`;
}

/** Each figure of the campaign by period, all contacted people drawn and every segment in its table. */
export function CampaignCharts({ name, series, grain, currency }: Omit<CampaignFiguresProps, "floor">) {
  const [all] = series.groups;
  const shown = CAMPAIGN_METRICS.filter((metric) => hasFigure(metric, all.periods));
  return (
    <ul aria-label={`Figures by ${grain}`} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {shown.map((metric) => (
        <li
          key={metric}
          className="min-w-0 rounded-lg border border-line bg-surface p-4 print:break-inside-avoid"
        >
          <CampaignChart {...{ name, series, grain, currency, metric }} />
        </li>
      ))}
    </ul>
  );
}

type ChartProps = Omit<CampaignFiguresProps, "floor"> & { metric: Metric };

function CampaignChart({ name, series, grain, currency, metric }: ChartProps) {
  const [all] = series.groups;
  const open = series.groups.filter(({ isHidden }) => !isHidden);
  const { label, formula } = METRICS[metric];
  const measure = metricMeasure(metric);
  const values = all.periods.map(({ tally }) => metricValue(metric, tally));
  const known = values.filter((value) => value !== null);
  const best = values.indexOf(Math.max(...known));
  const peak = all.periods[best];
  return (
    <>
      <Figure
        headingLevel={3}
        title={
          <span className="flex flex-wrap items-baseline gap-x-2">
            {label}
            <span className="num">{metricText(metric, metricValue(metric, all.whole), currency, true)}</span>
          </span>
        }
        take={
          peak &&
          `Highest in ${periodName(grain, peak.startOn)}: ${metricText(metric, values[best] ?? null, currency, true)}.`
        }
        data={{
          columns: ["Period", ...open.map((group) => group.name)],
          rows: all.periods.map(({ startOn }, index) => [
            periodName(grain, startOn),
            ...open.map(({ periods }) => {
              const period = periods[index];
              return period ? metricValue(metric, period.tally) : null;
            }),
          ]),
          format: (value) => metricText(metric, value, currency),
          plain: (value) => plainValue(METRICS[metric].unit, value, currency),
        }}
        fileName={`${name} ${label} by ${grain}`}
      >
        <LineChart
          name={label}
          label={`${label} of ${name} by ${grain}, ${values.length} periods`}
          points={all.periods.map(({ startOn }, index) => ({
            label: periodTick(grain, startOn),
            value: values[index] ?? null,
          }))}
          format={(value) => metricText(metric, value, currency, true)}
          hasZero={measure.isAmount}
          height={112}
          isLastOpen={series.to >= series.today}
        />
      </Figure>
      <p className="mt-1 text-xs text-ink-3">{formula}</p>
      <MetricFactsDetails measure={measure} />
    </>
  );
}
