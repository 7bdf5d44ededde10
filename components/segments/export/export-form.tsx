"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { CHANNEL_LABEL } from "@/lib/customers/fields";
import { formatCount } from "@/lib/format";
import { AUDIENCES, type Audience, type ExportColumn } from "@/lib/segments/export/columns";
import { ColumnChoice } from "./column-choice";

export type ExportFormProps = {
  segmentId: string;
  columns: readonly ExportColumn[];
  /** How many people each file would have. */
  people: Record<Audience, number>;
};

/** Whom the file is for and what stands in it; the link below fetches it. */
export function ExportForm({ segmentId, columns, people }: ExportFormProps) {
  const [audience, setAudience] = useState<Audience>("any");
  const [chosen, setChosen] = useState(() => columns.filter((one) => one.isChosen).map(({ key }) => key));
  const ordered = columns.map(({ key }) => key).filter((key) => chosen.includes(key));
  const query = new URLSearchParams({ columns: ordered.join(","), audience });
  const isEmpty = ordered.length === 0 || people[audience] === 0;
  const label = `Download ${formatCount(people[audience], "person", "people")} as CSV`;
  return (
    <div className="flex flex-col gap-5">
      <RadioCards
        legend="Who may be contacted by"
        name="audience"
        value={audience}
        columns={3}
        onChange={(event) => setAudience(AUDIENCES.find((one) => one === event.target.value) ?? "any")}
        options={AUDIENCES.map((value) => ({
          value,
          label: value === "any" ? "Any channel" : CHANNEL_LABEL[value],
          help: formatCount(people[value], "person", "people"),
        }))}
      />
      <ColumnChoice columns={columns} chosen={chosen} onChange={setChosen} />
      <p className="flex flex-wrap items-center gap-3">
        {isEmpty ? (
          <span className="text-sm text-ink-3">
            {ordered.length === 0 ? "Choose at least one column." : "Nobody may be contacted this way."}
          </span>
        ) : (
          <a
            href={`/api/segments/${segmentId}/members?${query}`}
            download
            data-primary=""
            className={buttonClass({ variant: "primary" })}
          >
            <Download aria-hidden="true" />
            {label}
          </a>
        )}
        <span className="num text-xs text-ink-3">{formatCount(ordered.length, "column")}</span>
      </p>
    </div>
  );
}
