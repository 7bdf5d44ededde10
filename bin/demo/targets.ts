import type postgres from "postgres";
import { addDays, addMonths, type Day, diffDays, startOfMonth } from "@/lib/days";
import { isSum, METRICS, type Metric, metricValue } from "@/lib/kpis/metric";
import { setTarget } from "@/lib/kpis/mutations";
import { listWindowTallies } from "@/lib/kpis/series/queries";
import { known, type Shop } from "./shop";

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

/** Of a campaign that runs, for its days: its owner hears when it comes to be off. */
const CAMPAIGN_TARGET = { campaign: "pricedrop", metric: "revenue", value: 2_600_000 } as const;

/** Three figures, as a person would write a target down; a count stays whole. */
function rounded(value: number, isShare: boolean): number {
  const step = Math.max(10 ** (Math.floor(Math.log10(value)) - 2), isShare ? 0 : 1);
  return Number((Math.round(value / step) * step).toPrecision(6));
}

/**
 * The manager's targets, for whole months of which at least half are over: worked back from what is reached, so
 * that each stands where the story wants it on whatever day the demo is loaded. All figures are counted afterwards.
 */
export async function setTargets(
  sql: postgres.Sql,
  shop: Shop,
  { today, end }: { today: Day; end: Date },
  { segmentId, campaignId }: { segmentId: (key: string) => string; campaignId: (key: string) => string },
): Promise<void> {
  const rows = await sql<{ id: string; no: number }[]>`
    select id, no from segments where workspace_id = ${shop.workspaceId}`;
  const numbers = new Map(rows.map(({ id, no }) => [id, no]));
  const targets = TARGETS.map((target) => {
    const from = addMonths(startOfMonth(today), -Math.ceil(target.months / 2));
    const span = { from, to: addDays(addMonths(from, target.months), -1) };
    return { ...target, span, segmentNo: known(numbers, segmentId(target.segment)) };
  });
  // All at once: no snapshot holds these windows yet, and the facts are read for each count.
  const tallyOf = await listWindowTallies(shop.as("marek", end), {
    segmentNos: targets.map(({ segmentNo }) => segmentNo),
    windows: [...new Map(targets.map(({ span }) => [`${span.from} ${span.to}`, span])).values()],
  });
  for (const { segment, metric, pace, span, segmentNo } of targets) {
    const { from: startOn, to: endOn } = span;
    const at = new Date(`${addDays(startOn, 1)}T09:00:00Z`);
    const reached = metricValue(metric, tallyOf(span, segmentNo));
    if (!reached) throw new Error(`The segment ${segment} has no ${metric} to set a target for.`);
    const share = isSum(metric) ? (diffDays(startOn, today) + 1) / (diffDays(startOn, endOn) + 1) : 1;
    const value = rounded(reached / share / pace, METRICS[metric].unit === "share");
    await setTarget(
      shop.as("marek", at),
      { segmentId: segmentId(segment), metric, startOn, endOn, value },
      { isCountedLater: true },
    );
  }
  const { campaign, ...target } = CAMPAIGN_TARGET;
  await setTarget(shop.as("marek", end), {
    ...{ ...target, segmentId: null, campaignId: campaignId(campaign) },
    // The days are those of the campaign.
    ...{ startOn: today, endOn: today },
  });
}
