import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { ROLE_LABEL } from "@/lib/auth/permissions";
import type { WorkloadRow } from "@/lib/work/workload/workload";

/** Who has what: open and late tactics, segments and campaigns. */
export function DutyTable({ people }: { people: readonly WorkloadRow[] }) {
  return (
    <Card title="Who has what" flush>
      <Table label="Who has what">
        <TableHead sticky={false}>
          <Th>Member</Th>
          <Th>Role</Th>
          <Th num>Open</Th>
          <Th num>Late</Th>
          <Th num>Segments</Th>
          <Th num>Campaigns</Th>
          <Th num>Hours a week</Th>
        </TableHead>
        <TableBody>
          {people.map((person) => (
            <Tr key={person.userId}>
              <RowHeader href={`/campaigns?owner=${person.userId}`}>
                <span className="inline-flex items-center gap-2">
                  <Avatar name={person.name} size="md" decorative />
                  {person.name}
                </span>
              </RowHeader>
              <Td phone="first" className="text-ink-2">
                {ROLE_LABEL[person.role]}
              </Td>
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
              <Td num label="hours a week">
                {person.weeklyHours}
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
