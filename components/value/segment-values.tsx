import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatMoney, formatNumber, formatPercent } from "@/lib/format";
import type { SegmentValue } from "@/lib/value/report";

/** What is expected of the members of each segment. */
export function SegmentValues({
  rows,
  currency,
  floor,
}: {
  rows: readonly SegmentValue[];
  currency: string;
  floor: number;
}) {
  return (
    <Table label="Expected value per segment">
      <TableHead sticky={false}>
        <Th>Segment</Th>
        <Th num>Buyers</Th>
        <Th num>Value, 12 months</Th>
        <Th num>Each</Th>
        <Th num>Orders</Th>
        <Th num>Mean P(active)</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.segmentId}>
            <RowHeader href={`/segments/${row.segmentId}/kpis`}>{row.name}</RowHeader>
            {row.people === null ? (
              <Td num phone="first">
                fewer than {floor}
              </Td>
            ) : (
              <Td num phone="second">
                {formatNumber(row.people)}
                <span className="md:hidden"> buyers</span>
              </Td>
            )}
            <Td num phone="first">
              {row.people !== null && formatMoney(row.sumMinor, currency, 0)}
            </Td>
            <Td num phone="second">
              {row.people !== null && formatMoney(row.meanMinor, currency, 0)}
              {row.people !== null && <span className="md:hidden"> each</span>}
            </Td>
            <Td num phone="hide">
              {row.people !== null && formatNumber(row.expectedOrders)}
            </Td>
            <Td num phone="hide">
              {row.people !== null && formatPercent(row.meanActive / 100)}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
