import { and, eq } from "drizzle-orm";
import { campaigns, targets } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { getResults } from "@/lib/campaigns/results/queries";
import { addDays, type Day, dayInZone, startOfMonth } from "@/lib/days";
import { AppError, found } from "@/lib/errors";
import { COVERAGE } from "@/lib/forecasts/band";
import { getForecast } from "@/lib/forecasts/queries";
import { FORECAST_LABEL, type ForecastMetric } from "@/lib/forecasts/report";
import { METRICS, type Metric, metricParts, metricValue } from "@/lib/kpis/metric";
import { getBaseKpis, getSegmentKpis, listTargets } from "@/lib/kpis/queries";
import type { MonthTally } from "@/lib/kpis/report";
import { NO_TALLY, type Tally } from "@/lib/kpis/tally";
import { shareInterval } from "@/lib/statistics/shares";
import { todayIn } from "@/lib/zone";
import type { Figure, FigureRef, Snapshot } from "../figure";

type Read = Figure & { people: number };

/**
 * A figure as it stands now, to be kept with a decision; null when it does not exist (a campaign before its launch),
 * "hidden" when the group is smaller than the role may see. NOT_FOUND for what is not of this workspace.
 */
export async function readFigure(ctx: Ctx, ref: FigureRef): Promise<Snapshot | "hidden" | null> {
  authorize(ctx, "kpis:read");
  const read = await readBy(ctx, ref);
  if (read === "hidden" || read === null) return read;
  if (isBelowFloor(ctx, read.people)) return "hidden";
  return { ...read, key: ref.figure, at: ctx.now().toISOString() };
}

function readBy(ctx: Ctx, { segmentId, campaignId, figure }: FigureRef): Promise<Read | "hidden" | null> {
  switch (figure.kind) {
    case "metric":
      return segmentId ? metricOfSegment(ctx, segmentId, figure.metric) : metricOfBase(ctx, figure.metric);
    case "forecast":
      return foretold(ctx, segmentId, figure.metric);
    case "target":
      return target(ctx, figure.targetId);
    case "result":
      if (!campaignId) throw new AppError("INVALID", "Choose the campaign whose result it is.");
      return result(ctx, campaignId);
  }
}

/** The last whole month, and the one before it. */
function lastMonthOf(months: readonly MonthTally[], today: Day) {
  const over = months.filter(({ month }) => month < startOfMonth(today));
  const to = addDays(startOfMonth(today), -1);
  return { now: over.at(-1) ?? NO_TALLY, before: over.at(-2) ?? NO_TALLY, from: startOfMonth(to), to };
}

type Stretch = { title: string; now: Tally; before: Tally; from: Day; to: Day; members: number };

/** What a figure rests on, where that is not the buyers. */
const RESTS: Partial<Record<Metric, string>> = {
  averageOrderValue: "order",
  conversionRate: "customer",
  openRate: "message",
  clickRate: "message",
  clickToOpen: "opening",
  bounceRate: "message",
  unsubscribeRate: "message",
  complaintRate: "message",
};
/** Shares of people, each of whom counts once. */
const OF_PEOPLE: readonly Metric[] = ["repeatRate", "conversionRate", "retention", "churn"];

function metricRead(metric: Exclude<Metric, "members">, stretch: Stretch): Read {
  const { label, formula, unit } = METRICS[metric];
  const { now, before, from, to, members, title } = stretch;
  const { above, below } = metricParts(metric, now);
  const rests = RESTS[metric];
  const isOfPeople = OF_PEOPLE.includes(metric);
  const n = (rests || isOfPeople ? below : null) ?? now.buyers;
  const interval = isOfPeople && n > 0 ? shareInterval({ count: above, total: n }) : null;
  return {
    title: `${label} of ${title}`,
    ...{ formula, unit, from, to, n, noun: rests ?? "buyer", isCausal: null },
    value: metricValue(metric, now),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    against: { words: "the month before", value: metricValue(metric, before) },
    people: members,
  };
}

async function metricOfSegment(ctx: Ctx, segmentId: string, metric: Metric): Promise<Read | "hidden"> {
  const kpis = await getSegmentKpis(ctx, { segmentId });
  if (kpis.isHidden) return "hidden";
  const title = `“${kpis.name}”`;
  const { members } = kpis.lifetime;
  if (metric === "members") {
    const earlier = kpis.sizes.findLast(({ day }) => day <= addDays(kpis.today, -28)) ?? null;
    return {
      ...{ title: `Members of ${title}`, formula: METRICS.members.formula, unit: "people" },
      ...{ value: members, low: null, high: null, n: members, noun: "customer", isCausal: null },
      ...{ from: kpis.today, to: kpis.today, people: members },
      against: { words: "four weeks before", value: earlier?.size ?? null },
    };
  }
  return metricRead(metric, { title, members, ...lastMonthOf(kpis.months, kpis.today) });
}

