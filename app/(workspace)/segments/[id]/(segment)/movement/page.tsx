import { ArrowLeftRight } from "lucide-react";
import type { Metadata } from "next";
import { ChangesTable } from "@/components/segments/changes-table";
import { MovementByCause, MovementFigure } from "@/components/segments/movement-figure";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterDate } from "@/components/ui/filter-date";
import { FilterSelect } from "@/components/ui/filter-select";
import { Pager } from "@/components/ui/pager";
import { diffDays } from "@/lib/days";
import { CAUSES } from "@/lib/segments/dimension";
import {
  CAUSE_WORDS,
  placeText,
  readPlace,
  SPANS,
  type Span,
  stepsOf,
} from "@/lib/segments/movement/movement";
import { countChanges, listChanges } from "@/lib/segments/movement/queries";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import { PeopleClosed, seesPeople } from "../people-closed";
import { readSegment } from "../read";

export const metadata: Metadata = { title: "Segment movement" };

type Address = {
  span?: string;
  way?: string;
  cause?: string;
  since?: string;
  until?: string;
  from?: string;
};

const dayOf = (text: string | undefined) =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function SegmentMovementPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const [segment, address] = await Promise.all([readSegment(segmentId), searchParams]);
  const { timeZone, floor } = ctx.workspace;
  const today = todayIn(timeZone, ctx.now());
  const span = SPANS.find((each) => each === address.span) ?? "quarter";
  const cause = CAUSES.find((each) => each === address.cause);
  const way = ["joined", "left"].find((each) => each === address.way);
  const [since, until] = [dayOf(address.since), dayOf(address.until)];
  const isFiltered = Boolean(way || cause || since || until);
  const from = readPlace(address.from);
  const seesAll = seesPeople(ctx, segment);
  const days = diffDays(stepsOf(span, today)[0]?.from ?? today, today);
  const [changes, page] = await Promise.all([
    countChanges(ctx, { segmentId, days }),
    seesAll
      ? listChanges(ctx, {
          segmentId,
          ...(way && { hasEntered: way === "joined" }),
          ...(cause && { cause }),
          ...(since && { since }),
          ...(until && { until }),
          ...(from && { from }),
        })
      : null,
  ]);
  const path = `/segments/${segmentId}/movement`;
  const hrefWith = (change: Address) => {
    const { span: kept, way: w, cause: c, from: f } = { ...address, ...change };
    const parts = Object.entries({ span: kept, way: w, cause: c, since, until, from: f }).filter(
      ([, value]) => value,
    );
    const query = new URLSearchParams(parts as [string, string][]).toString();
    return query ? `${path}?${query}` : path;
  };
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card>
          <MovementFigure
            name={segment.name}
            changes={changes}
            span={span}
            today={today}
            floor={floor}
            hrefOf={(each: Span) => hrefWith({ span: each === "quarter" ? undefined : each })}
          />
        </Card>
        <Card flush title="By cause">
          <MovementByCause changes={changes} span={span} today={today} />
        </Card>
      </div>
      <Card flush title="Who joined and left last">
        {page === null ? (
          <PeopleClosed ctx={ctx} segment={segment} />
        ) : (
          <>
            <div className="flex flex-wrap gap-2 px-4 pb-3">
              <FilterSelect
                label="Joined or left"
                param="way"
                all="Joined and left"
                resets={["from"]}
                options={[
                  { value: "joined", label: "Joined" },
                  { value: "left", label: "Left" },
                ]}
              />
              <FilterSelect
                label="Cause"
                param="cause"
                all="Every cause"
                resets={["from"]}
                options={CAUSES.map((value) => ({ value, label: CAUSE_WORDS[value] }))}
              />
              <FilterDate label="From" param="since" max={today} resets={["from"]} />
              <FilterDate label="To" param="until" max={today} resets={["from"]} />
            </div>
            {page.changes.length === 0 ? (
              <EmptyState
                compact
                icon={<ArrowLeftRight />}
                title={isFiltered ? "No change passes these filters" : "Nobody has joined or left yet"}
                action={isFiltered && <ButtonLink href={path}>Clear filters</ButtonLink>}
              />
            ) : (
              <ChangesTable changes={page.changes} timeZone={timeZone} now={ctx.now()} />
            )}
            {(page.next || from) && (
              <Pager
                summary="Newest first"
                previousHref={from ? hrefWith({ from: undefined }) : undefined}
                nextHref={page.next ? hrefWith({ from: placeText(page.next) }) : undefined}
              />
            )}
          </>
        )}
      </Card>
    </>
  );
}
