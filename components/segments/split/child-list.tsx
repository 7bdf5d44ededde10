"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { formatNumber, formatPercent } from "@/lib/format";
import { Letter } from "./split-grid";

export type ChildRow = {
  key: string;
  name: string;
  suggested: string;
  /** What its rule says, within the parent. */
  sentence: string;
  size: number;
  letter?: string;
  error?: string;
};

export type ChildListProps = {
  rows: readonly ChildRow[];
  rest: ChildRow & { isWanted: boolean };
  total: number;
  /** False while the sizes are not known: none is said then. */
  isCounted: boolean;
  onName: (key: string, name: string) => void;
  onRest: (isWanted: boolean) => void;
};

/** The segments that will be made: name, rule in words, size. Names can be changed; an emptied one is suggested anew. */
export function ChildList({ rows, rest, total, isCounted, onName, onRest }: ChildListProps) {
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <Row key={row.key} row={row} total={total} onName={onName} />
      ))}
      <li className="px-4 py-2.5">
        <Checkbox
          label={`Everyone else as one more segment${isCounted ? ` (${formatNumber(rest.size)})` : ""}`}
          help="Its rule is “in none of the others”, so it stays exact when one of them changes."
          checked={rest.isWanted}
          onChange={(event) => onRest(event.target.checked)}
        />
      </li>
      {rest.isWanted && <Row row={rest} total={total} onName={onName} />}
    </ul>
  );
}

function Row(props: { row: ChildRow; total: number; onName: ChildListProps["onName"] }) {
  const { row, total, onName } = props;
  const noteId = `note-${row.key}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      {row.letter && <Letter letter={row.letter} />}
      <span className="min-w-0 flex-1 basis-52 max-md:basis-4/5">
        <Input
          aria-label={`Name of ${row.suggested}`}
          aria-describedby={row.error ? noteId : undefined}
          aria-invalid={row.error ? true : undefined}
          data-child={row.key}
          maxLength={120}
          value={row.name}
          onChange={(event) => onName(row.key, event.target.value)}
          onBlur={() => row.name.trim() === "" && onName(row.key, row.suggested)}
        />
        {row.error ? (
          <span id={noteId} className="block pt-0.5 text-xs text-bad">
            {row.error}
          </span>
        ) : null}
      </span>
      <span className="min-w-0 flex-1 basis-52 text-xs text-ink-2 max-md:basis-40">{row.sentence}</span>
      <span className="num w-24 flex-none text-right text-sm font-medium">
        {formatNumber(row.size)}
        <span className="block text-xs font-normal text-ink-3">
          {total > 0 ? `${formatPercent(row.size / total, 0)} of it` : ""}
        </span>
      </span>
    </li>
  );
}
