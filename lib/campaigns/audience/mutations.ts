import { type SQL, sql } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { csvLine, UTF8_MARK } from "@/lib/csv";
import { AppError, found } from "@/lib/errors";
import { currencyUnit } from "@/lib/format";
import { listExportColumns } from "@/lib/segments/export/queries";
import { personCells } from "@/lib/segments/export/sql";
import { todayIn } from "@/lib/zone";
import { decidingChannels } from "../launch/channels";
import { audienceColumns } from "./columns";
import type { AudienceFile } from "./model";
import { getSplit } from "./queries";
import { campaignName, countReachable } from "./sql";

const PAGE = 2000;

const OWN_COLUMN: Record<string, SQL> = {
  "audience:group": sql`case when m.is_control then 'control' else 'treated' end`,
  "audience:segment": sql`m.segment_name`,
  "audience:variant": sql`m.variants`,
};

/**
 * The frozen audience as a CSV file, a page of people at a time. Who was suppressed, objected or opted out since the
 * launch is left out of the file, though not of the audience. In the audit log before the first line leaves.
 */
export async function exportAudience(
  ctx: Ctx,
  { campaignId, columns, group }: AudienceFile,
): Promise<{ fileName: string; text: AsyncGenerator<string> }> {
  authorize(ctx, "customers:export");
  const { db, workspaceId, workspace } = ctx;
  const split = await getSplit(ctx, { campaignId });
  if (!split.launchedAt)
    throw new AppError("INVALID", "There is no audience before the launch. Export the segments instead.");
  const chosen = audienceColumns(await listExportColumns(ctx)).filter(({ key }) => columns.includes(key));
  if (chosen.length === 0) throw new AppError("INVALID", "None of these columns exists. Choose others.");
  const channels = decidingChannels(split.channels);
  const inGroup = group === "both" ? sql`true` : sql`is_control = ${group === "control"}::boolean`;
  const [[row], [count]] = await Promise.all([
    db.execute<{ name: string }>(campaignName(workspaceId, campaignId)),
    db.execute<{ people: number }>(countReachable({ workspaceId, campaignId, channels, inGroup })),
  ]);
  const keys = chosen.map(({ key }) => key);
  await recordAudit(ctx, {
    action: "campaign.exported",
    subject: campaignId,
    detail: { people: count?.people ?? 0, group, columns: keys },
  });
  const place = { timeZone: workspace.timeZone, digits: currencyUnit(workspace.currency).digits };
  async function* text(): AsyncGenerator<string> {
    yield UTF8_MARK + csvLine(chosen.map(({ label }) => label));
    for (let after = 0, isMore = true; isMore; ) {
      const page = sql`
        select a.workspace_id, s.no as segment_no, s.name as segment_name, a.customer_no, a.is_control,
          (select string_agg(v ->> 'name', '; ' order by place) from campaigns c, jsonb_array_elements(c.variants) with ordinality each(v, place)
            where c.workspace_id = a.workspace_id and c.id = a.campaign_id and (v ->> 'id')::uuid = any(a.variant_ids)) as variants,
          ${split.launchedAt?.toISOString()}::timestamptz as entered_at
        from campaign_audience a join segments s on s.workspace_id = a.workspace_id and s.id = a.segment_id
        where a.workspace_id = ${workspaceId}::int and a.campaign_id = ${campaignId}::uuid and ${inGroup}
          and a.customer_no > ${after}::int order by a.customer_no limit ${PAGE}::int`;
      const rows = await db.execute<{ no: number; cells: string[] | null }>(
        personCells(page, channels, keys, place, (key) => OWN_COLUMN[key] ?? null),
      );
      yield rows.map(({ cells }) => (cells ? csvLine(cells) : "")).join("");
      after = rows.at(-1)?.no ?? after;
      isMore = rows.length === PAGE;
    }
  }
  const fileName = `${found(row, "campaign").name}, audience, ${todayIn(workspace.timeZone, ctx.now())}.csv`;
  return { fileName, text: text() };
}
