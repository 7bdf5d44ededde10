import { and, eq, notInArray, sql } from "drizzle-orm";
import { kpiRuns, kpiSnapshots } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { addDays, addMonths, type Day, startOfMonth, startOfQuarter, startOfWeek } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { CALENDAR_GRAINS, type Span } from "../grain";
import { writeStandings } from "../standings/sql";
import { windowOf } from "../windows";
import { changesSinceRun, firstFactOn, getRun, listContactNames, listLiveNos, listWindows } from "./queries";
import { writeTallies } from "./sql";

/**
 * Brings the snapshots to what orders, events and memberships say: of the periods that hold `since` or come after it, and
 * of segments that are new all of history. The same facts give the same rows, however often and in whatever steps.
 * Without `since` it reads what was written after the last run; `isWhole` is a back-fill of everything.
 */
export async function takeSnapshots(
  ctx: Ctx,
  { isWhole = false }: { isWhole?: boolean } = {},
): Promise<void> {
  authorize(ctx, "segments:edit");
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(727003, ${tx.workspaceId}::int)`);
    const today = todayIn(tx.workspace.timeZone, tx.now());
    const run = await getRun(tx);
    const { until, from } = await changesSinceRun(tx, run?.tx ?? 0);
    // A restored copy counts transactions anew: nothing after the old position would ever be seen.
    const isLost = run === null || run.tx > until;
    const live = await listLiveNos(tx);
    const known = isLost ? [] : run.segmentNos.filter((no) => no === 0 || live.includes(no));
    const fresh = live.filter((no) => !known.includes(no));
    await dropOthers(tx, live);
    const closedOn = run?.closedOn ?? null;
    const late = earliest(from, closedOn && addDays(closedOn, 1), today);
    // A new month moves the windows of the last months along.
    const isNewMonth =
      run !== null && startOfMonth(todayIn(tx.workspace.timeZone, run.ranAt)) < startOfMonth(today);
    const since = isWhole || isLost || isNewMonth || late < startOfMonth(today) ? null : late;
    if (known.length > 0) await write(tx, { nos: known, since, closedOn, known: run?.segmentNos ?? [] });
    if (fresh.length > 0 || !known.includes(0))
      await write(tx, {
        nos: known.includes(0) ? fresh : [0, ...fresh],
        since: null,
        closedOn,
        known: run?.segmentNos ?? [],
      });
    await tx.db.execute(writeStandings(tx.workspaceId, live));
    const done = {
      tx: until,
      closedOn: addDays(today, -1),
      segmentNos: [0, ...live],
      ranAt: tx.now(),
    };
    await tx.db
      .insert(kpiRuns)
      .values({ workspaceId: tx.workspaceId, ...done })
      .onConflictDoUpdate({ target: kpiRuns.workspaceId, set: done });
  });
}

/** Counts a segment (0: everybody) over a run of whole months at once, for a target that was just set. */
export async function takeWindow(
  ctx: Ctx,
  { segmentNo, span }: { segmentNo: number; span: Span },
): Promise<void> {
  authorize(ctx, "targets:edit");
  const contacts = await listContactNames(ctx);
  const window = windowOf(span);
  const first = latest(await firstFactOn(ctx, contacts), window.before);
  await ctx.db.execute(
    writeTallies(
      {
        ...scopeOf(ctx),
        holders: {
          kind: "segments",
          segmentNos: segmentNo === 0 ? [] : [segmentNo],
          hasBase: segmentNo === 0,
        },
        contacts,
        grains: [],
        windows: [window],
        since: window.from,
        readFrom: window.before,
        first,
      },
      { closedOn: null, known: [], at: ctx.now(), isOnly: true },
    ),
  );
}

const scopeOf = ({ workspaceId, workspace, now }: Ctx) => ({
  workspaceId,
  timeZone: workspace.timeZone,
  today: todayIn(workspace.timeZone, now()),
});

async function write(
  tx: Ctx,
  {
    nos,
    since,
    closedOn,
    known,
  }: { nos: readonly number[]; since: Day | null; closedOn: Day | null; known: readonly number[] },
): Promise<void> {
  const contacts = await listContactNames(tx);
  const all = await listWindows(tx);
  const windows = since ? all.filter(({ to }) => to >= since) : all;
  const firstFact = await firstFactOn(tx, contacts);
  const readFrom =
    since &&
    windows.reduce(
      (day, { before }) => (before < day ? before : day),
      earliest(addMonths(startOfQuarter(since), -3), addDays(startOfWeek(since), -7)),
    );
  await tx.db.execute(
    writeTallies(
      {
        ...scopeOf(tx),
        holders: { kind: "segments", segmentNos: nos.filter((no) => no !== 0), hasBase: nos.includes(0) },
        contacts,
        grains: CALENDAR_GRAINS,
        windows,
        since,
        readFrom,
        first: readFrom ? latest(firstFact, readFrom) : firstFact,
      },
      { closedOn, known, at: tx.now() },
    ),
  );
}

/** What was counted of segments that are archived now, or gone; and windows that nobody asks for any more. */
async function dropOthers(tx: Ctx, live: readonly number[]): Promise<void> {
  const own = eq(kpiSnapshots.workspaceId, tx.workspaceId);
  await tx.db.delete(kpiSnapshots).where(and(own, notInArray(kpiSnapshots.segmentNo, [0, ...live])));
  const windows = await listWindows(tx);
  const asked = windows.map(({ from, to }) => `${from} ${to}`);
  await tx.db
    .delete(kpiSnapshots)
    .where(
      and(
        own,
        eq(kpiSnapshots.grain, "window"),
        notInArray(sql`${kpiSnapshots.startOn} || ' ' || ${kpiSnapshots.endOn}`, asked),
      ),
    );
}

const earliest = (...days: (Day | null)[]): Day =>
  days.reduce<Day>((first, day) => (day !== null && day < first ? day : first), "9999-12-31");
const latest = (a: Day, b: Day): Day => (a > b ? a : b);
