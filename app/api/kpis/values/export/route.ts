import { ValueQuery } from "@/lib/kpis/values/model";
import { exportValues } from "@/lib/kpis/values/queries";
import { csvResponse, downloadRoute } from "@/lib/web/route";

export const GET = downloadRoute(ValueQuery, async (ctx, input) => {
  const { fileName, text } = await exportValues(ctx, input);
  return csvResponse(fileName, text);
});
