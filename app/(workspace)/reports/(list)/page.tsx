import { FileText } from "lucide-react";
import type { Metadata } from "next";
import { ReportList } from "@/components/reports/report-list";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { listReports } from "@/lib/reports/queries";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage() {
  const ctx = await getCtx();
  const reports = await listReports(ctx);
  const compose = can(ctx.actor.role, "reports:edit") && (
    <ButtonLink variant="primary" href="/reports/new" data-new="">
      New report
    </ButtonLink>
  );
  return (
    <>
      <PageHeader crumbs={[{ label: "Reports" }]} primary={compose} />
      <PageBody>
        {reports.length === 0 ? (
          <EmptyState icon={<FileText />} title="No report yet" action={compose}>
            A report tells of a week or a month in words and figures: what revenue did and which segments
            carry it, targets, campaigns with their lift, and decisions. A manager or an owner composes it.
          </EmptyState>
        ) : (
          <ReportList reports={reports} today={todayIn(ctx.workspace.timeZone, ctx.now())} />
        )}
      </PageBody>
    </>
  );
}
