import type { ExportColumn } from "@/lib/segments/export/columns";

const OWN: readonly ExportColumn[] = [
  { key: "audience:group", label: "Group", group: "Audience", isChosen: true },
  { key: "audience:segment", label: "Counts for segment", group: "Audience", isChosen: false },
  { key: "audience:variant", label: "Variants", group: "Audience", isChosen: false },
];

/** The columns of a file of an audience: those of a segment's members, with the group in place of the membership. */
export function audienceColumns(columns: readonly ExportColumn[]): ExportColumn[] {
  return [...columns.filter(({ key }) => !key.startsWith("member:")), ...OWN];
}
