import Link from "next/link";
import { FilterSelect } from "@/components/ui/filter-select";
import { Toolbar } from "@/components/ui/toolbar";

type Named = { id: string; name: string };

type DecisionFiltersProps = {
  segments: readonly Named[];
  campaigns: readonly Named[];
  people: readonly Named[];
  active: number;
  summary: string;
};

const RESETS = ["before"];
const STATES = [
  { value: "open", label: "Open" },
  { value: "due", label: "Review due" },
  { value: "done", label: "Done" },
  { value: "dropped", label: "Dropped" },
];
const options = (rows: readonly Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** Segment, campaign, person and state, kept in the address. */
export function DecisionFilters({ segments, campaigns, people, active, summary }: DecisionFiltersProps) {
  return (
    <Toolbar
      label="decisions"
      activeFilters={active}
      summary={summary}
      filters={
        <>
          <FilterSelect label="State" param="state" all="Every state" options={STATES} resets={RESETS} />
          <FilterSelect
            label="Segment"
            param="segment"
            all="Every segment"
            options={options(segments)}
            resets={RESETS}
          />
          <FilterSelect
            label="Campaign"
            param="campaign"
            all="Every campaign"
            options={options(campaigns)}
            resets={RESETS}
          />
          <FilterSelect
            label="Decided by"
            param="person"
            all="Everybody"
            options={options(people)}
            resets={RESETS}
          />
          {active > 0 && (
            <Link href="/decisions" className="flex min-h-6 items-center text-xs text-accent underline">
              Clear filters
            </Link>
          )}
        </>
      }
    />
  );
}
