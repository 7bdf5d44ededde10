import { TimelineExport } from "@/lib/campaigns/export/model";
import { exportTimeline } from "@/lib/campaigns/export/mutations";
import { downloadRoute, fileResponse } from "@/lib/web/route";

export const GET = downloadRoute(TimelineExport, async (ctx, input) => {
  const { fileName, text } = await exportTimeline(ctx, input);
  return fileResponse(fileName, input.format === "csv" ? "text/csv" : "image/svg+xml", text);
});
