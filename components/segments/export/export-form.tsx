"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioCards } from "@/components/ui/radio-cards";
import { CHANNEL_LABEL } from "@/lib/customers/fields";
import { formatCount } from "@/lib/format";
import { AUDIENCES, type Audience, type ExportColumn } from "@/lib/segments/export/columns";

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
  const groups = [...new Set(columns.map(({ group }) => group))];
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
      <div>
        <h3 className="mb-1 text-sm font-medium">Columns</h3>
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
          {groups.map((group) => (
            <fieldset key={group}>
              <legend className="mb-0.5 text-xs font-medium text-ink-3">{group}</legend>
              {columns
                .filter((column) => column.group === group)
                .map(({ key, label: name }) => (
                  <Checkbox
                    key={key}
                    label={name}
                    checked={chosen.includes(key)}
                    onChange={(event) =>
                      setChosen(
                        event.target.checked ? [...chosen, key] : chosen.filter((other) => other !== key),
                      )
                    }
                  />
                ))}
            </fieldset>
          ))}
        </div>
      </div>
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
