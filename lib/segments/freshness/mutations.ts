import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { segmentFeeds, segmentSizes, segments } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { refreshScores } from "@/lib/customers/metrics/mutations";
import { AppError, sqlState } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/mutations";
import { todayIn } from "@/lib/zone";
import { dependentsOf } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import type { Cause } from "../dimension";
import type { SegmentRef } from "../model";
import { refreshAllSegments, refreshSegment } from "../mutations";
import { baseWhere, customersJoined, ruleEnv } from "../sql";
import { batchesOf } from "./batches";
import { type Board, formulaNear, type Live, readBoard } from "./board/queries";
import { followsDays, hourWindowsOf, type Source, sourcesOf } from "./reads";
import { changesSince, crossedHours, judgePeople, NOW_IN_FEED } from "./sql";

/** More changed people than this are not judged one by one: the segments are counted again as a whole. */
const MOST_PEOPLE = 5000;
const CHUNK = 1000;
const MOST_CONDITIONS = 1000;

/** Judges again whatever changed since the last time. Enqueued in the transaction of the change. */
export async function announceChanges(tx: Ctx): Promise<void> {
  authorize(tx, "imports:run");
  await enqueue(tx, "segments.catchUp", {}, { key: "feed" });
}

/**
 * Brings the memberships up to what was written since the last call: only the people who changed, and only the
 * segments that read what changed (and those that read these). Two calls at once follow one another. Answers the
 * number of people judged; null when so many changed that the segments were counted as a whole.
 */
export async function catchUp(
  ctx: Ctx,
  { cause = "data" }: { cause?: Cause } = {},
): Promise<{ judged: number | null }> {
  authorize(ctx, "segments:edit");
  return inTransaction(ctx, async (tx) => {
    const { tx: from } = await lockFeed(tx);
    const [found] = await tx.db.execute<{ until: number; sources: Source[]; people: number[] }>(
      changesSince(tx.workspaceId, from, MOST_PEOPLE),
    );
    const { until = from, sources = [], people = [] } = found ?? {};
    // A restored copy counts transactions anew: nothing after its old position would ever be seen.
    const isLost = from > until;
    const isMany = isLost || people.length > MOST_PEOPLE;
    if (isLost || people.length > 0) {
      const board = await readBoard(tx);
      const touched = isLost ? board.live : withReaders(board, touchedBy(board, new Set(sources)));
      if (isMany) await countWhole(tx, touched, cause);
      else await judge(tx, board, touched, people, cause);
      await enqueue(tx, "kpis.refresh", {}, { key: "kpis" });
    }
    await tx.db.update(segmentFeeds).set({ tx: until }).where(eq(segmentFeeds.workspaceId, tx.workspaceId));
    return { judged: isMany ? null : people.length };
  });
}

/** Scores and counts everything again: after a large import, or when the workspace's days begin elsewhere. */
export async function recountAll(
  ctx: Ctx,
  { cause }: { cause: Cause },
): ReturnType<typeof refreshAllSegments> {
  authorize(ctx, "segments:edit");
  const [snapshot] = await ctx.db.execute<{ xmin: number }>(NOW_IN_FEED);
  await refreshScores(ctx);
  const done = await refreshAllSegments(ctx, { cause });
  // What was written before the count began is in it; the scores that it wrote are judged once more.
  await inTransaction(ctx, async (tx) => {
    const { tx: from } = await lockFeed(tx);
    const until = Math.max(from, snapshot?.xmin ?? 0);
    await tx.db.update(segmentFeeds).set({ tx: until }).where(eq(segmentFeeds.workspaceId, tx.workspaceId));
  });
  return done;
}

/** The turn of the workspace's day: scores, the segments that follow days, and a size of this day for every one. */
export async function turnDay(ctx: Ctx): Promise<void> {
  authorize(ctx, "segments:edit");
  await refreshScores(ctx);
  const board = await readBoard(ctx);
  const dated = board.live.filter(({ rule }) => followsDays(rule));
  await countWhole(ctx, withReaders(board, dated), "time");
  await catchUp(ctx);
  await inTransaction(ctx, async ({ db, workspaceId, workspace, now }) => {
    const own = and(
      eq(segments.workspaceId, workspaceId),
      isNull(segments.archivedAt),
      isNull(segments.evaluationError),
      isNotNull(segments.size),
    );
    await db.update(segments).set({ evaluatedAt: now() }).where(own);
    await db.execute(sql`
      insert into ${segmentSizes} (workspace_id, segment_no, day, size)
      select workspace_id, no, ${todayIn(workspace.timeZone, now())}::date, size from ${segments} where ${own}
      on conflict do nothing`);
  });
  // Once a day from all facts: an order that was moved to another day leaves no trace of the day that it left.
  await enqueue(ctx, "kpis.refresh", { isWhole: true }, { key: "kpis-whole" });
}

