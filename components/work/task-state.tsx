"use client";

import { CircleCheck, CircleDashed, CircleDot, TriangleAlert } from "lucide-react";
import { useOptimistic } from "react";
import { useAction } from "@/components/ui/use-action";
import type { PlanItemRef, TacticReopening } from "@/lib/campaigns/plan/model";
import type { ActionResult } from "@/lib/result";
import type { Task } from "@/lib/work/task";

export type TaskStateProps = {
  task: Pick<Task, "id" | "name" | "progress">;
  isLate: boolean;
  /** Set for who may not change it: the state is only shown. */
  isReadOnly?: boolean;
  finish: (input: PlanItemRef) => Promise<ActionResult<{ progress: number }>>;
  reopen: (input: TacticReopening) => Promise<ActionResult<unknown>>;
};

/** The state of a task as a button: finishes it, or opens it again; both can be undone. */
export function TaskState({ task, isLate, isReadOnly, finish, reopen }: TaskStateProps) {
  const [progress, setProgress] = useOptimistic(task.progress);
  const isDone = progress === 100;
  const finishing = useAction(finish, {
    done: `“${task.name}” finished`,
    undo: (value) => reopen({ itemId: task.id, progress: value.progress }),
  });
  const reopening = useAction(reopen, {
    done: `“${task.name}” reopened`,
    undo: () => finish({ itemId: task.id }),
  });
  const isPending = finishing.isPending || reopening.isPending;
  const Icon = isDone ? CircleCheck : isLate ? TriangleAlert : progress > 0 ? CircleDot : CircleDashed;
  const tone = isDone ? "text-good" : isLate ? "text-warn" : progress > 0 ? "text-accent" : "text-ink-3";
  if (isReadOnly)
    return (
      <span className={`grid size-6 flex-none place-items-center ${tone}`}>
        <Icon aria-hidden="true" className="size-4" />
      </span>
    );
  return (
    <button
      type="button"
      aria-pressed={isDone}
      aria-label={isDone ? `Reopen ${task.name}` : `Finish ${task.name}`}
      title={isDone ? "Reopen" : "Finish"}
      disabled={isPending}
      onClick={() => {
        if (isDone) void reopening.run({ itemId: task.id, progress: 0 });
        else void finishing.run({ itemId: task.id });
        setProgress(isDone ? 0 : 100);
      }}
      className={`grid size-6 flex-none place-items-center rounded-full transition-colors hover:bg-hover coarse:size-control ${tone}`}
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}
