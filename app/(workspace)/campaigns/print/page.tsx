import type { Metadata } from "next";
import { SheetDrawing } from "@/components/timeline/sheet-drawing";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { TimelineView } from "@/lib/campaigns/export/model";
import { getSheetInput } from "@/lib/campaigns/export/queries";
import { formatCount } from "@/lib/format";
import { timelinePages } from "@/lib/timeline/sheet/sheet";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Print the timeline" };

/** Paper for this page alone: A3 across, one sheet a page. */
const PAPER = `@page { size: A3 landscape; margin: 8mm }
@media print { .plan-body { padding: 0 !important } .plan-sheet { break-after: page; break-inside: avoid; border: 0; padding: 0; margin: 0 } .plan-sheet:last-child { break-after: auto } }`;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PrintPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const asked = TimelineView.safeParse(await searchParams);
  const input = await orNotFound(getSheetInput(ctx, asked.data ?? TimelineView.parse({})));
  const pages = timelinePages(input);
  const campaign = asked.data?.campaignId;
  return (
    <>
      <style>{PAPER}</style>
      <PageHeader
        crumbs={[
          { label: "Campaigns", href: "/campaigns?view=timeline" },
          ...(campaign ? [{ label: input.title, href: `/campaigns/${campaign}/plan` }] : []),
          { label: "Print" },
        ]}
        actions={<PrintButton>Print or save as PDF</PrintButton>}
      />
      <PageBody width="full" className="plan-body">
        <p className="text-sm text-ink-2 print:hidden">
          {formatCount(pages.length, "page")} in A3, across. In the print dialog choose “Save as PDF” for a
          file; on A4 it comes out at 71 % of its size.
        </p>
        <div className="flex flex-col gap-5 print:block">
          {pages.map((sheet) => (
            <div key={sheet.label} className="plan-sheet rounded-lg border border-line bg-white p-4">
              <SheetDrawing sheet={sheet} />
            </div>
          ))}
        </div>
      </PageBody>
    </>
  );
}
