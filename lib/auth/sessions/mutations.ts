import { and, eq, gt, isNull, lte, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { members, sessions, users } from "@/db/schema";
import { recordPersonAudit } from "@/lib/audit/mutations";
import { found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { countTry, forgetTries } from "../limits/mutations";
import { verifyPassword } from "../password";

/** A session ends after this many days, whatever happens. */
export const SESSION_DAYS = 30;

/** Tries within ten minutes: of one account from anywhere, and from one address on any account. */
const OF_ACCOUNT = { most: 8, seconds: 600 };
const FROM_ADDRESS = { most: 60, seconds: 600 };

/** The account behind an e-mail and password, or null. LIMIT after too many tries; which part was wrong is never said. */
export async function checkPassword(input: {
  email: string;
  password: string;
  address: string;
}): Promise<{ id: string; name: string; email: string } | null> {
  const email = input.email.trim().toLowerCase();
  const account = { key: `sign-in:${email}`, ...OF_ACCOUNT };
  await countTry([account, { key: `sign-in-from:${input.address}`, ...FROM_ADDRESS }]);
  const [user] = await db()
    .select({ id: users.id, name: users.name, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  if (!(await verifyPassword(input.password, user?.passwordHash ?? null)) || !user) return null;
  await forgetTries([account.key]);
  return { id: user.id, name: user.name, email: user.email };
}

/** Opens a session for a signed-in person and answers its id, which is all that the cookie carries. */
export async function openSession(input: { userId: string; userAgent: string }): Promise<string> {
  const { userId } = input;
  const id = newId();
  const now = new Date();
  await db().transaction(async (tx) => {
    await tx.delete(sessions).where(and(eq(sessions.userId, userId), lte(sessions.expiresAt, now)));
    await tx.insert(sessions).values({
      id,
      userId,
      userAgent: input.userAgent.slice(0, 300),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
    });
    await recordPersonAudit(tx, userId, { action: "session.opened" });
  });
  return id;
}

/** Notes that the session was just used, for the person's list of sessions. */
export async function touchSession(sessionId: string): Promise<void> {
  await db().update(sessions).set({ lastSeenAt: new Date() }).where(eq(sessions.id, sessionId));
}

/** An ended session stays until the next sign-in, so that the team sees when the person was there last. */
const ENDED = { expiresAt: sql`least(${sessions.expiresAt}, now())` };
const isRunning = gt(sessions.expiresAt, sql`now()`);

/** Ends a session; its cookie is worthless from then on. */
export async function closeSession(sessionId: string): Promise<void> {
  await db().update(sessions).set(ENDED).where(eq(sessions.id, sessionId));
}

/** Ends one of a person's own sessions, or all but the present one; answers how many. NOT_FOUND for a session of another. */
export async function closeSessionsOf(
  userId: string,
  which: { sessionId: string } | { allBut: string },
): Promise<{ ended: number }> {
  const own = eq(sessions.userId, userId);
  const chosen = "sessionId" in which ? eq(sessions.id, which.sessionId) : ne(sessions.id, which.allBut);
  return db().transaction(async (tx) => {
    const rows = await tx
      .update(sessions)
      .set(ENDED)
      .where(and(own, chosen, isRunning))
      .returning({ id: sessions.id });
    if ("sessionId" in which) found(rows[0], "session");
    if (rows.length > 0)
      await recordPersonAudit(tx, userId, { action: "session.ended", detail: { count: rows.length } });
    return { ended: rows.length };
  });
}

/** Moves a session into another workspace of the same person. NOT_FOUND when they are not a member of it. */
export async function enterWorkspace(input: {
  sessionId: string;
  userId: string;
  workspaceId: number;
}): Promise<void> {
  const [member] = await db()
    .select({ workspaceId: members.workspaceId })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, input.workspaceId),
        eq(members.userId, input.userId),
        isNull(members.removedAt),
      ),
    );
  found(member, "workspace");
  await db()
    .update(sessions)
    .set({ activeWorkspaceId: input.workspaceId })
    .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, input.userId)));
}
