import { and, asc, eq, gte, inArray, isNull, lte } from "drizzle-orm";
import { campaigns, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import type { DecisionRow } from "@/lib/decisions/decision";
import { listDecisionsBetween } from "@/lib/decisions/queries";
import { found } from "@/lib/errors";
import { listCampaignTargets } from "@/lib/kpis/campaign/queries";
import { listTargets } from "@/lib/kpis/queries";
import type { Period } from "@/lib/kpis/series/period";
import { listPeriods } from "@/lib/kpis/series/queries";
import { NO_TALLY } from "@/lib/kpis/tally";
import { listMatters } from "@/lib/overview/queries";
import { todayIn } from "@/lib/zone";
import type { ReportAsked } from "../model";
import { lastSpan, type Span, spanAround, spanBeside } from "../period";
import { getReport } from "../queries";
import type { Report } from "../report";
import { type ReportContents, type ReportedCampaign, revenueChange } from "./contents";

/** Periods in a sparkline. */
const TREND = 12;

/** A report with everything that it says about a period, read from the figures as they are now. */
export async function readReport(ctx: Ctx, { reportId, on }: ReportAsked): Promise<ReportContents> {
  authorize(ctx, "kpis:read");
  const report = found(await getReport(ctx, { reportId }), "report");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const last = lastSpan(report.period, today);
  const span = on && on <= today ? spanAround(report.period, on) : last;
  const prior = spanBeside(report.period, span, -1);
  const isCurrent = span.from >= last.from;
  const [figures, targets, ran, decided, matters] = await Promise.all([
    readFigures(ctx, report, span),
    Promise.all([listTargets(ctx), listCampaignTargets(ctx)]),
    readCampaigns(ctx, report, { span, today, isCurrent }),
    listDecisionsBetween(ctx, span),
    isCurrent ? listMatters(ctx, { most: 5 }) : null,
  ]);
  const chosen = chosenOf(report);
  return {
    ...{ report, today, span, prior, isCurrent, isOver: span.to < today },
    ...figures,
    targets: targets
      .flat()
      .filter(
        ({ startOn, endOn, segmentId, campaign }) =>
          (campaign ? chosen.campaign(campaign.id) : segmentId === null || chosen.segment(segmentId)) &&
          ((endOn >= span.from && endOn <= span.to && endOn < today) ||
            (isCurrent && startOn <= today && endOn >= today)),
      ),
    campaigns: ran,
    decisions: decided.filter((decision) => isAbout(decision, chosen)),
    matters:
      matters === null
        ? null
        : matters.filter(
            ({ about: { segmentId, campaignId } }) =>
              (!segmentId || chosen.segment(segmentId)) && (!campaignId || chosen.campaign(campaignId)),
          ),
  };
}

type Chosen = { segment: (id: string) => boolean; campaign: (id: string) => boolean };

/** Whether the report speaks of a segment or campaign: chosen, or none is and so all are. */
function chosenOf(report: Report): Chosen {
  const has = (rows: readonly { id: string }[]) => (id: string) =>
    rows.length === 0 || rows.some((row) => row.id === id);
  return { segment: has(report.segments), campaign: has(report.campaigns) };
}

/** A decision about nothing in particular belongs into every report. */
function isAbout({ segment, campaign, links }: DecisionRow, chosen: Chosen): boolean {
  if (!segment && !campaign && links.length === 0) return true;
  return (
    (segment !== null && chosen.segment(segment.id)) ||
    (campaign !== null && chosen.campaign(campaign.id)) ||
    links.some((link) =>
      link.kind === "campaign" ? chosen.campaign(link.campaign.id) : chosen.segment(link.segment.id),
    )
  );
}

async function readFigures(ctx: Ctx, report: Report, span: Span) {
  const ids = report.segments.map(({ id }) => id);
  const rows = await ctx.db
    .select({ id: segments.id, no: segments.no, name: segments.name, size: segments.size })
    .from(segments)
    .where(
      and(
        eq(segments.workspaceId, ctx.workspaceId),
        isNull(segments.archivedAt),
        ids.length > 0 ? inArray(segments.id, ids) : undefined,
      ),
    )
    .orderBy(asc(segments.name));
  const at = (count: number) => spanBeside(report.period, span, count);
  const run = Array.from({ length: TREND }, (_, index) => at(index + 1 - TREND));
  const asked = { grain: report.period, to: span.to };
  const [base, ofSegments] = await Promise.all([
    listPeriods(ctx, { ...asked, segmentNos: [0], from: run[0]?.from ?? span.from }),
    listPeriods(ctx, { ...asked, segmentNos: rows.map(({ no }) => no), from: at(-1).from }),
  ]);
  const tallyOf = (periods: Map<number, Period[]>, no: number, { from }: Span) =>
    periods.get(no)?.find(({ startOn }) => startOn === from)?.tally ?? NO_TALLY;
  const shown = rows.map(({ id, no, name, size }) => {
    const isHidden = isBelowFloor(ctx, size);
    const of = (when: Span) => (isHidden ? NO_TALLY : tallyOf(ofSegments, no, when));
    return { id, name, isHidden, now: of(span), before: of(at(-1)) };
  });
  return {
    trend: run.map((when) => ({ from: when.from, tally: tallyOf(base, 0, when) })),
    ...{ now: tallyOf(base, 0, span), before: tallyOf(base, 0, at(-1)) },
    segments: shown.sort((a, b) => Math.abs(revenueChange(b) ?? 0) - Math.abs(revenueChange(a) ?? 0)),
  };
}

async function readCampaigns(
  ctx: Ctx,
  report: Report,
  { span, today, isCurrent }: { span: Span; today: string; isCurrent: boolean },
): Promise<ReportedCampaign[]> {
  const ids = report.campaigns.map(({ id }) => id);
  const rows = await ctx.db
    .select({
      ...{ id: campaigns.id, name: campaigns.name, status: campaigns.status },
      ...{ startOn: campaigns.startOn, endOn: campaigns.endOn, launchedAt: campaigns.launchedAt },
    })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        inArray(campaigns.status, ["running", "paused", "finished", "archived"]),
        lte(campaigns.startOn, span.to),
        gte(campaigns.endOn, span.from),
        ids.length > 0 ? inArray(campaigns.id, ids) : undefined,
      ),
    )
    .orderBy(asc(campaigns.endOn), asc(campaigns.name));
  const isKnown = (endOn: string) => isCurrent || (endOn <= span.to && endOn < today);
  const asked = rows.flatMap(({ id, endOn, launchedAt }) => (launchedAt && isKnown(endOn) ? [id] : []));
  const outcomes = asked.length > 0 ? await listOutcomes(ctx, { campaignIds: asked }) : new Map();
  return rows.map(({ launchedAt: _, ...row }) => ({
    ...row,
    event: row.endOn <= span.to && row.endOn < today ? "ended" : row.startOn >= span.from ? "started" : "ran",
    outcome: outcomes.get(row.id) ?? null,
  }));
}
