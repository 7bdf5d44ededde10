import { and, eq, inArray, isNull } from "drizzle-orm";
import {
  campaigns,
  members,
  reportCampaigns,
  reportRecipients,
  reportSegments,
  reports,
  segments,
} from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { todayIn } from "@/lib/zone";
import type { ReportInput, ReportRef, ReportUpdate } from "./model";
import { lastSpan } from "./period";

type Parts = Pick<ReportInput, "segmentIds" | "campaignIds" | "recipientIds">;

/** NOT_FOUND unless every part is of this workspace, and every recipient present. */
async function requireParts(tx: Ctx, { segmentIds, campaignIds, recipientIds }: Parts): Promise<void> {
  const { db, workspaceId } = tx;
  const [segmentRows, campaignRows, people] = await Promise.all([
    db
      .select({ id: segments.id })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), inArray(segments.id, segmentIds))),
    db
      .select({ id: campaigns.id })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), inArray(campaigns.id, campaignIds))),
    db
      .select({ id: members.userId })
      .from(members)
      .where(
        and(
          eq(members.workspaceId, workspaceId),
          isNull(members.removedAt),
          inArray(members.userId, recipientIds),
        ),
      ),
  ]);
  const lacks = (ids: readonly string[], rows: readonly { id: string }[]) => rows.length < ids.length;
  found(lacks(segmentIds, segmentRows) ? null : true, "segment");
  found(lacks(campaignIds, campaignRows) ? null : true, "campaign");
  found(lacks(recipientIds, people) ? null : true, "member");
}

async function putParts(tx: Ctx, reportId: string, parts: Parts): Promise<void> {
  const { db, workspaceId } = tx;
  const own = { workspaceId, reportId };
  for (const table of [reportSegments, reportCampaigns, reportRecipients])
    await db.delete(table).where(and(eq(table.workspaceId, workspaceId), eq(table.reportId, reportId)));
  const { segmentIds, campaignIds, recipientIds } = parts;
  if (segmentIds.length > 0)
    await db.insert(reportSegments).values(segmentIds.map((segmentId) => ({ ...own, segmentId })));
  if (campaignIds.length > 0)
    await db.insert(reportCampaigns).values(campaignIds.map((campaignId) => ({ ...own, campaignId })));
  if (recipientIds.length > 0)
    await db.insert(reportRecipients).values(recipientIds.map((userId) => ({ ...own, userId })));
}

/** Saves a report. The first period to be announced is the one that runs. */
export async function createReport(ctx: Ctx, input: ReportInput): Promise<{ reportId: string }> {
  authorize(ctx, "reports:edit");
  const { segmentIds, campaignIds, recipientIds, ...fields } = input;
  const parts = { segmentIds, campaignIds, recipientIds };
  const reportId = newId();
  await inTransaction(ctx, async (tx) => {
    await requireParts(tx, parts);
    await tx.db.insert(reports).values({
      ...fields,
      ...{ workspaceId: ctx.workspaceId, id: reportId, createdBy: ctx.actor.userId },
      ...{ createdAt: ctx.now(), updatedAt: ctx.now() },
      announcedFrom: lastSpan(fields.period, todayIn(ctx.workspace.timeZone, ctx.now())).from,
    });
    await putParts(tx, reportId, parts);
    await recordAudit(tx, { action: "report.created", subject: reportId, detail: { title: fields.name } });
  });
  return { reportId };
}

const own = ({ workspaceId }: Ctx, reportId: string) =>
  and(eq(reports.workspaceId, workspaceId), eq(reports.id, reportId));

async function lockReport(tx: Ctx, reportId: string) {
  const [row] = await tx.db
    .select({ name: reports.name, period: reports.period, updatedAt: reports.updatedAt })
    .from(reports)
    .where(own(tx, reportId))
    .for("update");
  return found(row, "report");
}

/** Saves a changed report. CONFLICT when someone saved since `updatedAt`; nothing is overwritten. */
export async function changeReport(ctx: Ctx, input: ReportUpdate): Promise<{ reportId: string }> {
  authorize(ctx, "reports:edit");
  const { reportId, updatedAt, segmentIds, campaignIds, recipientIds, ...fields } = input;
  const parts = { segmentIds, campaignIds, recipientIds };
  await inTransaction(ctx, async (tx) => {
    const before = await lockReport(tx, reportId);
    if (before.updatedAt.getTime() !== updatedAt.getTime())
      throw new AppError(
        "CONFLICT",
        "Someone saved this report while you were editing. Open it again to see the changes.",
      );
    await requireParts(tx, parts);
    const today = todayIn(ctx.workspace.timeZone, ctx.now());
    await tx.db
      .update(reports)
      .set({
        ...fields,
        updatedAt: ctx.now(),
        ...(before.period !== fields.period && { announcedFrom: lastSpan(fields.period, today).from }),
      })
      .where(own(tx, reportId));
    await putParts(tx, reportId, parts);
    await recordAudit(tx, { action: "report.changed", subject: reportId, detail: { title: fields.name } });
  });
  return { reportId };
}

async function setRemoved(ctx: Ctx, { reportId }: ReportRef, removedAt: Date | null): Promise<void> {
  authorize(ctx, "reports:edit");
  await inTransaction(ctx, async (tx) => {
    const { name } = await lockReport(tx, reportId);
    await tx.db.update(reports).set({ removedAt }).where(own(tx, reportId));
    await recordAudit(tx, {
      action: removedAt ? "report.removed" : "report.restored",
      subject: reportId,
      detail: { title: name },
    });
  });
}

/** Takes a report off the list until `restoreReport` undoes it; nobody is told of its periods. */
export async function removeReport(ctx: Ctx, { reportId }: ReportRef): Promise<void> {
  authorize(ctx, "reports:edit");
  return setRemoved(ctx, { reportId }, ctx.now());
}

/** Brings a removed report back. */
export async function restoreReport(ctx: Ctx, { reportId }: ReportRef): Promise<void> {
  authorize(ctx, "reports:edit");
  return setRemoved(ctx, { reportId }, null);
}
