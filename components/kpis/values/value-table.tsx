import Link from "next/link";
import { ActionButton } from "@/components/ui/action-button";
import { Person } from "@/components/ui/avatar";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatDay } from "@/lib/days";
import { formatCount, formatMoment } from "@/lib/format";
import { figureLabel } from "@/lib/kpis/typed-figure";
import type { ValueRow } from "@/lib/kpis/values/value";
import { ChangeValue, RemoveValue } from "./row-buttons";
import type { ValueActions, ValueSetting } from "./value-setting";
import { placeText, valueText } from "./value-text";

type ValueTableProps = {
  rows: readonly ValueRow[];
  setting: ValueSetting;
  timeZone: string;
  now: Date;
  /** Given where the role may type values. */
  actions?: ValueActions;
};

/** The history of one value: every row of its day, figure and place. */
function historyOf({ figure, day, channel, segmentId, campaignId }: ValueRow): string {
  const params = new URLSearchParams({ show: "history", figure, from: day, to: day });
  if (campaignId) params.set("campaign", campaignId);
  else params.set("segment", segmentId ?? "all");
  if (channel) params.set("channel", channel);
  return `/kpis/values?${params}`;
}

/** Values that stand, with author and time. */
export function ValueTable({ rows, setting, timeZone, now, actions }: ValueTableProps) {
  const { today, currency } = setting;
  return (
    <Table label="Typed values" wide>
      <TableHead>
        <Th>Figure</Th>
        <Th num>Value</Th>
        <Th>Day</Th>
        <Th>Of whom</Th>
        <Th>Channel</Th>
        <Th>Typed by</Th>
        <Th num>At</Th>
        <Th hideLabel>Change</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const name = `${figureLabel(row.figure)} of ${formatDay(row.day, today)}`;
          return (
            <Tr key={row.id}>
              <RowHeader>{figureLabel(row.figure)}</RowHeader>
              <Td num phone="first">
                {valueText(row.figure, row.value, currency)}
              </Td>
              <Td className="num whitespace-nowrap">{formatDay(row.day, today)}</Td>
              <Td>{placeText(row)}</Td>
              <Td>{row.channel}</Td>
              <Td>{row.who ? <Person name={row.who} /> : ""}</Td>
              <Td num className="text-ink-2">
                {formatMoment(row.at, timeZone, now)}
              </Td>
              <Td className="print:hidden">
                <span className="flex items-center justify-end gap-1">
                  <Link
                    href={historyOf(row)}
                    className="inline-flex min-h-6 items-center text-xs text-accent hover:underline"
                    aria-label={`History of ${name}`}
                  >
                    History
                  </Link>
                  {actions && (
                    <>
                      <ChangeValue row={row} name={name} setting={setting} actions={actions} />
                      <RemoveValue valueId={row.id} name={name} actions={actions} />
                    </>
                  )}
                </span>
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** Every value that was ever typed, the latest entry first: what it took the place of, and how it ended. */
export function ValueHistory({ rows, setting, timeZone, now, actions }: ValueTableProps) {
  const { today, currency } = setting;
  return (
    <Table label="History of typed values" wide>
      <TableHead>
        <Th>Figure</Th>
        <Th num>Value</Th>
        <Th num>Before</Th>
        <Th>Day</Th>
        <Th>Of whom</Th>
        <Th>Typed by</Th>
        <Th num>At</Th>
        <Th>Now</Th>
        <Th hideLabel>Undo</Th>
      </TableHead>
      <TableBody>
        {rows.map((row, index) => (
          <Tr key={row.id} isMuted={row.ended !== null}>
            <RowHeader>{figureLabel(row.figure)}</RowHeader>
            <Td num phone="first">
              {valueText(row.figure, row.value, currency)}
            </Td>
            <Td num label="before">
              {row.replaced === null ? "" : valueText(row.figure, row.replaced, currency)}
            </Td>
            <Td className="num whitespace-nowrap">{formatDay(row.day, today)}</Td>
            <Td>{[placeText(row), row.channel].filter(Boolean).join(", ")}</Td>
            <Td>{row.who ? <Person name={row.who} /> : ""}</Td>
            <Td num>{formatMoment(row.at, timeZone, now)}</Td>
            <Td className="md:max-w-64">
              {row.ended
                ? `${row.ended.replacedBy === null ? "taken away" : `replaced by ${valueText(row.figure, row.ended.replacedBy, currency)}`}${row.ended.who ? `, ${row.ended.who}` : ""}, ${formatMoment(row.ended.at, timeZone, now)}`
                : "stands"}
            </Td>
            <Td className="print:hidden">
              {actions && row.batch?.isWhole && rows[index - 1]?.batchId !== row.batchId && (
                <ActionButton
                  action={actions.undo}
                  input={{ batchId: row.batchId }}
                  done="Entry taken back"
                  variant="ghost"
                  size="sm"
                  aria-label={`Undo the entry of ${formatCount(row.batch.count, "value")}`}
                >
                  {row.batch.count === 1 ? "Undo" : `Undo all ${row.batch.count}`}
                </ActionButton>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
