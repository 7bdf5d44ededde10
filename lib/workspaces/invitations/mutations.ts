import { and, eq, isNull, sql } from "drizzle-orm";
import { type Db, db } from "@/db/client";
import { auditLog, invitations, members, notifications, sessions, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import type { RegistrationInput } from "@/lib/auth/model";
import { hashPassword } from "@/lib/auth/password";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { INVITATION_DAYS } from "../limits";
import type { InvitationInput, InvitationRef } from "../model";
import { CLOSED_WORDS, invitationState } from "./invitation";
import { hashToken, newToken } from "./token";

type Invited = { invitationId: string; token: string; expiresAt: Date };

/**
 * Makes a link that lets one person in with this role, within seven days. The token is answered once and kept
 * only as a hash. With an e-mail address only that person may use it, and an earlier link for them stops working.
 */
export async function inviteMember(ctx: Ctx, { role, email }: InvitationInput): Promise<Invited> {
  authorize(ctx, "workspace:manage");
  const createdBy = ctx.actor.userId;
  if (!createdBy) throw new AppError("FORBIDDEN", "Only a person can invite.");
  return inTransaction(ctx, async (tx) => {
    if (email) await makeRoomFor(tx, email);
    const token = newToken();
    const invitationId = newId();
    const createdAt = tx.now();
    const expiresAt = new Date(createdAt.getTime() + INVITATION_DAYS * 86_400_000);
    await tx.db.insert(invitations).values({
      workspaceId: tx.workspaceId,
      id: invitationId,
      tokenHash: hashToken(token),
      role,
      email,
      createdBy,
      createdAt,
      expiresAt,
    });
    await recordAudit(tx, { action: "invitation.created", subject: invitationId, detail: { role, email } });
    return { invitationId, token, expiresAt };
  });
}

async function makeRoomFor(tx: Ctx, email: string): Promise<void> {
  const [there] = await tx.db
    .select({ name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.workspaceId, tx.workspaceId),
        isNull(members.removedAt),
        eq(sql`lower(${users.email})`, email),
      ),
    );
  if (there) {
    const problem = `${there.name} has this address and is in the workspace already.`;
    throw new AppError("INVALID", problem, { fields: { email: problem } });
  }
  await tx.db
    .update(invitations)
    .set({ revokedAt: tx.now() })
    .where(and(isStillOpen(tx), eq(invitations.email, email)));
}

const isStillOpen = (ctx: Ctx) =>
  and(
    eq(invitations.workspaceId, ctx.workspaceId),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
  );

/** Withdraws a link that nobody has used yet. NOT_FOUND when it was used or withdrawn before. */
export async function revokeInvitation(ctx: Ctx, { invitationId }: InvitationRef): Promise<void> {
  authorize(ctx, "workspace:manage");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(invitations)
      .set({ revokedAt: tx.now() })
      .where(and(isStillOpen(tx), eq(invitations.id, invitationId)))
      .returning({ email: invitations.email, role: invitations.role });
    const { email, role } = found(row, "invitation");
    await recordAudit(tx, { action: "invitation.revoked", subject: invitationId, detail: { email, role } });
  });
}

/** Lets a person who has an account in. CONFLICT when the link does not work or they are in already. */
export async function acceptInvitation(
  by: { userId: string; sessionId: string; email: string; name: string },
  { token }: { token: string },
): Promise<{ workspaceId: number }> {
  return db().transaction(async (tx) => {
    const workspaceId = await spendInvitation(tx, token, by);
    await tx
      .update(sessions)
      .set({ activeWorkspaceId: workspaceId })
      .where(and(eq(sessions.id, by.sessionId), eq(sessions.userId, by.userId)));
    return { workspaceId };
  });
}

/** Makes an account for the holder of a link and lets them in. CONFLICT when the link does not work or there is such an account. */
export async function registerByInvitation(input: RegistrationInput): Promise<{ userId: string }> {
  const { name, email, token } = input;
  // A closed link is refused before a hash is computed for it.
  await lockOpen(db(), token);
  const passwordHash = await hashPassword(input.password);
  return db().transaction(async (tx) => {
    const userId = newId();
    const made = await tx
      .insert(users)
      .values({ id: userId, email, name, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (made.length === 0)
      throw new AppError(
        "CONFLICT",
        "There is an account with this address. Sign in, then open the link again.",
      );
    await spendInvitation(tx, token, { userId, email, name });
    return { userId };
  });
}

async function lockOpen(tx: Db, token: string) {
  const [row] = await tx
    .select({
      workspaceId: invitations.workspaceId,
      id: invitations.id,
      role: invitations.role,
      email: invitations.email,
      createdBy: invitations.createdBy,
      acceptedAt: invitations.acceptedAt,
      revokedAt: invitations.revokedAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(eq(invitations.tokenHash, hashToken(token)))
    .for("update");
  const invitation = found(row, "invitation");
  const state = invitationState(invitation, new Date());
  if (state !== "open") throw new AppError("CONFLICT", CLOSED_WORDS[state]);
  return invitation;
}

async function spendInvitation(
  tx: Db,
  token: string,
  person: { userId: string; email: string; name: string },
): Promise<number> {
  const { workspaceId, id, role, email, createdBy } = await lockOpen(tx, token);
  const { userId, name } = person;
  if (email && email !== person.email.toLowerCase())
    throw new AppError(
      "FORBIDDEN",
      "This invitation is for another e-mail address. Ask an owner for one to yours.",
    );
  const at = new Date();
  const joined = await tx
    .insert(members)
    .values({ workspaceId, userId, role, joinedAt: at })
    .onConflictDoUpdate({
      target: [members.workspaceId, members.userId],
      set: { role, joinedAt: at, removedAt: null },
      setWhere: sql`${members.removedAt} is not null`,
    })
    .returning({ userId: members.userId });
  if (joined.length === 0)
    throw new AppError(
      "CONFLICT",
      "You are in this workspace already. The link stays good for somebody else.",
    );
  const isThisOne = and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id));
  await tx.update(invitations).set({ acceptedBy: userId, acceptedAt: at }).where(isThisOne);
  const line = { workspaceId, id: newId(), at, actorId: userId, action: "member.joined", subject: userId };
  await tx.insert(auditLog).values({ ...line, detail: { name, role } });
  await tx.insert(notifications).values({
    workspaceId,
    id: newId(),
    userId: createdBy,
    title: `${name} joined as ${role}`,
    href: "/settings/team",
    createdAt: at,
  });
  return workspaceId;
}
