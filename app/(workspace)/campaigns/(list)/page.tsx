import { Megaphone, Plus, Shapes } from "lucide-react";
import type { Metadata } from "next";
import { addressWith, isNarrowed, readAddress } from "@/components/campaigns/address";
import { CampaignCalendar } from "@/components/campaigns/campaign-calendar";
import { CampaignFilters as FilterBar } from "@/components/campaigns/campaign-filters";
import { CampaignTable } from "@/components/campaigns/campaign-table";
import {
  CampaignBoardLazy,
  CampaignTimelineLazy,
  ExportMenuLazy,
  SavedViewsLazy,
} from "@/components/campaigns/timeline-lazy";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { grants } from "@/lib/auth/permissions";
import { readBaseline } from "@/lib/campaigns/baselines/model";
import { CALENDAR_SPANS, type CalendarEntry, mondaysOf } from "@/lib/campaigns/calendar/calendar";
import { listCalendarItems } from "@/lib/campaigns/calendar/queries";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { CampaignListing } from "@/lib/campaigns/model";
import { asOf } from "@/lib/campaigns/outcomes/outcomes";
import { listCampaigns } from "@/lib/campaigns/queries";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { getTimeline } from "@/lib/campaigns/timeline/queries";
import { listSavedViews } from "@/lib/campaigns/views/queries";
import { addDays, isDay } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { packPlan } from "@/lib/timeline/packed";
import { getCtx } from "@/lib/web/session";
import { changeView, removeView, saveView, setCampaignStatus } from "../actions";
import { ConflictsHere } from "../conflicts-here";
import { PLAN_ACTIONS } from "../plan-actions";

