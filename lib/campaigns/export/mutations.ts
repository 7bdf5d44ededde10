import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { sheetSvg } from "@/lib/timeline/sheet/marks";
import { timelineSheet } from "@/lib/timeline/sheet/sheet";
import { planTable } from "@/lib/timeline/sheet/table";
import type { TimelineExport } from "./model";
import { getSheetInput } from "./queries";

/**
 * The timeline as it is looked at, as a drawing or as a table. The export is in the audit log before it leaves. People
 * of segments are never in it; owners and assignees are the team's.
 */
export async function exportTimeline(
  ctx: Ctx,
  { format, ...asked }: TimelineExport,
): Promise<{ fileName: string; text: string }> {
  authorize(ctx, "campaigns:read");
  const input = await getSheetInput(ctx, asked);
  const { items, today } = input.plan;
  await recordAudit(ctx, {
    action: "export.timeline",
    detail: {
      format,
      campaigns: items.filter(({ kind }) => kind === "campaign").length,
      ...(asked.campaignId && { campaignId: asked.campaignId }),
      ...asked.view.period,
    },
  });
  return format === "csv"
    ? { fileName: `${input.title}, ${today}.csv`, text: planTable(input) }
    : { fileName: `${input.title}, ${today}.svg`, text: sheetSvg(timelineSheet(input)) };
}
