import Link from "next/link";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import { JOURNEY_STAGES } from "@/lib/campaigns/status";
import { PERSONA_SORTS, type PersonaSort, SHOWS, type Show } from "@/lib/personas/listing";
import { addressWith, FILTER_PARAMS, type PersonasAddress, showOf } from "./address";

const SORT_LABEL: Record<PersonaSort, string> = {
  changed: "Last changed first",
  name: "By name",
  size: "Largest first",
  evidence: "Most evidence first",
  checked: "Last checked first",
};

export type PersonaFiltersProps = {
  address: PersonasAddress;
  segments: readonly { id: string; name: string }[];
  staleCount: number;
  summary: string;
};

/** Which personas, search, filters and order; everything is in the address. */
export function PersonaFilters({ address, segments, staleCount, summary }: PersonaFiltersProps) {
  const active = FILTER_PARAMS.filter((param) => address[param]).length;
  const label: Record<Show, string> = {
    current: "In use",
    stale: `Facts to look at${staleCount > 0 ? ` (${staleCount})` : ""}`,
    archived: "Archived",
  };
  return (
    <Toolbar
      label="personas"
      activeFilters={active}
      summary={summary}
      filters={
        <>
          <FilterSelect
            label="Segment"
            param="segment"
            all="Every segment"
            options={segments.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <FilterSelect
            label="Journey stage"
            param="stage"
            all="Every stage"
            options={JOURNEY_STAGES.map((value) => ({ value, label: value }))}
          />
          <FilterSelect
            label="Order"
            param="sort"
            all={SORT_LABEL.changed}
            options={PERSONA_SORTS.slice(1).map((value) => ({ value, label: SORT_LABEL[value] }))}
          />
          {active > 0 && (
            <Link
              href={addressWith({ ...(address.show && { show: address.show }) }, {}) as "/"}
              className="flex min-h-6 items-center text-xs text-accent underline underline-offset-2"
            >
              Clear filters
            </Link>
          )}
        </>
      }
    >
      <Segmented
        label="Which personas"
        items={SHOWS.map((show) => ({
          label: label[show],
          href: addressWith(address, { show: show === "current" ? undefined : show } as PersonasAddress),
          isCurrent: show === showOf(address),
        }))}
      />
      <SearchInput
        label="Search personas"
        placeholder="Name, tagline or segment"
        className="w-52 max-md:order-1 max-md:w-full"
      />
    </Toolbar>
  );
}
