import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { members, segmentAssignments, segments, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { can, grants } from "@/lib/auth/permissions";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { sendNotices } from "@/lib/work/notices/mutations";
import type { HandOverAllInput, HandOverInput, SegmentRef } from "../model";

/** The actor becomes the owner of an unowned segment. CONFLICT when somebody was quicker. */
export async function takeSegment(ctx: Ctx, { segmentId }: SegmentRef): Promise<void> {
  authorize(ctx, "segments:take");
  const { userId } = ctx.actor;
  if (!userId) throw new AppError("FORBIDDEN", "Only a person can take a segment.");
  await inTransaction(ctx, async (tx) => {
    const segment = await lockSegment(tx, segmentId);
    if (segment.ownerId === userId) return;
    if (segment.ownerId)
      throw new AppError(
        "CONFLICT",
        `${segment.ownerName ?? "Somebody"} owns this segment. Ask for it to be handed over.`,
      );
    await assign(tx, segmentId, { action: "take", from: null, to: userId, note: "" });
    await sendNotices(tx, [
      {
        userId: segment.createdBy,
        kind: "progress",
        title: `${tx.actor.name} took “${segment.name}”`,
        href: hrefOf(segmentId),
      },
    ]);
  });
}

/** Gives a segment to another member. The owner may, and whoever may edit segments; the new owner must be able to own. */
export async function handOverSegment(ctx: Ctx, { segmentId, toUserId, note }: HandOverInput): Promise<void> {
  authorize(ctx, "segments:take");
  await inTransaction(ctx, async (tx) => {
    const segment = await lockSegment(tx, segmentId);
    requireOwnOrEdit(tx, segment.ownerId);
    if (segment.ownerId === toUserId) return;
    const [member] = await tx.db
      .select({ role: members.role, name: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(eq(members.workspaceId, tx.workspaceId), eq(members.userId, toUserId), isNull(members.removedAt)),
      );
    const to = found(member, "member");
    if (!can(to.role, "segments:take"))
      throw new AppError("INVALID", `${to.name} is a ${to.role} and cannot own segments.`, {
        fields: { toUserId: "This role cannot own segments" },
      });
    await assign(tx, segmentId, { action: "hand over", from: segment.ownerId, to: toUserId, note });
    await sendNotices(tx, [
      {
        userId: toUserId,
        kind: "assigned",
        title: `${tx.actor.name} handed “${segment.name}” over to you`,
        href: hrefOf(segmentId),
      },
      {
        userId: segment.ownerId,
        kind: "assigned",
        title: `“${segment.name}” went to ${to.name}`,
        href: hrefOf(segmentId),
      },
    ]);
  });
}

/** Says yes to a segment that one was given; who gave it is told. FORBIDDEN for one of somebody else. */
export async function acceptSegment(ctx: Ctx, { segmentId }: SegmentRef): Promise<void> {
  authorize(ctx, "segments:take");
  const { userId, name } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    const segment = await lockSegment(tx, segmentId);
    if (!userId || segment.ownerId !== userId)
      throw new AppError("FORBIDDEN", `“${segment.name}” is not yours. Reload the page.`);
    const [last] = await tx.db
      .select({ action: segmentAssignments.action, by: segmentAssignments.by })
      .from(segmentAssignments)
      .where(
        and(eq(segmentAssignments.workspaceId, tx.workspaceId), eq(segmentAssignments.segmentId, segmentId)),
      )
      .orderBy(desc(segmentAssignments.at), desc(segmentAssignments.id))
      .limit(1);
    if (last?.action !== "hand over" || last.by === userId) return;
    await record(tx, segmentId, { action: "accept", from: userId, to: userId, note: "" });
    await sendNotices(tx, [
      {
        userId: last.by,
        kind: "progress",
        title: `${name} accepted “${segment.name}”`,
        href: hrefOf(segmentId),
      },
    ]);
  });
}

/** Gives several segments to one member, all or none; each as `handOverSegment` does. */
export async function handOverSegments(ctx: Ctx, { segmentIds, ...to }: HandOverAllInput): Promise<void> {
  authorize(ctx, "segments:take");
  await inTransaction(ctx, async (tx) => {
    // In one order for everybody: overlapping sets wait for each other and do not deadlock.
    for (const segmentId of [...new Set(segmentIds)].sort()) await handOverSegment(tx, { segmentId, ...to });
  });
}

/** The segment is free to take again. */
export async function releaseSegment(ctx: Ctx, { segmentId }: SegmentRef): Promise<void> {
  authorize(ctx, "segments:take");
  await inTransaction(ctx, async (tx) => {
    const segment = await lockSegment(tx, segmentId);
    if (!segment.ownerId) return;
    requireOwnOrEdit(tx, segment.ownerId);
    await assign(tx, segmentId, { action: "release", from: segment.ownerId, to: null, note: "" });
    await sendNotices(tx, [
      {
        userId: segment.ownerId,
        kind: "assigned",
        title: `${tx.actor.name} released “${segment.name}”`,
        href: hrefOf(segmentId),
      },
    ]);
  });
}

const hrefOf = (segmentId: string) => `/segments/${segmentId}`;

function requireOwnOrEdit(ctx: Ctx, ownerId: string | null): void {
  const isOwn = ownerId !== null && ownerId === ctx.actor.userId;
  if (!isOwn && grants(ctx.actor.role, "segments:edit") !== "all")
    throw new AppError("FORBIDDEN", "Only the owner of the segment, or who edits segments, may do this.");
}

async function lockSegment({ db, workspaceId }: Ctx, segmentId: string) {
  const [row] = await db
    .select({
      name: segments.name,
      ownerId: segments.ownerId,
      ownerName: sql<string | null>`(select u.name from ${users} u where u.id = ${segments.ownerId})`,
      createdBy: segments.createdBy,
      archivedAt: segments.archivedAt,
    })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)))
    .for("update");
  const segment = found(row, "segment");
  if (segment.archivedAt) throw new AppError("CONFLICT", "This segment is archived. Restore it first.");
  return segment;
}

type Move = {
  action: "take" | "hand over" | "accept" | "release";
  from: string | null;
  to: string | null;
  note: string;
};

async function assign(tx: Ctx, segmentId: string, move: Move): Promise<void> {
  await tx.db
    .update(segments)
    .set({ ownerId: move.to, updatedAt: tx.now() })
    .where(and(eq(segments.workspaceId, tx.workspaceId), eq(segments.id, segmentId)));
  await record(tx, segmentId, move);
}

async function record(tx: Ctx, segmentId: string, { action, from, to, note }: Move): Promise<void> {
  await tx.db.insert(segmentAssignments).values({
    workspaceId: tx.workspaceId,
    id: newId(),
    segmentId,
    action,
    fromUserId: from,
    toUserId: to,
    by: tx.actor.userId,
    at: tx.now(),
    note,
  });
  const verbs = { take: "taken", "hand over": "handedOver", accept: "accepted", release: "released" };
  const verb = verbs[action];
  await recordAudit(tx, { action: `segment.${verb}`, subject: segmentId, detail: { from, to } });
}