export const metadata: Metadata = { title: "Campaigns" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What the address asks for; a part that makes no sense is left out rather than refused. */
function readListing(address: ReturnType<typeof readAddress>): CampaignListing {
  const { status, segment, persona, owner, channel, q, sort, dir, view } = address;
  const part = (given: object) => {
    const parsed = CampaignListing.safeParse(given);
    return parsed.success ? given : {};
  };
  return CampaignListing.parse({
    ...part(status && view !== "board" ? { statuses: [status] } : {}),
    ...part(segment ? { segmentId: segment } : {}),
    ...part(persona ? { personaId: persona } : {}),
    ...part(owner ? { ownerId: owner } : {}),
    ...part(channel ? { channel } : {}),
    ...part(q ? { search: q } : {}),
    ...part(sort ? { sort } : {}),
    isDescending: dir === "desc",
  });
}

export default async function CampaignsPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const params = await searchParams;
  const address = readAddress(params);
  const listing = readListing(address);
  const mayEdit = grants(ctx.actor.role, "campaigns:edit") === "all";
  const isTimeline = address.view === "timeline";
  const [list, timeline, choices, views] = await Promise.all([
    isTimeline ? null : listCampaigns(ctx, listing),
    isTimeline ? getTimeline(ctx, { ...listing, baselineId: readBaseline(params.base) }) : null,
    getBriefChoices(ctx),
    listSavedViews(ctx),
  ]);
  const total = list?.total ?? timeline?.items.filter(({ kind }) => kind === "campaign").length ?? 0;
  const isFiltered = isNarrowed(address);
  const create = mayEdit && (
    <ButtonLink variant="primary" href="/campaigns/new" data-new="">
      <Plus aria-hidden="true" />
      Campaign
    </ButtonLink>
  );
  const templates = mayEdit && (
    <ButtonLink href="/campaigns/templates">
      <Shapes aria-hidden="true" />
      Templates
    </ButtonLink>
  );
  const headActions = (
    <>
      {templates}
      <ButtonLink href="/campaigns/conflicts">Conflicts</ButtonLink>
    </>
  );
  const filterBar = (
    <FilterBar
      address={address}
      choices={choices}
      summary={formatCount(total, "campaign")}
      views={
        <SavedViewsLazy
          views={views}
          canShare={mayEdit}
          actions={{ save: saveView, change: changeView, remove: removeView }}
        />
      }
    />
  );
  const empty = isFiltered ? (
    <EmptyState
      icon={<Megaphone />}
      title="No campaign passes these filters"
      action={<ButtonLink href={addressWith({ view: address.view }, {})}>Clear filters</ButtonLink>}
    >
      Archived campaigns are shown only when the status says so.
    </EmptyState>
  ) : (
    <EmptyState icon={<Megaphone />} title="No campaign yet" action={create}>
      A campaign speaks to one or more segments: it has a brief, a plan of tactics on the timeline, an owner,
      and in the end a result against its control group.
    </EmptyState>
  );

  if (timeline) {
    const { items, links, ...data } = timeline;
    return (
      <div className="flex flex-col max-md:min-h-[calc(100dvh-var(--bottom-bar))] md:h-dvh">
        <PageHeader
          crumbs={[{ label: "Campaigns" }]}
          primary={create}
          actions={
            <>
              {items.length > 0 && <ExportMenuLazy today={data.today} />}
              {headActions}
            </>
          }
        />
        <div className="flex-none border-b border-line px-4 py-2 md:px-6">{filterBar}</div>
        <div className="min-h-0 flex-1">
          <CampaignTimelineLazy
            sent={{ ...data, plan: packPlan(items, links) }}
            actions={PLAN_ACTIONS}
            empty={empty}
          />
        </div>
      </div>
    );
  }

  if (!list) return null;
  if (address.view === "calendar") {
    const span = CALENDAR_SPANS.find((each) => each === address.span) ?? "month";
    const at = address.at && isDay(address.at) ? address.at : list.today;
    const mondays = mondaysOf(span, at);
    const days = { from: mondays[0] ?? at, to: addDays(mondays.at(-1) ?? at, 6) };
    const items = await listCalendarItems(ctx, { filters: listing, ...days });
    const entries: CalendarEntry[] = [
      ...list.rows.map((row) => ({
        ...{ id: row.id, kind: "campaign" as const, campaignId: row.id, campaignName: row.name },
        ...{ name: row.name, status: row.status, startOn: row.startOn, endOn: row.endOn },
        ...{ progress: row.progress, who: row.ownerName },
      })),
      // A month has room for what marks a day; the work of a week is shown in its week.
      ...items.filter(({ kind }) => span === "week" || kind === "milestone"),
    ];
    return (
      <>
        <PageHeader crumbs={[{ label: "Campaigns" }]} primary={create} actions={templates} />
        <PageBody width="full">
          {filterBar}
          {list.rows.length === 0 ? (
            empty
          ) : (
            <CampaignCalendar entries={entries} address={address} span={span} at={at} today={list.today} />
          )}
        </PageBody>
      </>
    );
  }

  const outcomes = await listOutcomes(ctx, {
    campaignIds: list.rows.filter((row) => row.isLaunched).map((row) => row.id),
  });
  const counted = asOf(outcomes.values(), { timeZone: ctx.workspace.timeZone, now: ctx.now() });
  return (
    <>
      <PageHeader crumbs={[{ label: "Campaigns" }]} primary={create} actions={headActions} />
      <PageBody width="full">
        {filterBar}
        <ConflictsHere ctx={ctx} />
        {list.rows.length === 0 && empty}
        {list.rows.length > 0 && address.view === "board" && (
          <CampaignBoardLazy
            rows={list.rows}
            today={list.today}
            mayEdit={mayEdit}
            mayApprove={grants(ctx.actor.role, "campaigns:approve") === "all"}
            setStatus={setCampaignStatus}
          />
        )}
        {list.rows.length > 0 && address.view === "list" && (
          <CampaignTable
            rows={list.rows}
            outcomes={outcomes}
            address={address}
            sort={listing.sort}
            isDescending={listing.isDescending}
            today={list.today}
          />
        )}
        {counted && address.view === "list" && (
          <p className="text-sm text-ink-3">What was bought is {counted}.</p>
        )}
        {list.rows.length < list.total && (
          <p className="text-sm text-ink-3">
            The first {list.rows.length} of {list.total} are shown. Filter to see the others.
          </p>
        )}
      </PageBody>
    </>
  );
}
