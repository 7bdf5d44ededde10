import { isCount, type Metric, metricValue } from "../metric";
import type { Tally } from "../tally";

/**
 * What everybody's figure would be of as many people: a count shrinks to the share of customers who were members when the
 * period ended, a rate stays. Null for the members themselves, which would be held to themselves.
 */
export function scaledToSize(metric: Metric, base: Tally | undefined, own: Tally | undefined): number | null {
  if (metric === "members" || !base || !own) return null;
  const value = metricValue(metric, base);
  if (value === null || !isCount(metric)) return value;
  return base.members === 0 ? null : (value * own.members) / base.members;
}
