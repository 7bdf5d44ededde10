import { AudienceFile } from "@/lib/campaigns/audience/model";
import { exportAudience } from "@/lib/campaigns/audience/mutations";
import { csvResponse, downloadRoute } from "@/lib/web/route";

export const GET = downloadRoute(AudienceFile, async (ctx, input) => {
  const { fileName, text } = await exportAudience(ctx, input);
  return csvResponse(fileName, text);
});
