import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatMoment } from "@/lib/format";
import { CAUSE_WORDS, type MemberChange } from "@/lib/segments/movement/movement";

/** Single changes of membership, newest first. */
export function ChangesTable({
  changes,
  timeZone,
  now,
}: {
  changes: readonly MemberChange[];
  timeZone: string;
  now: Date;
}) {
  return (
    <Table label="Who joined and left">
      <TableHead>
        <Th>Customer</Th>
        <Th>What</Th>
        <Th>Because</Th>
        <Th num>When</Th>
      </TableHead>
      <TableBody>
        {changes.map((change) => (
          <Tr key={`${change.customerId} ${change.at.toISOString()} ${change.hasEntered}`}>
            <RowHeader href={`/customers/${change.customerId}`}>{change.name ?? change.externalId}</RowHeader>
            <Td>
              <span aria-hidden="true" className="text-2xs text-ink-3">
                {change.hasEntered ? "▲" : "▼"}
              </span>{" "}
              {change.hasEntered ? "joined" : "left"}
            </Td>
            <Td className="text-ink-2">{CAUSE_WORDS[change.cause].toLowerCase()}</Td>
            <Td num phone="first">
              <time dateTime={change.at.toISOString()} className="text-xs text-ink-3">
                {formatMoment(change.at, timeZone, now)}
              </time>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
