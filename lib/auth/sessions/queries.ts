import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { members, sessions, users, workspaces } from "@/db/schema";
import type { WorkspaceSettings } from "../ctx";
import type { Role } from "../permissions";

export type Membership = WorkspaceSettings & { workspaceId: number; role: Role };
export type Session = {
  sessionId: string;
  lastSeenAt: Date;
  user: { id: string; name: string; email: string };
  memberships: Membership[];
  /** The workspace that the browser is in; undefined for a person who is in none. */
  active: Membership | undefined;
};

/** The session as the database has it now: null when it was revoked or ran out. Removed memberships are left out. */
export async function readSession(sessionId: string): Promise<Session | null> {
  const [row] = await db()
    .select({
      lastSeenAt: sessions.lastSeenAt,
      activeWorkspaceId: sessions.activeWorkspaceId,
      id: users.id,
      name: users.name,
      email: users.email,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, sql`now()`)));
  if (!row) return null;
  const memberships = await db()
    .select({
      workspaceId: workspaces.id,
      name: workspaces.name,
      currency: workspaces.currency,
      timeZone: workspaces.timeZone,
      floor: workspaces.floor,
      role: members.role,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, row.id), isNull(members.removedAt)))
    .orderBy(asc(workspaces.name), asc(workspaces.id));
  const { id, name, email, lastSeenAt, activeWorkspaceId } = row;
  return {
    sessionId,
    lastSeenAt,
    user: { id, name, email },
    memberships,
    active: memberships.find((each) => each.workspaceId === activeWorkspaceId) ?? memberships[0],
  };
}

/** False only before the first owner is made. */
export async function hasUsers(): Promise<boolean> {
  const rows = await db().select({ id: users.id }).from(users).limit(1);
  return rows.length > 0;
}

/** A browser in which a person is signed in. */
export type OwnSession = { id: string; userAgent: string; createdAt: Date; lastSeenAt: Date };

/** A person's own sessions that still hold, the one used last first. */
export async function listSessionsOf(userId: string): Promise<OwnSession[]> {
  return db()
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.lastSeenAt), asc(sessions.id));
}
