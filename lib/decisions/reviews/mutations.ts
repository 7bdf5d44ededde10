import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { decisions } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { formatCount } from "@/lib/format";
import { sendNotices } from "@/lib/work/notices/mutations";
import { todayIn } from "@/lib/zone";

/** Tells who decided of the reviews whose day has come: each once, several of one person in one notice. */
export async function remindOfReviews(ctx: Ctx): Promise<{ told: number }> {
  authorize(ctx, "decisions:edit");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  return inTransaction(ctx, async (tx) => {
    const due = await tx.db
      .select({ id: decisions.id, title: decisions.title, decidedBy: decisions.decidedBy })
      .from(decisions)
      .where(
        and(
          eq(decisions.workspaceId, ctx.workspaceId),
          isNull(decisions.removedAt),
          eq(decisions.state, "open"),
          lte(decisions.reviewOn, today),
          sql`${decisions.remindedOf} is distinct from ${decisions.reviewOn}`,
        ),
      )
      .orderBy(decisions.reviewOn, decisions.id)
      .for("update");
    if (due.length === 0) return { told: 0 };
    const people = [...new Set(due.map(({ decidedBy }) => decidedBy))];
    await sendNotices(
      tx,
      people.map((userId) =>
        noticeOf(
          userId,
          due.filter(({ decidedBy }) => decidedBy === userId),
        ),
      ),
    );
    await tx.db
      .update(decisions)
      .set({ remindedOf: sql`${decisions.reviewOn}` })
      .where(
        and(
          eq(decisions.workspaceId, ctx.workspaceId),
          inArray(
            decisions.id,
            due.map(({ id }) => id),
          ),
        ),
      );
    return { told: people.length };
  });
}

function noticeOf(userId: string, own: readonly { id: string; title: string }[]) {
  const [first] = own;
  return own.length === 1 && first
    ? {
        userId,
        kind: "approval" as const,
        title: `Review of your decision “${first.title}”`,
        href: `/decisions/${first.id}`,
      }
    : {
        userId,
        kind: "approval" as const,
        title: `${formatCount(own.length, "decision")} of yours wait for their review`,
        href: `/decisions?state=due&person=${userId}`,
      };
}
