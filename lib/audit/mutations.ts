import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { auditLog, members } from "@/db/schema";
import type { Ctx } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";

/** `action` is "noun.verbed", `subject` the id of what changed. */
export type AuditEntry = { action: string; subject?: string; detail?: Record<string, unknown> };

/** Writes one line of the audit log in the caller's transaction. The caller has authorised already. */
export async function recordAudit(ctx: Ctx, { action, subject, detail }: AuditEntry): Promise<void> {
  await ctx.db.insert(auditLog).values({
    workspaceId: ctx.workspaceId,
    id: newId(),
    at: ctx.now(),
    actorId: ctx.actor.userId,
    action,
    subject: subject ?? null,
    detail: detail ?? null,
  });
}

/** The same for what somebody did to their own account: one line in each workspace that they belong to. */
export async function recordPersonAudit(
  db: Db,
  userId: string,
  { action, subject, detail }: AuditEntry,
): Promise<void> {
  const own = await db
    .select({ workspaceId: members.workspaceId })
    .from(members)
    .where(and(eq(members.userId, userId), isNull(members.removedAt)));
  if (own.length === 0) return;
  const line = { at: new Date(), actorId: userId, action, subject: subject ?? null, detail: detail ?? null };
  await db.insert(auditLog).values(own.map(({ workspaceId }) => ({ ...line, workspaceId, id: newId() })));
}
