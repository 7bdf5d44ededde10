"use client";

import { TokenSelect } from "@/components/ui/token-select";
import { type Action, useAction } from "@/components/ui/use-action";
import { formatCount } from "@/lib/format";
import { ENCODING_LABEL, ENCODINGS, type Encoding } from "@/lib/imports/encoding-names";
import { DELIMITER_LABEL, type Dialect } from "@/lib/imports/import";
import type { DialectChange } from "@/lib/imports/model";
import type { FileProfile } from "@/lib/imports/profile";
import { roughly } from "@/lib/imports/speed";

export type DialectSentenceProps = {
  importId: string;
  dialect: Dialect;
  profile: FileProfile;
  setDialect: Action<DialectChange, void>;
};

const encodings = ENCODINGS.map((value) => ({ value, label: ENCODING_LABEL[value] }));
const delimiters = Object.entries(DELIMITER_LABEL).map(([value, label]) => ({
  value,
  label: label.toLowerCase(),
}));
const headers = [
  { value: "yes", label: "names the columns" },
  { value: "no", label: "is a row already" },
];

/** How the file was read, as a sentence whose words can be changed; a change reads it anew. */
export function DialectSentence({ importId, dialect, profile, setDialect }: DialectSentenceProps) {
  const { run, isPending } = useAction(setDialect);
  const { encoding, delimiter, hasHeader } = dialect;
  const change = (part: Partial<DialectChange>) =>
    void run({
      importId,
      encoding,
      delimiter: delimiter as DialectChange["delimiter"],
      hasHeader,
      ...part,
    }).catch(() => undefined);
  const columns = formatCount(profile.columns.length, "column");
  const rows = profile.isWhole
    ? formatCount(profile.rows, "row")
    : `about ${formatCount(roughly(profile.expectedRows), "row")}`;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm" aria-busy={isPending}>
      <span className="num">
        {columns} and {rows}
        {dialect.isGzip && " unpacked from gzip"}, read as
      </span>
      <TokenSelect
        label="Encoding"
        options={encodings}
        value={encoding}
        disabled={isPending}
        onChange={(event) => change({ encoding: event.target.value as Encoding })}
      />
      <span>with columns divided by</span>
      <TokenSelect
        label="Delimiter"
        options={delimiters}
        value={delimiter}
        disabled={isPending}
        onChange={(event) => change({ delimiter: event.target.value as DialectChange["delimiter"] })}
      />
      <span>and a first line that</span>
      <TokenSelect
        label="First line"
        options={headers}
        value={hasHeader ? "yes" : "no"}
        disabled={isPending}
        onChange={(event) => change({ hasHeader: event.target.value === "yes" })}
      />
      <span role="status" className="text-ink-3">
        {isPending && "Reading the file anew"}
      </span>
    </p>
  );
}
