import { and, asc, desc, eq, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import {
  customerMetrics,
  customers,
  kpiMonths,
  segmentMembers,
  segmentSizes,
  segments,
  targets,
  users,
} from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { addDays, addMonths, type Day, startOfMonth } from "@/lib/days";
import { found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import { metricValue, type Tally } from "./metric";
import { paceOf } from "./pace";
import type { MonthTally, Overview, SegmentKpis, SizeDrop, TargetRow } from "./report";

const NOTHING: Tally = { buyers: 0, repeatBuyers: 0, orders: 0, revenueMinor: 0 };

function add(tallies: Tally[]): Tally {
  return tallies.reduce(
    (sum, each) => ({
      buyers: sum.buyers + each.buyers,
      repeatBuyers: sum.repeatBuyers + each.repeatBuyers,
      orders: sum.orders + each.orders,
      revenueMinor: sum.revenueMinor + each.revenueMinor,
    }),
    NOTHING,
  );
}

/** Every month from `from` to `to`, a month without orders as zeros. */
function fill(rows: MonthTally[], from: Day, to: Day): MonthTally[] {
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  const months: MonthTally[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1))
    months.push(byMonth.get(month) ?? { month, ...NOTHING });
  return months;
}

async function monthsBySegment(
  ctx: Ctx,
  from: Day,
  segmentNos?: number[],
): Promise<Map<number, MonthTally[]>> {
  const rows = await ctx.db
    .select({
      segmentNo: kpiMonths.segmentNo,
      month: kpiMonths.month,
      buyers: kpiMonths.buyers,
      repeatBuyers: kpiMonths.repeatBuyers,
      orders: kpiMonths.orders,
      revenueMinor: kpiMonths.revenueMinor,
    })
    .from(kpiMonths)
    .where(
      and(
        eq(kpiMonths.workspaceId, ctx.workspaceId),
        gte(kpiMonths.month, from),
        segmentNos && inArray(kpiMonths.segmentNo, segmentNos),
      ),
    )
    .orderBy(asc(kpiMonths.month));
  const bySegment = new Map<number, MonthTally[]>();
  for (const { segmentNo, ...row } of rows)
    bySegment.set(segmentNo, [...(bySegment.get(segmentNo) ?? []), row]);
  return bySegment;
}

const tallyColumns = {
  buyers: sql<number>`count(*) filter (where ${customerMetrics.orderCount} > 0)::int`,
  repeatBuyers: sql<number>`count(*) filter (where ${customerMetrics.orderCount} > 1)::int`,
  orders: sql<number>`coalesce(sum(${customerMetrics.orderCount}), 0)::int`,
  revenueMinor: sql<number>`coalesce(sum(${customerMetrics.spendMinor}), 0)::float8`,
};

async function lifetimeOfBase(ctx: Ctx): Promise<Tally & { members: number }> {
  const [[people], [tally]] = await Promise.all([
    ctx.db
      .select({ members: sql<number>`count(*)::int` })
      .from(customers)
      .where(and(eq(customers.workspaceId, ctx.workspaceId), isNull(customers.erasedAt))),
    ctx.db.select(tallyColumns).from(customerMetrics).where(eq(customerMetrics.workspaceId, ctx.workspaceId)),
  ]);
  return { members: people?.members ?? 0, ...(tally ?? NOTHING) };
}

async function lifetimeOfSegment(ctx: Ctx, segmentNo: number): Promise<Tally & { members: number }> {
  const [row] = await ctx.db
    .select({ members: sql<number>`count(*)::int`, ...tallyColumns })
    .from(segmentMembers)
    .leftJoin(
      customerMetrics,
      and(
        eq(customerMetrics.workspaceId, segmentMembers.workspaceId),
        eq(customerMetrics.customerNo, segmentMembers.customerNo),
      ),
    )
    .where(and(eq(segmentMembers.workspaceId, ctx.workspaceId), eq(segmentMembers.segmentNo, segmentNo)));
  return row ?? { members: 0, ...NOTHING };
}

/** Targets that run on or after a day, with what has been reached and the pace. Newest period first. */
export async function listTargets(
  ctx: Ctx,
  { segmentId }: { segmentId?: string } = {},
): Promise<TargetRow[]> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const rows = await ctx.db
    .select({
      id: targets.id,
      segmentId: targets.segmentId,
      segmentName: segments.name,
      segmentNo: segments.no,
      size: segments.size,
      metric: targets.metric,
      startOn: targets.startOn,
      endOn: targets.endOn,
      value: targets.value,
    })
    .from(targets)
    .innerJoin(
      segments,
      and(
        eq(segments.workspaceId, targets.workspaceId),
        eq(segments.id, targets.segmentId),
        isNull(segments.archivedAt),
      ),
    )
    .where(
      and(eq(targets.workspaceId, ctx.workspaceId), segmentId ? eq(targets.segmentId, segmentId) : undefined),
    )
    .orderBy(desc(targets.endOn), asc(segments.name));
  if (rows.length === 0) return [];
  const from = rows.reduce((first, row) => (row.startOn < first ? row.startOn : first), today);
  const months = await monthsBySegment(ctx, from, [...new Set(rows.map((row) => row.segmentNo))]);
  return rows.map(({ segmentNo, size, ...row }) => {
    const within = (months.get(segmentNo) ?? []).filter(
      (m) => m.month >= row.startOn && m.month <= row.endOn,
    );
    const reached = row.metric === "members" ? size : metricValue(row.metric, add(within));
    const actual = isBelowFloor(ctx, size) ? null : reached;
    return { ...row, actual, pace: paceOf(row.metric, row, actual, today) };
  });
}

