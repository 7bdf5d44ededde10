import { Figure } from "@/components/charts/figure";
import type { WeekOfYear } from "@/lib/customers/history/entry";
import { formatDay } from "@/lib/days";
import { formatCount, formatMoney } from "@/lib/format";

type YearStripProps = { weeks: readonly WeekOfYear[]; currency: string; today: string };

/** Orders above the line by what they came to, contacts below it by how many; a column per week. */
export function YearStrip({ weeks, currency, today }: YearStripProps) {
  const orders = weeks.reduce((sum, week) => sum + week.orders, 0);
  const contacts = weeks.reduce((sum, week) => sum + week.contacts, 0);
  const highest = Math.max(1, ...weeks.map((week) => week.amountMinor));
  const busiest = Math.max(1, ...weeks.map((week) => week.contacts));
  const name = (week: WeekOfYear) => `Week of ${formatDay(week.from, today)}`;
  const said = `${formatCount(orders, "order")} and ${formatCount(contacts, "contact")} in the last ${weeks.length} weeks`;
  return (
    <Figure
      title="Year"
      take={`${said}; a bar is as high as what its week’s orders came to, returns taken off.`}
      fileName="year"
      data={{
        columns: ["Week from", "Orders", "Amount", "Contacts"],
        rows: weeks
          .filter((week) => week.orders > 0 || week.contacts > 0 || week.amountMinor !== 0)
          .map((week) => [
            formatDay(week.from),
            week.orders,
            formatMoney(week.amountMinor, currency),
            week.contacts,
          ]),
      }}
    >
      <div role="img" aria-label={said} className="flex h-[76px] gap-[2px]">
        {weeks.map((week) => (
          <span
            key={week.from}
            title={`${name(week)}: ${formatCount(week.orders, "order")}, ${formatMoney(week.amountMinor, currency)}, ${formatCount(week.contacts, "contact")}`}
            className="flex min-w-0 flex-1 flex-col rounded-sm hover:bg-hover"
          >
            <span className="flex h-12 items-end border-b border-line">
              {week.orders > 0 && (
                <i
                  className="block w-full rounded-t-[2px] bg-chart-1"
                  style={{ height: `${Math.max(8, (Math.max(0, week.amountMinor) / highest) * 100)}%` }}
                />
              )}
            </span>
            {week.contacts > 0 && (
              <i
                className="mt-[2px] block rounded-b-[2px] bg-chart-2"
                style={{ height: `${Math.max(5, (week.contacts / busiest) * 24)}px` }}
              />
            )}
          </span>
        ))}
      </div>
      <p aria-hidden="true" className="mt-1 flex gap-4 text-xs text-ink-2">
        <span>{formatDay(weeks[0]?.from ?? today, today)}</span>
        <span className="flex items-center gap-1.5">
          <i className="size-2 rounded-full bg-chart-1" />
          orders
        </span>
        <span className="flex items-center gap-1.5">
          <i className="size-2 rounded-full bg-chart-2" />
          contacts
        </span>
        <span className="ml-auto">this week</span>
      </p>
    </Figure>
  );
}
