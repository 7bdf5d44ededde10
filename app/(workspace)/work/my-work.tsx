import { CircleCheck, Rocket } from "lucide-react";
import Link from "next/link";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageTitle, Section } from "@/components/ui/page-header";
import { HandOver } from "@/components/work/hand-over";
import { NoticeList } from "@/components/work/notice-list";
import { OwnCampaigns, OwnPersonas } from "@/components/work/own-lists";
import { SegmentCards } from "@/components/work/segment-cards";
import { TaskGroup, TaskRow } from "@/components/work/task-list";
import { TaskState } from "@/components/work/task-state";
import type { Ctx } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import { getBriefChoices } from "@/lib/campaigns/choices/queries";
import { CampaignListing } from "@/lib/campaigns/model";
import { listCampaigns } from "@/lib/campaigns/queries";
import { CAMPAIGN_STATUSES, isOver } from "@/lib/campaigns/status";
import { formatCount, formatMoment } from "@/lib/format";
import { listPersonas } from "@/lib/personas/queries";
import { BUCKET_LABEL, BUCKETS, bucketOf, dueWords, greetingAt } from "@/lib/work/due";
import { listNotices } from "@/lib/work/notices/queries";
import { getMyWork } from "@/lib/work/queries";
import type { Launch, MyWork as Work } from "@/lib/work/task";
import {
  acceptSegment,
  acceptTactic,
  assignTactic,
  finishTactic,
  handOverSegment,
  markRead,
  releaseSegment,
  reopenTactic,
  takeSegment,
} from "./actions";

function hourIn(timeZone: string, now: Date): number {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hour12: false }).format(now);
  return Number(text);
}

/** "7 tasks, 4 segments. Two things are due today." in figures. */
function summary({ tasks, segments, launches, today }: Work): string {
  const open = tasks.filter((task) => task.progress < 100);
  const due = open.filter((task) => task.endOn <= today);
  const late = due.filter((task) => task.endOn < today).length;
  const counts = `${formatCount(open.length, "open task")}, ${formatCount(segments.length, "segment")}.`;
  const now =
    due.length > 0 ? ` ${formatCount(due.length, "task")} due by today${late ? `, ${late} late` : ""}.` : "";
  const waiting =
    launches.length > 0 ? ` ${formatCount(launches.length, "launch", "launches")} to approve.` : "";
  return counts + now + waiting;
}

/** Campaigns of the reader that still go on, the first to start first. */
async function readOwnCampaigns(ctx: Ctx) {
  const { userId: ownerId } = ctx.actor;
  if (!ownerId) return [];
  const statuses = CAMPAIGN_STATUSES.filter((status) => !isOver(status));
  return (await listCampaigns(ctx, CampaignListing.parse({ statuses, ownerId }))).rows;
}

