import type postgres from "postgres";
import { addDays, addMonths, type Day, diffDays, startOfMonth } from "@/lib/days";
import { isSum, METRICS, type Metric, metricValue } from "@/lib/kpis/metric";
import { setTarget } from "@/lib/kpis/mutations";
import { listWindowTallies } from "@/lib/kpis/series/queries";
import { takeWindow } from "@/lib/kpis/snapshots/mutations";
import type { Shop } from "./shop";

type DemoTarget = {
  segment: string;
  metric: Exclude<Metric, "members">;
  months: 3 | 6;
  /** What is reached by now ÷ what should be: 1 or more is met or on track, under 0.85 is off. */
  pace: number;
};

/** One in each state, and more of those that go well. */
const TARGETS: readonly DemoTarget[] = [
  { segment: "coffee", metric: "revenue", months: 3, pace: 1.04 },
  { segment: "parents", metric: "revenue", months: 6, pace: 0.91 },
  { segment: "weekend", metric: "orders", months: 3, pace: 0.78 },
  { segment: "champions", metric: "repeatRate", months: 3, pace: 1.02 },
  { segment: "price", metric: "averageOrderValue", months: 3, pace: 0.94 },
  { segment: "refill", metric: "orders", months: 6, pace: 1.01 },
  { segment: "offices", metric: "revenue", months: 6, pace: 1.08 },
];

/** Three figures, as a person would write a target down; a count stays whole. */
function rounded(value: number, isShare: boolean): number {
  const step = Math.max(10 ** (Math.floor(Math.log10(value)) - 2), isShare ? 0 : 1);
  return Number((Math.round(value / step) * step).toPrecision(6));
}

/**
 * The manager's targets, for whole months of which at least half are over: worked back from what is reached, so
 * that each stands where the story wants it on whatever day the demo is loaded.
 */
export async function setTargets(
  sql: postgres.Sql,
  shop: Shop,
  { today, end }: { today: Day; end: Date },
  segmentId: (key: string) => string,
): Promise<void> {
  for (const { segment, metric, months, pace } of TARGETS) {
    const startOn = addMonths(startOfMonth(today), -Math.ceil(months / 2));
    const endOn = addDays(addMonths(startOn, months), -1);
    const [own] = await sql<{ no: number }[]>`
      select no from segments where workspace_id = ${shop.workspaceId} and id = ${segmentId(segment)}`;
    const at = new Date(`${addDays(startOn, 1)}T09:00:00Z`);
    const span = { from: startOn, to: endOn };
    await takeWindow(shop.as("marek", end), { segmentNo: own?.no ?? 0, span });
    const tallyOf = await listWindowTallies(shop.as("marek", end), {
      segmentNos: [own?.no ?? 0],
      windows: [span],
    });
    const reached = metricValue(metric, tallyOf(span, own?.no ?? 0));
    if (!reached) throw new Error(`The segment ${segment} has no ${metric} to set a target for.`);
    const share = isSum(metric) ? (diffDays(startOn, today) + 1) / (diffDays(startOn, endOn) + 1) : 1;
    await setTarget(shop.as("marek", at), {
      segmentId: segmentId(segment),
      metric,
      startOn,
      endOn,
      value: rounded(reached / share / pace, METRICS[metric].unit === "share"),
    });
  }
}
