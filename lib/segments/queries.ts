import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { campaignSegments, campaigns, personas, segmentSizes, segments, users } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { addDays, type Day } from "@/lib/days";
import { found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import { getCatalogue } from "./catalogue/queries";
import { referencesOf } from "./rule";
import type { SegmentDetail, SegmentLink, SegmentRow, SegmentStatus, SegmentUses } from "./segment";
import { ruleSentence, sentenceTokens } from "./sentence";

/** All segments, by name; the tree is in `parentId`. Archived ones only when asked for. */
export async function listSegments(
  ctx: Ctx,
  { withArchived = false }: { withArchived?: boolean } = {},
): Promise<SegmentRow[]> {
  authorize(ctx, "segments:read");
  const ofThis = sql`t.workspace_id = ${segments.workspaceId} and t.segment_id = ${segments.id}`;
  const [rows, base, weeks] = await Promise.all([
    ctx.db
      .select({
        id: segments.id,
        no: segments.no,
        name: segments.name,
        description: segments.description,
        parentId: segments.parentId,
        dimension: segments.dimension,
        version: segments.version,
        ownerId: segments.ownerId,
        ownerName: users.name,
        size: segments.size,
        evaluatedAt: segments.evaluatedAt,
        evaluationError: segments.evaluationError,
        archivedAt: segments.archivedAt,
        updatedAt: segments.updatedAt,
        isFixed: sql<boolean>`${segments.originId} is not null`,
        personaCount: sql<number>`(select count(*)::int from ${personas} t where ${ofThis} and t.archived_at is null)`,
        campaignCount: sql<number>`(select count(*)::int from ${campaignSegments} t where ${ofThis})`,
      })
      .from(segments)
      .leftJoin(users, eq(users.id, segments.ownerId))
      .where(
        and(
          eq(segments.workspaceId, ctx.workspaceId),
          withArchived ? undefined : isNull(segments.archivedAt),
        ),
      )
      .orderBy(asc(segments.name)),
    countBase(ctx),
    listWeeks(ctx),
  ]);
  return rows.map(({ archivedAt, evaluationError, ...row }) => {
    const isHidden = isBelowFloor(ctx, row.size);
    const size = isHidden ? null : row.size;
    return {
      ...row,
      status: statusOf({ archivedAt, evaluationError, evaluatedAt: row.evaluatedAt }),
      size,
      isHidden,
      share: size === null || base === 0 ? null : size / base,
      weeks: isHidden ? [] : (weeks.get(row.no) ?? []).filter((week) => !isBelowFloor(ctx, week.size)),
    };
  });
}

function statusOf(row: {
  archivedAt: Date | null;
  evaluationError: string | null;
  evaluatedAt: Date | null;
}): SegmentStatus {
  if (row.archivedAt) return "archived";
  if (row.evaluationError) return "failing";
  return row.evaluatedAt ? "live" : "new";
}

/** Customers of the workspace, erased ones excepted: what every share refers to. */
export async function countBase(ctx: Ctx): Promise<number> {
  authorize(ctx, "segments:read");
  const own = sql`from customers where workspace_id = ${ctx.workspaceId}`;
  // All less the erased: two indexes answer that alone, where "not erased" would read every row.
  const [row] = await ctx.db.execute<{ size: number }>(
    sql`select ((select count(*) ${own}) - (select count(*) ${own} and erased_at is not null))::int as size`,
  );
  return row?.size ?? 0;
}

async function listWeeks(ctx: Ctx): Promise<Map<number, { day: Day; size: number }[]>> {
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const rows = await ctx.db.execute<{ segment_no: number; day: Day; size: number }>(sql`
    select distinct on (segment_no, week) segment_no, day::text as day, size
    from (select segment_no, day, size, (${today}::date - day) / 7 as week from ${segmentSizes}
      where workspace_id = ${ctx.workspaceId} and day > ${addDays(today, -84)}::date and day <= ${today}::date) s
    order by segment_no, week, s.day desc`);
  const bySegment = new Map<number, { day: Day; size: number }[]>();
  for (const { segment_no, day, size } of rows)
    bySegment.set(segment_no, [{ day, size }, ...(bySegment.get(segment_no) ?? [])]);
  return bySegment;
}

/** One segment with all that its page shows besides members and KPIs. */
export async function getSegment(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<SegmentDetail> {
  authorize(ctx, "segments:read");
  const rows = await ctx.db
    .select({
      id: segments.id,
      no: segments.no,
      name: segments.name,
      description: segments.description,
      dimension: segments.dimension,
      parentId: segments.parentId,
      rule: segments.rule,
      version: segments.version,
      size: segments.size,
      evaluatedAt: segments.evaluatedAt,
      evaluationError: segments.evaluationError,
      retryAt: segments.retryAt,
      archivedAt: segments.archivedAt,
      ownerId: segments.ownerId,
      ownerName: users.name,
      originId: segments.originId,
      originVersion: segments.originVersion,
      copiedAt: segments.copiedAt,
      createdAt: segments.createdAt,
      updatedAt: segments.updatedAt,
    })
    .from(segments)
    .leftJoin(users, eq(users.id, segments.ownerId))
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const { parentId, archivedAt, ownerId, ownerName, originId, originVersion, copiedAt, ...row } = found(
    rows[0],
    "segment",
  );
  const [catalogue, base, uses, sizes, links] = await Promise.all([
    getCatalogue(ctx, [row.rule]),
    countBase(ctx),
    getSegmentUses(ctx, { segmentId }),
    listSizes(ctx, row.no),
    listLinks(ctx),
  ]);
  const isHidden = isBelowFloor(ctx, row.size);
  const size = isHidden ? null : row.size;
  return {
    ...row,
    status: statusOf({ archivedAt, evaluationError: row.evaluationError, evaluatedAt: row.evaluatedAt }),
    sentence: ruleSentence(row.rule, catalogue),
    tokens: sentenceTokens(row.rule, catalogue),
    size,
    isHidden,
    base,
    share: size === null || base === 0 ? null : size / base,
    owner: ownerId ? { id: ownerId, name: ownerName ?? "" } : null,
    origin:
      originId && originVersion !== null && copiedAt
        ? {
            segmentId: originId,
            name: links.find(({ id }) => id === originId)?.name ?? "",
            version: originVersion,
            at: copiedAt,
          }
        : null,
    ancestors: ancestorsOf(parentId, links),
    children: links.filter((link) => link.parentId === segmentId && !link.isArchived).map(linkOf),
    sizes: isHidden ? [] : sizes.filter((one) => !isBelowFloor(ctx, one.size)),
    uses,
  };
}

type Link = SegmentLink & { parentId: string | null; isArchived: boolean };
const linkOf = ({ id, name, size, isHidden }: Link): SegmentLink => ({ id, name, size, isHidden });

async function listLinks(ctx: Ctx): Promise<Link[]> {
  const rows = await ctx.db
    .select({
      id: segments.id,
      name: segments.name,
      size: segments.size,
      parentId: segments.parentId,
      archivedAt: segments.archivedAt,
    })
    .from(segments)
    .where(eq(segments.workspaceId, ctx.workspaceId))
    .orderBy(asc(segments.name));
  return rows.map(({ archivedAt, ...row }) => {
    const isHidden = isBelowFloor(ctx, row.size);
    return { ...row, size: isHidden ? null : row.size, isHidden, isArchived: archivedAt !== null };
  });
}

function ancestorsOf(parentId: string | null, links: Link[]): SegmentLink[] {
  const chain: SegmentLink[] = [];
  for (let id = parentId; id && chain.length < links.length; ) {
    const link = links.find((one) => one.id === id);
    if (!link) break;
    chain.unshift(linkOf(link));
    id = link.parentId;
  }
  return chain;
}

async function listSizes(ctx: Ctx, segmentNo: number): Promise<{ day: Day; size: number }[]> {
  const rows = await ctx.db
    .select({ day: segmentSizes.day, size: segmentSizes.size })
    .from(segmentSizes)
    .where(and(eq(segmentSizes.workspaceId, ctx.workspaceId), eq(segmentSizes.segmentNo, segmentNo)))
    .orderBy(desc(segmentSizes.day))
    .limit(731);
  return rows.reverse();
}

/** What a change of this segment touches. */
export async function getSegmentUses(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<SegmentUses> {
  authorize(ctx, "segments:read");
  const { db, workspaceId } = ctx;
  const [personaRows, campaignRows, segmentRows] = await Promise.all([
    db
      .select({ id: personas.id, name: personas.name })
      .from(personas)
      .where(
        and(
          eq(personas.workspaceId, workspaceId),
          eq(personas.segmentId, segmentId),
          isNull(personas.archivedAt),
        ),
      )
      .orderBy(asc(personas.name)),
    db
      .select({
        id: campaigns.id,
        name: campaigns.name,
        status: campaigns.status,
        startOn: campaigns.startOn,
        endOn: campaigns.endOn,
        segmentVersion: campaignSegments.segmentVersion,
      })
      .from(campaignSegments)
      .innerJoin(
        campaigns,
        and(
          eq(campaigns.workspaceId, campaignSegments.workspaceId),
          eq(campaigns.id, campaignSegments.campaignId),
        ),
      )
      .where(and(eq(campaignSegments.workspaceId, workspaceId), eq(campaignSegments.segmentId, segmentId)))
      .orderBy(desc(campaigns.startOn), asc(campaigns.name)),
    db
      .select({ id: segments.id, name: segments.name, rule: segments.rule })
      .from(segments)
      .where(and(eq(segments.workspaceId, workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name)),
  ]);
  return {
    personas: personaRows,
    campaigns: campaignRows,
    segments: segmentRows.flatMap(({ rule, ...row }) =>
      referencesOf(rule).segmentIds.includes(segmentId) ? [row] : [],
    ),
  };
}