/** What the reader owns and what is due, overdue first. */
export async function MyWork({ ctx }: { ctx: Ctx }) {
  const [work, notices, choices, campaigns, personas] = await Promise.all([
    getMyWork(ctx),
    listNotices(ctx, { limit: 8 }),
    getBriefChoices(ctx),
    readOwnCampaigns(ctx),
    ctx.actor.userId ? listPersonas(ctx, { ownerId: ctx.actor.userId }) : [],
  ]);
  const { timeZone, floor } = ctx.workspace;
  const now = ctx.now();
  const first = ctx.actor.name.split(" ")[0];
  const others = choices.people.filter((person) => person.key !== ctx.actor.userId);
  const mayWork = can(ctx.actor.role, "tactics:edit");
  const isEmpty = work.tasks.length + work.segments.length + work.launches.length + campaigns.length === 0;
  return (
    <>
      <PageTitle lead={mayWork || !isEmpty ? summary(work) : undefined}>
        {greetingAt(hourIn(timeZone, now))}, {first}
      </PageTitle>
      {work.launches.length > 0 && <Launches launches={work.launches} today={work.today} />}
      {BUCKETS.map((bucket) => {
        const tasks = work.tasks.filter((task) => bucketOf(task.endOn, work.today) === bucket);
        if (tasks.length === 0) return null;
        return (
          <TaskGroup key={bucket} title={BUCKET_LABEL[bucket]} count={tasks.length}>
            {tasks.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                today={work.today}
                doneAt={task.doneAt ? formatMoment(task.doneAt, timeZone, now) : undefined}
                lead={
                  <TaskState
                    task={task}
                    isLate={dueWords(task.endOn, work.today).isLate}
                    isReadOnly={!mayWork}
                    finish={finishTactic}
                    reopen={reopenTactic}
                  />
                }
                isNew={!task.isAccepted && task.progress < 100}
                action={
                  mayWork && (
                    <>
                      {!task.isAccepted && task.progress < 100 && (
                        <ActionButton
                          action={acceptTactic}
                          input={{ itemId: task.id }}
                          done={`“${task.name}” accepted`}
                          aria-label={`Accept ${task.name}`}
                          size="sm"
                        >
                          Accept
                        </ActionButton>
                      )}
                      <HandOver
                        what={task.name}
                        people={others}
                        base={{ itemId: task.id }}
                        action={assignTactic}
                        variant="ghost"
                        size="sm"
                      />
                    </>
                  )
                }
              />
            ))}
          </TaskGroup>
        );
      })}
      {work.segments.length > 0 && (
        <Section title="My segments" meta={work.segments.length}>
          <SegmentCards
            segments={work.segments}
            floor={floor}
            actions={(segment) => (
              <>
                {!segment.isAccepted && (
                  <ActionButton
                    action={acceptSegment}
                    input={{ segmentId: segment.id }}
                    done={`“${segment.name}” accepted`}
                    aria-label={`Accept ${segment.name}`}
                    size="sm"
                  >
                    Accept
                  </ActionButton>
                )}
                <ActionButton
                  action={releaseSegment}
                  input={{ segmentId: segment.id }}
                  done={`“${segment.name}” is free to take`}
                  undo={{ action: takeSegment, input: { segmentId: segment.id } }}
                  aria-label={`Release ${segment.name}`}
                  variant="ghost"
                  size="sm"
                >
                  Release
                </ActionButton>
                <HandOver
                  what={segment.name}
                  people={others}
                  base={{ segmentId: segment.id }}
                  action={handOverSegment}
                  variant="ghost"
                  size="sm"
                />
              </>
            )}
          />
        </Section>
      )}
      {campaigns.length > 0 && (
        <Section title="My campaigns" meta={campaigns.length}>
          <OwnCampaigns rows={campaigns} today={work.today} />
        </Section>
      )}
      {personas.length > 0 && (
        <Section title="Personas of my segments" meta={personas.length}>
          <OwnPersonas rows={personas} />
        </Section>
      )}
      {isEmpty && !mayWork && (
        <EmptyState
          icon={<CircleCheck />}
          title="No work comes to you"
          action={<ButtonLink href="/campaigns?view=timeline">See the timeline</ButtonLink>}
        >
          Your role reads: nobody hands it tactics or segments.
        </EmptyState>
      )}
      {isEmpty && mayWork && (
        <EmptyState
          icon={<CircleCheck />}
          title="Nothing is yours yet"
          action={<ButtonLink href="/work?show=free">See what is free to take</ButtonLink>}
        >
          Take a segment or a tactic, and it is listed here with its due day.
        </EmptyState>
      )}
      {notices.length > 0 && (
        <Section
          title="Notices"
          meta={notices.filter((notice) => !notice.isRead).length || undefined}
          action={
            notices.some((notice) => !notice.isRead) && (
              <ActionButton action={markRead} input={{}} variant="ghost" size="sm">
                Mark all as read
              </ActionButton>
            )
          }
        >
          <NoticeList notices={notices} timeZone={timeZone} now={now} />
        </Section>
      )}
    </>
  );
}

function Launches({ launches, today }: { launches: readonly Launch[]; today: string }) {
  return (
    <TaskGroup title="Waits for your launch" count={launches.length}>
      {launches.map((launch) => {
        const due = dueWords(launch.startOn, today);
        return (
          <li key={launch.id} className="flex items-center gap-3 px-3 py-2">
            <Rocket aria-hidden="true" className="mx-1 size-4 flex-none text-ink-3" />
            <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
              <Link href={`/campaigns/${launch.id}`} className="text-base font-medium hover:underline">
                {launch.name}
              </Link>
              {launch.ownerName && <span className="text-xs text-ink-2">planned by {launch.ownerName}</span>}
            </p>
            <span className={due.isLate ? "num text-xs font-medium text-warn" : "num text-xs text-ink-2"}>
              {due.isLate ? due.text.replace("due ", "was to start ") : due.text.replace("due ", "starts ")}
            </span>
            <ButtonLink href={`/campaigns/${launch.id}`} size="sm" variant="ghost">
              Review
            </ButtonLink>
          </li>
        );
      })}
    </TaskGroup>
  );
}