async function metricOfBase(ctx: Ctx, metric: Metric): Promise<Read> {
  const { months, members, today } = await getBaseKpis(ctx);
  if (metric !== "members")
    return metricRead(metric, {
      ...{ title: "all customers", members },
      ...lastMonthOf(months, today),
    });
  return {
    ...{ title: "Customers", formula: "customers, erased ones left out", unit: "people" },
    ...{ value: members, low: null, high: null, n: members, noun: "customer", isCausal: null },
    ...{ from: today, to: today, against: null, people: members },
  };
}

/** The coming week as it is expected, in its band; null while there are too few weeks. */
async function foretold(
  ctx: Ctx,
  segmentId: string | null,
  metric: ForecastMetric,
): Promise<Read | "hidden" | null> {
  const [group, shown] = await Promise.all([
    segmentId ? getSegmentKpis(ctx, { segmentId }) : getBaseKpis(ctx),
    getForecast(ctx, { segmentId, metric }),
  ]);
  if ("isHidden" in group && group.isHidden) return "hidden";
  const [next] = shown?.forecast?.points ?? [];
  if (!shown?.forecast || !next) return null;
  const title = "name" in group ? `“${group.name}”` : "all customers";
  const { model, origins } = shown.forecast;
  return {
    title: `${FORECAST_LABEL[metric]} of ${title}, as forecast for the week`,
    formula: `${model.label}, put back to ${origins} earlier weeks for its band`,
    unit: METRICS[metric].unit,
    ...{ value: next.mean, low: next.low, high: next.high, coverage: COVERAGE },
    ...{ from: next.week, to: addDays(next.week, 6), n: shown.values.length, noun: "week", isCausal: null },
    against: { words: "what the week before brought", value: shown.values.at(-1) ?? null },
    people: "lifetime" in group ? group.lifetime.members : group.members,
  };
}

async function target(ctx: Ctx, targetId: string): Promise<Read | "hidden"> {
  const [row] = await ctx.db
    .select({ segmentId: targets.segmentId })
    .from(targets)
    .where(and(eq(targets.workspaceId, ctx.workspaceId), eq(targets.id, targetId)));
  const { segmentId } = found(row, "target");
  const [group, rows] = await Promise.all([
    segmentId ? getSegmentKpis(ctx, { segmentId }) : getBaseKpis(ctx),
    listTargets(ctx, segmentId ? { segmentId } : {}),
  ]);
  if ("isHidden" in group && group.isHidden) return "hidden";
  const people = "lifetime" in group ? group.lifetime.members : group.members;
  const title = "name" in group ? `“${group.name}”` : "all customers";
  const { metric, startOn, endOn, value, actual, pace } = found(
    rows.find(({ id }) => id === targetId),
    "target",
  );
  const { label, formula, unit } = METRICS[metric];
  return {
    ...{ title: `${label} of ${title} against its target`, formula, unit, from: startOn, to: endOn },
    ...{ value: actual, low: null, high: null, n: people, noun: "customer", isCausal: null },
    against: { words: `the target, which is ${pace.state}`, value },
    people,
  };
}

async function result(ctx: Ctx, campaignId: string): Promise<Read | "hidden" | null> {
  const [row] = await ctx.db
    .select({ name: campaigns.name })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  const { name } = found(row, "campaign");
  const results = await getResults(ctx, { campaignId });
  if (results === null || results === "hidden") return results;
  const { treated, control, effect } = results;
  const zone = ctx.workspace.timeZone;
  const from = dayInZone(results.from, zone);
  const end = addDays(dayInZone(results.to, zone), -1);
  const today = todayIn(zone, ctx.now());
  const share = treated.people === 0 ? null : treated.buyers / treated.people;
  const alone = treated.people === 0 ? null : shareInterval({ count: treated.buyers, total: treated.people });
  const to = end < today ? end : today;
  const shared = { from, to: to < from ? from : to, noun: "customer" };
  if (!effect)
    return {
      ...shared,
      title: `Share of those whom “${name}” reached that bought`,
      formula: "buyers ÷ people in the audience; no control group was held out",
      ...{ unit: "share", value: share, low: alone?.low ?? null, high: alone?.high ?? null },
      ...{ n: treated.people, against: null, isCausal: false, people: treated.people },
    };
  return {
    ...shared,
    title: `Lift of “${name}”`,
    formula: "share of the treated that bought − share of the control group that bought",
    ...{ unit: "points", value: effect.difference, low: effect.low, high: effect.high },
    ...{ n: treated.people + control.people, against: null, isCausal: true },
    people: Math.min(treated.people, control.people),
  };
}
