import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import {
  auditLog,
  campaigns,
  decisionLinks,
  decisions,
  members,
  segments,
  segmentVersions,
  targets,
  users,
} from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { METRICS } from "@/lib/kpis/metric";
import { todayIn } from "@/lib/zone";
import { DECIDERS, type DecisionChoices, type DecisionLink, type DecisionRow } from "./decision";
import type { HistoryLine } from "./history";
import type { DecisionQuery } from "./model";

const PAGE = 50;

/** A page of the list, newest first; `before` leads on, null where it ends. */
export type DecisionPage = { rows: DecisionRow[]; before: string | null };

/** Decisions by the day they were made, newest first, 50 a page; "due" are open ones whose review has come. */
export async function listDecisions(ctx: Ctx, query: DecisionQuery): Promise<DecisionPage> {
  authorize(ctx, "kpis:read");
  const { segment, campaign, person, state, before } = query;
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const linked = (column: SQL) =>
    sql`exists (select from ${decisionLinks} l where l.workspace_id = ${decisions.workspaceId}
      and l.decision_id = ${decisions.id} and ${column})`;
  const rows = await readDecisions(
    ctx,
    and(
      isNull(decisions.removedAt),
      segment ? or(eq(decisions.segmentId, segment), linked(sql`l.segment_id = ${segment}`)) : undefined,
      campaign ? or(eq(decisions.campaignId, campaign), linked(sql`l.campaign_id = ${campaign}`)) : undefined,
      person ? eq(decisions.decidedBy, person) : undefined,
      state === "due"
        ? sql`${decisions.state} = 'open' and ${decisions.reviewOn} <= ${today}::date`
        : state && eq(decisions.state, state),
      before && sql`(${decisions.decidedOn}, ${decisions.id}) < (${before.on}::date, ${before.id}::uuid)`,
    ),
    PAGE + 1,
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { rows: shown, before: rows.length > PAGE && last ? `${last.decidedOn}~${last.id}` : null };
}

/** Decisions about a segment or its campaigns, and those that led to them, oldest first. */
export async function listDecisionsAbout(
  ctx: Ctx,
  { segmentId, campaignIds }: { segmentId: string; campaignIds: string[] },
): Promise<DecisionRow[]> {
  authorize(ctx, "kpis:read");
  const ids = JSON.stringify(campaignIds);
  const isCampaign = (column: SQL) =>
    sql`${column} in (select jsonb_array_elements_text(${ids}::jsonb)::uuid)`;
  const about = sql`(${decisions.segmentId} = ${segmentId} or ${isCampaign(sql`${decisions.campaignId}`)}
    or exists (select from ${decisionLinks} l where l.workspace_id = ${decisions.workspaceId}
      and l.decision_id = ${decisions.id} and (l.segment_id = ${segmentId} or ${isCampaign(sql`l.campaign_id`)})))`;
  return (await readDecisions(ctx, and(isNull(decisions.removedAt), about), 200)).reverse();
}

/** Decisions made on days of a stretch, oldest first, for a report. */
export async function listDecisionsBetween(
  ctx: Ctx,
  { from, to }: { from: string; to: string },
): Promise<DecisionRow[]> {
  authorize(ctx, "kpis:read");
  const within = sql`${decisions.decidedOn} between ${from}::date and ${to}::date`;
  return (await readDecisions(ctx, and(isNull(decisions.removedAt), within), 200)).reverse();
}

/** One decision, also a removed one, which can be brought back; null when there is none. */
export async function getDecision(
  ctx: Ctx,
  { decisionId }: { decisionId: string },
): Promise<DecisionRow | null> {
  authorize(ctx, "kpis:read");
  const [row] = await readDecisions(ctx, eq(decisions.id, decisionId), 1);
  return row ?? null;
}

async function readDecisions(ctx: Ctx, where: SQL | undefined, most: number): Promise<DecisionRow[]> {
  const rows = await ctx.db
    .select({
      id: decisions.id,
      title: decisions.title,
      reason: decisions.reason,
      outcome: decisions.outcome,
      state: decisions.state,
      decidedOn: decisions.decidedOn,
      reviewOn: decisions.reviewOn,
      figure: decisions.figure,
      updatedAt: decisions.updatedAt,
      isRemoved: sql<boolean>`${decisions.removedAt} is not null`,
      by: { id: users.id, name: users.name },
      segment: { id: segments.id, name: segments.name },
      campaign: { id: campaigns.id, name: campaigns.name },
    })
    .from(decisions)
    .innerJoin(users, eq(users.id, decisions.decidedBy))
    .leftJoin(
      segments,
      and(eq(segments.workspaceId, decisions.workspaceId), eq(segments.id, decisions.segmentId)),
    )
    .leftJoin(
      campaigns,
      and(eq(campaigns.workspaceId, decisions.workspaceId), eq(campaigns.id, decisions.campaignId)),
    )
    .where(and(eq(decisions.workspaceId, ctx.workspaceId), where))
    .orderBy(desc(decisions.decidedOn), desc(decisions.id))
    .limit(most);
  const links = await readLinks(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ by, figure, ...row }) => ({
    ...row,
    decidedBy: by,
    figureKey: figure?.key ?? null,
    figure: figure && isBelowFloor(ctx, figure.people) ? "hidden" : figure,
    links: links.get(row.id) ?? [],
  }));
}

