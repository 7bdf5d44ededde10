import { and, eq, isNull, notInArray } from "drizzle-orm";
import { factCounts, personas, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { changesSince, NOW_IN_FEED } from "@/lib/segments/freshness/sql";
import { todayIn } from "@/lib/zone";
import { isSameBasis } from "./counts";
import {
  type CountedGroup,
  countEverybody,
  countGroup,
  EVERYBODY,
  hasMoved,
  LIMITS,
  listCounts,
  type StoredCounts,
} from "./queries";

/** What is estimated from a sample is counted again after this time, and not at each change. */
const OLDEST_SAMPLE_MS = 3_600_000;

/**
 * Stores what the facts of every segment that has a persona are made from, and of everybody once for all of them: anew where
 * the data, the rule or the members changed, or the day turned; all of it with `isWhole`. Answers how many groups it counted.
 */
export async function renewCounts(
  ctx: Ctx,
  { isWhole = false }: { isWhole?: boolean } = {},
  limits = LIMITS,
): Promise<{ counted: number }> {
  authorize(ctx, "personas:edit");
  const groups = await listGroups(ctx);
  await dropOthers(ctx, groups);
  if (groups.length === 0) return { counted: 0 };
  const stored = await listCounts(ctx, { nos: [EVERYBODY, ...groups.map(({ no }) => no)] });
  // Both from before the count: what is written while it runs is counted again next time.
  const stamp = { tx: await feedPosition(ctx), countedAt: ctx.now() };
  const before = isWhole ? undefined : stored.get(EVERYBODY);
  const isNew = before === undefined || (await isOutdated(ctx, before));
  const base = isNew ? await countEverybody(ctx, limits) : before.counts;
  if (isNew) await store(ctx, { segmentNo: EVERYBODY, version: 0, counts: base, ...stamp });
  let counted = isNew ? 1 : 0;
  for (const group of groups) {
    const own = stored.get(group.no);
    if (!isNew && own && (await stillHolds(ctx, { group, own, base: before }))) continue;
    const counts = await countGroup(ctx, { group, basis: base.basis });
    await store(ctx, { segmentNo: group.no, version: group.version, counts, ...stamp });
    counted += 1;
  }
  return { counted };
}

/** The segments of personas in use. */
function listGroups({ db, workspaceId }: Ctx): Promise<CountedGroup[]> {
  return db
    .selectDistinct({ no: segments.no, size: segments.size, version: segments.version })
    .from(personas)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, personas.workspaceId), eq(segments.id, personas.segmentId)),
    )
    .where(and(eq(personas.workspaceId, workspaceId), isNull(personas.archivedAt)))
    .orderBy(segments.no);
}

async function dropOthers({ db, workspaceId }: Ctx, groups: readonly CountedGroup[]): Promise<void> {
  const nos = groups.length === 0 ? [] : [EVERYBODY, ...groups.map(({ no }) => no)];
  await db
    .delete(factCounts)
    .where(and(eq(factCounts.workspaceId, workspaceId), notInArray(factCounts.segmentNo, nos)));
}

async function feedPosition({ db }: Ctx): Promise<number> {
  const [position] = await db.execute<{ xmin: number }>(NOW_IN_FEED);
  return position?.xmin ?? 0;
}

/** Whether the day turned or facts were written since; a sample is looked at by its age alone. */
async function isOutdated(ctx: Ctx, { counts: { basis }, tx, countedAt }: StoredCounts): Promise<boolean> {
  const { timeZone } = ctx.workspace;
  const now = ctx.now();
  if (basis.timeZone !== timeZone || basis.day !== todayIn(timeZone, now)) return true;
  if (basis.sample) return now.getTime() - countedAt.getTime() >= OLDEST_SAMPLE_MS;
  const [found] = await ctx.db.execute<{ until: number; sources: string[] }>(
    changesSince(ctx.workspaceId, tx, 0),
  );
  const { until = 0, sources = [] } = found ?? {};
  // A restored copy counts transactions anew: nothing after its old position would ever be seen.
  return tx > until || sources.length > 0;
}

async function stillHolds(
  ctx: Ctx,
  { group, own, base }: { group: CountedGroup; own: StoredCounts; base: StoredCounts },
): Promise<boolean> {
  const { basis } = base.counts;
  // One that is older than everybody was left over by a run that was interrupted.
  if (own.version !== group.version || own.countedAt < base.countedAt) return false;
  if (!isSameBasis(own.counts.basis, basis)) return false;
  return basis.sample !== null || !(await hasMoved(ctx, { no: group.no, since: own.countedAt }));
}

async function store(
  { db, workspaceId }: Ctx,
  row: Omit<typeof factCounts.$inferInsert, "workspaceId">,
): Promise<void> {
  await db
    .insert(factCounts)
    .values({ workspaceId, ...row })
    .onConflictDoUpdate({ target: [factCounts.workspaceId, factCounts.segmentNo], set: row });
}