/** Windows of hours, to the minute: whose event or order crossed the edge of one since the last call is judged again. */
export async function turnHours(ctx: Ctx): Promise<{ judged: number }> {
  authorize(ctx, "segments:edit");
  return inTransaction(ctx, async (tx) => {
    const { hoursAt: from } = await lockFeed(tx);
    const now = tx.now();
    const board = await readBoard(tx);
    const moving = board.live.filter(({ rule }) => hourWindowsOf(rule).length > 0);
    const windows = moving
      .flatMap(({ rule }) => hourWindowsOf(rule))
      .map(({ event, hours }) => ({
        nameNo: event === null ? null : (board.catalogue.events.find(({ name }) => name === event)?.no ?? 0),
        hours,
      }));
    const rows =
      windows.length === 0
        ? []
        : await tx.db.execute<{ customer_no: number }>(crossedHours(tx.workspaceId, windows, from, now));
    const people = [...rows].map((row) => row.customer_no);
    const touched = withReaders(board, moving);
    if (people.length > MOST_PEOPLE) await countWhole(tx, touched, "time");
    else await judge(tx, board, touched, people, "time");
    await tx.db
      .update(segmentFeeds)
      .set({ hoursAt: now })
      .where(eq(segmentFeeds.workspaceId, tx.workspaceId));
    return { judged: people.length };
  });
}

/**
 * Counts a segment again whose last count failed, and what reads it once that succeeds. Another failure comes back
 * here by itself, later each time. One that was counted, archived or removed meanwhile is left alone.
 */
export async function retrySegment(ctx: Ctx, { segmentId }: SegmentRef): Promise<void> {
  authorize(ctx, "segments:edit");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ error: segments.evaluationError, archivedAt: segments.archivedAt })
      .from(segments)
      .where(and(eq(segments.workspaceId, tx.workspaceId), eq(segments.id, segmentId)))
      .for("update");
    if (!row?.error || row.archivedAt) return;
    if (!(await refreshSegment(tx, { segmentId }))) return;
    const readers = dependentsOf(await getCatalogue(tx), segmentId).filter(({ isArchived }) => !isArchived);
    for (const { id } of readers) await refreshSegment(tx, { segmentId: id });
    await enqueue(tx, "kpis.refresh", {}, { key: "kpis" });
  });
}

/** One at a time per workspace. Answers where the last reading ended: the first begins at the feed's beginning, and now. */
async function lockFeed({ db, workspaceId, now }: Ctx): Promise<{ tx: number; hoursAt: Date }> {
  await db.insert(segmentFeeds).values({ workspaceId, tx: 0, hoursAt: now() }).onConflictDoNothing();
  const [row] = await db
    .select({ tx: segmentFeeds.tx, hoursAt: segmentFeeds.hoursAt })
    .from(segmentFeeds)
    .where(eq(segmentFeeds.workspaceId, workspaceId))
    .for("update");
  return row ?? { tx: 0, hoursAt: now() };
}

/** A changed or new person can enter or leave any segment; a changed fact only those that read it. */
function touchedBy({ live }: Board, sources: ReadonlySet<Source>): Live[] {
  if (sources.has("customers")) return live;
  return live.filter(({ rule }) => [...sourcesOf(rule)].some((source) => sources.has(source)));
}

/** These segments and all that read them, in the order in which to evaluate. */
function withReaders({ live, catalogue }: Board, touched: readonly Live[]): Live[] {
  const ids = new Set(touched.map(({ id }) => id));
  const dependsOn = new Map(catalogue.segments.map((segment) => [segment.id, segment.dependsOn]));
  return live.filter(({ id }) => {
    const reads = ids.has(id) || (dependsOn.get(id) ?? []).some((other) => ids.has(other));
    if (reads) ids.add(id);
    return reads;
  });
}

async function countWhole(ctx: Ctx, touched: readonly Live[], cause: Cause): Promise<void> {
  for (const { id } of touched) await refreshSegment(ctx, { segmentId: id, cause });
}

/** Segments that read none of each other can be judged in one statement; the next level reads what this one stored. */
function levelsOf({ catalogue }: Board, touched: readonly Live[]): Live[][] {
  const dependsOn = new Map(catalogue.segments.map((segment) => [segment.id, segment.dependsOn]));
  const levelOf = new Map<string, number>();
  const levels: Live[][] = [];
  for (const segment of touched) {
    const below = (dependsOn.get(segment.id) ?? []).map((id) => levelOf.get(id) ?? -1);
    const level = Math.max(-1, ...below) + 1;
    levelOf.set(segment.id, level);
    levels[level] = [...(levels[level] ?? []), segment];
  }
  return levels;
}

