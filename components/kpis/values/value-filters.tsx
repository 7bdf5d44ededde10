import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { FilterDate } from "@/components/ui/filter-date";
import { FilterSelect } from "@/components/ui/filter-select";
import { Toolbar } from "@/components/ui/toolbar";
import type { Day } from "@/lib/days";
import { figureLabel, TYPED_FIGURE_KEYS } from "@/lib/kpis/typed-figure";
import type { ValueChoices } from "@/lib/kpis/values/value";

type ValueFiltersProps = {
  choices: ValueChoices;
  today: Day;
  active: number;
  /** The address of the same list as a file. */
  csvHref: string;
};

const RESETS = ["before"];

/** Figure, channel, whom and days, kept in the address. */
export function ValueFilters({ choices, today, active, csvHref }: ValueFiltersProps) {
  return (
    <Toolbar
      label="typed values"
      activeFilters={active}
      summary={
        <a href={csvHref} className={buttonClass({ size: "sm" })} download aria-label="Download CSV">
          CSV
        </a>
      }
      filters={
        <>
          <FilterSelect
            label="Values or history"
            param="show"
            all="Values that stand"
            options={[{ value: "history", label: "History" }]}
            resets={RESETS}
          />
          <FilterSelect
            label="Figure"
            param="figure"
            all="Every figure"
            options={[...TYPED_FIGURE_KEYS, ...choices.figures].map((value) => ({
              value,
              label: figureLabel(value),
            }))}
            resets={RESETS}
          />
          <FilterSelect
            label="Channel"
            param="channel"
            all="Every channel"
            options={choices.channels.map((value) => ({ value, label: value }))}
            resets={RESETS}
          />
          <FilterSelect
            label="Of whom"
            param="segment"
            all="Whoever it is of"
            options={[
              { value: "all", label: "All customers" },
              ...choices.segments.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            resets={RESETS}
          />
          <FilterDate label="From" param="from" max={today} resets={RESETS} />
          <FilterDate label="to" param="to" max={today} resets={RESETS} />
          {active > 0 && (
            <Link href="/kpis/values" className="flex min-h-6 items-center text-xs text-accent underline">
              Clear filters
            </Link>
          )}
        </>
      }
    />
  );
}
