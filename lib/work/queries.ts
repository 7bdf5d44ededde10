import { and, asc, eq, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { campaigns, planItems, segmentAssignments, segmentSizes, segments, users } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { addDays, type Day } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { isToDo } from "./sql";
import type { FreeWork, Launch, MyWork, OwnSegment, Task } from "./task";

const taskColumns = {
  id: planItems.id,
  kind: planItems.kind,
  name: planItems.name,
  campaignId: planItems.campaignId,
  campaignName: campaigns.name,
  channel: planItems.channel,
  startOn: planItems.startOn,
  endOn: planItems.endOn,
  hours: planItems.hours,
  progress: planItems.progress,
  doneAt: planItems.doneAt,
  isAccepted: sql<boolean>`${planItems.assigneeId} is null or ${planItems.progress} > 0 or ${planItems.acceptedBy} is not distinct from ${planItems.assigneeId}`,
};

/** Of campaigns that still go on, by due day. */
function readTasks(ctx: Ctx, where: SQL | undefined): Promise<Task[]> {
  return ctx.db
    .select(taskColumns)
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), sql`${campaigns.status} <> 'archived'`, where))
    .orderBy(asc(planItems.endOn), asc(planItems.startOn), asc(planItems.name))
    .limit(300);
}

async function readSegments(ctx: Ctx, where: SQL, today: Day): Promise<OwnSegment[]> {
  const rows = await ctx.db
    .select({
      no: segments.no,
      id: segments.id,
      name: segments.name,
      size: segments.size,
      // Spelt out: a select of one table drops the prefix of its columns.
      isAccepted: sql<boolean>`coalesce((
        select a.action <> 'hand over' or a.by is not distinct from a.to_user_id from ${segmentAssignments} a
        where a.workspace_id = segments.workspace_id and a.segment_id = segments.id
        order by a.at desc, a.id desc limit 1), true)`,
    })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt), where))
    .orderBy(asc(segments.name))
    .limit(200);
  if (rows.length === 0) return [];
  const sizes = await ctx.db
    .select({ no: segmentSizes.segmentNo, day: segmentSizes.day, size: segmentSizes.size })
    .from(segmentSizes)
    .where(
      and(
        eq(segmentSizes.workspaceId, ctx.workspaceId),
        inArray(
          segmentSizes.segmentNo,
          rows.map((row) => row.no),
        ),
        gte(segmentSizes.day, addDays(today, -84)),
        lte(segmentSizes.day, today),
      ),
    )
    .orderBy(asc(segmentSizes.day));
  const byNo = new Map<number, { day: Day; size: number }[]>();
  for (const { no, ...size } of sizes) byNo.set(no, [...(byNo.get(no) ?? []), size]);
  return rows.map(({ no, ...row }) => {
    if (isBelowFloor(ctx, row.size)) return { ...row, size: null, change: null, sizes: [] };
    const own = byNo.get(no) ?? [];
    const before = own.findLast((each) => each.day <= addDays(today, -28))?.size;
    const change = before && row.size !== null ? row.size / before - 1 : null;
    return { ...row, change, sizes: own.map((each) => each.size) };
  });
}

/** Launches within a week that wait for someone with the right to approve them. */
async function readLaunches(ctx: Ctx, today: Day): Promise<Launch[]> {
  if (grants(ctx.actor.role, "campaigns:approve") !== "all") return [];
  return ctx.db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      startOn: campaigns.startOn,
      ownerName: users.name,
    })
    .from(campaigns)
    .leftJoin(users, eq(users.id, campaigns.ownerId))
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        eq(campaigns.status, "planned"),
        lte(campaigns.startOn, addDays(today, 7)),
      ),
    )
    .orderBy(asc(campaigns.startOn), asc(campaigns.name))
    .limit(50);
}

/** The reader's open tasks and those finished today, their segments, and launches that wait for them. */
export async function getMyWork(ctx: Ctx): Promise<MyWork> {
  authorize(ctx, "work:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const { userId } = ctx.actor;
  if (!userId) return { today, tasks: [], segments: [], launches: [] };
  const isToday = sql`(${planItems.doneAt} at time zone ${ctx.workspace.timeZone})::date >= ${today}::date`;
  const isOpenWork = sql`${planItems.progress} < 100 and ${campaigns.status} <> 'finished'`;
  const [tasks, own, launches] = await Promise.all([
    readTasks(ctx, and(eq(planItems.assigneeId, userId), or(isOpenWork, isToday))),
    readSegments(ctx, sql`${segments.ownerId} = ${userId}`, today),
    readLaunches(ctx, today),
  ]);
  return { today, tasks, segments: own, launches };
}

/** Open tasks and live segments that nobody has. */
export async function listFreeWork(ctx: Ctx): Promise<FreeWork> {
  authorize(ctx, "work:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const isFree = sql`${planItems.assigneeId} is null and ${planItems.progress} < 100 and ${campaigns.status} <> 'finished'`;
  const [tasks, free] = await Promise.all([
    readTasks(ctx, isFree),
    readSegments(ctx, sql`${segments.ownerId} is null`, today),
  ]);
  return { today, tasks, segments: free, mayTake: grants(ctx.actor.role, "tactics:take") !== "none" };
}

/** The number on "My work" in the navigation: the reader's open tasks that are due by today. */
export async function countDue(ctx: Ctx): Promise<number> {
  authorize(ctx, "work:read");
  if (!ctx.actor.userId) return 0;
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .where(
      and(
        eq(planItems.workspaceId, ctx.workspaceId),
        eq(planItems.assigneeId, ctx.actor.userId),
        lte(planItems.endOn, today),
        isToDo,
      ),
    );
  return row?.count ?? 0;
}
