import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import { found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import { addPeriods, lastPeriods, yearBefore } from "../grain";
import { listPeriods } from "../series/queries";
import { type LifeTally, listLifeTallies } from "../standings/queries";
import type { Standing } from "../tally";
import type { GroupSeries } from "./series";
import type { GroupView } from "./view";

/** Every figure of a segment by period; "hidden" when it is smaller than the role may see. */
export async function getGroupSeries(
  ctx: Ctx,
  { segmentId, view }: { segmentId: string; view: GroupView },
): Promise<GroupSeries | "hidden"> {
  authorize(ctx, "kpis:read");
  const own = eq(segments.workspaceId, ctx.workspaceId);
  const [row] = await ctx.db
    .select({ no: segments.no, parentId: segments.parentId, size: segments.size })
    .from(segments)
    .where(and(own, eq(segments.id, segmentId)));
  const { no, parentId, size } = found(row, "segment");
  if (isBelowFloor(ctx, size)) return "hidden";
  const beside = await ctx.db
    .select({ id: segments.id, no: segments.no, name: segments.name, size: segments.size })
    .from(segments)
    .where(
      and(
        ...[own, ne(segments.id, segmentId), isNull(segments.archivedAt)],
        parentId === null ? isNull(segments.parentId) : eq(segments.parentId, parentId),
      ),
    )
    .orderBy(asc(segments.name));
  const siblings = beside.filter((one) => !isBelowFloor(ctx, one.size));
  const chosen = siblings.find(({ id }) => id === view.siblingId);
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const { grain, range } = view;
  const starts = lastPeriods(grain, today, range);
  const series = await listPeriods(ctx, {
    grain,
    segmentNos: [0, no, ...(chosen ? [chosen.no] : [])],
    from: yearBefore(grain, starts[0] ?? today),
    to: today,
  });
  const at = (segmentNo: number, starts: readonly Day[]) => {
    const byStart = new Map(series.get(segmentNo)?.map((period) => [period.startOn, period]));
    return starts.flatMap((start) => byStart.get(start) ?? []);
  };
  const lifeOf = await listLifeTallies(ctx, { segmentNos: [0, no] });
  return {
    today,
    own: at(no, starts),
    previous: at(
      no,
      starts.map((start) => addPeriods(grain, start, -1)),
    ),
    year: at(
      no,
      starts.map((start) => yearBefore(grain, start)),
    ),
    base: at(0, starts),
    sibling: chosen ? { name: chosen.name, periods: at(chosen.no, starts) } : null,
    siblings: siblings.map(({ id, name }) => ({ id, name })),
    standing: { own: standingOf(lifeOf(no)), base: standingOf(lifeOf(0)) },
  };
}

/** What holds of the members: their revenue ever, and their engagement added up. */
const standingOf = ({ members, revenueMinor, engagement }: LifeTally): Standing => ({
  ...{ members, revenueMinor, engagement },
});
