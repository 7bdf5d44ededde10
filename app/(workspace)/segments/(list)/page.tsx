import { Plus, Shapes } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { addressWith, filtersOf, readAddress, sortingOf } from "@/components/segments/address";
import { RowActs } from "@/components/segments/rows/row-acts";
import { SegmentFilters } from "@/components/segments/segment-filters";
import { SegmentList } from "@/components/segments/segment-list";
import { SegmentMap } from "@/components/segments/segment-map";
import { SegmentTree } from "@/components/segments/segment-tree";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PanelLayout } from "@/components/ui/side-panel";
import { can, grants } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { formatDay } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { actsOn } from "@/lib/segments/acts";
import { passesFilters, sortSegments, treeRows } from "@/lib/segments/listing";
import { listSegments } from "@/lib/segments/queries";
import type { SegmentRow } from "@/lib/segments/segment";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import {
  archiveSegments,
  copySegment,
  handOverSegments,
  refreshSegment,
  releaseSegment,
  restoreSegments,
  takeSegment,
  updateSegment,
} from "../actions";
import { SegmentPanel } from "./segment-panel";

export const metadata: Metadata = { title: "Segments" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SegmentsPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const address = readAddress(await searchParams);
  const filters = filtersOf(address);
  const [rows, { people }] = await Promise.all([
    listSegments(ctx, { withArchived: filters.status === "archived" }),
    getBriefChoices(ctx),
  ]);
  const { floor, timeZone } = ctx.workspace;
  const today = todayIn(timeZone, ctx.now());
  const mayEdit = grants(ctx.actor.role, "segments:edit") === "all";
  const actions = can(ctx.actor.role, "segments:take")
    ? { take: takeSegment, release: releaseSegment }
    : undefined;
  const chosen = rows.filter((row) => passesFilters(row, filters));
  const isFiltered = Object.keys(filters).length > 0;
  const opened = rows.find((row) => row.id === address.open);
  const shownAddress = { ...address, open: opened?.id };
  const create = mayEdit && (
    <ButtonLink variant="primary" href="/segments/new" data-new="">
      <Plus aria-hidden="true" />
      New segment
    </ButtonLink>
  );

  const { role, userId } = ctx.actor;
  const withActs = (listed: readonly SegmentRow[], list: ReactNode) => (
    <RowActs
      rows={listed}
      userId={userId}
      may={{ own: actsOn(role, true), other: actsOn(role, false) }}
      dayWords={formatDay(today)}
      people={people}
      actions={{
        update: updateSegment,
        copy: copySegment,
        handOver: handOverSegments,
        archive: archiveSegments,
        restore: restoreSegments,
        refresh: refreshSegment,
      }}
    >
      <div className="border-y border-line bg-surface">{list}</div>
    </RowActs>
  );

  const view = () => {
    if (chosen.length === 0)
      return isFiltered ? (
        <EmptyState
          icon={<Shapes />}
          title="No segment passes these filters"
          action={<ButtonLink href={addressWith({ view: address.view }, {})}>Clear filters</ButtonLink>}
        >
          Archived segments are shown only when the status says so.
        </EmptyState>
      ) : (
        <FirstSegment mayEdit={mayEdit} mayImport={can(ctx.actor.role, "imports:run")} />
      );
    if (address.view === "map")
      return (
        <div className="px-4 md:px-6">
          <SegmentMap rows={chosen} address={shownAddress} />
        </div>
      );
    if (address.view === "list")
      return withActs(
        chosen,
        <SegmentList
          rows={sortSegments(chosen, { ...sortingOf(address), today })}
          address={shownAddress}
          today={today}
          floor={floor}
          timeZone={timeZone}
          now={ctx.now()}
          {...(actions && { actions })}
        />,
      );
    const tree = treeRows(rows, (row) => passesFilters(row, filters));
    return withActs(
      tree.map(({ segment }) => segment),
      <SegmentTree
        rows={tree}
        openId={opened?.id}
        canFold={!isFiltered}
        today={today}
        floor={floor}
        {...(actions && { actions })}
      />,
    );
  };

  return (
    <>
      <PageHeader
        crumbs={[{ label: "Segments" }]}
        actions={
          <>
            {rows.length > 1 && <ButtonLink href="/segments/movement">Movement</ButtonLink>}
            {rows.length > 1 && <ButtonLink href="/segments/overlap">Overlap</ButtonLink>}
            {mayEdit && <ButtonLink href="/segments/templates">Templates</ButtonLink>}
          </>
        }
        primary={create}
      />
      <PanelLayout
        panel={
          opened && (
            <SegmentPanel
              ctx={ctx}
              row={opened}
              people={people}
              closeHref={addressWith(address, { open: undefined })}
            />
          )
        }
      >
        <div className="flex flex-col gap-3 py-3">
          <div className="px-4 md:px-6">
            <SegmentFilters
              address={shownAddress}
              people={people}
              summary={formatCount(chosen.length, "segment")}
            />
          </div>
          {view()}
        </div>
      </PanelLayout>
    </>
  );
}

function FirstSegment({ mayEdit, mayImport }: { mayEdit: boolean; mayImport: boolean }) {
  return (
    <EmptyState
      icon={<Shapes />}
      title="No segment yet"
      action={
        <>
          {mayEdit && (
            <ButtonLink variant="primary" href="/segments/new">
              New segment
            </ButtonLink>
          )}
          {mayEdit && <ButtonLink href="/segments/templates">Begin with a template</ButtonLink>}
          {mayImport && <ButtonLink href="/customers/import">Import customers</ButtonLink>}
        </>
      }
    >
      A segment is a rule in plain words, such as “customers who placed an order at least 2 times in the last
      90 days”. Its members follow the data by themselves; personas and campaigns are made for them.
      {!mayEdit && " A marketer or a manager can make the first one."}
    </EmptyState>
  );
}
