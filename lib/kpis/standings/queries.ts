import { and, eq, inArray, sql } from "drizzle-orm";
import { kpiStandings } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { listLiveNos } from "../snapshots/queries";
import { standings } from "./sql";

/** What the members did over their whole life; `inSegments` is of everybody alone. */
export type LifeTally = {
  members: number;
  buyers: number;
  repeatBuyers: number;
  orders: number;
  revenueMinor: number;
  engagement: number;
  inSegments: number;
};

const NOBODY: LifeTally = {
  ...{ members: 0, buyers: 0, repeatBuyers: 0, orders: 0, revenueMinor: 0, engagement: 0, inSegments: 0 },
};

/**
 * Of each segment (0: everybody) what its members did over their whole life, as of the last count of the figures; one
 * that was not counted yet, or had nobody then, is counted now.
 */
export async function listLifeTallies(
  ctx: Ctx,
  { segmentNos }: { segmentNos: readonly number[] },
): Promise<(segmentNo: number) => LifeTally> {
  authorize(ctx, "kpis:read");
  const stored = await ctx.db
    .select({
      segmentNo: kpiStandings.segmentNo,
      members: kpiStandings.members,
      buyers: kpiStandings.buyers,
      repeatBuyers: kpiStandings.repeatBuyers,
      orders: kpiStandings.orders,
      revenueMinor: kpiStandings.revenueMinor,
      engagement: kpiStandings.engagement,
      inSegments: kpiStandings.inSegments,
    })
    .from(kpiStandings)
    .where(
      and(
        eq(kpiStandings.workspaceId, ctx.workspaceId),
        inArray(kpiStandings.segmentNo, [...segmentNos]),
        sql`${kpiStandings.members} > 0`,
      ),
    );
  const missing = segmentNos.filter((no) => !stored.some(({ segmentNo }) => segmentNo === no));
  const counted = missing.length === 0 ? [] : await countNow(ctx, missing);
  const byNo = new Map([...stored, ...counted].map(({ segmentNo, ...tally }) => [segmentNo, tally]));
  return (segmentNo) => byNo.get(segmentNo) ?? NOBODY;
}

async function countNow(
  ctx: Ctx,
  segmentNos: readonly number[],
): Promise<(LifeTally & { segmentNo: number })[]> {
  const liveNos = await listLiveNos(ctx);
  return [
    ...(await ctx.db.execute<LifeTally & { segmentNo: number }>(sql`
      select segment_no as "segmentNo", members::float8, buyers::float8, repeat_buyers::float8 as "repeatBuyers", orders::float8,
        revenue_minor::float8 as "revenueMinor", engagement::float8, in_segments::float8 as "inSegments"
      from (${standings(ctx.workspaceId, segmentNos, liveNos)}) t`)),
  ];
}
