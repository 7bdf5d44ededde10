import { and, eq, isNull } from "drizzle-orm";
import { members, reportRecipients, reports } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { sendNotices } from "@/lib/work/notices/mutations";
import { todayIn } from "@/lib/zone";
import { lastSpan, spanName } from "../period";

/** Tells the recipients of each report whose period is over since it was announced last; each period once. */
export async function announceReports(ctx: Ctx): Promise<{ announced: number }> {
  authorize(ctx, "reports:edit");
  const { workspaceId, workspace } = ctx;
  const today = todayIn(workspace.timeZone, ctx.now());
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .select({
        id: reports.id,
        name: reports.name,
        period: reports.period,
        announcedFrom: reports.announcedFrom,
      })
      .from(reports)
      .where(and(eq(reports.workspaceId, workspaceId), isNull(reports.removedAt)))
      .for("update");
    let announced = 0;
    for (const { id, name, period, announcedFrom } of rows) {
      const span = lastSpan(period, today);
      if (announcedFrom !== null && announcedFrom >= span.from) continue;
      const people = await tx.db
        .select({ userId: reportRecipients.userId })
        .from(reportRecipients)
        .innerJoin(
          members,
          and(
            eq(members.workspaceId, reportRecipients.workspaceId),
            eq(members.userId, reportRecipients.userId),
            isNull(members.removedAt),
          ),
        )
        .where(and(eq(reportRecipients.workspaceId, workspaceId), eq(reportRecipients.reportId, id)));
      const title = `“${name}” is there: ${spanName(period, span, today)}`;
      const href = `/reports/${id}?on=${span.from}`;
      await sendNotices(
        tx,
        people.map(({ userId }) => ({ userId, kind: "report" as const, title, href })),
      );
      await tx.db
        .update(reports)
        .set({ announcedFrom: span.from })
        .where(and(eq(reports.workspaceId, workspaceId), eq(reports.id, id)));
      announced++;
    }
    return { announced };
  });
}
