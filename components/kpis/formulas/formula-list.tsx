import { Sparkline } from "@/components/charts/sparkline";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Action } from "@/components/ui/use-action";
import type { FormulaRow } from "@/lib/kpis/formulas/formula";
import type { FormulaRef } from "@/lib/kpis/formulas/model";
import { unitText } from "../metric-text";

export type FormulaActions = {
  archive: Action<FormulaRef, FormulaRef>;
  restore: Action<FormulaRef, FormulaRef>;
};

type FormulaListProps = {
  rows: readonly FormulaRow[];
  currency: string;
  /** Given where the role may define KPIs. */
  actions?: FormulaActions;
};

/** The workspace's own KPIs with formula, last whole month and the twelve before it. */
export function FormulaList({ rows, currency, actions }: FormulaListProps) {
  return (
    <Table label="KPIs of the workspace’s own">
      <TableHead>
        <Th>KPI</Th>
        <Th>Formula</Th>
        <Th num>Last whole month</Th>
        <Th>12 months</Th>
        <Th>Defined by</Th>
        <Th hideLabel>Change</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const values = row.points.map(({ value }) => value);
          return (
            <Tr key={row.id} isMuted={row.archivedAt !== null}>
              <RowHeader
                {...(!row.archivedAt && { href: `/kpis?metric=${row.id}` })}
                aside={row.archivedAt ? <Pill>archived</Pill> : null}
              >
                {row.name}
              </RowHeader>
              <Td className="md:max-w-80">
                <code className="font-mono text-xs break-words">{row.formula}</code>
                {row.problems[0] && <span className="block text-xs text-bad">{row.problems[0].text}</span>}
              </Td>
              <Td num phone="first">
                {row.archivedAt ? "" : unitText(row.unit, row.points.at(-2)?.value ?? null, currency)}
              </Td>
              <Td phone="hide">
                <Sparkline values={values} label={`${row.name} over ${values.length} months`} />
              </Td>
              <Td phone="hide">{row.who}</Td>
              <Td className="print:hidden">
                {actions && (
                  <span className="flex items-center justify-end gap-1">
                    {!row.archivedAt && (
                      <ButtonLink
                        size="sm"
                        variant="ghost"
                        href={`/kpis/own/${row.id}`}
                        aria-label={`Edit ${row.name}`}
                      >
                        Edit
                      </ButtonLink>
                    )}
                    <ActionButton
                      action={row.archivedAt ? actions.restore : actions.archive}
                      input={{ formulaId: row.id }}
                      done={row.archivedAt ? "KPI restored" : "KPI archived"}
                      undo={{
                        action: row.archivedAt ? actions.archive : actions.restore,
                        input: { formulaId: row.id },
                      }}
                      size="sm"
                      variant="ghost"
                      aria-label={`${row.archivedAt ? "Restore" : "Archive"} ${row.name}`}
                    >
                      {row.archivedAt ? "Restore" : "Archive"}
                    </ActionButton>
                  </span>
                )}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
