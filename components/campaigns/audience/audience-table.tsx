import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { AudiencePerson } from "@/lib/campaigns/audience/audience";
import { REASON_LABEL } from "@/lib/campaigns/launch/reasons";

/** The people of one group of a frozen audience. */
export function AudienceTable({ label, people }: { label: string; people: readonly AudiencePerson[] }) {
  const hasReasons = people.some(({ reason }) => reason !== null);
  return (
    <Table label={label}>
      <TableHead>
        <Th>Customer</Th>
        <Th>Place</Th>
        <Th>Counts for</Th>
        {hasReasons && <Th>Left out because</Th>}
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <Tr key={person.customerId}>
            <RowHeader href={`/customers/${person.customerId}`}>{person.name ?? person.externalId}</RowHeader>
            <Td phone="hide" className="text-ink-2">
              {[person.city, person.country].filter(Boolean).join(", ") || "–"}
            </Td>
            <Td className="text-ink-2">{person.segmentName}</Td>
            {hasReasons && <Td>{person.reason ? REASON_LABEL[person.reason].toLowerCase() : "–"}</Td>}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
