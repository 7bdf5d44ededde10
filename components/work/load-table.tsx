import { TriangleAlert } from "lucide-react";
import { Figure } from "@/components/charts/figure";
import { HeatTable } from "@/components/charts/heat-table";
import { Avatar } from "@/components/ui/avatar";
import { formatDay } from "@/lib/days";
import { overBy } from "@/lib/work/load";
import { type LoadCell, NOBODY, type Workload } from "@/lib/work/workload/workload";
import { hoursText } from "./hours-text";
import { type LoadAddress, loadHref } from "./load-address";

const ofCell = ({ total, capacity }: LoadCell) => overBy(total, capacity);

/** Hours per person and week: the ground darkens with the share of the week that is taken, too much says so in words. */
export function LoadTable({ load, address }: { load: Workload; address: LoadAddress }) {
  const { people, weekStarts, today, free } = load;
  const hasFree = free.some((hours) => hours > 0);
  const columns = weekStarts.map((monday, week) => (week === 0 ? "This week" : formatDay(monday, today)));
  const sums = weekStarts.map((_, week) => ({
    hours: people.reduce((sum, person) => sum + (person.weeks[week]?.hours ?? 0), 0),
    capacity: people.reduce((sum, person) => sum + (person.weeks[week]?.capacity ?? 0), 0),
  }));
  const share = (hours: number, capacity: number) =>
    hours === 0 ? null : capacity > 0 ? hours / capacity : 1;
  const rows = [
    ...people.map((person) => ({
      key: person.userId,
      label: (
        <span className="inline-flex items-center gap-2 py-1 text-xs text-ink">
          <Avatar name={person.name} size="md" decorative />
          <span className="max-w-24 truncate sm:max-w-40">{person.name}</span>
        </span>
      ),
      cells: person.weeks.map((cell) => share(cell.hours, cell.capacity)),
    })),
    ...(hasFree
      ? [{ key: NOBODY, label: "Nobody yet", cells: free.map((hours) => (hours > 0 ? 0 : null)) }]
      : []),
    ...(people.length > 1
      ? [{ key: "sum", label: "Everyone", cells: sums.map(({ hours, capacity }) => share(hours, capacity)) }]
      : []),
  ];
  const textOf = (row: number, week: number) => {
    const cell = people[row]?.weeks[week];
    if (cell) return <Cell cell={cell} />;
    if (rows[row]?.key === NOBODY) return hoursText(free[week] ?? 0);
    const { hours, capacity } = sums[week] ?? { hours: 0, capacity: 0 };
    return (
      <span className="whitespace-nowrap">
        {hoursText(Math.round(hours))} of {hoursText(Math.round(capacity))}
      </span>
    );
  };
  const linkOf = (row: number, week: number) => {
    const [key, monday] = [rows[row]?.key, weekStarts[week]];
    if (!key || !monday || key === "sum") return null;
    const isOpen = address.who === key && address.week === monday;
    return {
      href: loadHref(address, { who: isOpen ? undefined : key, week: isOpen ? undefined : monday }),
      label: sentence(people[row] ?? null, week, free[week] ?? 0, columns[week] ?? ""),
      isOpen,
    };
  };
  return (
    <Figure
      title="Hours per week"
      take="What is left of open tactics, spread over the working days they have left; late ones fall on this week. A week with days off has fewer hours."
      data={{
        columns: ["Member", "Hours a week", ...columns],
        rows: [
          ...people.map((person) => [
            person.name,
            person.weeklyHours,
            ...person.weeks.map(({ hours }) => hours),
          ]),
          ...(hasFree ? [["Nobody yet", null, ...free]] : []),
        ],
      }}
      fileName="workload"
    >
      <HeatTable
        label="Hours per person and week"
        rowHead="Member"
        columns={columns}
        rows={rows}
        max={1}
        hasStickyNames
        none="0"
        format={(value) => hoursText(value)}
        textOf={textOf}
        linkOf={linkOf}
      />
    </Figure>
  );
}

function Cell({ cell }: { cell: LoadCell }) {
  const over = ofCell(cell);
  return (
    <span className="flex flex-col items-center py-0.5 leading-tight">
      <span className={over > 0 ? "font-semibold" : undefined}>{hoursText(cell.hours)}</span>
      {over > 0 && (
        <span className="inline-flex items-center gap-0.5 font-medium whitespace-nowrap">
          <TriangleAlert aria-hidden="true" className="size-2.5" />
          {hoursText(over)} over
        </span>
      )}
    </span>
  );
}

/** "Ana, 30 Nov: 52 of 40 hours, 12 too many. Open the tactics". */
function sentence(
  person: Workload["people"][number] | null,
  week: number,
  free: number,
  when: string,
): string {
  const cell = person?.weeks[week];
  if (!person || !cell) return `Nobody yet, ${when}: ${hoursText(free)} hours. Open the tactics`;
  const over = ofCell(cell);
  const within = cell.total === cell.hours ? "" : `, ${hoursText(cell.total)} with everything else`;
  const much = over > 0 ? `, ${hoursText(over)} too many` : "";
  return `${person.name}, ${when}: ${hoursText(cell.hours)} of ${hoursText(cell.capacity)} hours${within}${much}. Open the tactics`;
}
