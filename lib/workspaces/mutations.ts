import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { db } from "@/db/client";
import { auditLog, members, sessions, users, workspaces } from "@/db/schema";
import type { SetupInput, WorkspaceInput } from "@/lib/auth/model";
import { hashPassword } from "@/lib/auth/password";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";

async function insertWorkspace(tx: Db, userId: string, input: WorkspaceInput): Promise<number> {
  const [row] = await tx.insert(workspaces).values(input).returning({ id: workspaces.id });
  if (!row) throw new Error("The workspace was not inserted.");
  await tx.insert(members).values({ workspaceId: row.id, userId, role: "owner" });
  await tx.insert(auditLog).values({
    workspaceId: row.id,
    id: newId(),
    at: new Date(),
    actorId: userId,
    action: "workspace.created",
    detail: { name: input.name },
  });
  return row.id;
}

/** Makes an empty workspace; the person becomes its owner, and their session moves into it. */
export async function createWorkspace(
  by: { userId: string; sessionId: string },
  input: WorkspaceInput,
): Promise<{ workspaceId: number }> {
  return db().transaction(async (tx) => {
    const workspaceId = await insertWorkspace(tx, by.userId, input);
    await tx
      .update(sessions)
      .set({ activeWorkspaceId: workspaceId })
      .where(sql`${sessions.id} = ${by.sessionId} and ${sessions.userId} = ${by.userId}`);
    return { workspaceId };
  });
}

/** The first visit to a new server: its owner and first workspace. FORBIDDEN once anybody has an account. */
export async function setUp(input: SetupInput): Promise<{ userId: string }> {
  const passwordHash = await hashPassword(input.password);
  return db().transaction(async (tx) => {
    // Two first visits at the same moment: the second waits here and then finds the first one's account.
    await tx.execute(sql`select pg_advisory_xact_lock(727004)`);
    const someone = await tx.select({ id: users.id }).from(users).limit(1);
    if (someone.length > 0)
      throw new AppError(
        "FORBIDDEN",
        "This server has an owner already. Sign in, or ask them for an invitation.",
      );
    const userId = newId();
    await tx.insert(users).values({ id: userId, email: input.email, name: input.name, passwordHash });
    await insertWorkspace(tx, userId, input.workspace);
    return { userId };
  });
}
