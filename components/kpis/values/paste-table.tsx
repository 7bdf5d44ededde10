import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatDay } from "@/lib/days";
import { formatNumber } from "@/lib/format";
import { figureLabel } from "@/lib/kpis/typed-figure";
import type { PastePreview } from "@/lib/kpis/values/paste";
import { valueText } from "./value-text";

type PasteTableProps = { preview: PastePreview; currency: string };

/** How each line is read, the faulty ones first, with what to do about them. */
export function PasteTable({ preview: { lines, count }, currency }: PasteTableProps) {
  return (
    <div>
      <Table label="How the lines are read" wide>
        <TableHead sticky={false}>
          <Th>Line</Th>
          <Th>Day</Th>
          <Th>Figure</Th>
          <Th num>Value</Th>
          <Th>Place</Th>
          <Th>Finding</Th>
        </TableHead>
        <TableBody>
          {lines.map(({ no, cells, value, problem, note }) => (
            <Tr key={no}>
              <RowHeader>{formatNumber(no)}</RowHeader>
              <Td phone="first">{value ? formatDay(value.day) : cells.day}</Td>
              <Td>{value ? figureLabel(value.figure) : cells.figure}</Td>
              <Td num>{value ? valueText(value.figure, value.value, currency) : cells.value}</Td>
              <Td>
                {[cells.segment || cells.campaign || "All customers", value?.channel ?? cells.channel]
                  .filter(Boolean)
                  .join(", ")}
              </Td>
              <Td className="min-w-48">
                {problem ? (
                  <span className="text-bad">{problem}</span>
                ) : (
                  <span className="text-ink-3">{note}</span>
                )}
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      {count > lines.length && (
        <p className="mt-2 text-xs text-ink-3">
          {formatNumber(lines.length)} of {formatNumber(count)} lines are shown.
        </p>
      )}
    </div>
  );
}
