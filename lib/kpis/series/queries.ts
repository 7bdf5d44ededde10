import { and, asc, desc, eq, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import { kpiSnapshots, kpiValues } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { addPeriods, type CalendarGrain, endOf, type Grain, type Span, startOf } from "../grain";
import { listContactNames } from "../snapshots/queries";
import type { TallyScope } from "../snapshots/scope";
import { tallies } from "../snapshots/sql";
import { NO_TALLY, type Tally } from "../tally";
import { withTyped } from "../typed-figure";
import { windowOf } from "../windows";
import type { Period } from "./period";
import { typedSums } from "./sql";

type Typed = { segmentNo: number; startOn: Day; figure: string; value: number; typed: number };

const columns = {
  segmentNo: kpiSnapshots.segmentNo,
  startOn: kpiSnapshots.startOn,
  endOn: kpiSnapshots.endOn,
  correctedAt: kpiSnapshots.correctedAt,
  members: kpiSnapshots.members,
  present: kpiSnapshots.present,
  buyers: kpiSnapshots.buyers,
  repeatBuyers: kpiSnapshots.repeatBuyers,
  newBuyers: kpiSnapshots.newBuyers,
  priorBuyers: kpiSnapshots.priorBuyers,
  returningBuyers: kpiSnapshots.returningBuyers,
  orders: kpiSnapshots.orders,
  revenueMinor: kpiSnapshots.revenueMinor,
  sent: kpiSnapshots.sent,
  bounced: kpiSnapshots.bounced,
  opened: kpiSnapshots.opened,
  clicked: kpiSnapshots.clicked,
  unsubscribed: kpiSnapshots.unsubscribed,
  complained: kpiSnapshots.complained,
  visits: kpiSnapshots.visits,
};

/**
 * Every period from the one that holds `from` to the one that holds `to`, of each segment (0: everybody); one in which
 * nothing was counted as zeros. Typed values and spend are added to what was counted.
 */
export async function listPeriods(
  ctx: Ctx,
  {
    grain,
    segmentNos,
    from,
    to,
    channel = "",
  }: { grain: CalendarGrain; segmentNos: readonly number[]; from: Day; to: Day; channel?: string },
): Promise<Map<number, Period[]>> {
  authorize(ctx, "kpis:read");
  if (segmentNos.length === 0) return new Map();
  const { workspaceId } = ctx;
  const first = startOf(grain, from);
  const last = startOf(grain, to);
  const [rows, typed, marginOn] = await Promise.all([
    ctx.db
      .select(columns)
      .from(kpiSnapshots)
      .where(
        and(
          eq(kpiSnapshots.workspaceId, workspaceId),
          eq(kpiSnapshots.grain, grain),
          inArray(kpiSnapshots.segmentNo, [...segmentNos]),
          eq(kpiSnapshots.channel, channel),
          gte(kpiSnapshots.startOn, first),
          lte(kpiSnapshots.startOn, last),
        ),
      )
      .orderBy(asc(kpiSnapshots.startOn)),
    listTyped(ctx, { grain, segmentNos, from: first, to: endOf(grain, last), channel }),
    readMargins(ctx),
  ]);
  const byKey = new Map(rows.map((row) => [`${row.segmentNo} ${row.startOn}`, row]));
  const starts: Day[] = [];
  for (let start = first; start <= last; start = addPeriods(grain, start, 1)) starts.push(start);
  return new Map(
    segmentNos.map((segmentNo) => [
      segmentNo,
      starts.map((startOn) => {
        const endOn = endOf(grain, startOn);
        const {
          correctedAt = null,
          segmentNo: _,
          startOn: __,
          endOn: ___,
          ...counted
        } = byKey.get(`${segmentNo} ${startOn}`) ?? {};
        const added = typed.get(`${segmentNo} ${startOn}`) ?? [];
        const margin = marginOn(endOn);
        const of = (values: readonly Typed[]) => ({
          ...withTyped({ ...NO_TALLY, ...counted }, values),
          margin,
        });
        const isTyped = added.some((value) => value.typed !== 0);
        const spent = added.map((value) => ({ ...value, value: value.value - value.typed }));
        const correctedOn = correctedAt && todayIn(ctx.workspace.timeZone, correctedAt);
        return { startOn, endOn, correctedOn, tally: of(added), seen: isTyped ? of(spent) : null };
      }),
    ]),
  );
}

/** What was counted of segments over runs of whole months, by "from to" and segment. */
export async function listWindowTallies(
  ctx: Ctx,
  { segmentNos, windows }: { segmentNos: readonly number[]; windows: readonly Span[] },
): Promise<(span: Span, segmentNo: number) => Tally> {
  authorize(ctx, "kpis:read");
  if (segmentNos.length === 0 || windows.length === 0) return () => NO_TALLY;
  const key = (from: Day, to: Day, no: number) => `${from} ${to} ${no}`;
  const [rows, marginOn, ...typed] = await Promise.all([
    ctx.db
      .select(columns)
      .from(kpiSnapshots)
      .where(
        and(
          eq(kpiSnapshots.workspaceId, ctx.workspaceId),
          eq(kpiSnapshots.grain, "window"),
          inArray(kpiSnapshots.segmentNo, [...segmentNos]),
          eq(kpiSnapshots.channel, ""),
          inArray(kpiSnapshots.startOn, [...new Set(windows.map(({ from }) => from))]),
        ),
      ),
    readMargins(ctx),
    ...windows.map(async (span) => ({
      span,
      sums: await listTyped(ctx, { grain: null, segmentNos, ...span, channel: "" }),
    })),
  ]);
  const counted = new Map(
    rows.map(({ segmentNo, startOn, endOn, correctedAt: _, ...tally }) => [
      key(startOn, endOn, segmentNo),
      tally,
    ]),
  );
  const missing = windows.filter(
    ({ from, to }) => !rows.some((row) => row.startOn === from && row.endOn === to),
  );
  for (const { grain: _, segmentNo, startOn, endOn, ...tally } of await countWindows(
    ctx,
    segmentNos,
    missing,
  ))
    counted.set(key(startOn, endOn, segmentNo), tally);
  const sums = new Map(typed.map(({ span, sums }) => [`${span.from} ${span.to}`, sums]));
  return ({ from, to }, segmentNo) => ({
    ...withTyped(
      { ...NO_TALLY, ...counted.get(key(from, to, segmentNo)) },
      sums.get(`${from} ${to}`)?.get(`${segmentNo} ${from}`) ?? [],
    ),
    margin: marginOn(to),
  });
}

export type Counted = Omit<Tally, "costMinor" | "margin" | "standing"> & {
  grain: Grain;
  segmentNo: number;
  startOn: Day;
  endOn: Day;
};

/** What the facts of a scope say now, every channel together. */
export async function countTallies(ctx: Ctx, scope: TallyScope): Promise<Counted[]> {
  authorize(ctx, "kpis:read");
  return [
    ...(await ctx.db.execute<Counted>(sql`
      select grain, segment_no as "segmentNo", start_on::text as "startOn", end_on::text as "endOn", members::float8, present::float8, buyers::float8,
        repeat_buyers::float8 as "repeatBuyers", new_buyers::float8 as "newBuyers", prior_buyers::float8 as "priorBuyers",
        returning_buyers::float8 as "returningBuyers", orders::float8, revenue::float8 as "revenueMinor", sent::float8, bounced::float8,
        opened::float8, clicked::float8, unsubscribed::float8, complained::float8, visits::float8
      from (${tallies(scope)}) t where channel = '' order by grain, segment_no, start_on, end_on`)),
  ];
}

/** Windows that no snapshot holds, such as those of a day gone by: counted from the facts now. */
async function countWindows(
  ctx: Ctx,
  segmentNos: readonly number[],
  windows: readonly Span[],
): Promise<Counted[]> {
  if (windows.length === 0) return [];
  const asked = windows.map(windowOf);
  const contacts = await listContactNames(ctx);
  const readFrom = asked.reduce((day, { before }) => (before < day ? before : day), "9999-12-31");
  return countTallies(ctx, {
    ...{
      workspaceId: ctx.workspaceId,
      timeZone: ctx.workspace.timeZone,
      contacts,
      grains: [],
      windows: asked,
    },
    holders: {
      kind: "segments",
      segmentNos: segmentNos.filter((no) => no !== 0),
      hasBase: segmentNos.includes(0),
    },
    ...{ since: null, readFrom, first: readFrom, today: todayIn(ctx.workspace.timeZone, ctx.now()) },
  });
}

async function listTyped(
  ctx: Ctx,
  asked: { grain: CalendarGrain | null; segmentNos: readonly number[]; from: Day; to: Day; channel: string },
): Promise<Map<string, Typed[]>> {
  const { grain, channel, ...days } = asked;
  const rows = await ctx.db.execute<Typed>(
    typedSums({ workspaceId: ctx.workspaceId, ...days }, grain, channel),
  );
  const byKey = new Map<string, Typed[]>();
  for (const row of rows) {
    const key = `${row.segmentNo} ${row.startOn}`;
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return byKey;
}

/** What was typed alone, by "segment period" and figure. */
export async function listTypedByPeriod(
  ctx: Ctx,
  asked: { grain: CalendarGrain; segmentNos: readonly number[]; from: Day; to: Day },
): Promise<Map<string, Map<string, number>>> {
  authorize(ctx, "kpis:read");
  const all = await listTyped(ctx, { ...asked, channel: "" });
  return new Map(
    [...all].map(([key, values]) => [key, new Map(values.map(({ figure, typed }) => [figure, typed]))]),
  );
}

/** The workspace's contribution margin on a day: the last that was typed, or all of the revenue before one was. */
export async function readMargins(ctx: Ctx): Promise<(day: Day) => number> {
  authorize(ctx, "kpis:read");
  const margins = await ctx.db
    .select({ day: kpiValues.day, value: kpiValues.value })
    .from(kpiValues)
    .where(
      and(
        eq(kpiValues.workspaceId, ctx.workspaceId),
        eq(kpiValues.figure, "margin"),
        isNull(kpiValues.endedAt),
        isNull(kpiValues.segmentId),
        isNull(kpiValues.campaignId),
      ),
    )
    .orderBy(desc(kpiValues.day));
  return (day) => margins.find((margin) => margin.day <= day)?.value ?? 1;
}
