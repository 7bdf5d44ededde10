import { clsx } from "clsx";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type Day, formatDay } from "@/lib/days";
import { formatNumber } from "@/lib/format";
import type { TeamRow } from "@/lib/work/task";

/** Who has what, and how many of their hours the coming weeks hold. */
export function TeamTable({
  people,
  weekStarts,
  today,
}: {
  people: readonly TeamRow[];
  weekStarts: readonly Day[];
  today: Day;
}) {
  return (
    <Card
      title="Hours per week"
      meta="left of open tactics, spread over their working days; late ones fall on this week"
      flush
    >
      <Table label="Load of the team" wide>
        <TableHead sticky={false}>
          <Th>Member</Th>
          <Th num>Open</Th>
          <Th num>Late</Th>
          <Th num>Segments</Th>
          <Th num>Campaigns</Th>
          {weekStarts.map((monday, index) => (
            <Th key={monday} className="min-w-24">
              {index === 0 ? "This week" : `from ${formatDay(monday, today)}`}
            </Th>
          ))}
        </TableHead>
        <TableBody>
          {people.map((person) => (
            <Tr key={person.userId}>
              <RowHeader href={`/campaigns?owner=${person.userId}`}>
                <span className="inline-flex items-center gap-2">
                  <Avatar name={person.name} size="md" decorative />
                  {person.name}
                  <span className="text-xs font-normal text-ink-3">{person.role}</span>
                </span>
              </RowHeader>
              <Td num label="open">
                {person.open}
              </Td>
              <Td num label="late" className={person.late > 0 ? "font-medium text-warn" : undefined}>
                {person.late}
              </Td>
              <Td num label="segments">
                {person.segments}
              </Td>
              <Td num label="campaigns">
                {person.campaigns}
              </Td>
              {person.weeks.map((hours, index) => (
                <Td
                  key={weekStarts[index]}
                  className="max-md:basis-full"
                  label={index === 0 ? "this week" : formatDay(weekStarts[index] ?? today, today)}
                >
                  <Load hours={hours} of={person.weeklyHours} />
                </Td>
              ))}
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Load({ hours, of }: { hours: number; of: number }) {
  const isOver = hours > of;
  return (
    <span className="inline-flex items-center gap-2 max-md:w-2/3 md:flex md:flex-col md:items-stretch md:gap-0.5">
      <span className={clsx("num text-xs", isOver ? "font-medium text-bad" : "text-ink-2")}>
        {formatNumber(hours, hours % 1 === 0 ? 0 : 1)} of {of} h{isOver && ", too much"}
      </span>
      <span
        aria-hidden="true"
        className="block h-1.5 flex-1 overflow-clip rounded-full bg-sunken dark:bg-line"
      >
        <span
          className={clsx("block h-full rounded-full", isOver ? "bg-bad" : "bg-chart-1")}
          style={{ width: `${Math.min(100, of > 0 ? (hours / of) * 100 : 0)}%` }}
        />
      </span>
    </span>
  );
}
