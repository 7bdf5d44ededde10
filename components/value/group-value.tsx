import { BarList } from "@/components/charts/bar-list";
import { Figure } from "@/components/charts/figure";
import { behindHref } from "@/components/lifecycle/address";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { formatCount, formatMoney, formatNumber, formatPercent } from "@/lib/format";
import type { GroupValue } from "@/lib/value/report";

export type GroupValueProps = {
  value: GroupValue & { people: number };
  currency: string;
  floor: number;
  segmentId: string | null;
  mayBuild: boolean;
};

/** What is expected of a group in the coming twelve months: sum, mean, middle, and by P(active). */
export function GroupValueView({ value, currency, floor, segmentId, mayBuild }: GroupValueProps) {
  const money = (minor: number) => formatMoney(minor, currency, 0);
  const largest = Math.max(...value.bands.map((band) => band.people ?? 0), 1);
  const [low] = value.bands;
  return (
    <>
      <KeyFigureStrip label="Expected in the coming 12 months">
        <KeyFigure
          name="Expected value"
          value={money(value.sumMinor)}
          note={`of ${formatCount(value.people, "buyer")}; discounted, before returns and costs`}
        />
        <KeyFigure
          name="Each"
          value={money(value.meanMinor)}
          note={`the middle one ${money(value.medianMinor)}`}
        />
        <KeyFigure
          name="Expected orders"
          value={formatNumber(value.expectedOrders)}
          note="days with an order, not discounted"
        />
        <KeyFigure
          name="Mean P(active)"
          value={formatPercent(value.meanActive / 100)}
          note="chance to still buy; 100 % of who ordered once"
        />
      </KeyFigureStrip>
      <Figure
        title="By P(active)"
        take={
          low?.people
            ? `${formatCount(low.people, "buyer")} with a chance below 20 % still carry ${money(low.sumMinor)}.`
            : "Nobody has a chance below 20 %, or too few to show."
        }
        fileName="expected value by chance of being active"
        data={{
          columns: ["P(active)", "Buyers", `Expected value, ${currency}`],
          rows: value.bands.map((band) => [
            band.label,
            band.people,
            band.people === null ? null : band.sumMinor / 100,
          ]),
        }}
      >
        <BarList
          label="Buyers by P(active)"
          max={largest}
          items={value.bands.map((band, at) => ({
            key: band.label,
            label: band.label,
            value: band.people ?? 0,
            text: band.people === null ? `fewer than ${floor}` : formatNumber(band.people),
            note: band.people ? money(band.sumMinor) : undefined,
            href: mayBuild && band.people ? behindHref(`active:${at}`, segmentId) : undefined,
          }))}
        />
      </Figure>
    </>
  );
}
