import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { campaigns, planItems, workspaces } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { listConflicts } from "@/lib/campaigns/conflicts/queries";
import { addDays, type Day } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { dueWords } from "../due";
import { type Reminder, sendReminders } from "../notices/mutations";
import { isToDo } from "../sql";

/**
 * Once a day of the workspace: tells everybody which of their tactics are due tomorrow or late, and which conflicts
 * concern them. A tactic is told once when it is due and once when it is late, a conflict once a month while it lasts.
 */
export async function remindOfDay(ctx: Ctx): Promise<void> {
  authorize(ctx, "workspace:manage");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  await inTransaction(ctx, async (tx) => {
    const [isFirst] = await tx.db
      .update(workspaces)
      .set({ remindedOn: today })
      .where(
        and(
          eq(workspaces.id, tx.workspaceId),
          sql`(${workspaces.remindedOn} is null or ${workspaces.remindedOn} < ${today}::date)`,
        ),
      )
      .returning({ id: workspaces.id });
    if (!isFirst) return;
    await sendReminders(tx, [...(await dueTactics(tx, today)), ...(await ownConflicts(tx, today))]);
  });
}

async function dueTactics(tx: Ctx, today: Day): Promise<Reminder[]> {
  const rows = await tx.db
    .select({
      id: planItems.id,
      name: planItems.name,
      endOn: planItems.endOn,
      userId: planItems.assigneeId,
      campaignId: planItems.campaignId,
      campaignName: campaigns.name,
    })
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .where(
      and(
        eq(planItems.workspaceId, tx.workspaceId),
        isNotNull(planItems.assigneeId),
        lte(planItems.endOn, addDays(today, 1)),
        isToDo,
      ),
    );
  return rows.flatMap(({ userId, ...task }) => {
    if (!userId) return [];
    const state = task.endOn < today ? "late" : "due";
    return [
      {
        userId,
        kind: "due" as const,
        title: `“${task.name}” in “${task.campaignName}”: ${dueWords(task.endOn, today).text}`,
        href: `/campaigns/${task.campaignId}/plan/${task.id}`,
        about: `${state}:${task.id}:${task.endOn}`,
      },
    ];
  });
}

/** Who has too much work hears of it, and of all else the owners of the campaigns. */
async function ownConflicts(tx: Ctx, today: Day): Promise<Reminder[]> {
  const open = (await listConflicts(tx, { withRemedies: false })).filter(({ allowed }) => allowed === null);
  const ids = [...new Set(open.flatMap((conflict) => conflict.campaigns.map(({ id }) => id)))];
  if (ids.length === 0) return [];
  const owners = await tx.db
    .select({ id: campaigns.id, ownerId: campaigns.ownerId })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, tx.workspaceId), inArray(campaigns.id, ids)));
  const ownerOf = new Map(owners.map(({ id, ownerId }) => [id, ownerId]));
  return open.flatMap(({ key, kind, title, campaigns: touching }) => {
    const users =
      kind === "overload"
        ? [key.slice("overload:".length)]
        : [...new Set(touching.map(({ id }) => ownerOf.get(id)))].filter((id) => id != null);
    return users.map((userId) => ({
      ...{ userId, kind: "conflict" as const, title },
      href: `/campaigns/conflicts?kind=${kind}`,
      about: `conflict:${key}:${today.slice(0, 7)}`,
    }));
  });
}
