import { EffectRows } from "@/components/charts/effect-row";
import { Figure } from "@/components/charts/figure";
import { Card } from "@/components/ui/card";
import type { CampaignRow } from "@/lib/campaigns/campaign";
import type { Outcome } from "@/lib/campaigns/results/outcome";
import { formatCount, formatList, formatNumber, formatPoints } from "@/lib/format";

type LiftCardProps = {
  campaigns: readonly CampaignRow[];
  outcomes: ReadonlyMap<string, Outcome | "hidden">;
  /** "as of 09:41" where they were counted before. */
  asOf: string | null;
};

/** What recent campaigns caused: treated against held out, in points of the share that bought. */
export function LiftCard({ campaigns, outcomes, asOf }: LiftCardProps) {
  const effects = campaigns.flatMap(({ id, name }) => {
    const outcome = outcomes.get(id);
    if (!outcome || outcome === "hidden" || !outcome.effect) return [];
    const { difference, low, high } = outcome.effect;
    const people = outcome.treated.people + outcome.control.people;
    const href = `/campaigns/${id}/results`;
    const note = formatCount(people, "customer");
    return [{ key: id, name, href, estimate: difference, low, high, note, people }];
  });
  if (effects.length === 0) return null;
  return (
    <Card>
      <Figure
        title="Lift against the control group"
        take={`${takeOf(effects)}${asOf ? ` Counted ${asOf}.` : ""}`}
        data={{
          columns: ["Campaign", "Lift", "Low", "High", "People"],
          rows: effects.map(({ name, estimate, low, high, people }) => [name, estimate, low, high, people]),
          format: (value, column) => (column === 4 ? formatNumber(value) : formatPoints(value)),
        }}
        fileName="Lift by campaign"
      >
        <EffectRows
          label="Lift by campaign, 95 % interval"
          effects={effects.sort((a, b) => b.estimate - a.estimate)}
          format={(value) => formatPoints(value)}
        />
      </Figure>
    </Card>
  );
}

/** "One clearly helps; the rest may be chance: 95 % intervals that hold zero." */
function takeOf(effects: readonly { low: number; high: number }[]): string {
  const helps = effects.filter(({ low }) => low > 0).length;
  const harms = effects.filter(({ high }) => high < 0).length;
  const parts = [
    ...(helps > 0 ? [`${formatCount(helps, "campaign")} clearly ${helps === 1 ? "helps" : "help"}`] : []),
    ...(harms > 0 ? [`${formatCount(harms, "campaign")} clearly ${harms === 1 ? "harms" : "harm"}`] : []),
  ];
  const left = effects.length - helps - harms;
  const chance = left > 0 ? `${parts.length > 0 ? " The rest" : "All"} may be chance.` : "";
  return `${parts.length > 0 ? `${formatList(parts)}.` : ""}${chance} Points of the share that bought, 95 % interval.`;
}
