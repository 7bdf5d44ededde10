import Link from "next/link";
import { ProgressBar } from "@/components/ui/progress-bar";
import { type Day, formatDayRange } from "@/lib/days";
import type { LoadedTask } from "@/lib/work/workload/workload";
import { type GiveChoice, GiveMenu, type GiveMenuProps } from "./give-menu";
import { hoursText } from "./hours-text";

/** The tactics behind a cell of the load table, each to be given to somebody else. */
export function LoadPanelTasks({
  tasks,
  holderId,
  choices,
  assign,
  today,
}: {
  tasks: readonly LoadedTask[];
  /** Whose they are; null when nobody's. */
  holderId: string | null;
  /** None for who may not give them away. */
  choices: readonly GiveChoice[];
  assign: GiveMenuProps["assign"];
  today: Day;
}) {
  if (tasks.length === 0) return <p className="text-sm text-ink-2">Nothing of that week is open any more.</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {tasks.map((task) => (
        <li key={task.id} className="flex flex-col gap-1 px-3 py-2">
          <p className="flex items-baseline gap-3">
            <Link
              href={`/campaigns/${task.campaignId}/plan/${task.id}`}
              className="min-w-0 flex-1 text-sm font-medium hover:underline"
            >
              {task.name}
            </Link>
            <span className="num flex-none text-sm">{hoursText(task.hours)}&nbsp;h</span>
          </p>
          <p className="flex flex-wrap items-center gap-x-3 text-xs text-ink-2">
            <span className="min-w-0 truncate">{task.campaignName}</span>
            <span className="num flex-none">{formatDayRange(task.startOn, task.endOn, today)}</span>
          </p>
          <div className="flex items-center justify-between gap-3">
            <span className="w-20">
              <ProgressBar label={`Progress of ${task.name}`} share={task.progress / 100} />
            </span>
            {choices.length > 0 && (
              <GiveMenu task={task} holderId={holderId} choices={choices} assign={assign} />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
