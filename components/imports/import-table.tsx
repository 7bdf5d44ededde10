import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatMoment, formatNumber } from "@/lib/format";
import { IMPORT_KIND_LABEL, type ImportLine } from "@/lib/imports/import";
import { ImportPill } from "./status-pill";

export type ImportTableProps = { imports: readonly ImportLine[]; timeZone: string; now: Date };

/** Earlier imports, the newest first. */
export function ImportTable({ imports, timeZone, now }: ImportTableProps) {
  return (
    <Table label="Earlier imports">
      <TableHead>
        <Th>File</Th>
        <Th>Holds</Th>
        <Th>State</Th>
        <Th>When</Th>
        <Th>By</Th>
        <Th num>New</Th>
        <Th num>Changed</Th>
        <Th num>Set aside</Th>
      </TableHead>
      <TableBody>
        {imports.map(({ id, fileName, kind, status, createdAt, createdBy, counts }) => (
          <Tr key={id}>
            <RowHeader href={`/customers/import/${id}`}>{fileName}</RowHeader>
            <Td>{IMPORT_KIND_LABEL[kind]}</Td>
            <Td phone="first">
              <ImportPill status={status} />
            </Td>
            <Td className="whitespace-nowrap">{formatMoment(createdAt, timeZone, now)}</Td>
            <Td phone="hide">{createdBy}</Td>
            <Td num label="New">
              {formatNumber(counts.created)}
            </Td>
            <Td num label="Changed">
              {formatNumber(counts.changed)}
            </Td>
            <Td num label="Set aside">
              {formatNumber(counts.rejected)}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
