import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { campaigns, members, planItems, users, workspaces } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Role } from "@/lib/auth/permissions";
import type { Day } from "@/lib/days";
import { found } from "@/lib/errors";
import { canBeGivenWork } from "@/lib/workspaces/members/sql";
import { todayIn } from "@/lib/zone";
import { capacityOf, mondaysFrom, spreadTask, type WorkWeek, weeklyLoad, workWeek } from "../load";
import { isToDo } from "../sql";
import { NOBODY, type OpenCell, type Workload } from "./workload";

type Narrowing = { campaignId?: string; role?: Role };

/**
 * Each present member but viewers: what they own, what is open and late, and the hours of each week ahead. Who may see
 * only their own work gets one row. `campaignId` narrows the hours, `role` the rows.
 */
export async function getWorkload(
  ctx: Ctx,
  { weeks, campaignId, role }: Narrowing & { weeks: number },
): Promise<Workload> {
  const scope = authorize(ctx, "workload:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [work, people, tasks] = await Promise.all([
    readWorkWeek(ctx),
    readPeople(ctx, scope, role),
    readOpenTactics(ctx, scope),
  ]);
  const mondays = mondaysFrom(today, weeks);
  const isAsked = (task: { campaignId: string }) => !campaignId || task.campaignId === campaignId;
  const names = new Map(tasks.map((task) => [task.campaignId, task.campaignName]));
  return {
    today,
    weekStarts: mondays,
    isOwnOnly: scope === "assigned",
    people: people.map((person) => {
      const own = tasks.filter((task) => task.assigneeId === person.userId);
      const total = weeklyLoad(own, today, weeks, work);
      const hours = weeklyLoad(own.filter(isAsked), today, weeks, work);
      return {
        ...person,
        open: own.filter(isAsked).length,
        late: own.filter((task) => isAsked(task) && task.endOn < today).length,
        weeks: mondays.map((monday, week) => ({
          hours: hours[week] ?? 0,
          total: total[week] ?? 0,
          capacity: capacityOf(person.weeklyHours, monday, work),
        })),
      };
    }),
    free: weeklyLoad(
      tasks.filter((task) => task.assigneeId === null && isAsked(task)),
      today,
      weeks,
      work,
    ),
    campaigns: [...names]
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, "en")),
  };
}

/** The tactics behind one cell, most hours first. NOT_FOUND for somebody whose work this person does not see. */
export async function getWorkloadCell(
  ctx: Ctx,
  { who, monday, campaignId }: Narrowing & { who: string; monday: Day },
): Promise<OpenCell> {
  const scope = authorize(ctx, "workload:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const [work, people, tasks] = await Promise.all([
    readWorkWeek(ctx),
    readPeople(ctx, scope),
    readOpenTactics(ctx, scope),
  ]);
  const isFree = who === NOBODY && scope === "all";
  const name = isFree
    ? null
    : found(
        people.find(({ userId }) => userId === who),
        "member",
      ).name;
  return {
    who,
    name,
    monday,
    tasks: tasks
      .filter(
        (task) =>
          task.assigneeId === (isFree ? null : who) && (!campaignId || task.campaignId === campaignId),
      )
      .flatMap(({ assigneeId: _, ...task }) => {
        const hours = spreadTask(task, today, work).get(monday) ?? 0;
        return hours > 0 ? [{ ...task, hours: Math.round(hours * 10) / 10 }] : [];
      })
      .sort((a, b) => b.hours - a.hours || a.endOn.localeCompare(b.endOn)),
  };
}

async function readWorkWeek(ctx: Ctx): Promise<WorkWeek> {
  const [row] = await ctx.db
    .select({ holidays: workspaces.holidays, workdays: workspaces.workdays })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  return workWeek(found(row, "workspace"));
}

function readPeople(ctx: Ctx, scope: "all" | "assigned", role?: Role) {
  const owned = (table: "segments" | "campaigns", isLive: SQL) =>
    sql<number>`(select count(*)::int from ${sql.identifier(table)} o where o.workspace_id = ${ctx.workspaceId}
      and o.owner_id = ${members.userId} and ${isLive})`;
  return ctx.db
    .select({
      userId: members.userId,
      name: users.name,
      role: members.role,
      weeklyHours: members.weeklyHours,
      segments: owned("segments", sql`o.archived_at is null`),
      campaigns: owned("campaigns", sql`o.status not in ('finished', 'archived')`),
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        canBeGivenWork(ctx.workspaceId),
        scope === "assigned" ? sql`${members.userId} = ${ctx.actor.userId}` : undefined,
        role && eq(members.role, role),
      ),
    )
    .orderBy(asc(users.name), asc(members.userId));
}

function readOpenTactics(ctx: Ctx, scope: "all" | "assigned") {
  return ctx.db
    .select({
      id: planItems.id,
      name: planItems.name,
      campaignId: planItems.campaignId,
      campaignName: campaigns.name,
      assigneeId: planItems.assigneeId,
      startOn: planItems.startOn,
      endOn: planItems.endOn,
      hours: planItems.hours,
      progress: planItems.progress,
    })
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .where(
      and(
        eq(planItems.workspaceId, ctx.workspaceId),
        isToDo,
        scope === "assigned" ? sql`${planItems.assigneeId} = ${ctx.actor.userId}` : undefined,
      ),
    );
}
