import type postgres from "postgres";
import { addDays, addMonths, type Day, diffDays, startOfMonth } from "@/lib/days";
import { METRICS, type Metric, metricValue, type Tally } from "@/lib/kpis/metric";
import { setTarget } from "@/lib/kpis/mutations";
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
  today: Day,
  segmentId: (key: string) => string,
): Promise<void> {
  for (const { segment, metric, months, pace } of TARGETS) {
    const startOn = addMonths(startOfMonth(today), -Math.ceil(months / 2));
    const endOn = addDays(addMonths(startOn, months), -1);
    const [tally] = await sql<Tally[]>`
      select sum(k.revenue_minor)::float8 as "revenueMinor", sum(k.orders)::float8 as orders,
        sum(k.buyers)::float8 as buyers, sum(k.repeat_buyers)::float8 as "repeatBuyers"
      from kpi_months k join segments s on s.workspace_id = k.workspace_id and s.no = k.segment_no
      where k.workspace_id = ${shop.workspaceId} and s.id = ${segmentId(segment)}
        and k.month >= ${startOn}::date and k.month <= ${endOn}::date`;
    const reached = tally && metricValue(metric, tally);
    if (!reached) throw new Error(`The segment ${segment} has no ${metric} to set a target for.`);
    const share = METRICS[metric].isSum ? (diffDays(startOn, today) + 1) / (diffDays(startOn, endOn) + 1) : 1;
    const at = new Date(`${addDays(startOn, 1)}T09:00:00Z`);
    await setTarget(shop.as("marek", at), {
      segmentId: segmentId(segment),
      metric,
      startOn,
      endOn,
      value: rounded(reached / share / pace, METRICS[metric].unit === "share"),
    });
  }
}
