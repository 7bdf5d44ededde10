import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { members, sessions, users } from "@/db/schema";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { verifyPassword } from "../password";

/** A session ends after this many days, whatever happens. */
export const SESSION_DAYS = 30;

/** At most this many tries per account and per address within the window. */
const LIMITS = { account: 8, address: 40, seconds: 600 };

/** Counts one try; `wait` is in seconds and 0 while under the limit. One statement, so simultaneous tries all count. */
export async function hitLimit(key: string, most: number, seconds: number): Promise<{ wait: number }> {
  const [row] = await db().execute<{ hits: number; wait: number }>(sql`
    insert into rate_limits as r (key, hits, resets_at) values (${key}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (key) do update set
      hits = case when r.resets_at < now() then 1 else r.hits + 1 end,
      resets_at = case when r.resets_at < now() then excluded.resets_at else r.resets_at end
    returning hits, greatest(1, ceil(extract(epoch from resets_at - now())))::int as wait`);
  return { wait: row && row.hits > most ? row.wait : 0 };
}

/** The account behind an e-mail and password, or null. LIMIT after too many tries; which part was wrong is never said. */
export async function checkPassword(input: {
  email: string;
  password: string;
  address: string;
}): Promise<{ id: string; name: string; email: string } | null> {
  const email = input.email.trim().toLowerCase();
  const tries = await Promise.all([
    hitLimit(`sign-in:${email}`, LIMITS.account, LIMITS.seconds),
    hitLimit(`sign-in-from:${input.address}`, LIMITS.address, LIMITS.seconds),
  ]);
  const wait = Math.max(...tries.map((each) => each.wait));
  if (wait > 0) throw new AppError("LIMIT", `Too many tries. Try again in ${Math.ceil(wait / 60)} minutes.`);
  const [user] = await db()
    .select({ id: users.id, name: users.name, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  if (!(await verifyPassword(input.password, user?.passwordHash ?? null)) || !user) return null;
  await db().execute(sql`delete from rate_limits where key = ${`sign-in:${email}`}`);
  return { id: user.id, name: user.name, email: user.email };
}

/** Opens a session for a signed-in person and answers its id, which is all that the cookie carries. */
export async function openSession(input: { userId: string; userAgent: string }): Promise<string> {
  const id = newId();
  await db()
    .insert(sessions)
    .values({
      id,
      userId: input.userId,
      userAgent: input.userAgent.slice(0, 300),
      expiresAt: new Date(Date.now() + SESSION_DAYS * 86_400_000),
    });
  return id;
}

/** Ends a session; its cookie is worthless from then on. */
export async function closeSession(sessionId: string): Promise<void> {
  await db().delete(sessions).where(eq(sessions.id, sessionId));
}

/** Ends one of a person's own sessions, or all but the present one. */
export async function closeSessionsOf(
  userId: string,
  which: { sessionId: string } | { allBut: string },
): Promise<void> {
  const own = eq(sessions.userId, userId);
  await db()
    .delete(sessions)
    .where(
      "sessionId" in which
        ? and(own, eq(sessions.id, which.sessionId))
        : and(own, ne(sessions.id, which.allBut)),
    );
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
