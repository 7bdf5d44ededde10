import { ColumnChart } from "@/components/charts/column-chart";
import { Figure } from "@/components/charts/figure";
import type { FreeDay } from "@/lib/campaigns/audience/audience";
import { type Day, formatDay } from "@/lib/days";
import { formatNumber } from "@/lib/format";

type FreeDaysProps = {
  days: readonly FreeDay[];
  people: number;
  today: Day;
  /** When, in words; null for just now. */
  counted: string | null;
};

/** How many of the audience no other campaign speaks to, day by day. */
export function FreeDays({ days, people, today, counted }: FreeDaysProps) {
  const [first, ...rest] = days;
  if (!first) return null;
  const best = rest.reduce((most, day) => (day.free > most.free ? day : most), first);
  const isSame = days.every(({ free }) => free === best.free);
  return (
    <Figure
      title="Free days"
      take={`${
        isSame
          ? `On each of these days ${formatNumber(best.free)} of ${formatNumber(people)} are free: no other campaign speaks to them.`
          : `Most are free on ${formatDay(best.day, today, { weekday: true })}: ${formatNumber(best.free)} of ${formatNumber(people)}, whom no other campaign speaks to.`
      }${counted ? ` Counted ${counted}.` : ""}`}
      data={{
        columns: ["Day", "Free"],
        rows: days.map(({ day, free }) => [day, free]),
      }}
      fileName="free days"
    >
      <ColumnChart
        label={`People who are free, ${days.length} days`}
        points={days.map(({ day, free }) => ({ label: formatDay(day, today), value: free }))}
        format={(value) => formatNumber(value)}
        height={150}
      />
    </Figure>
  );
}
