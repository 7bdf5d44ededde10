import type postgres from "postgres";
import { addDays, addMonths, type Day, diffDays, startOfMonth, startOfQuarter } from "@/lib/days";
import type { Metric } from "@/lib/kpis/metric";
import { setTarget } from "@/lib/kpis/mutations";
import type { Shop } from "./shop";

/** Totals of the period before, as far into it as today is into this one would need. */
type Totals = { revenue: number; orders: number; buyers: number; repeat: number };
type DemoTarget = { segment: string; metric: Metric; months: 1 | 3; value: (before: Totals) => number };

/** Some within reach, some not: a value below what the trend promises is met. */
const TARGETS: readonly DemoTarget[] = [
  { segment: "coffee", metric: "revenue", months: 3, value: ({ revenue }) => Math.round(revenue * 1.02) },
  { segment: "parents", metric: "revenue", months: 3, value: ({ revenue }) => Math.round(revenue * 1.6) },
  { segment: "weekend", metric: "orders", months: 1, value: ({ orders }) => Math.round(orders * 1.05) },
  {
    segment: "champions",
    metric: "repeatRate",
    months: 3,
    value: ({ repeat, buyers }) => (repeat / buyers) * 0.98,
  },
  {
    segment: "price",
    metric: "averageOrderValue",
    months: 3,
    value: ({ revenue, orders }) => Math.round((revenue / orders) * 1.12),
  },
  {
    segment: "lapsedVip",
    metric: "revenue",
    months: 1,
    value: ({ revenue }) => Math.round(revenue * 1.4) + 100_000,
  },
  { segment: "offices", metric: "revenue", months: 3, value: ({ revenue }) => Math.round(revenue * 0.97) },
];

/** The manager's targets for the month and quarter that run, from what the ones before reached. */
export async function setTargets(
  sql: postgres.Sql,
  shop: Shop,
  { today, now, segmentId }: { today: Day; now: Date; segmentId: (key: string) => string },
): Promise<void> {
  for (const { segment, metric, months, value } of TARGETS) {
    const startOn = months === 1 ? startOfMonth(today) : startOfQuarter(today);
    const endOn = addDays(addMonths(startOn, months), -1);
    const [before] = await sql<Totals[]>`
      select sum(k.revenue_minor)::float8 as revenue, sum(k.orders)::float8 as orders,
        sum(k.buyers)::float8 as buyers, sum(k.repeat_buyers)::float8 as repeat
      from kpi_months k join segments s on s.workspace_id = k.workspace_id and s.no = k.segment_no
      where k.workspace_id = ${shop.workspaceId} and s.id = ${segmentId(segment)}
        and k.month >= ${addMonths(startOn, -months)}::date and k.month < ${startOn}::date`;
    if (!before?.revenue || diffDays(startOn, endOn) < 1) continue;
    await setTarget(shop.as("marek", now), {
      segmentId: segmentId(segment),
      metric,
      startOn,
      endOn,
      value: Math.round(value(before) * 10_000) / 10_000,
    });
  }
}
