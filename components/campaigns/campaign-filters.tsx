import Link from "next/link";
import type { ReactNode } from "react";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import type { BriefChoices } from "@/lib/campaigns/choices/choices";
import {
  CAMPAIGN_CHANNEL_LABEL,
  CAMPAIGN_CHANNELS,
  CAMPAIGN_STATUSES,
  STATUS_LABEL,
} from "@/lib/campaigns/status";
import { addressWith, type CampaignAddress, type CampaignView, FILTER_PARAMS, VIEWS } from "./address";

const VIEW_LABEL: Record<CampaignView, string> = {
  list: "List",
  board: "Board",
  calendar: "Calendar",
  timeline: "Timeline",
};

/** View switch, search and filters; everything is in the address. */
export function CampaignFilters({
  address,
  choices,
  summary,
  views,
}: {
  address: CampaignAddress;
  choices: BriefChoices;
  summary: ReactNode;
  views: ReactNode;
}) {
  const active = FILTER_PARAMS.filter((param) => address[param]).length;
  return (
    <Toolbar
      label="campaigns"
      activeFilters={active}
      summary={summary}
      filters={
        <>
          {address.view !== "board" && (
            <FilterSelect
              label="Status"
              param="status"
              all="Every status"
              options={CAMPAIGN_STATUSES.map((value) => ({ value, label: STATUS_LABEL[value] }))}
            />
          )}
          <FilterSelect
            label="Segment"
            param="segment"
            all="Every segment"
            options={choices.segments.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <FilterSelect
            label="Owner"
            param="owner"
            all="Every owner"
            options={[
              { value: "none", label: "Nobody yet" },
              ...choices.people.map(({ key, label }) => ({ value: key, label })),
            ]}
          />
          <FilterSelect
            label="Channel"
            param="channel"
            all="Every channel"
            options={CAMPAIGN_CHANNELS.map((value) => ({ value, label: CAMPAIGN_CHANNEL_LABEL[value] }))}
          />
          {active > 0 && (
            <Link
              href={addressWith(
                address,
                Object.fromEntries(FILTER_PARAMS.map((param) => [param, undefined])),
              )}
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
      {views}
      <SearchInput
        label="Search campaigns"
        placeholder="Name or objective"
        className="w-48 max-md:min-w-40 max-md:flex-1"
      />
    </Toolbar>
  );
}
