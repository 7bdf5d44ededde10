import { and, asc, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import {
  campaigns,
  members,
  reportCampaigns,
  reportRecipients,
  reportSegments,
  reports,
  segments,
  users,
} from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Report, ReportChoices } from "./report";

type Named = { id: string; name: string };

/** Every report by name, or one by its id, also a removed one, which can be brought back. */
async function readReports(ctx: Ctx, reportId?: string): Promise<Report[]> {
  const { db, workspaceId } = ctx;
  const rows = await db
    .select({
      id: reports.id,
      name: reports.name,
      period: reports.period,
      sections: reports.sections,
      createdBy: users.name,
      updatedAt: reports.updatedAt,
      isRemoved: sql<boolean>`${reports.removedAt} is not null`,
    })
    .from(reports)
    .leftJoin(users, eq(users.id, reports.createdBy))
    .where(
      and(
        eq(reports.workspaceId, workspaceId),
        reportId === undefined ? isNull(reports.removedAt) : eq(reports.id, reportId),
      ),
    )
    .orderBy(asc(sql`lower(${reports.name})`), asc(reports.id));
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [segmentRows, campaignRows, people] = await Promise.all([
    db
      .select({ reportId: reportSegments.reportId, id: segments.id, name: segments.name })
      .from(reportSegments)
      .innerJoin(
        segments,
        and(eq(segments.workspaceId, reportSegments.workspaceId), eq(segments.id, reportSegments.segmentId)),
      )
      .where(and(eq(reportSegments.workspaceId, workspaceId), inArray(reportSegments.reportId, ids)))
      .orderBy(asc(segments.name)),
    db
      .select({ reportId: reportCampaigns.reportId, id: campaigns.id, name: campaigns.name })
      .from(reportCampaigns)
      .innerJoin(
        campaigns,
        and(
          eq(campaigns.workspaceId, reportCampaigns.workspaceId),
          eq(campaigns.id, reportCampaigns.campaignId),
        ),
      )
      .where(and(eq(reportCampaigns.workspaceId, workspaceId), inArray(reportCampaigns.reportId, ids)))
      .orderBy(asc(campaigns.name)),
    db
      .select({ reportId: reportRecipients.reportId, id: users.id, name: users.name })
      .from(reportRecipients)
      .innerJoin(users, eq(users.id, reportRecipients.userId))
      .where(and(eq(reportRecipients.workspaceId, workspaceId), inArray(reportRecipients.reportId, ids)))
      .orderBy(asc(users.name)),
  ]);
  const of = (list: readonly (Named & { reportId: string })[], id: string): Named[] =>
    list.filter((row) => row.reportId === id).map(({ reportId: _, ...row }) => row);
  return rows.map((row) => ({
    ...row,
    segments: of(segmentRows, row.id),
    campaigns: of(campaignRows, row.id),
    recipients: of(people, row.id),
  }));
}

/** Every report of the workspace by name. */
export async function listReports(ctx: Ctx): Promise<Report[]> {
  authorize(ctx, "kpis:read");
  return readReports(ctx);
}

/** One report, also a removed one, which can be brought back; null when there is none. */
export async function getReport(ctx: Ctx, { reportId }: { reportId: string }): Promise<Report | null> {
  authorize(ctx, "kpis:read");
  const [row] = await readReports(ctx, reportId);
  return row ?? null;
}

/** What a report can be composed of, and whom it can go to. */
export async function getReportChoices(ctx: Ctx): Promise<ReportChoices> {
  authorize(ctx, "kpis:read");
  const { db, workspaceId } = ctx;
  const [segmentRows, campaignRows, people] = await Promise.all([
    db
      .select({ id: segments.id, name: segments.name })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name)),
    db
      .select({ id: campaigns.id, name: campaigns.name })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), ne(campaigns.status, "archived")))
      .orderBy(desc(campaigns.startOn), asc(campaigns.name))
      .limit(500),
    db
      .select({ id: members.userId, name: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, workspaceId), isNull(members.removedAt)))
      .orderBy(asc(sql`lower(${users.name})`)),
  ]);
  return { segments: segmentRows, campaigns: campaignRows, people };
}
