import { type Day, diffDays } from "@/lib/days";
import { isSum, type Metric } from "../metric";

export type Goal = { metric: Metric; startOn: Day; endOn: Day; value: number };

const daysOf = ({ startOn, endOn }: { startOn: Day; endOn: Day }) => diffDays(startOn, endOn) + 1;

/**
 * What the targets ask of one period that lies within their days: of a sum its part by days, of anything else the target
 * itself. Of several the shortest counts; null where none does.
 */
export function targetIn(
  goals: readonly Goal[],
  metric: Metric,
  period: { startOn: Day; endOn: Day },
): number | null {
  const [goal] = goals
    .filter((one) => one.metric === metric && one.startOn <= period.startOn && one.endOn >= period.endOn)
    .sort((a, b) => daysOf(a) - daysOf(b));
  if (!goal) return null;
  return isSum(metric) ? (goal.value * daysOf(period)) / daysOf(goal) : goal.value;
}
