import { auditLog } from "@/db/schema";
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
