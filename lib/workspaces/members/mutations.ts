import { and, eq, isNull, notInArray } from "drizzle-orm";
import { campaigns, invitations, members, planItems, segments, users, workspaces } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { can, type Role } from "@/lib/auth/permissions";
import { revokeFeedsOf } from "@/lib/calendar/mutations";
import { updateCampaign } from "@/lib/campaigns/mutations";
import { assignTactic } from "@/lib/campaigns/tactics/mutations";
import { AppError, found } from "@/lib/errors";
import { releaseSegment } from "@/lib/segments/ownership/mutations";
import type { HoursChange, MemberRef, RoleChange } from "../model";

type Locked = { name: string; role: Role; weeklyHours: number };

/**
 * The member, with the workspace's row locked: of two owners who demote each other at the same moment, the second
 * waits, is found to be no owner any more, and is refused.
 */
async function lockMember(tx: Ctx, userId: string): Promise<{ member: Locked; owners: number }> {
  const { db, workspaceId } = tx;
  await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
    .for("no key update");
  const owners = await db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.role, "owner"), isNull(members.removedAt)));
  if (!owners.some((owner) => owner.userId === tx.actor.userId))
    throw new AppError("FORBIDDEN", "You are no owner of this workspace any more. Reload the page.");
  const [row] = await db
    .select({ name: users.name, role: members.role, weeklyHours: members.weeklyHours })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId), isNull(members.removedAt)));
  return { member: found(row, "member"), owners: owners.length };
}

function keepLastOwner({ member, owners }: { member: Locked; owners: number }): void {
  if (member.role === "owner" && owners === 1)
    throw new AppError(
      "CONFLICT",
      `${member.name} is the only owner. Make somebody else an owner first: a workspace always has one.`,
    );
}

const isMember = (ctx: Ctx, userId: string) =>
  and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, userId));

/** Sets what a member may do, from their next click on. What their new role cannot own becomes free to take. */
export async function changeRole(ctx: Ctx, { userId, role }: RoleChange): Promise<{ before: Role }> {
  authorize(ctx, "workspace:manage");
  return inTransaction(ctx, async (tx) => {
    const locked = await lockMember(tx, userId);
    const { name, role: before } = locked.member;
    if (before === role) return { before };
    keepLastOwner(locked);
    await tx.db.update(members).set({ role }).where(isMember(tx, userId));
    if (!can(role, "segments:take")) await freeDuties(tx, userId);
    if (before === "owner") await revokeInvitationsOf(tx, userId);
    await recordAudit(tx, {
      action: "member.roleChanged",
      subject: userId,
      detail: { name, from: before, to: role },
    });
    return { before };
  });
}

/** Sets how many hours a week a member has for tasks: what the load of a week is held against. */
export async function setWeeklyHours(
  ctx: Ctx,
  { userId, weeklyHours }: HoursChange,
): Promise<{ before: number }> {
  authorize(ctx, "workspace:manage");
  return inTransaction(ctx, async (tx) => {
    const { member } = await lockMember(tx, userId);
    const { name, weeklyHours: before } = member;
    if (before === weeklyHours) return { before };
    await tx.db.update(members).set({ weeklyHours }).where(isMember(tx, userId));
    await recordAudit(tx, {
      action: "member.hoursChanged",
      subject: userId,
      detail: { name, from: before, to: weeklyHours },
    });
    return { before };
  });
}

/** Takes a member out: no access from this moment; their segments and open tasks become free to take. */
export async function removeMember(ctx: Ctx, { userId }: MemberRef): Promise<void> {
  authorize(ctx, "workspace:manage");
  await inTransaction(ctx, async (tx) => {
    const locked = await lockMember(tx, userId);
    keepLastOwner(locked);
    await freeDuties(tx, userId);
    await revokeInvitationsOf(tx, userId);
    await revokeFeedsOf(tx, { userId });
    await tx.db.update(members).set({ removedAt: tx.now() }).where(isMember(tx, userId));
    const { name, role } = locked.member;
    await recordAudit(tx, { action: "member.removed", subject: userId, detail: { name, role } });
  });
}

/** Each through its own domain, so that its history says who released it. */
async function freeDuties(tx: Ctx, userId: string): Promise<void> {
  const { db, workspaceId } = tx;
  const isOpen = notInArray(campaigns.status, ["finished", "archived"]);
  const owned = await db
    .select({ segmentId: segments.id })
    .from(segments)
    .where(
      and(eq(segments.workspaceId, workspaceId), eq(segments.ownerId, userId), isNull(segments.archivedAt)),
    );
  const assigned = await db
    .select({ itemId: planItems.id, progress: planItems.progress })
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .where(and(eq(planItems.workspaceId, workspaceId), eq(planItems.assigneeId, userId), isOpen));
  const led = await db
    .select({ campaignId: campaigns.id, version: campaigns.version })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.ownerId, userId), isOpen));
  for (const { segmentId } of owned) await releaseSegment(tx, { segmentId });
  for (const { itemId, progress } of assigned)
    if (progress < 100) await assignTactic(tx, { itemId, toUserId: null, note: "" });
  for (const campaign of led) await updateCampaign(tx, { ...campaign, changes: { ownerId: null } });
}

/** Links that a former owner handed out open no door any more. */
async function revokeInvitationsOf(tx: Ctx, userId: string): Promise<void> {
  await tx.db
    .update(invitations)
    .set({ revokedAt: tx.now() })
    .where(
      and(
        eq(invitations.workspaceId, tx.workspaceId),
        eq(invitations.createdBy, userId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
}
