import type { Metadata } from "next";
import { ReportForm } from "@/components/reports/report-form";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { found } from "@/lib/errors";
import { formatList } from "@/lib/format";
import { getReport, getReportChoices } from "@/lib/reports/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { changeReport } from "../../actions";

export const metadata: Metadata = { title: "Edit report" };

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

export default async function EditReportPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  const reportId = (await params).id;
  const report = await orNotFound(getReport(ctx, { reportId }).then((row) => found(row, "report")));
  const { name, period, sections, updatedAt } = report;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Reports", href: "/reports" },
          { label: name, href: `/reports/${reportId}` },
          { label: "Edit" },
        ]}
      />
      <PageBody width="reading">
        {can(role, "reports:edit") ? (
          <ReportForm
            action={changeReport}
            base={{ reportId, updatedAt }}
            choices={await getReportChoices(ctx)}
            initial={{
              ...{ name, period, sections, segmentIds: idsOf(report.segments) },
              ...{ campaignIds: idsOf(report.campaigns), recipientIds: idsOf(report.recipients) },
            }}
            closeHref={`/reports/${reportId}`}
          />
        ) : (
          <NoPermission
            what="Composing reports"
            why={`A manager or an owner composes them; your role, ${ROLE_LABEL[role].toLowerCase()}, reads reports.`}
            who={formatList(await listOwnerNames(ctx), "or")}
          />
        )}
      </PageBody>
    </>
  );
}
