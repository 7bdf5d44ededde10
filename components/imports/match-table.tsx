"use client";

import { Pill } from "@/components/ui/pill";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { SelectOption } from "@/components/ui/select";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TokenInput, TokenSelect } from "@/components/ui/token-select";
import { formatPercent } from "@/lib/format";
import { importFields, readingsFor } from "@/lib/imports/field";
import type { ImportKind } from "@/lib/imports/import";
import type { ColumnMapping, ImportMapping } from "@/lib/imports/mapping";
import type { ColumnProfile, FileProfile } from "@/lib/imports/profile";
import { READING_LABEL, READINGS, type Reading, readingsOf } from "@/lib/imports/reading";
import { attributeLabel, type KnownAttribute, readingFor, readingOfAttribute } from "@/lib/imports/suggest";

export type MatchTableProps = {
  kind: ImportKind;
  profile: FileProfile;
  mapping: ImportMapping;
  attributes: readonly KnownAttribute[];
  onChange: (at: number, column: ColumnMapping) => void;
};

/** A row per column of the file: its first values, where it goes, how full it is, what was found. */
export function MatchTable({ kind, profile, mapping, attributes, onChange }: MatchTableProps) {
  const options = fieldOptions(kind, attributes);
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface">
      <Table label="Columns of the file">
        <TableHead>
          <Th>Column in file</Th>
          <Th>First values</Th>
          <Th>Field</Th>
          <Th>Filled</Th>
          <Th>Findings</Th>
        </TableHead>
        <TableBody>
          {profile.columns.map((column, at) => {
            const matched = mapping.columns[at];
            if (!matched) return null;
            return (
              <Tr key={column.name} isMuted={matched.field === null}>
                <RowHeader className="font-mono text-xs!">
                  <span className="max-w-[24ch] truncate" title={column.name}>
                    {column.name}
                  </span>
                </RowHeader>
                <Td className="max-w-56 truncate text-ink-2">{column.samples.join(", ")}</Td>
                <Td className="max-md:w-full">
                  <ColumnField
                    kind={kind}
                    column={column}
                    matched={matched}
                    options={options}
                    attributes={attributes}
                    onChange={(next) => onChange(at, next)}
                  />
                </Td>
                <Td className="w-32 max-md:w-40">
                  <ProgressBar
                    label={`${column.name} filled`}
                    share={profile.rows > 0 ? column.filled / profile.rows : 0}
                    tone={3}
                    figure={formatPercent(profile.rows > 0 ? column.filled / profile.rows : 0, 0)}
                  />
                </Td>
                <Td className="max-md:w-full">
                  <Findings column={column} matched={matched} isKey={matched.field === mapping.key} />
                </Td>
              </Tr>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}

function fieldOptions(kind: ImportKind, attributes: readonly KnownAttribute[]): SelectOption[] {
  const own = attributes.map(({ key, label }) => ({ value: `attr:${key}`, label, group: "Your fields" }));
  return [
    { value: "", label: "Do not import" },
    ...(kind === "customers" ? [{ value: "new", label: "New field" }] : []),
    ...Object.entries(importFields(kind)).map(([value, { label, group }]) => ({ value, label, group })),
    ...(kind === "customers" ? own : []),
  ];
}

type ColumnFieldProps = {
  kind: ImportKind;
  column: ColumnProfile;
  matched: ColumnMapping;
  options: readonly SelectOption[];
  attributes: readonly KnownAttribute[];
  onChange: (column: ColumnMapping) => void;
};

function ColumnField({ kind, column, matched, options, attributes, onChange }: ColumnFieldProps) {
  const attributeOf = (field: string | null) => attributes.find(({ key }) => `attr:${key}` === field);
  const attribute = attributeOf(matched.field);
  const shape = matched.field ? importFields(kind)[matched.field]?.shape : undefined;
  const readings: readonly Reading[] =
    matched.field === "new"
      ? READINGS
      : attribute
        ? readingsOf(attribute.type)
        : shape
          ? readingsFor(shape)
          : [];

  function choose(value: string) {
    const chosen = attributeOf(value);
    if (value === "") return onChange({ ...matched, field: null });
    if (value === "new")
      return onChange({ field: "new", reading: column.reading, label: attributeLabel(column.name) });
    const reading = chosen ? readingOfAttribute(chosen.type, column) : readingFor(kind, value, column);
    onChange({ field: value, reading, label: "" });
  }

  return (
    <span className="flex flex-wrap items-center gap-1">
      <TokenSelect
        label={`Field for ${column.name}`}
        options={options}
        value={matched.field ?? ""}
        onChange={(event) => choose(event.target.value)}
      />
      {matched.field === "new" && (
        <TokenInput
          label={`Name of the new field for ${column.name}`}
          value={matched.label}
          maxLength={60}
          isSubject
          aria-invalid={matched.label.trim() === ""}
          onChange={(event) => onChange({ ...matched, label: event.target.value })}
        />
      )}
      {readings.length > 1 && (
        <TokenSelect
          label={`How ${column.name} is read`}
          options={readings.map((value) => ({ value, label: READING_LABEL[value] }))}
          value={matched.reading}
          onChange={(event) => onChange({ ...matched, reading: event.target.value as Reading })}
        />
      )}
    </span>
  );
}

function Findings({
  column,
  matched,
  isKey,
}: {
  column: ColumnProfile;
  matched: ColumnMapping;
  isKey: boolean;
}) {
  return (
    <span className="flex flex-wrap gap-1">
      {isKey && <Pill tone="good">key</Pill>}
      {column.findings.map(({ tone, text }) => (
        <Pill key={text} tone={tone}>
          {text}
        </Pill>
      ))}
      {matched.field === null && <Pill>not imported</Pill>}
    </span>
  );
}
