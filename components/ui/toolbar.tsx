import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useId } from "react";
import { buttonClass } from "./button";

export type ToolbarProps = {
  /** What is filtered, in lower case: "segments". */
  label: string;
  /** Always in view: the view switch, the search. */
  children?: ReactNode;
  /** In the row from 768 px up, in a sheet on a phone. */
  filters?: ReactNode;
  /** How many filters narrow the list now. */
  activeFilters?: number;
  /** At the end: "41 segments · 61 204 of 78 420 customers". */
  summary?: ReactNode;
};

/** The row above a list. */
export function Toolbar({ label, children, filters, activeFilters = 0, summary }: ToolbarProps) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-2" data-noprint="">
      {children}
      {filters && (
        <>
          <button
            type="button"
            popoverTarget={id}
            aria-label={`Filters${activeFilters > 0 ? ` (${activeFilters})` : ""}, ${label}`}
            className={buttonClass({}, "md:hidden")}
          >
            <SlidersHorizontal aria-hidden="true" />
            Filters{activeFilters > 0 && ` (${activeFilters})`}
          </button>
          {/* A popover on a phone; from 768 px up the same element lies open in the row. */}
          <div
            id={id}
            popover="auto"
            className="gap-2 md:static md:m-0 md:flex md:flex-wrap md:items-center md:overflow-visible md:border-0 md:bg-transparent md:p-0 max-md:inset-x-0 max-md:top-auto max-md:bottom-0 max-md:w-full max-md:max-w-none max-md:rounded-t-xl max-md:border-t max-md:border-line max-md:bg-surface max-md:p-4 max-md:pb-[calc(16px+env(safe-area-inset-bottom))] max-md:shadow-pop max-md:backdrop:bg-scrim max-md:open:flex max-md:open:flex-col max-md:open:items-stretch"
          >
            {filters}
          </div>
        </>
      )}
      {summary && <span className="num ml-auto text-xs text-ink-3">{summary}</span>}
    </div>
  );
}
