import Link from "next/link";
import type { ReactNode } from "react";
import { CountingProgress } from "@/components/segments/counting-progress";
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
import { can, grants } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { formatDay } from "@/lib/days";
import { formatMoment, formatPercent } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import {
  archiveSegment,
  copySegment,
  handOverSegment,
  refreshSegment,
  releaseSegment,
  restoreSegment,
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
  const mayEdit = grants(role, "segments:edit") === "all";
  const mayPersona = grants(role, "personas:edit");
  const may = {
    edit: mayEdit,
    persona: mayPersona === "all" || (mayPersona === "assigned" && isOwner),
    campaign: grants(role, "campaigns:edit") === "all",
    export: can(role, "customers:export"),
  };
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
              segment={segment}
              may={may}
              copyName={`${segment.name}, ${formatDay(todayIn(timeZone, ctx.now()))}`.slice(0, 120)}
              actions={{
                update: updateSegment,
                copy: copySegment,
                archive: archiveSegment,
                restore: restoreSegment,
                refresh: refreshSegment,
              }}
            />
          )
        }
        primary={
          mayEdit &&
          !isArchived &&
          (segment.origin ? (
            <ButtonLink variant="primary" href={`/segments/${segmentId}/members?show=hand`} data-edit="">
              Change people
            </ButtonLink>
          ) : (
            <ButtonLink variant="primary" href={`/segments/${segmentId}/edit`} data-edit="">
              Edit rule
            </ButtonLink>
          ))
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
                mayGive={mayEdit || isOwner}
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
              mayEdit && (
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
              mayEdit && (
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