async function readLinks(ctx: Ctx, decisionIds: string[]): Promise<Map<string, DecisionLink[]>> {
  const byDecision = new Map<string, DecisionLink[]>();
  if (decisionIds.length === 0) return byDecision;
  const rows = await ctx.db
    .select({
      id: decisionLinks.id,
      decisionId: decisionLinks.decisionId,
      version: decisionLinks.segmentVersion,
      segment: { id: segments.id, name: segments.name },
      campaign: { id: campaigns.id, name: campaigns.name },
    })
    .from(decisionLinks)
    .leftJoin(
      segments,
      and(eq(segments.workspaceId, decisionLinks.workspaceId), eq(segments.id, decisionLinks.segmentId)),
    )
    .leftJoin(
      campaigns,
      and(eq(campaigns.workspaceId, decisionLinks.workspaceId), eq(campaigns.id, decisionLinks.campaignId)),
    )
    .where(
      and(eq(decisionLinks.workspaceId, ctx.workspaceId), inArray(decisionLinks.decisionId, decisionIds)),
    )
    .orderBy(asc(decisionLinks.createdAt), asc(decisionLinks.id));
  for (const { id, decisionId, segment, version, campaign } of rows) {
    const known = byDecision.get(decisionId) ?? [];
    if (campaign) byDecision.set(decisionId, [...known, { id, kind: "campaign", campaign }]);
    else if (segment && version !== null)
      byDecision.set(decisionId, [...known, { id, kind: "version", segment, version }]);
  }
  return byDecision;
}

/** Who changed what in a decision, newest first, at most 100 lines. */
export async function listDecisionHistory(
  ctx: Ctx,
  { decisionId }: { decisionId: string },
): Promise<HistoryLine[]> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db
    .select({
      id: auditLog.id,
      at: auditLog.at,
      who: users.name,
      action: auditLog.action,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(eq(auditLog.workspaceId, ctx.workspaceId), eq(auditLog.subject, decisionId)))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(100);
  return rows.map((row) => ({ ...row, detail: row.detail ?? {} }));
}

/** What a decision can be about, and who may have made it. */
export async function getDecisionChoices(ctx: Ctx): Promise<DecisionChoices> {
  authorize(ctx, "kpis:read");
  const [segmentRows, campaignRows, targetRows, people] = await Promise.all([
    ctx.db
      .select({ id: segments.id, name: segments.name })
      .from(segments)
      .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
      .orderBy(asc(segments.name)),
    ctx.db
      .select({ id: campaigns.id, name: campaigns.name })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, ctx.workspaceId), sql`${campaigns.status} <> 'archived'`))
      .orderBy(desc(campaigns.startOn), asc(campaigns.name))
      .limit(500),
    ctx.db
      .select({ id: targets.id, segmentId: targets.segmentId, metric: targets.metric, endOn: targets.endOn })
      .from(targets)
      .where(eq(targets.workspaceId, ctx.workspaceId))
      .orderBy(desc(targets.endOn))
      .limit(500),
    ctx.db
      .select({ id: members.userId, name: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(members.workspaceId, ctx.workspaceId),
          isNull(members.removedAt),
          inArray(members.role, [...DECIDERS]),
        ),
      )
      .orderBy(asc(sql`lower(${users.name})`)),
  ]);
  return {
    segments: segmentRows,
    campaigns: campaignRows,
    targets: targetRows.map(({ metric, endOn, ...row }) => ({
      ...row,
      name: `target for ${METRICS[metric].label.toLowerCase()} until ${endOn}`,
    })),
    people,
  };
}

/** Who decided something, for the filter: also those who left. */
export async function listDeciders(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "kpis:read");
  return ctx.db
    .selectDistinct({ id: users.id, name: users.name })
    .from(decisions)
    .innerJoin(users, eq(users.id, decisions.decidedBy))
    .where(and(eq(decisions.workspaceId, ctx.workspaceId), isNull(decisions.removedAt)))
    .orderBy(asc(users.name));
}

/** Versions and campaigns that came on or after the day of a decision, newest first: what it may have led to. */
export async function listFollowers(
  ctx: Ctx,
  { decisionId }: { decisionId: string },
): Promise<{ key: string; label: string }[]> {
  authorize(ctx, "kpis:read");
  const zone = ctx.workspace.timeZone;
  const [row] = await ctx.db
    .select({ segmentId: decisions.segmentId, decidedOn: decisions.decidedOn })
    .from(decisions)
    .where(and(eq(decisions.workspaceId, ctx.workspaceId), eq(decisions.id, decisionId)));
  const { segmentId, decidedOn } = found(row, "decision");
  const [versions, planned] = await Promise.all([
    ctx.db
      .select({ id: segments.id, name: segments.name, version: segmentVersions.version })
      .from(segmentVersions)
      .innerJoin(
        segments,
        and(
          eq(segments.workspaceId, segmentVersions.workspaceId),
          eq(segments.id, segmentVersions.segmentId),
          isNull(segments.archivedAt),
        ),
      )
      .where(
        and(
          eq(segmentVersions.workspaceId, ctx.workspaceId),
          sql`(${segmentVersions.createdAt} at time zone ${zone})::date >= ${decidedOn}::date`,
        ),
      )
      .orderBy(
        desc(sql`${segments.id} = ${segmentId}::uuid`),
        desc(segmentVersions.createdAt),
        desc(segmentVersions.version),
      )
      .limit(50),
    ctx.db
      .select({ id: campaigns.id, name: campaigns.name })
      .from(campaigns)
      .where(
        and(
          eq(campaigns.workspaceId, ctx.workspaceId),
          sql`(${campaigns.createdAt} at time zone ${zone})::date >= ${decidedOn}::date`,
        ),
      )
      .orderBy(desc(campaigns.createdAt))
      .limit(50),
  ]);
  return [
    ...versions.map(({ id, name, version }) => ({
      key: `version:${id}:${version}`,
      label: `Version ${version} of “${name}”`,
    })),
    ...planned.map(({ id, name }) => ({ key: `campaign:${id}`, label: `Campaign “${name}”` })),
  ];
}
