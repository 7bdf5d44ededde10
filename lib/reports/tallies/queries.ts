import { authorize, type Ctx } from "@/lib/auth/ctx";
import { NO_TALLY, type Tally } from "@/lib/kpis/tally";
import type { Span } from "../period";
import { talliesIn } from "./sql";

/** What was counted of a segment (0: everybody) in a stretch of days; zeros where nothing was. */
export async function listTallies(
  ctx: Ctx,
  { segmentNos, spans }: { segmentNos: readonly number[]; spans: readonly Span[] },
): Promise<(segmentNo: number, span: Span) => Tally> {
  authorize(ctx, "kpis:read");
  const { workspaceId, workspace } = ctx;
  const rows = await ctx.db.execute<Tally & { segmentNo: number; from: string }>(
    talliesIn({ workspaceId, timeZone: workspace.timeZone }, segmentNos, spans),
  );
  const byKey = new Map(
    rows.map(({ segmentNo, from, ...tally }) => [`${segmentNo} ${from}`, { ...NO_TALLY, ...tally }]),
  );
  return (segmentNo, { from }) => byKey.get(`${segmentNo} ${from}`) ?? NO_TALLY;
}
