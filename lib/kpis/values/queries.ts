import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { campaigns, kpiSnapshots, kpiValues, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { CAMPAIGN_CHANNELS } from "@/lib/campaigns/status";
import { csvLine, UTF8_MARK } from "@/lib/csv";
import { currencyUnit } from "@/lib/format";
import { todayIn } from "@/lib/zone";
import { figureLabel, figureUnit, isTypedFigure } from "../typed-figure";
import { amountText } from "./amount";
import type { PasteInput, ValueQuery } from "./model";
import { type PastePreview, type PasteScope, readPaste } from "./paste";
import { isSamePlace, liveTwins } from "./sql";
import type { CampaignTyped, ValueChoices, ValueRow } from "./value";

const PAGE = 100;
/** Lines of a paste that a preview shows. */
const SHOWN = 200;

export type ValuePage = { rows: ValueRow[]; before: string | null };

type Row = Omit<ValueRow, "ended" | "batch" | "at"> & {
  at: string;
  endedAt: string | null;
  endedBy: string | null;
  replacedBy: number | null;
};

/**
 * The values that stand, the latest day first; with `show` every one that was ever typed, the latest entry first. Values
 * of groups under the floor are left out for a role that may not see them.
 */
export async function listValues(ctx: Ctx, query: ValueQuery, most = PAGE): Promise<ValuePage> {
  authorize(ctx, "kpis:read");
  const isHistory = query.show === "history";
  const [day, id] = query.before?.split("~") ?? [];
  const beyond =
    day && id
      ? isHistory
        ? sql`and v.id < ${id}::uuid`
        : sql`and (v.day, v.id) < (${day}::date, ${id}::uuid)`
      : sql``;
  const rows = await ctx.db.execute<Row>(sql`
    select v.id, v.batch_id as "batchId", v.figure, v.day::text as day, v.channel, v.value, v.segment_id as "segmentId",
      v.campaign_id as "campaignId", s.name as "segmentName", c.name as "campaignName", u.name as who, v.created_at as at,
      v.ended_at as "endedAt", e.name as "endedBy",
      (select p.value from kpi_values p where ${isTwin(sql`p`)} and p.ended_batch_id = v.batch_id limit 1) as replaced,
      (select n.value from kpi_values n where ${isTwin(sql`n`)} and n.batch_id = v.ended_batch_id limit 1) as "replacedBy"
    from kpi_values v
    left join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id
    left join campaigns c on c.workspace_id = v.workspace_id and c.id = v.campaign_id
    left join users u on u.id = v.created_by left join users e on e.id = v.ended_by
    where v.workspace_id = ${ctx.workspaceId}::int ${isHistory ? sql`` : sql`and v.ended_at is null`}
      ${narrowed(query)} ${seen(ctx)} ${beyond}
    order by ${isHistory ? sql`v.id desc` : sql`v.day desc, v.id desc`} limit ${most + 1}`);
  const kept = rows.slice(0, most);
  const batches = isHistory ? await batchesOf(ctx, kept) : new Map<string, ValueRow["batch"]>();
  const shown = kept.map((row) => rowOf(row, batches.get(row.batchId) ?? null));
  const last = shown.at(-1);
  return { rows: shown, before: rows.length > most && last ? `${last.day}~${last.id}` : null };
}

/** What was typed of a campaign, figures of the catalogue and of the workspace's own, with authors and time. */
export async function listTypedOfCampaign(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<CampaignTyped[]> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db.execute<Omit<CampaignTyped, "at"> & { at: string; latest: number }>(sql`
    select v.figure, v.channel, sum(v.value)::float8 as value, count(*)::int as count,
      min(v.day)::text as "from", max(v.day)::text as "to", max(v.created_at) as at,
      (array_agg(v.value order by v.day desc))[1]::float8 as latest,
      coalesce(json_agg(distinct u.name) filter (where u.name is not null), '[]') as who
    from kpi_values v left join users u on u.id = v.created_by
    where v.workspace_id = ${ctx.workspaceId}::int and v.campaign_id = ${campaignId}::uuid and v.ended_at is null
    group by v.figure, v.channel order by v.figure, v.channel`);
  return rows.map(({ latest, at, ...row }) => ({
    ...row,
    value: figureUnit(row.figure) === "share" ? latest : row.value,
    at: new Date(at),
  }));
}

const isTwin = (other: SQL): SQL =>
  sql`${other}.workspace_id = v.workspace_id and ${isSamePlace(other, sql`v`)}`;

function rowOf({ at, endedAt, endedBy, replacedBy, ...row }: Row, batch: ValueRow["batch"]): ValueRow {
  return {
    ...row,
    at: new Date(at),
    ended: endedAt ? { at: new Date(endedAt), who: endedBy, replacedBy } : null,
    batch,
  };
}

async function batchesOf(ctx: Ctx, rows: readonly Row[]): Promise<Map<string, ValueRow["batch"]>> {
  if (rows.length === 0) return new Map();
  const counts = await ctx.db
    .select({
      id: kpiValues.batchId,
      count: sql<number>`count(*)::int`,
      live: sql<number>`count(*) filter (where ${kpiValues.endedAt} is null)::int`,
    })
    .from(kpiValues)
    .where(
      and(
        eq(kpiValues.workspaceId, ctx.workspaceId),
        inArray(kpiValues.batchId, [...new Set(rows.map(({ batchId }) => batchId))]),
      ),
    )
    .groupBy(kpiValues.batchId);
  return new Map(counts.map(({ id, count, live }) => [id, { count, isWhole: live === count }]));
}

function narrowed({ figure, channel, segment, campaign, from, to }: ValueQuery): SQL {
  const parts: SQL[] = [];
  if (figure) parts.push(sql`and v.figure = ${figure}`);
  if (channel) parts.push(sql`and v.channel = ${channel}`);
  if (segment === "all") parts.push(sql`and v.segment_id is null and v.campaign_id is null`);
  else if (segment) parts.push(sql`and v.segment_id = ${segment}::uuid`);
  if (campaign) parts.push(sql`and v.campaign_id = ${campaign}::uuid`);
  if (from) parts.push(sql`and v.day >= ${from}::date`);
  if (to) parts.push(sql`and v.day <= ${to}::date`);
  return sql.join(parts, sql` `);
}

/** Leaves out groups that this role must not see. */
const seen = (ctx: Ctx): SQL =>
  isBelowFloor(ctx, 0)
    ? sql`and (s.id is null or s.size is null or s.size >= ${ctx.workspace.floor}::int)`
    : sql``;

function listSegments(ctx: Ctx) {
  return ctx.db
    .select({ id: segments.id, name: segments.name, size: segments.size })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
    .orderBy(asc(segments.name));
}

/** Segments, campaigns, channels and figures of the workspace's own, for filters, forms and the reader of a paste. */
export async function getValueChoices(ctx: Ctx): Promise<ValueChoices> {
  authorize(ctx, "kpis:read");
  const { workspaceId } = ctx;
  const [live, plans, typed, counted] = await Promise.all([
    listSegments(ctx),
    ctx.db
      .select({ id: campaigns.id, name: campaigns.name })
      .from(campaigns)
      .where(eq(campaigns.workspaceId, workspaceId))
      .orderBy(asc(campaigns.name)),
    ctx.db
      .selectDistinct({ figure: kpiValues.figure, channel: kpiValues.channel })
      .from(kpiValues)
      .where(and(eq(kpiValues.workspaceId, workspaceId), isNull(kpiValues.endedAt))),
    ctx.db
      .selectDistinct({ channel: kpiSnapshots.channel })
      .from(kpiSnapshots)
      .where(and(eq(kpiSnapshots.workspaceId, workspaceId), eq(kpiSnapshots.grain, "quarter"))),
  ]);
  const channels = [...CAMPAIGN_CHANNELS, ...typed, ...counted].map((one) =>
    typeof one === "string" ? one : one.channel,
  );
  return {
    segments: live.filter(({ size }) => !isBelowFloor(ctx, size)).map(({ id, name }) => ({ id, name })),
    campaigns: plans,
    channels: [...new Set(channels)].filter(Boolean).sort(),
    figures: [...new Set(typed.map(({ figure }) => figure))]
      .filter((figure) => !isTypedFigure(figure))
      .sort(),
  };
}

/** What a paste is read against. */
export async function getPasteScope(ctx: Ctx): Promise<PasteScope> {
  authorize(ctx, "kpis:type");
  return {
    ...(await getValueChoices(ctx)),
    today: todayIn(ctx.workspace.timeZone, ctx.now()),
    digits: currencyUnit(ctx.workspace.currency).digits,
  };
}

/** How a pasted table is read: nothing is written. */
export async function previewPaste(ctx: Ctx, input: PasteInput): Promise<PastePreview> {
  authorize(ctx, "kpis:type");
  const pasted = readPaste(input, await getPasteScope(ctx));
  const values = pasted.lines.flatMap(({ value }) => value ?? []);
  const [twins] = await ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${liveTwins(ctx.workspaceId, values)}) t`,
  );
  const faulty = pasted.lines.filter(({ problem }) => problem !== null);
  const good = pasted.lines.filter(({ problem }) => problem === null);
  return {
    ...pasted,
    lines: [...faulty, ...good].slice(0, SHOWN),
    count: pasted.lines.length,
    faulty: faulty.length,
    replaced: twins?.count ?? 0,
  };
}

/** The list as a CSV file, in columns that a paste reads again. */
export async function exportValues(
  ctx: Ctx,
  query: ValueQuery,
): Promise<{ fileName: string; text: AsyncIterable<string> }> {
  authorize(ctx, "kpis:read");
  const first = await listValues(ctx, { ...query, before: undefined }, 2000);
  return { fileName: "typed-values.csv", text: linesOf(ctx, query, first) };
}

async function* linesOf(ctx: Ctx, query: ValueQuery, first: ValuePage): AsyncGenerator<string> {
  const { digits } = currencyUnit(ctx.workspace.currency);
  const head = ["day", "figure", "value", "channel", "segment", "campaign", "typed by", "typed at"];
  yield UTF8_MARK + csvLine(query.show ? [...head, "ended at", "ended by"] : head);
  for (let page = first; ; page = await listValues(ctx, { ...query, before: beforeOf(page) }, 2000)) {
    for (const row of page.rows)
      yield csvLine([
        ...[row.day, figureLabel(row.figure), Number(amountText(row.figure, row.value, digits)), row.channel],
        ...[row.segmentName, row.campaignName, row.who, row.at.toISOString()],
        ...(query.show ? [row.ended?.at.toISOString() ?? null, row.ended?.who ?? null] : []),
      ]);
    if (page.before === null) return;
  }
}

const beforeOf = ({ before }: ValuePage) => before as ValueQuery["before"];

/** Ids that are no segment or campaign of this workspace. */
export async function missingPlaces(
  ctx: Ctx,
  { segmentIds, campaignIds }: { segmentIds: readonly string[]; campaignIds: readonly string[] },
): Promise<{ segments: number; campaigns: number }> {
  authorize(ctx, "kpis:read");
  const found = async (table: typeof segments | typeof campaigns, ids: readonly string[]) =>
    ids.length === 0
      ? 0
      : (
          await ctx.db
            .select({ id: table.id })
            .from(table)
            .where(and(eq(table.workspaceId, ctx.workspaceId), inArray(table.id, [...ids])))
        ).length;
  return {
    segments: segmentIds.length - (await found(segments, segmentIds)),
    campaigns: campaignIds.length - (await found(campaigns, campaignIds)),
  };
}
