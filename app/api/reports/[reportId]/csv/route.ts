import { reportCsv, reportFileName } from "@/lib/reports/contents/csv";
import { readReport } from "@/lib/reports/contents/queries";
import { ReportAsked } from "@/lib/reports/model";
import { downloadRoute, fileResponse } from "@/lib/web/route";

export const GET = downloadRoute(ReportAsked, async (ctx, input) => {
  const contents = await readReport(ctx, input);
  return fileResponse(reportFileName(contents), "text/csv", reportCsv(contents, ctx.workspace.currency));
});
