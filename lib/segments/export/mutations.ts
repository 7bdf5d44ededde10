import { and, eq } from "drizzle-orm";
import { segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { csvLine, UTF8_MARK } from "@/lib/csv";
import { CHANNELS } from "@/lib/customers/fields";
import { AppError, found } from "@/lib/errors";
import { currencyUnit } from "@/lib/format";
import { todayIn } from "@/lib/zone";
import type { ExportInput } from "./model";
import { listExportColumns } from "./queries";
import { countMembers, memberCells } from "./sql";

const PAGE = 2000;

/**
 * The members of a segment as a CSV file that is written while it is sent, a page of people at a time, so that a
 * million of them need no more memory than two thousand. Who is suppressed, objects or declined every channel asked
 * for is left out. The export is in the audit log before the first line leaves.
 */
export async function exportMembers(
  ctx: Ctx,
  { segmentId, columns, audience }: ExportInput,
): Promise<{ fileName: string; text: AsyncGenerator<string> }> {
  authorize(ctx, "customers:export");
  const { db, workspaceId, workspace } = ctx;
  const [row] = await db
    .select({ no: segments.no, name: segments.name })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  const segment = found(row, "segment");
  const chosen = (await listExportColumns(ctx)).filter(({ key }) => columns.includes(key));
  if (chosen.length === 0) throw new AppError("INVALID", "None of these columns exists. Choose others.");
  const scope = { workspaceId, segmentNo: segment.no, channels: audience === "any" ? CHANNELS : [audience] };
  const [{ people } = { people: 0 }] = await db.execute<{ people: number }>(countMembers(scope));
  await recordAudit(ctx, {
    action: "segment.exported",
    subject: segmentId,
    detail: { people, audience, columns: chosen.map(({ key }) => key) },
  });
  const place = { timeZone: workspace.timeZone, digits: currencyUnit(workspace.currency).digits };
  const keys = chosen.map(({ key }) => key);
  async function* text(): AsyncGenerator<string> {
    yield UTF8_MARK + csvLine(chosen.map(({ label }) => label));
    for (let after = 0, isMore = true; isMore; ) {
      const page = { after, limit: PAGE };
      const rows = await db.execute<{ no: number; cells: string[] | null }>(
        memberCells(scope, keys, place, page),
      );
      yield rows.map(({ cells }) => (cells ? csvLine(cells) : "")).join("");
      after = rows.at(-1)?.no ?? after;
      isMore = rows.length === PAGE;
    }
  }
  return { fileName: `${segment.name}, ${todayIn(workspace.timeZone, ctx.now())}.csv`, text: text() };
}
