import Link from "next/link";
import { Person } from "@/components/ui/avatar";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type Day, formatDay } from "@/lib/days";
import { type DecisionRow, linkHref, linkWords } from "@/lib/decisions/decision";
import { figureName, valueText } from "@/lib/decisions/words";
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
            <RowHeader
              href={`/decisions/${row.id}`}
              className="md:min-w-52 md:py-1.5 [&_a]:whitespace-normal print:min-w-0"
            >
              {row.title}
            </RowHeader>
            <Td>
              <About decision={row} />
            </Td>
            <Td num className="md:max-w-44 md:whitespace-normal">
              {row.figure === "hidden" && `fewer than ${floor}`}
              {row.figure && row.figure !== "hidden" && (
                <>
                  <span className="max-md:hidden">{valueText(row.figure, row.figure.value, currency)}</span>
                  <span className="text-xs font-normal text-ink-3 md:block">{figureName(row.figure)}</span>{" "}
                  <span className="md:hidden">{valueText(row.figure, row.figure.value, currency)}</span>
                </>
              )}
            </Td>
            <Td className="max-md:basis-full" label="led to">
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
  const link = "inline-block py-1 hover:underline";
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
    <ul className="max-md:inline">
      {links.map((link, index) => (
        <li key={link.id} className="max-md:inline">
          <Link href={linkHref(link)} className="inline-block py-1 hover:underline md:block">
            {linkWords(link)}
          </Link>
          {index < links.length - 1 && <span className="md:hidden">, </span>}
        </li>
      ))}
    </ul>
  );
}
