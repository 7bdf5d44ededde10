import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations, users, workspaces } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Role } from "@/lib/auth/permissions";
import { type InvitationState, invitationState, type OpenInvitation } from "./invitation";
import { hashToken } from "./token";

/** Links that still open the door, newest first. Their tokens are known to nobody any more. */
export async function listOpenInvitations(ctx: Ctx): Promise<OpenInvitation[]> {
  authorize(ctx, "workspace:manage");
  return ctx.db
    .select({
      id: invitations.id,
      role: invitations.role,
      email: invitations.email,
      createdByName: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, sql`${ctx.now().toISOString()}::timestamptz`),
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
}

/** What the page of a link says before anybody is in: which workspace, as what, from whom, for whom. */
export type InvitationPage = {
  state: InvitationState;
  workspaceName: string;
  role: Role;
  invitedBy: string;
  /** The only address that may use it; null for any. */
  email: string | null;
};

/** The invitation behind a link, or null for a link that never was one. */
export async function getInvitation(token: string, now: Date): Promise<InvitationPage | null> {
  const [row] = await db()
    .select({
      workspaceName: workspaces.name,
      role: invitations.role,
      invitedBy: users.name,
      email: invitations.email,
      acceptedAt: invitations.acceptedAt,
      revokedAt: invitations.revokedAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(eq(invitations.tokenHash, hashToken(token)));
  if (!row) return null;
  const { acceptedAt, revokedAt, expiresAt, ...page } = row;
  return { ...page, state: invitationState({ acceptedAt, revokedAt, expiresAt }, now) };
}
