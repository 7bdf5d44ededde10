import { addDays, type Day, diffDays } from "@/lib/days";

export type SizePoint = { day: Day; size: number };

const MOST_DAILY = 92;

/**
 * Sizes for a chart of one span: one point a day up to 92 days, beyond that the last count of each week, so that
 * the drawing stays readable. Oldest first; days without a count are left out.
 */
export function sizeSeries(sizes: readonly SizePoint[], today: Day, days: number): SizePoint[] {
  const first = addDays(today, -days);
  const inSpan = sizes.filter(({ day }) => day >= first && day <= today);
  if (days <= MOST_DAILY) return inSpan;
  const byWeek = new Map(inSpan.map((point) => [Math.floor(diffDays(point.day, today) / 7), point]));
  return [...byWeek.values()];
}
