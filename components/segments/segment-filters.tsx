import Link from "next/link";
import type { ReactNode } from "react";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import { DIMENSIONS } from "@/lib/segments/dimension";
import type { NamedKey } from "@/lib/timeline/plan";
import {
  addressWith,
  FILTER_PARAMS,
  type SegmentsAddress,
  type SegmentView,
  STATUS_WORDS,
  VIEWS,
} from "./address";
import { dimensionWords } from "./words";

const VIEW_LABEL: Record<SegmentView, string> = { tree: "Tree", list: "List", map: "Map" };
const NO_FILTER = Object.fromEntries(FILTER_PARAMS.map((param) => [param, undefined]));

/** View switch, search and filters; everything is in the address. */
export function SegmentFilters({
  address,
  people,
  summary,
}: {
  address: SegmentsAddress;
  people: readonly NamedKey[];
  summary: ReactNode;
}) {
  const active = FILTER_PARAMS.filter((param) => address[param]).length;
  return (
    <Toolbar
      label="segments"
      activeFilters={active}
      summary={summary}
      filters={
        <>
          <FilterSelect
            label="Dimension"
            param="dimension"
            all="Every dimension"
            options={DIMENSIONS.map((value) => ({ value, label: dimensionWords(value) }))}
          />
          <FilterSelect
            label="Owner"
            param="owner"
            all="Every owner"
            options={[
              { value: "none", label: "Nobody yet" },
              ...people.map(({ key, label }) => ({ value: key, label })),
            ]}
          />
          <FilterSelect
            label="Status"
            param="status"
            all="In use"
            options={Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label }))}
          />
          {active > 0 && (
            <Link
              href={addressWith(address, NO_FILTER)}
              className="flex min-h-6 items-center text-xs text-accent underline underline-offset-2"
            >
              Clear filters
            </Link>
          )}
        </>
      }
    >
      <Segmented
        label="View"
        items={VIEWS.map((view) => ({
          label: VIEW_LABEL[view],
          href: addressWith(address, { view }),
          isCurrent: view === address.view,
        }))}
      />
      <SearchInput label="Search segments" placeholder="Name" className="w-44 max-md:order-1 max-md:w-full" />
    </Toolbar>
  );
}