/** All figures of one segment: over its members' whole life and by month, beside the base's. */
export async function getSegmentKpis(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<SegmentKpis> {
  authorize(ctx, "kpis:read");
  const [row] = await ctx.db
    .select({ id: segments.id, no: segments.no, name: segments.name, size: segments.size })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const { no, ...segment } = found(row, "segment");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const from = addMonths(startOfMonth(today), -17);
  const [lifetime, baseLifetime, months, sizes, targetRows] = await Promise.all([
    lifetimeOfSegment(ctx, no),
    lifetimeOfBase(ctx),
    monthsBySegment(ctx, from, [0, no]),
    ctx.db
      .select({ day: segmentSizes.day, size: segmentSizes.size })
      .from(segmentSizes)
      .where(
        and(
          eq(segmentSizes.workspaceId, ctx.workspaceId),
          eq(segmentSizes.segmentNo, no),
          gte(segmentSizes.day, addDays(today, -84)),
        ),
      )
      .orderBy(asc(segmentSizes.day)),
    listTargets(ctx, { segmentId }),
  ]);
  const isHidden = isBelowFloor(ctx, lifetime.members);
  const of = (segmentNo: number) => fill(months.get(segmentNo) ?? [], from, startOfMonth(today));
  return {
    ...segment,
    today,
    isHidden,
    lifetime: isHidden ? { members: 0, ...NOTHING } : lifetime,
    baseLifetime,
    months: isHidden ? [] : of(no),
    baseMonths: of(0),
    sizes: isHidden ? [] : sizes,
    targets: targetRows,
  };
}

async function peopleInSegments(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ people: sql<number>`count(distinct ${segmentMembers.customerNo})::int` })
    .from(segmentMembers)
    .innerJoin(
      segments,
      and(
        eq(segments.workspaceId, segmentMembers.workspaceId),
        eq(segments.no, segmentMembers.segmentNo),
        isNull(segments.archivedAt),
      ),
    )
    .where(eq(segmentMembers.workspaceId, ctx.workspaceId));
  return row?.people ?? 0;
}

/** The manager's page: the last `months` whole calendar months against the ones before, for the base and every segment. */
export async function getOverview(ctx: Ctx, { months }: { months: number }): Promise<Overview> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const thisMonth = startOfMonth(today);
  const from = addMonths(thisMonth, -months);
  const first = addMonths(thisMonth, -Math.max(12, months * 2));
  const [inSegments, base, bySegment, rows, targetRows] = await Promise.all([
    peopleInSegments(ctx),
    lifetimeOfBase(ctx),
    monthsBySegment(ctx, first),
    ctx.db
      .select({
        no: segments.no,
        id: segments.id,
        name: segments.name,
        parentId: segments.parentId,
        size: segments.size,
        ownerId: segments.ownerId,
        ownerName: users.name,
      })
      .from(segments)
      .leftJoin(users, eq(users.id, segments.ownerId))
      .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name)),
    listTargets(ctx),
  ]);
  const split = (segmentNo: number) => {
    const series = fill(bySegment.get(segmentNo) ?? [], first, addMonths(thisMonth, -1));
    return {
      now: add(series.filter((m) => m.month >= from)),
      before: add(series.filter((m) => m.month < from && m.month >= addMonths(from, -months))),
      months: series.slice(-12),
    };
  };
  const running = targetRows.filter((target) => target.startOn <= today && target.endOn >= today);
  return {
    today,
    period: { from, to: addDays(thisMonth, -1), months },
    members: { inSegments, all: base.members },
    ...split(0),
    segments: rows.map(({ no, ...row }) => {
      const isHidden = isBelowFloor(ctx, row.size);
      const figures = isHidden ? { now: NOTHING, before: NOTHING, months: [] } : split(no);
      const target = running.find((each) => each.segmentId === row.id) ?? null;
      return { ...row, size: isHidden ? null : row.size, isHidden, ...figures, target };
    }),
  };
}

/** Segments that lost at least `share` of their members within four weeks, the largest loss first. */
export async function listSizeDrops(ctx: Ctx, { share }: { share: number }): Promise<SizeDrop[]> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const earlier = ctx.db
    .selectDistinctOn([segmentSizes.segmentNo], {
      segmentNo: segmentSizes.segmentNo,
      size: segmentSizes.size,
    })
    .from(segmentSizes)
    .where(
      and(
        eq(segmentSizes.workspaceId, ctx.workspaceId),
        gte(segmentSizes.day, addDays(today, -35)),
        lte(segmentSizes.day, addDays(today, -28)),
      ),
    )
    .orderBy(segmentSizes.segmentNo, desc(segmentSizes.day))
    .as("earlier");
  const rows = await ctx.db
    .select({ segmentId: segments.id, name: segments.name, from: earlier.size, to: segments.size })
    .from(earlier)
    .innerJoin(segments, and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.no, earlier.segmentNo)))
    .where(
      and(isNull(segments.archivedAt), sql`${segments.size} <= ${earlier.size} * (1 - ${share}::float8)`),
    );
  return rows
    .flatMap(({ to, ...row }) => (to === null || isBelowFloor(ctx, to) ? [] : [{ ...row, to }]))
    .sort((a, b) => b.from - b.to - (a.from - a.to));
}
