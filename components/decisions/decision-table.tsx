import Link from "next/link";
import { Person } from "@/components/ui/avatar";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type Day, formatDay } from "@/lib/days";
import { type DecisionRow, linkHref, linkWords } from "@/lib/decisions/decision";
import { valueText } from "@/lib/decisions/words";
import { ReviewMark, StatePill } from "./decision-state";

type DecisionTableProps = { rows: readonly DecisionRow[]; today: Day; currency: string; floor: number };

/** Decisions with the figure each rests on, what it led to, and when it is looked at again. */
export function DecisionTable({ rows, today, currency, floor }: DecisionTableProps) {
  return (
    <Table label="Decisions" wide>
      <TableHead>
        <Th>Decision</Th>
        <Th>On</Th>
        <Th num>Figure then</Th>
        <Th>Led to</Th>
        <Th>State</Th>
        <Th>By</Th>
        <Th num>Day</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <RowHeader href={`/decisions/${row.id}`} className="md:max-w-72">
              {row.title}
            </RowHeader>
            <Td className="md:max-w-40">
              <span className="block truncate py-1.5">
                <About decision={row} />
              </span>
            </Td>
            <Td num label="figure then">
              {row.figure === "hidden"
                ? `fewer than ${floor}`
                : row.figure
                  ? valueText(row.figure, row.figure.value, currency)
                  : ""}
            </Td>
            <Td className="md:max-w-48" label="led to">
              <Links decision={row} />
            </Td>
            <Td>
              <span className="inline-flex flex-wrap items-center gap-x-2 text-xs md:flex-col md:items-start md:py-1 md:whitespace-nowrap">
                <StatePill state={row.state} />
                <ReviewMark decision={row} today={today} />
              </span>
            </Td>
            <Td phone="hide">{row.decidedBy && <Person name={row.decidedBy.name} />}</Td>
            <Td num phone="first" className="whitespace-nowrap">
              {formatDay(row.decidedOn, today)}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** The segment or campaign that was decided about. */
export function About({ decision: { segment, campaign } }: { decision: DecisionRow }) {
  const link = "py-1.5 hover:underline";
  if (campaign)
    return (
      <Link href={`/campaigns/${campaign.id}/results`} className={link}>
        {campaign.name}
      </Link>
    );
  return segment ? (
    <Link href={`/segments/${segment.id}/kpis`} className={link}>
      {segment.name}
    </Link>
  ) : (
    <span className="text-ink-3">all customers</span>
  );
}

function Links({ decision: { links } }: { decision: DecisionRow }) {
  if (links.length === 0) return <span className="text-ink-3">nothing yet</span>;
  return (
    <ul>
      {links.map((link) => (
        <li key={link.id}>
          <Link href={linkHref(link)} className="block truncate py-1 hover:underline">
            {linkWords(link)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
