import { CircleCheck, CircleDashed } from "lucide-react";
import { ActionButton } from "@/components/ui/action-button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageTitle, Section } from "@/components/ui/page-header";
import { SegmentCards } from "@/components/work/segment-cards";
import { TaskGroup, TaskRow } from "@/components/work/task-list";
import type { Ctx } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import { formatCount } from "@/lib/format";
import { listFreeWork } from "@/lib/work/queries";
import { assignTactic, releaseSegment, takeSegment, takeTactic } from "./actions";

/** Tactics and segments that nobody has. */
export async function FreeWork({ ctx }: { ctx: Ctx }) {
  const { today, tasks, segments, mayTake } = await listFreeWork(ctx);
  const mayTakeSegments = can(ctx.actor.role, "segments:take");
  if (tasks.length + segments.length === 0)
    return (
      <>
        <PageTitle>Free to take</PageTitle>
        <EmptyState icon={<CircleCheck />} title="Everything has someone">
          Tactics without an assignee and segments without an owner are listed here.
        </EmptyState>
      </>
    );
  return (
    <>
      <PageTitle
        lead={`${formatCount(tasks.length, "tactic")} and ${formatCount(segments.length, "segment")} have nobody yet.${mayTake ? "" : " Your role reads; a marketer can take them."}`}
      >
        Free to take
      </PageTitle>
      {tasks.length > 0 && (
        <TaskGroup title="Tactics" count={tasks.length}>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              today={today}
              lead={
                <span className="grid size-6 flex-none place-items-center text-ink-3">
                  <CircleDashed aria-hidden="true" className="size-4" />
                </span>
              }
              action={
                mayTake && (
                  <ActionButton
                    action={takeTactic}
                    input={{ itemId: task.id }}
                    done={`“${task.name}” is yours`}
                    undo={{ action: assignTactic, input: { itemId: task.id, toUserId: null, note: "" } }}
                    aria-label={`Take tactic ${task.name}`}
                    data-take=""
                    size="sm"
                  >
                    Take tactic
                  </ActionButton>
                )
              }
            />
          ))}
        </TaskGroup>
      )}
      {segments.length > 0 && (
        <Section title="Segments" meta={segments.length}>
          <SegmentCards
            segments={segments}
            floor={ctx.workspace.floor}
            actions={(segment) =>
              mayTakeSegments && (
                <ActionButton
                  action={takeSegment}
                  input={{ segmentId: segment.id }}
                  done={`“${segment.name}” is yours`}
                  undo={{ action: releaseSegment, input: { segmentId: segment.id } }}
                  aria-label={`Take segment ${segment.name}`}
                  size="sm"
                >
                  Take segment
                </ActionButton>
              )
            }
          />
        </Section>
      )}
    </>
  );
}
