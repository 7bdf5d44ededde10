import Link from "next/link";
import { Person } from "@/components/ui/avatar";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type AuditLine, auditWords } from "@/lib/audit/line";
import { formatMoment } from "@/lib/format";

type Row = AuditLine & { about: { label: string; href: string | null } | null };

/** Who did what when, one line each, newest first. */
export function AuditTable({ rows, timeZone, now }: { rows: readonly Row[]; timeZone: string; now: Date }) {
  return (
    <Table label="Audit log">
      <TableHead sticky={false}>
        <Th>Who</Th>
        <Th>What</Th>
        <Th>About</Th>
        <Th num>When</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <RowHeader className="md:w-48">{row.who ? <Person name={row.who} /> : "Facet"}</RowHeader>
            <Td>{auditWords(row)}</Td>
            <Td>
              {row.about?.href ? (
                <Link href={row.about.href} className="hover:underline">
                  {row.about.label}
                </Link>
              ) : (
                <span className="text-ink-2">{row.about?.label}</span>
              )}
            </Td>
            <Td num phone="first">
              <time dateTime={row.at.toISOString()} className="text-xs text-ink-3">
                {formatMoment(row.at, timeZone, now)}
              </time>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
