import { DescriptionList } from "@/components/ui/description-list";
import { dayInZone, formatDay } from "@/lib/days";
import { formatCount, formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { type CustomerValue, warningsOf } from "@/lib/value/report";

export type CustomerValueProps = { value: CustomerValue; currency: string; timeZone: string; today: string };

/** What is expected of a person, what it rests on, and how sure it is. */
export function CustomerValueView({ value, currency, timeZone, today }: CustomerValueProps) {
  const { history, inUse } = value;
  const [warning] = warningsOf(inUse.fit);
  return (
    <>
      <DescriptionList
        items={[
          { term: "P(active)", value: formatPercent(value.chanceActive / 100) },
          { term: "Orders, 12 months", value: formatNumber(value.expectedOrders, 1) },
          { term: "Value, 12 months", value: formatMoney(value.expectedValueMinor, currency) },
        ]}
      />
      <p className="mt-2 text-xs text-ink-3">
        {history &&
          (history.repeats === 0
            ? `One day with an order, ${formatCount(history.age, "day")} ago: nobody leaves before a second, by this model. `
            : `From ${formatCount(history.repeats + 1, "day")} with an order over ${formatCount(history.recency, "day")}, the first ${formatCount(history.age, "day")} ago, ${formatMoney(history.meanMinor, currency)} a time. `)}
        BG/NBD and Gamma-Gamma, fitted {formatDay(dayInZone(inUse.at, timeZone), today)} over{" "}
        {formatCount(inUse.fit.orders.people, "buyer")}; an expectation over people alike, not a promise.
      </p>
      {warning && <p className="mt-2 text-xs text-warn">{warning}</p>}
    </>
  );
}
