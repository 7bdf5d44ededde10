import type { Metadata } from "next";
import { ReportForm } from "@/components/reports/report-form";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { formatList } from "@/lib/format";
import { getReportChoices } from "@/lib/reports/queries";
import { REPORT_SECTIONS } from "@/lib/reports/report";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { createReport } from "../actions";

export const metadata: Metadata = { title: "New report" };

export default async function NewReportPage() {
  const ctx = await getCtx();
  const { role, userId } = ctx.actor;
  return (
    <>
      <PageHeader crumbs={[{ label: "Reports", href: "/reports" }, { label: "New report" }]} />
      <PageBody width="reading">
        {can(role, "reports:edit") ? (
          <ReportForm
            action={createReport}
            base={{}}
            choices={await getReportChoices(ctx)}
            initial={{
              ...{ name: "", period: "week", sections: [...REPORT_SECTIONS] },
              ...{ segmentIds: [], campaignIds: [], recipientIds: userId ? [userId] : [] },
            }}
            closeHref="/reports"
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
