import { ExportInput } from "@/lib/segments/export/model";
import { exportMembers } from "@/lib/segments/export/mutations";
import { csvResponse, downloadRoute } from "@/lib/web/route";

export const GET = downloadRoute(ExportInput, async (ctx, input) => {
  const { fileName, text } = await exportMembers(ctx, input);
  return csvResponse(fileName, text);
});
