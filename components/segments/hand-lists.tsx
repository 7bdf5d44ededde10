import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatMoment } from "@/lib/format";
import type { OverrideRow, PersonFound } from "@/lib/segments/members/member";
import { OverrideButtons, type OverrideButtonsProps } from "./override-buttons";

type Shared = Pick<OverrideButtonsProps, "segmentId"> & {
  /** Left out for roles that do not edit segments. */
  setOverride?: OverrideButtonsProps["setOverride"];
};

/** Whom somebody put in or kept out, on top of the rule. */
export function OverridesTable({
  rows,
  timeZone,
  now,
  segmentId,
  setOverride,
}: Shared & { rows: readonly OverrideRow[]; timeZone: string; now: Date }) {
  return (
    <Table label="By hand">
      <TableHead>
        <Th>Customer</Th>
        <Th>Is</Th>
        <Th>By</Th>
        <Th>When</Th>
        <Th hideLabel>Change</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.customerId}>
            <RowHeader href={`/customers/${row.customerId}`}>{row.name ?? row.externalId}</RowHeader>
            <Td phone="first">
              {row.isIncluded ? <Pill tone="accent">put in</Pill> : <Pill tone="warn">kept out</Pill>}
            </Td>
            <Td className="text-ink-2">{row.byName ?? "Facet"}</Td>
            <Td className="num whitespace-nowrap text-ink-2">{formatMoment(row.at, timeZone, now)}</Td>
            <Td className="text-right max-md:basis-full max-md:text-left">
              {setOverride && (
                <OverrideButtons
                  segmentId={segmentId}
                  person={{ customerId: row.customerId, name: row.name ?? row.externalId }}
                  isMember={row.isIncluded}
                  isIncluded={row.isIncluded}
                  setOverride={setOverride}
                />
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** Customers that a search found, with how each stands to the segment. */
export function PeopleFound({
  rows,
  segmentId,
  setOverride,
}: Required<Shared> & { rows: readonly PersonFound[] }) {
  return (
    <ul aria-label="Customers found" className="divide-y divide-line">
      {rows.map((row) => {
        const name = row.name ?? row.externalId;
        return (
          <li key={row.customerId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{name}</span>{" "}
              <span className="text-xs text-ink-3">{row.email ?? row.externalId}</span>
            </span>
            <span className="text-xs text-ink-2">{row.isMember ? "a member" : "not a member"}</span>
            <OverrideButtons
              segmentId={segmentId}
              person={{ customerId: row.customerId, name }}
              isMember={row.isMember}
              isIncluded={row.isIncluded}
              setOverride={setOverride}
            />
          </li>
        );
      })}
    </ul>
  );
}
