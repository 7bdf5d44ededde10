import { clsx } from "clsx";
import { Check, Minus } from "lucide-react";
import { Card } from "@/components/ui/card";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { PERMISSION_WORDS } from "@/lib/auth/permission-words";
import { grants, ROLE_LABEL, ROLES, type Role } from "@/lib/auth/permissions";

type Row = (typeof PERMISSION_WORDS)[number]["rows"][number];

/** The table of permissions, one card per subject; the reader's own role stands out. A phone lists who may. */
export function RolesMatrix({ own }: { own: Role }) {
  return PERMISSION_WORDS.map(({ title, rows }) => (
    <Card key={title} title={title} flush>
      <Table label={title} className="table-fixed">
        <TableHead sticky={false}>
          <Th className="w-[38%]">May</Th>
          {ROLES.map((role) => (
            <Th key={role} className={clsx(role === own && "text-ink!")}>
              {ROLE_LABEL[role]}
            </Th>
          ))}
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Tr key={row.permission}>
              <RowHeader className="font-normal">{row.label}</RowHeader>
              {ROLES.map((role) => (
                <Td
                  key={role}
                  label={ROLE_LABEL[role]}
                  phone={grants(role, row.permission) === "none" ? "hide" : "second"}
                  className={clsx(role === own && "md:bg-accent-soft")}
                >
                  <Grant row={row} role={role} />
                </Td>
              ))}
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  ));
}

function Grant({ row, role }: { row: Row; role: Role }) {
  const grant = grants(role, row.permission);
  if (grant === "none")
    return (
      <span className="inline-flex align-middle text-ink-3">
        <Minus aria-hidden="true" className="size-3.5" />
        <span className="sr-only">no</span>
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1 align-middle">
      <Check aria-hidden="true" className="size-3.5 flex-none text-good" />
      {grant === "assigned" ? (
        <span className="text-xs text-ink-2">{row.assigned}</span>
      ) : (
        <span className="sr-only">yes</span>
      )}
    </span>
  );
}
