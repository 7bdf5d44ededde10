import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatMoney, formatNumber } from "@/lib/format";
import type { SiblingPerson } from "@/lib/segments/siblings/siblings";

/** The people of a part, with the children that they are in. */
export function PartPeople({ people, currency }: { people: readonly SiblingPerson[]; currency: string }) {
  return (
    <Table label="People">
      <TableHead>
        <Th>Customer</Th>
        <Th>Place</Th>
        <Th num>Orders</Th>
        <Th num>Spent</Th>
        <Th>In</Th>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <Tr key={person.customerId}>
            <RowHeader href={`/customers/${person.customerId}`} className="md:max-w-56">
              {person.name ?? person.externalId}
            </RowHeader>
            <Td className="text-ink-2">{[person.city, person.country].filter(Boolean).join(", ") || "–"}</Td>
            <Td num label="Orders">
              {formatNumber(person.orderCount)}
            </Td>
            <Td num phone="first">
              {formatMoney(person.spendMinor, currency, 0)}
            </Td>
            <Td className="text-ink-2">{person.within.join(", ") || "none of them"}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