async function judge(
  tx: Ctx,
  board: Board,
  touched: readonly Live[],
  people: readonly number[],
  cause: Cause,
): Promise<void> {
  const sound = touched.filter(({ isFailing }) => !isFailing);
  if (people.length === 0 || sound.length === 0) return;
  await lockSegments(tx, sound);
  for (const level of levelsOf(board, sound)) {
    // One faulty rule must not hold up the others: it is counted by itself, and its page says why that fails.
    const able = level.filter((live) => isSound(tx, board, live));
    const faulty = level.filter((live) => !able.includes(live));
    await countWhole(tx, faulty, cause);
    if (able.length > 0 && (await judgeTogether(tx, board, able, people, cause)))
      await countWhole(tx, able, cause);
  }
}

function isSound(tx: Ctx, board: Board, live: Live): boolean {
  try {
    formulaNear(tx, board, live, tx.now());
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID") return false;
    throw error;
  }
}

async function lockSegments({ db, workspaceId }: Ctx, touched: readonly Live[]): Promise<void> {
  await db
    .select({ id: segments.id })
    .from(segments)
    .where(
      and(
        eq(segments.workspaceId, workspaceId),
        inArray(
          segments.id,
          touched.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(sql`array_position(${`{${touched.map(({ id }) => id).join(",")}}`}::uuid[], ${segments.id})`)
    .for("update");
}

async function judgeTogether(
  tx: Ctx,
  board: Board,
  level: readonly Live[],
  people: readonly number[],
  cause: Cause,
): Promise<boolean> {
  try {
    await inTransaction(tx, async (inner) => {
      const at = inner.now();
      const { db, workspaceId } = inner;
      const changes = new Map<number, { joined: number; left: number }>();
      const env = { ...ruleEnv(inner, board.catalogue, at), isNear: true };
      const judged = level.map((live) => ({
        segmentNo: live.no,
        isHeard: live.isHeard,
        formula: formulaNear(inner, board, live, at),
      }));
      const from = sql`from ${customersJoined} where ${baseWhere(env)}`;
      for (const batch of batchesOf(judged, MOST_CONDITIONS))
        for (let start = 0; start < people.length; start += CHUNK) {
          const customerNos = people.slice(start, start + CHUNK);
          const rows = await db.execute<{ segmentNo: number; joined: number; left: number }>(
            judgePeople({ workspaceId, cause, at, customerNos }, from, batch),
          );
          for (const { segmentNo, joined, left } of rows) {
            const sum = changes.get(segmentNo) ?? { joined: 0, left: 0 };
            changes.set(segmentNo, { joined: sum.joined + joined, left: sum.left + left });
          }
        }
      if (level.some((segment) => segment.isHeard && changes.has(segment.no)))
        await enqueue(inner, "webhooks.collect", {}, { key: "outbox", queue: "webhooks" });
      await recordSizes(inner, level, changes);
    });
    return false;
  } catch (error) {
    if (sqlState(error) === "40P01") throw error;
    return true;
  }
}

/** Every size that changed; of the others the time, once a minute: it is shown to the minute, and each write costs. */
async function recordSizes(
  { db, workspaceId, workspace, now }: Ctx,
  level: readonly Live[],
  changes: ReadonlyMap<number, { joined: number; left: number }>,
): Promise<void> {
  const at = now();
  const rows = level.map(({ no }) => {
    const { joined, left } = changes.get(no) ?? { joined: 0, left: 0 };
    return { no, by: joined - left };
  });
  await db.execute(sql`
    with sized as (
      update ${segments} s set size = coalesce(s.size, 0) + x.by, evaluated_at = ${at.toISOString()}::timestamptz, evaluation_error = null
      from json_to_recordset(${JSON.stringify(rows)}::json) x(no int, by int)
      where s.workspace_id = ${workspaceId}::int and s.no = x.no
        and (x.by <> 0 or s.evaluation_error is not null or s.evaluated_at is null
          or s.evaluated_at < date_trunc('minute', ${at.toISOString()}::timestamptz))
      returning s.no, s.size, x.by
    )
    insert into ${segmentSizes} (workspace_id, segment_no, day, size)
    select ${workspaceId}::int, no, ${todayIn(workspace.timeZone, at)}::date, size from sized where by <> 0 order by no
    on conflict (workspace_id, segment_no, day) do update set size = excluded.size`);
}
