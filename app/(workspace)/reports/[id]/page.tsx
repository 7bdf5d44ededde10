import { ChevronLeft, ChevronRight, Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { ReportDocument } from "@/components/reports/report-document";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { can } from "@/lib/auth/permissions";
import { asOf } from "@/lib/campaigns/outcomes/outcomes";
import { readReport } from "@/lib/reports/contents/queries";
import { ReportAsked } from "@/lib/reports/model";
import { spanBeside, spanName } from "@/lib/reports/period";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { removeReport, restoreReport } from "../actions";

export const metadata: Metadata = { title: "Report" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ on?: string }> };

export default async function ReportPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const reportId = (await params).id;
  const asked = ReportAsked.safeParse({ reportId, on: (await searchParams).on });
  const contents = await orNotFound(readReport(ctx, asked.data ?? { reportId }));
  const { report, span, today, campaigns } = contents;
  const counted = asOf(
    campaigns.map(({ outcome }) => outcome),
    { timeZone: ctx.workspace.timeZone, now: ctx.now() },
  );
  const mayEdit = can(ctx.actor.role, "reports:edit");
  const beside = (count: number) => spanBeside(report.period, span, count);
  const [previous, next] = [beside(-1), beside(1)];
  const hrefOf = (on: string) => `/reports/${reportId}?on=${on}`;
  const input = { reportId };
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Reports", href: "/reports" }, { label: report.name }]}
        h1={false}
        actions={
          <>
            <ButtonLink
              href={hrefOf(previous.from)}
              scroll={false}
              aria-label={`Previous ${report.period}: ${spanName(report.period, previous, today)}`}
            >
              <ChevronLeft aria-hidden="true" />
              Previous
            </ButtonLink>
            {next.from <= today && (
              <ButtonLink
                href={hrefOf(next.from)}
                scroll={false}
                aria-label={`Next ${report.period}: ${spanName(report.period, next, today)}`}
              >
                Next
                <ChevronRight aria-hidden="true" />
              </ButtonLink>
            )}
            <ButtonLink
              href={`/api/reports/${reportId}/csv?on=${span.from}` as "/"}
              prefetch={false}
              download
            >
              CSV
            </ButtonLink>
            {mayEdit && !report.isRemoved && (
              <ActionButton
                action={removeReport}
                input={input}
                done="Report removed"
                undo={{ action: restoreReport, input }}
                variant="ghost"
              >
                <Trash2 aria-hidden="true" />
                Remove
              </ActionButton>
            )}
            <PrintButton>Print or save as PDF</PrintButton>
          </>
        }
        primary={
          mayEdit &&
          !report.isRemoved && (
            <ButtonLink variant="primary" href={`/reports/${reportId}/edit`} data-edit="">
              Edit report
            </ButtonLink>
          )
        }
      />
      <PageBody width="reading" className="print:p-0!">
        {report.isRemoved && (
          <Callout
            title="Removed."
            action={
              mayEdit && (
                <ActionButton
                  action={restoreReport}
                  input={input}
                  done="Report restored"
                  undo={{ action: removeReport, input }}
                  size="sm"
                >
                  Restore report
                </ActionButton>
              )
            }
          >
            It is on no list, and nobody is told of its periods.
          </Callout>
        )}
        <ReportDocument
          contents={contents}
          currency={ctx.workspace.currency}
          floor={ctx.workspace.floor}
          workspaceName={ctx.workspace.name}
          asOf={counted}
        />
      </PageBody>
    </>
  );
}
