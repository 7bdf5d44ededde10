import { and, eq, sql } from "drizzle-orm";
import { campaignViews } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { SavedViewChange, SavedViewInput, SavedViewRef } from "./model";

const MOST = 50;

/** FORBIDDEN for a view that all would see, unless the role edits campaigns. */
function requireSharing(ctx: Ctx, isShared: boolean): void {
  if (isShared && grants(ctx.actor.role, "campaigns:edit") !== "all")
    throw new AppError("FORBIDDEN", "Views are shared by who edits campaigns. Keep it for yourself.");
}

/** Names a query, for oneself or for all. LIMIT above fifty of one's own. */
export async function saveView(ctx: Ctx, input: SavedViewInput): Promise<{ viewId: string }> {
  authorize(ctx, "campaigns:read");
  const { userId } = ctx.actor;
  if (!userId) throw new AppError("FORBIDDEN", "Only a person can save a view.");
  requireSharing(ctx, input.isShared);
  const viewId = newId();
  await inTransaction(ctx, async (tx) => {
    const [own] = await tx.db
      .select({ count: sql<number>`count(*)::int` })
      .from(campaignViews)
      .where(and(eq(campaignViews.workspaceId, ctx.workspaceId), eq(campaignViews.ownerId, userId)));
    if ((own?.count ?? 0) >= MOST)
      throw new AppError("LIMIT", `You have ${MOST} views. Remove one that you no longer need first.`);
    await tx.db.insert(campaignViews).values({
      ...input,
      ...{ workspaceId: ctx.workspaceId, id: viewId, ownerId: userId, createdAt: ctx.now() },
    });
  });
  return { viewId };
}

const isThis = (ctx: Ctx, viewId: string) =>
  and(eq(campaignViews.workspaceId, ctx.workspaceId), eq(campaignViews.id, viewId));

/** One's own view, or a shared one for who approves campaigns. What is private to others does not exist. */
async function lockView(ctx: Ctx, viewId: string) {
  const [row] = await ctx.db
    .select({
      name: campaignViews.name,
      query: campaignViews.query,
      isShared: campaignViews.isShared,
      ownerId: campaignViews.ownerId,
    })
    .from(campaignViews)
    .where(isThis(ctx, viewId))
    .for("update");
  const isOwn = row?.ownerId === ctx.actor.userId;
  const { ownerId: _, ...view } = found(row && (isOwn || row.isShared) ? row : undefined, "view");
  if (!isOwn && grants(ctx.actor.role, "campaigns:approve") !== "all")
    throw new AppError("FORBIDDEN", "A shared view is changed by who saved it, a manager or an owner.");
  return view;
}

/** Renames a view, or shares it; answers what it was. */
export async function changeView(
  ctx: Ctx,
  { viewId, name, isShared }: SavedViewChange,
): Promise<SavedViewChange> {
  authorize(ctx, "campaigns:read");
  return inTransaction(ctx, async (tx) => {
    const before = await lockView(tx, viewId);
    if (isShared !== before.isShared) requireSharing(ctx, isShared);
    await tx.db.update(campaignViews).set({ name, isShared }).where(isThis(ctx, viewId));
    return { viewId, name: before.name, isShared: before.isShared };
  });
}

/** Removes a view; answers what saveView saves again. */
export async function removeView(ctx: Ctx, { viewId }: SavedViewRef): Promise<SavedViewInput> {
  authorize(ctx, "campaigns:read");
  return inTransaction(ctx, async (tx) => {
    const view = await lockView(tx, viewId);
    await tx.db.delete(campaignViews).where(isThis(ctx, viewId));
    return view;
  });
}
