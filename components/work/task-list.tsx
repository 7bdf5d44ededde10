import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Day } from "@/lib/days";
import { dueWords } from "@/lib/work/due";
import type { Task } from "@/lib/work/task";

/** A titled group of tasks in one card. */
export function TaskGroup({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <Section title={title} meta={count}>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</ul>
    </Section>
  );
}

export type TaskRowProps = {
  task: Task;
  today: Day;
  /** Left of the title: what changes its state. */
  lead: ReactNode;
  /** Right of the due day: other things to do. */
  action?: ReactNode;
  /** Was given to the reader, who has not accepted it yet. */
  isNew?: boolean;
  /** "11:02" for one that was finished today. */
  doneAt?: string;
};

/** One task: state, title, campaign, progress, due. On a phone the second line holds what follows the title. */
export function TaskRow({ task, today, lead, action, isNew, doneAt }: TaskRowProps) {
  const isDone = task.progress === 100;
  const due = dueWords(task.endOn, today);
  return (
    <li className="flex items-start gap-3 px-3 py-2 md:items-center">
      {lead}
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 md:flex-nowrap">
        <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 max-md:basis-full">
          <span className={clsx("text-base font-medium", isDone && "text-ink-3 line-through")}>
            {task.name}
          </span>
          {isNew && <Pill tone="accent">new for you</Pill>}
          <Link
            href={`/campaigns/${task.campaignId}/plan`}
            className="min-w-0 truncate text-xs text-ink-2 hover:text-ink hover:underline"
          >
            {task.campaignName}
          </Link>
        </p>
        <span className="w-20 flex-none">
          {task.kind === "tactic" && (
            <ProgressBar label={`Progress of ${task.name}`} share={task.progress / 100} />
          )}
        </span>
        <span
          className={clsx(
            "num flex-none text-xs whitespace-nowrap md:w-28 md:text-right",
            due.isLate && !isDone ? "font-medium text-warn" : "text-ink-2",
          )}
        >
          {isDone && doneAt ? `done ${doneAt}` : due.text}
        </span>
      </div>
      {action && (
        <div className="flex flex-none items-center gap-1 max-md:flex-col max-md:items-end">{action}</div>
      )}
    </li>
  );
}
