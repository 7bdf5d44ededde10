import { BarList } from "@/components/charts/bar-list";
import { Figure } from "@/components/charts/figure";
import { behindHref } from "@/components/lifecycle/address";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { currencyUnit, formatCount, formatMoney, formatNumber, formatPercent } from "@/lib/format";
import type { GroupValue } from "@/lib/value/report";

export type GroupValueProps = {
  value: GroupValue & { people: number };
  currency: string;
  floor: number;
  segmentId: string | null;
  mayBuild: boolean;
};

/** What is expected of a group in the coming twelve months: sum, mean and middle. */
export function GroupValueFigures({ value, currency }: Pick<GroupValueProps, "value" | "currency">) {
  const money = (minor: number) => formatMoney(minor, currency, 0);
  return (
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
  );
}

/** How many of the group have which chance to still buy, and what is expected of them. */
export function ValueByChance({ value, currency, floor, segmentId, mayBuild }: GroupValueProps) {
  const money = (minor: number) => formatMoney(minor, currency, 0);
  const largest = Math.max(...value.bands.map((band) => band.people ?? 0), 1);
  const [low] = value.bands;
  return (
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
          band.people === null ? null : band.sumMinor / 10 ** currencyUnit(currency).digits,
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
  );
}
