import { type Day, diffDays } from "@/lib/days";
import { METRICS, type Metric } from "./metric";

export type TargetState = "met" | "on track" | "at risk" | "off" | "not started";
export type Pace = { state: TargetState; expected: number; ratio: number | null };

/** At least this share of what should be there by now is "on track"; below AT_RISK it is "off". */
export const ON_TRACK = 0.97;
export const AT_RISK = 0.85;

/**
 * How a target stands on a day. For sums (revenue, orders) the expected value grows evenly with the days of the
 * period; for levels and shares it is the target itself from the first day. `ratio` is actual ÷ expected.
 */
export function paceOf(
  metric: Metric,
  target: { value: number; startOn: Day; endOn: Day },
  actual: number | null,
  today: Day,
): Pace {
  const days = diffDays(target.startOn, target.endOn) + 1;
  const elapsed = Math.min(Math.max(diffDays(target.startOn, today) + 1, 0), days);
  const expected = METRICS[metric].isSum ? (target.value * elapsed) / days : target.value;
  if (elapsed === 0 || actual === null) return { state: "not started", expected, ratio: null };
  const ratio = expected === 0 ? null : actual / expected;
  if (actual >= target.value) return { state: "met", expected, ratio };
  if (ratio === null || ratio >= ON_TRACK) return { state: "on track", expected, ratio };
  return { state: ratio >= AT_RISK ? "at risk" : "off", expected, ratio };
}
