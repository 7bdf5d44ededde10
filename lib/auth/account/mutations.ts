import { and, eq, gt, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { recordPersonAudit } from "@/lib/audit/mutations";
import { AppError, found } from "@/lib/errors";
import { countTry, forgetTries } from "../limits/mutations";
import type { AccountName, PasswordChange } from "../model";
import { hashPassword, verifyPassword } from "../password";
import { passwordProblem } from "../password-rule";

/** Changes the name that others see, in every workspace. */
export async function renameAccount(userId: string, { name }: AccountName): Promise<void> {
  await db().transaction(async (tx) => {
    const [before] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId));
    if (found(before, "account").name === name) return;
    await tx.update(users).set({ name }).where(eq(users.id, userId));
    await recordPersonAudit(tx, userId, {
      action: "account.renamed",
      detail: { from: before?.name, to: name },
    });
  });
}

/** Sets a new password and ends the person's other sessions; answers how many those were. INVALID marks the field. */
export async function changePassword(
  by: { userId: string; sessionId: string },
  { current, next }: PasswordChange,
): Promise<{ ended: number }> {
  const limit = { key: `password:${by.userId}`, most: 8, seconds: 600 };
  await countTry([limit]);
  const [row] = await db()
    .select({ name: users.name, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, by.userId));
  const user = found(row, "account");
  if (!(await verifyPassword(current, user.passwordHash)))
    throw invalid("current", "This is not your present password. Type it again.");
  const problem = passwordProblem(next, [user.email, user.name]);
  if (problem) throw invalid("next", problem);
  if (next === current) throw invalid("next", "Choose a password that differs from the present one.");
  const passwordHash = await hashPassword(next);
  const ended = await db().transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, by.userId));
    const others = await tx
      .update(sessions)
      .set({ expiresAt: sql`now()` })
      .where(
        and(
          eq(sessions.userId, by.userId),
          ne(sessions.id, by.sessionId),
          gt(sessions.expiresAt, sql`now()`),
        ),
      )
      .returning({ id: sessions.id });
    await recordPersonAudit(tx, by.userId, {
      action: "account.passwordChanged",
      detail: { endedSessions: others.length },
    });
    return others.length;
  });
  await forgetTries([limit.key]);
  return { ended };
}

function invalid(field: "current" | "next", message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}
