import { and, eq, gte, inArray } from "drizzle-orm";
import { factCounts, segmentChanges } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { lastNumber } from "@/lib/customers/scale/sql";
import { evenNumbers } from "@/lib/segments/values/counted";
import { todayIn } from "@/lib/zone";
import { amountCounts, type FactScope, rhythmCounts, shareCounts, someMembers } from "../sql";
import type { CountBasis, FactCounts } from "./counts";

/** Everybody is counted up to so many customers; beyond, so many members and so many customers are asked. */
export const LIMITS = { counted: 25_000, asked: 10_000 };
/** A change of so long before may have been committed after the count. */
const UNDER_WAY_MS = 60_000;
/** Number of the group that holds everybody. */
export const EVERYBODY = 0;

export type CountedGroup = { no: number; size: number | null; version: number };

/**
 * The stored counts of a group and of everybody, or what is not stored counted now. A group is counted now, too, when its
 * rule or (where everybody is counted) its members changed since: `countedAt` is null then.
 */
export async function getCounts(
  ctx: Ctx,
  group: CountedGroup,
  limits = LIMITS,
): Promise<{ own: FactCounts; base: FactCounts; countedAt: Date | null }> {
  authorize(ctx, "personas:read");
  const stored = await listCounts(ctx, { nos: [EVERYBODY, group.no] });
  const base = stored.get(EVERYBODY);
  const own = stored.get(group.no);
  if (base && own && own.version === group.version) {
    const isSampled = own.counts.basis.sample !== null;
    if (isSampled || !(await hasMoved(ctx, { no: group.no, since: own.countedAt })))
      return { own: own.counts, base: base.counts, countedAt: own.countedAt };
  }
  const all = base?.counts ?? (await countEverybody(ctx, limits));
  return { own: await countGroup(ctx, { group, basis: all.basis }), base: all, countedAt: null };
}

export type StoredCounts = { counts: FactCounts; version: number; tx: number; countedAt: Date };

/** What is stored of these groups, by number. */
export async function listCounts(
  ctx: Ctx,
  { nos }: { nos: readonly number[] },
): Promise<Map<number, StoredCounts>> {
  authorize(ctx, "personas:read");
  const rows = await ctx.db
    .select({
      no: factCounts.segmentNo,
      counts: factCounts.counts,
      version: factCounts.version,
      tx: factCounts.tx,
      countedAt: factCounts.countedAt,
    })
    .from(factCounts)
    .where(and(eq(factCounts.workspaceId, ctx.workspaceId), inArray(factCounts.segmentNo, [...nos])));
  return new Map(rows.map(({ no, ...row }) => [no, row]));
}

/** Whether somebody joined or left a segment since a moment. */
export async function hasMoved(ctx: Ctx, { no, since }: { no: number; since: Date }): Promise<boolean> {
  authorize(ctx, "personas:read");
  const [change] = await ctx.db
    .select({ at: segmentChanges.at })
    .from(segmentChanges)
    .where(
      and(
        eq(segmentChanges.workspaceId, ctx.workspaceId),
        eq(segmentChanges.segmentNo, no),
        gte(segmentChanges.at, new Date(since.getTime() - UNDER_WAY_MS)),
      ),
    )
    .limit(1);
  return change !== undefined;
}

/** Everybody of the workspace counted now, with the basis that its groups are to be counted by. */
export async function countEverybody(ctx: Ctx, limits = LIMITS): Promise<FactCounts> {
  authorize(ctx, "personas:read");
  const { timeZone } = ctx.workspace;
  const [row] = await ctx.db.execute<{ last: number }>(lastNumber(ctx.workspaceId));
  const last = row?.last ?? 0;
  const sample = last > limits.counted ? { last, asked: limits.asked } : null;
  const basis = { day: todayIn(timeZone, ctx.now()), timeZone, sample };
  return countGroup(ctx, { group: { no: EVERYBODY, size: null, version: 0 }, basis });
}

/** A group counted now; the people who stand for it are the same each time. */
export async function countGroup(
  ctx: Ctx,
  { group: { no, size }, basis }: { group: CountedGroup; basis: CountBasis },
): Promise<FactCounts> {
  authorize(ctx, "personas:read");
  const { workspaceId, db } = ctx;
  const { day: today, timeZone } = basis;
  const sample = basis.sample && (await sampleOf(ctx, { no, size: size ?? 0 }, basis.sample));
  const scope: FactScope = { workspaceId, segmentNo: no, timeZone, today, sample };
  const [shares, rhythm, amounts] = await Promise.all([
    db.execute<{ key: string; value: string | null; k: number; shared: number }>(shareCounts(scope)),
    db.execute<{ lot: number; weekday: number; hour: number; k: number; shared: number }>(
      rhythmCounts(scope),
    ),
    db.execute<FactCounts["amounts"][number]>(amountCounts(scope)),
  ]);
  return {
    basis,
    asked: sample ? (no === EVERYBODY ? sample.base : sample.members).length : (size ?? 0),
    shares: [...shares].map(({ key, value, k, shared }) => [key, value, k, shared]),
    rhythm: [...rhythm].map(({ lot, weekday, hour, k, shared }) => [lot, weekday, hour, k, shared]),
    amounts: [...amounts].map(({ key, n, figures }) => ({ key, n, figures })),
  };
}

async function sampleOf(
  { db, workspaceId }: Ctx,
  { no, size }: { no: number; size: number },
  { last, asked }: { last: number; asked: number },
): Promise<{ members: number[]; base: number[] }> {
  const base = evenNumbers(last, asked);
  if (no === EVERYBODY) return { members: [], base };
  const members = await db.execute<{ no: number }>(someMembers(workspaceId, no, size, asked));
  return { members: [...members].map((member) => member.no), base };
}
