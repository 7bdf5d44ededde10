"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { ColumnChoice } from "@/components/segments/export/column-choice";
import { buttonClass } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { FILE_GROUPS, type FileGroup } from "@/lib/campaigns/audience/audience";
import { formatCount } from "@/lib/format";
import type { ExportColumn } from "@/lib/segments/export/columns";

const GROUPS: Record<FileGroup, string> = {
  treated: "To contact",
  control: "Control group",
  both: "Both, with a column that tells them apart",
};

/** Whom the file is for and what stands in it; the link below fetches it. */
export function AudienceExport({
  campaignId,
  columns,
  people,
}: {
  campaignId: string;
  columns: readonly ExportColumn[];
  people: Record<FileGroup, number>;
}) {
  const [group, setGroup] = useState<FileGroup>("treated");
  const [chosen, setChosen] = useState(() => columns.filter((one) => one.isChosen).map(({ key }) => key));
  const ordered = columns.map(({ key }) => key).filter((key) => chosen.includes(key));
  const query = new URLSearchParams({ columns: ordered.join(","), group });
  return (
    <div className="flex flex-col gap-5">
      <RadioCards
        legend="Who is in the file"
        name="group"
        value={group}
        columns={3}
        onChange={(event) => setGroup(FILE_GROUPS.find((one) => one === event.target.value) ?? "treated")}
        options={FILE_GROUPS.map((value) => ({
          value,
          label: GROUPS[value],
          help: formatCount(people[value], "person", "people"),
        }))}
      />
      <ColumnChoice columns={columns} chosen={chosen} onChange={setChosen} />
      <p className="flex flex-wrap items-center gap-3">
        {ordered.length === 0 || people[group] === 0 ? (
          <span className="text-sm text-ink-3">
            {people[group] === 0 ? "Nobody is in this group." : "Choose at least one column."}
          </span>
        ) : (
          <a
            href={`/api/campaigns/${campaignId}/audience?${query}`}
            download
            className={buttonClass({ variant: "primary" })}
          >
            <Download aria-hidden="true" />
            Download as CSV
          </a>
        )}
        <span className="num text-xs text-ink-3">{formatCount(ordered.length, "column")}</span>
      </p>
    </div>
  );
}
