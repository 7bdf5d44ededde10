import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { COLUMN_WORDS, type Column } from "./column";
import type { Sort } from "./use-model";

export type TimelineCornerProps = { column: Column; sort: Sort; onSort: (sort: Sort) => void };

const NEXT: Record<Sort, Sort> = { none: "least", least: "most", most: "none" };
const ORDER: Record<Sort, string> = { none: "by date", least: "least first", most: "most first" };
const ICON = { none: ArrowUpDown, least: ArrowUp, most: ArrowDown };

/** Head of the names, and of the figure beside them: a press changes the order within each group. */
export function TimelineCorner({ column, sort, onSort }: TimelineCornerProps) {
  const Icon = ICON[sort];
  return (
    <>
      Campaign
      {column !== "none" && (
        <button
          type="button"
          className="-mb-1 inline-flex min-h-6 items-center gap-1 hover:text-ink"
          title={`Order: ${ORDER[sort]}`}
          aria-label={`${COLUMN_WORDS[column]}, order: ${ORDER[sort]}`}
          onClick={() => onSort(NEXT[sort])}
        >
          {COLUMN_WORDS[column]}
          <Icon aria-hidden="true" className="size-3" />
        </button>
      )}
    </>
  );
}
