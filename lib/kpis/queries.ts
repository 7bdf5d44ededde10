import { and, asc, desc, eq, gte, isNull, lte, sql } from "drizzle-orm";
import { segmentSizes, segments, targets, users } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { addDays, addMonths, type Day, startOfMonth } from "@/lib/days";
import { found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import type { Span } from "./grain";
import { metricValue } from "./metric";
import { paceOf } from "./pace";
import type { Lifetime, MonthTally, Overview, SegmentKpis, SizeDrop, TargetRow } from "./report";
import type { Period } from "./series/period";
import { listPeriods, listWindowTallies } from "./series/queries";
import { type LifeTally, listLifeTallies } from "./standings/queries";
import { NO_TALLY } from "./tally";
import { lastMonths } from "./windows";

/** Months as the charts of a segment and of the overview draw them. */
const monthsOf = (periods: readonly Period[] = []): MonthTally[] =>
  periods.map(({ startOn, tally, correctedOn }) => ({ month: startOn, correctedOn, ...tally }));

const NOBODY: Lifetime = { members: 0, buyers: 0, repeatBuyers: 0, orders: 0, revenueMinor: 0 };

const lifetimeOf = ({ members, buyers, repeatBuyers, orders, revenueMinor }: LifeTally): Lifetime => ({
  ...{ members, buyers, repeatBuyers, orders, revenueMinor },
});

/** Targets of everybody and of live segments with what has been reached and the pace. Newest period first. */
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
    .leftJoin(
      segments,
      and(eq(segments.workspaceId, targets.workspaceId), eq(segments.id, targets.segmentId)),
    )
    .where(
      and(
        eq(targets.workspaceId, ctx.workspaceId),
        isNull(targets.campaignId),
        isNull(segments.archivedAt),
        segmentId ? eq(targets.segmentId, segmentId) : undefined,
      ),
    )
    .orderBy(desc(targets.endOn), asc(segments.name));
  const tallyOf = await listWindowTallies(ctx, {
    segmentNos: [...new Set(rows.map(({ segmentNo }) => segmentNo ?? 0))],
    windows: spansOf(rows),
  });
  return rows.map(({ segmentNo, size, ...row }) => {
    const span = { from: row.startOn, to: row.endOn };
    const reached =
      row.metric === "members" && row.segmentId !== null
        ? size
        : metricValue(row.metric, tallyOf(span, segmentNo ?? 0));
    const actual = isBelowFloor(ctx, size) ? null : reached;
    return { ...row, campaign: null, actual, pace: paceOf(row.metric, row, actual, today) };
  });
}

function spansOf(rows: readonly { startOn: Day; endOn: Day }[]): Span[] {
  return [
    ...new Map(
      rows.map(({ startOn, endOn }) => [`${startOn} ${endOn}`, { from: startOn, to: endOn }]),
    ).values(),
  ];
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
  const [lifeOf, months, sizes, targetRows] = await Promise.all([
    listLifeTallies(ctx, { segmentNos: [0, no] }),
    listPeriods(ctx, { grain: "month", segmentNos: [0, no], from, to: today }),
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
  const lifetime = lifetimeOf(lifeOf(no));
  const isHidden = isBelowFloor(ctx, segment.size) || isBelowFloor(ctx, lifetime.members);
  return {
    ...segment,
    today,
    isHidden,
    lifetime: isHidden ? NOBODY : lifetime,
    baseLifetime: lifetimeOf(lifeOf(0)),
    months: isHidden ? [] : monthsOf(months.get(no)),
    baseMonths: monthsOf(months.get(0)),
    sizes: isHidden ? [] : sizes,
    targets: targetRows,
  };
}

/** Everybody by month, the running one included, and how many they are: one line of the overview alone. */
export async function getBaseKpis(ctx: Ctx): Promise<{ today: Day; members: number; months: MonthTally[] }> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [lifeOf, months] = await Promise.all([
    listLifeTallies(ctx, { segmentNos: [0] }),
    listPeriods(ctx, {
      ...{ grain: "month" as const, segmentNos: [0] },
      ...{ from: addMonths(startOfMonth(today), -12), to: today },
    }),
  ]);
  return { today, members: lifeOf(0).members, months: monthsOf(months.get(0)) };
}

/** The manager's page: the last `months` whole calendar months against the ones before, for the base and every segment. */
export async function getOverview(ctx: Ctx, { months }: { months: number }): Promise<Overview> {
  authorize(ctx, "kpis:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const thisMonth = startOfMonth(today);
  const [now, before] = lastMonths(today, months);
  const [lifeOf, rows, targetRows] = await Promise.all([
    listLifeTallies(ctx, { segmentNos: [0] }),
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
  const segmentNos = [0, ...rows.map(({ no }) => no)];
  const [periods, tallyOf] = await Promise.all([
    listPeriods(ctx, {
      grain: "month",
      segmentNos,
      from: addMonths(thisMonth, -12),
      to: addDays(thisMonth, -1),
    }),
    listWindowTallies(ctx, { segmentNos, windows: [now, before] }),
  ]);
  const split = (no: number) => ({
    now: tallyOf(now, no),
    before: tallyOf(before, no),
    months: monthsOf(periods.get(no)),
  });
  const running = targetRows.filter((target) => target.startOn <= today && target.endOn >= today);
  return {
    today,
    period: { ...now, months },
    members: { inSegments: lifeOf(0).inSegments, all: lifeOf(0).members },
    ...split(0),
    segments: rows.map(({ no, ...row }) => {
      const isHidden = isBelowFloor(ctx, row.size);
      const figures = isHidden ? { now: NO_TALLY, before: NO_TALLY, months: [] } : split(no);
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
