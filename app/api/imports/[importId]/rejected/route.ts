import { ImportRef } from "@/lib/imports/model";
import { readRejects } from "@/lib/imports/queries";
import { rejectFileName } from "@/lib/imports/rejects";
import { csvResponse, downloadRoute } from "@/lib/web/route";

export const GET = downloadRoute(ImportRef, async (ctx, input) => {
  const { fileName, text } = await readRejects(ctx, input);
  return csvResponse(rejectFileName(fileName), text);
});
