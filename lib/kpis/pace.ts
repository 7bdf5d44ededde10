import { type Day, diffDays } from "@/lib/days";
import { isSum, METRICS, type Metric } from "./metric";
import { AT_RISK, ON_TRACK, type TargetState } from "./target-state";

export type { TargetState } from "./target-state";
/** `ratio` is how much of what should be there by now is; of a figure that is to stay low, the other way round. */
export type Pace = { state: TargetState; expected: number; ratio: number | null };

/**
 * How a target stands on a day. For sums (revenue, cost) the expected value grows evenly with the days of the
 * period; for levels and shares it is the target itself from the first day. Where less is better, a sum is met when
 * the period has ended below it. Once the days are over a target is met or missed, however near it came.
 */
export function paceOf(
  metric: Metric,
  target: { value: number; startOn: Day; endOn: Day },
  actual: number | null,
  today: Day,
): Pace {
  const days = diffDays(target.startOn, target.endOn) + 1;
  const elapsed = Math.min(Math.max(diffDays(target.startOn, today) + 1, 0), days);
  const expected = isSum(metric) ? (target.value * elapsed) / days : target.value;
  if (elapsed === 0 || actual === null) return { state: "not started", expected, ratio: null };
  const isLowGood = METRICS[metric].polarity === "down";
  const ratio = isLowGood ? divided(expected, actual) : divided(actual, expected);
  const isMet = isLowGood
    ? actual <= target.value && (!isSum(metric) || today > target.endOn)
    : actual >= target.value;
  if (isMet) return { state: "met", expected, ratio };
  if (today > target.endOn) return { state: "missed", expected, ratio };
  if (ratio === null || ratio >= ON_TRACK) return { state: "on track", expected, ratio };
  return { state: ratio >= AT_RISK ? "at risk" : "off", expected, ratio };
}

const divided = (above: number, below: number) => (below === 0 ? null : above / below);

/** How the state comes about, for whoever asks: the figures are texts in the metric's unit. */
export function paceSentence(
  metric: Metric,
  pace: Pace,
  { expected, target }: { expected: string; target: string },
): string {
  const isLowGood = METRICS[metric].polarity === "down";
  const should = isSum(metric)
    ? `${isLowGood ? "At most" : ""} ${expected} of ${target} should be there by now, evenly by days`.trim()
    : `${isLowGood ? "At most" : "At least"} ${target} should hold on each day`;
  return `${should}. On track from ${ON_TRACK * 100} % of that, at risk from ${AT_RISK * 100} %, off below${pace.ratio === null ? "" : `; it is ${Math.round(pace.ratio * 100)} %`}.`;
}
