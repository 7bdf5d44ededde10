import Link from "next/link";
import type { ReactNode } from "react";
import { CountingProgress } from "@/components/segments/counting-progress";
import { editing } from "@/components/segments/editing";
import { StatusMark } from "@/components/segments/segment-cells";
import { SegmentMenu } from "@/components/segments/segment-menu";
import { SegmentOwner } from "@/components/segments/segment-owner";
import { SegmentTabs } from "@/components/segments/segment-tabs";
import { countedWords, dimensionWords, sizeWords } from "@/components/segments/words";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FreshnessMark } from "@/components/ui/freshness-mark";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { formatDay } from "@/lib/days";
import { formatMoment, formatPercent } from "@/lib/format";
import { actsOn } from "@/lib/segments/acts";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import {
  archiveSegment,
  archiveSegments,
  copySegment,
  handOverSegment,
  handOverSegments,
  refreshSegment,
  releaseSegment,
  restoreSegment,
  restoreSegments,
  takeSegment,
  updateSegment,
} from "../../actions";
import { readSegment } from "./read";

type Props = { children: ReactNode; params: Promise<{ id: string }> };

export default async function SegmentLayout({ children, params }: Props) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const [segment, { people }] = await Promise.all([readSegment(segmentId), getBriefChoices(ctx)]);
  const { timeZone, floor } = ctx.workspace;
  const { role, userId } = ctx.actor;
  const input = { segmentId };
  const isOwner = segment.owner !== null && segment.owner.id === userId;
  const isArchived = segment.status === "archived";
  const may = actsOn(role, isOwner);
  const edit = editing({ id: segmentId, isFixed: segment.origin !== null });
  const evaluated = segment.evaluatedAt && formatMoment(segment.evaluatedAt, timeZone, ctx.now());
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Segments", href: "/segments" },
          ...segment.ancestors.map(({ id, name }) => ({ label: name, href: `/segments/${id}` })),
          { label: segment.name },
        ]}
        h1={false}
        actions={
          (may.edit || may.export || !isArchived) && (
            <SegmentMenu
              segment={{ ...segment, isFixed: segment.origin !== null, ownerId: segment.owner?.id ?? null }}
              may={may}
              dayWords={formatDay(todayIn(timeZone, ctx.now()))}
              people={people}
              actions={{
                update: updateSegment,
                copy: copySegment,
                handOver: handOverSegments,
                archive: archiveSegments,
                restore: restoreSegments,
                refresh: refreshSegment,
              }}
            />
          )
        }
        primary={
          may.edit &&
          !isArchived && (
            <ButtonLink variant="primary" href={edit.href} data-edit="">
              {edit.label}
            </ButtonLink>
          )
        }
      />
      <PageBody>
        <PageTitle
          lead={
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <StatusMark status={segment.status} isFixed={segment.origin !== null} />
              <span>{dimensionWords(segment.dimension)}</span>
              <Link href={`/segments/${segmentId}/history`} className="hover:underline">
                version {segment.version}
              </Link>
              <SegmentOwner
                segment={segment}
                people={people}
                mayTake={can(role, "segments:take")}
                mayGive={may.give}
                actions={{ take: takeSegment, release: releaseSegment, handOver: handOverSegment }}
              />
            </div>
          }
          aside={
            <div className="text-right max-md:text-left">
              <p className="num text-xl font-semibold">
                {sizeWords(segment, floor)}
                {segment.share !== null && (
                  <span className="text-sm font-normal text-ink-2">
                    {" "}
                    {formatPercent(segment.share)} of customers
                  </span>
                )}
              </p>
              <FreshnessMark
                text={countedWords(segment, timeZone, ctx.now())}
                tone={segment.status === "failing" ? "warn" : "plain"}
                details={[
                  { term: "Last counted", value: evaluated ?? "not yet" },
                  { term: "Rule", value: `version ${segment.version}` },
                  { term: "Counted again", value: "when data, rule or day change" },
                ]}
              />
            </div>
          }
        >
          {segment.name}
        </PageTitle>
        {segment.evaluationError && !isArchived && (
          <Callout
            tone="bad"
            title="Counting fails."
            action={
              may.edit && (
                <ActionButton action={refreshSegment} input={input} size="sm">
                  Count again now
                </ActionButton>
              )
            }
          >
            {segment.evaluationError}{" "}
            {segment.retryAt &&
              `It is tried again at ${formatMoment(segment.retryAt, timeZone, ctx.now())}. `}
            {evaluated ? `Its members are those of ${evaluated}.` : "It has no members yet."}
          </Callout>
        )}
        {segment.status === "new" && <CountingProgress done={0} total={1} />}
        {isArchived && (
          <Callout
            title="Archived."
            action={
              may.edit && (
                <ActionButton
                  action={restoreSegment}
                  input={input}
                  done={`“${segment.name}” is in use again`}
                  undo={{ action: archiveSegment, input }}
                  size="sm"
                >
                  Restore segment
                </ActionButton>
              )
            }
          >
            It is no longer counted; people and history are as they were.
          </Callout>
        )}
        <SegmentTabs
          segmentId={segmentId}
          counts={{ Children: segment.children.length, Campaigns: segment.uses.campaigns.length }}
        />
        {children}
      </PageBody>
    </>
  );
}
