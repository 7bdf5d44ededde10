import { EffectRows } from "@/components/charts/effect-row";
import { Figure } from "@/components/charts/figure";
import { Funnel } from "@/components/charts/funnel";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Campaign } from "@/lib/campaigns/campaign";
import { funnelSteps, SIDE_STAGES, STAGE_WORD } from "@/lib/campaigns/results/funnel";
import type { Results, Side } from "@/lib/campaigns/results/outcome";
import {
  formatCount,
  formatMoment,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPoints,
} from "@/lib/format";

export type CampaignResultsProps = {
  campaign: Campaign;
  results: Results;
  currency: string;
  timeZone: string;
  now: Date;
};

const people = (count: number) => formatCount(count, "person", "people");

/** Whom it reached and what both groups bought; every share says of how many. */
export function CampaignResults({ campaign, results, currency, timeZone, now }: CampaignResultsProps) {
  const { treated, control, effect, stages, contactedControl } = results;
  const steps = funnelSteps(treated.people, stages);
  const side = SIDE_STAGES.filter((stage) => stages[stage] !== undefined);
  const isTracked = Object.keys(stages).length > 0;
  return (
    <>
      <p className="text-sm text-ink-2">
        Orders from {formatMoment(results.from, timeZone, now)} to{" "}
        {results.isOver ? formatMoment(results.to, timeZone, now) : "now: the campaign is not over yet"}.
        Revenue is net of returns.
      </p>
      {treated.people === 0 && (
        <Callout tone="warn" title="No audience was frozen.">
          This campaign was launched without one, so what its people bought cannot be told.
        </Callout>
      )}
      <KeyFigureStrip label="Treated people">
        <KeyFigure
          name="Bought"
          value={treated.people > 0 ? formatPercent(treated.buyers / treated.people) : "–"}
          note={`${formatNumber(treated.buyers)} of ${people(treated.people)}`}
        />
        <KeyFigure
          name="Revenue"
          value={formatMoney(treated.revenueMinor, currency, 0)}
          note={`from ${formatCount(treated.orders, "order")}`}
        />
        <KeyFigure
          name="Revenue per person"
          value={perPerson(treated, currency)}
          note={`of all ${people(treated.people)}, buyers or not`}
        />
        <KeyFigure
          name="Spent"
          value={formatMoney(campaign.spentMinor, currency, 0)}
          note={
            campaign.budgetMinor
              ? `${formatPercent(campaign.spentMinor / campaign.budgetMinor, 0)} of the budget`
              : "no budget set"
          }
        />
      </KeyFigureStrip>

      <div className="grid gap-5 lg:grid-cols-2">
        <Card>
          <Figure
            title="From audience to click"
            take={
              isTracked
                ? "Treated people, each once; the rate is of the step before."
                : "No event carries this campaign, so only what its people bought is known. Send events with the property “campaign”."
            }
            data={{
              columns: ["Step", "People", "Of"],
              rows: steps.map((step) => [step.label, step.people, step.of]),
            }}
            fileName="funnel"
          >
            <Funnel
              label="From audience to click"
              steps={steps.map((step) => ({ name: step.label, value: step.people }))}
            />
          </Figure>
          {side.length > 0 && (
            <p className="mt-3 text-xs text-ink-2">
              {side
                .map(
                  (stage) =>
                    `${STAGE_WORD[stage]}: ${rate(stages[stage] ?? 0, stages.sent ?? treated.people)}`,
                )
                .join(" · ")}
            </p>
          )}
        </Card>
        <Card>
          <Figure title="Against the control group" take={effectTake(results)} headingLevel={2}>
            {effect && (
              <EffectRows
                label="Effect on the share that bought"
                format={(value) => formatPoints(value)}
                effects={[
                  {
                    key: "buyers",
                    name: "Share that bought",
                    estimate: effect.difference,
                    low: effect.low,
                    high: effect.high,
                  },
                ]}
              />
            )}
          </Figure>
          {contactedControl > 0 && (
            <div className="mt-3">
              <Callout tone="warn" title={`${people(contactedControl)} of the control group were contacted.`}>
                The comparison is blurred by that much.
              </Callout>
            </div>
          )}
          <div className="-mx-4 mt-3 border-t border-line">
            <Table label="Treated and control">
              <TableHead sticky={false}>
                <Th>Group</Th>
                <Th num>People</Th>
                <Th num>Bought</Th>
                <Th num>Orders</Th>
                <Th num>Per person</Th>
              </TableHead>
              <TableBody>
                <GroupRow name="Treated" side={treated} currency={currency} />
                <GroupRow name="Control" side={control} currency={currency} />
              </TableBody>
            </Table>
          </div>
        </Card>
      </div>
    </>
  );
}

function rate(count: number, of: number): string {
  return of > 0
    ? `${formatNumber(count)} of ${formatNumber(of)} (${formatPercent(count / of)})`
    : formatNumber(count);
}

function perPerson({ revenueMinor, people: count }: Side, currency: string): string {
  return count > 0 ? formatMoney(Math.round(revenueMinor / count), currency) : "–";
}

function effectTake({ treated, control, effect }: Results): string {
  if (!effect)
    return "No control group was held out: nothing causal can be said. What is shown happened, and might have happened anyway.";
  const shares = `${rate(treated.buyers, treated.people)} of the treated and ${rate(control.buyers, control.people)} of the control group bought.`;
  const range = `95 % interval ${formatPoints(effect.low)} to ${formatPoints(effect.high)}`;
  return effect.isCertain
    ? `${shares} The difference is ${formatPoints(effect.difference)}, ${range}.`
    : `${shares} The difference of ${formatPoints(effect.difference)} may be chance: ${range} holds zero.`;
}

function GroupRow({ name, side, currency }: { name: string; side: Side; currency: string }) {
  return (
    <Tr>
      <RowHeader>{name}</RowHeader>
      <Td num phone="first">
        {people(side.people)}
      </Td>
      <Td num label="bought">
        {side.people > 0 ? `${formatNumber(side.buyers)} (${formatPercent(side.buyers / side.people)})` : "–"}
      </Td>
      <Td num label="orders">
        {formatNumber(side.orders)}
      </Td>
      <Td num label="per person">
        {perPerson(side, currency)}
      </Td>
    </Tr>
  );
}
