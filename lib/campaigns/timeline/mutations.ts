import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { campaigns, planItems } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { formatDayRange } from "@/lib/days";
import { AppError, found } from "@/lib/errors";
import { formatList } from "@/lib/format";
import type { SavedVersions } from "@/lib/timeline/plan";
import { sendNotices } from "@/lib/work/notices/mutations";
import { requireOwn } from "../plan/rights";
import { isApprovedSql } from "../sql";
import { type CampaignStatus, isOver } from "../status";
import type { TimelineMove } from "./model";

type Change = TimelineMove["changes"][number];
type Bar = {
  id: string;
  campaignId: string;
  kind: "campaign" | "tactic" | "milestone";
  name: string;
  assigneeId: string | null;
  startOn: string;
  endOn: string;
  version: number;
  campaign: { name: string; status: CampaignStatus };
  /** Whose approval holds for these days of a campaign, and not for others. */
  approverId: string | null;
};

/** Locked in the order of ids, campaigns first, so that two moves at once wait instead of deadlocking. */
async function lockBars(ctx: Ctx, changes: readonly Change[]): Promise<Map<string, Bar>> {
  const campaignIds = changes.filter((change) => change.kind === "campaign").map((change) => change.id);
  const itemIds = changes.filter((change) => change.kind !== "campaign").map((change) => change.id);
  const campaignRows =
    campaignIds.length === 0
      ? []
      : await ctx.db
          .select({
            id: campaigns.id,
            name: campaigns.name,
            status: campaigns.status,
            startOn: campaigns.startOn,
            endOn: campaigns.endOn,
            version: campaigns.version,
            approverId: sql<string | null>`case when ${isApprovedSql} and ${campaigns.launchedAt} is null
              and ${campaigns.approvedStartOn} is not null then ${campaigns.approvedBy} end`,
          })
          .from(campaigns)
          .where(and(eq(campaigns.workspaceId, ctx.workspaceId), inArray(campaigns.id, campaignIds)))
          .orderBy(asc(campaigns.id))
          .for("update");
  const itemRows =
    itemIds.length === 0
      ? []
      : await ctx.db
          .select({
            id: planItems.id,
            campaignId: planItems.campaignId,
            kind: planItems.kind,
            name: planItems.name,
            assigneeId: planItems.assigneeId,
            startOn: planItems.startOn,
            endOn: planItems.endOn,
            version: planItems.version,
            campaign: { name: campaigns.name, status: campaigns.status },
          })
          .from(planItems)
          .innerJoin(
            campaigns,
            and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
          )
          .where(and(eq(planItems.workspaceId, ctx.workspaceId), inArray(planItems.id, itemIds)))
          .orderBy(asc(planItems.id))
          .for("update", { of: planItems });
  const bars: Bar[] = [
    ...campaignRows.map(({ status, ...row }) => ({
      ...row,
      kind: "campaign" as const,
      campaignId: row.id,
      assigneeId: null,
      campaign: { name: row.name, status },
    })),
    ...itemRows.map((row) => ({ ...row, approverId: null })),
  ];
  return new Map(bars.map((bar) => [bar.id, bar]));
}

function refuseStale(moves: readonly { bar: Bar; change: Change }[]): void {
  const stale = moves.filter(({ bar, change }) => bar.version !== change.expectedVersion);
  if (stale.length === 0) return;
  const named = stale
    .slice(0, 3)
    .map(({ bar }) => `“${bar.name}” (now ${formatDayRange(bar.startOn, bar.endOn)})`);
  const more = stale.length > 3 ? [`${stale.length - 3} more`] : [];
  throw new AppError(
    "CONFLICT",
    `Someone else changed ${formatList([...named, ...more])} meanwhile. Nothing was moved; look at the new dates and try again.`,
  );
}

function refuseClosed(bars: readonly Bar[]): void {
  const closed = bars.find(({ campaign }) => isOver(campaign.status));
  if (closed)
    throw new AppError(
      "INVALID",
      `“${closed.campaign.name}” is ${closed.campaign.status}: its days stay as they were.`,
    );
}

const rowsOf = (changes: readonly Change[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(
    changes.map(({ id, kind, startOn, endOn }) => ({
      id,
      start_on: startOn,
      end_on: kind === "milestone" ? startOn : endOn,
    })),
  )}::jsonb) as r(id uuid, start_on date, end_on date)`;

async function writeDays(ctx: Ctx, changes: readonly Change[], table: "campaigns" | "plan_items") {
  if (changes.length === 0) return;
  await ctx.db.execute(
    sql`update ${sql.identifier(table)} t set start_on = r.start_on, end_on = r.end_on,
        version = t.version + 1, updated_at = ${ctx.now().toISOString()}::timestamptz
      from ${rowsOf(changes)} where t.workspace_id = ${ctx.workspaceId} and t.id = r.id`,
  );
}

/** A campaign that leaves the days that somebody approved waits for them again, until it is back. */
const isUnapproved = ({ bar, change }: { bar: Bar; change: Change }) =>
  bar.approverId !== null && (bar.startOn !== change.startOn || bar.endOn !== change.endOn);

async function noticeApprovers(ctx: Ctx, moves: readonly { bar: Bar; change: Change }[]): Promise<void> {
  await sendNotices(
    ctx,
    moves.filter(isUnapproved).map(({ bar, change }) => ({
      userId: bar.approverId,
      kind: "approval" as const,
      title: `${ctx.actor.name} moved “${bar.name}” to ${formatDayRange(change.startOn, change.endOn)} after your approval: it waits for you again`,
      href: `/campaigns/${bar.id}`,
    })),
  );
}

async function auditMoves(ctx: Ctx, moves: readonly { bar: Bar; change: Change }[]): Promise<void> {
  const byCampaign = new Map<string, { bar: Bar; change: Change }[]>();
  for (const move of moves) {
    const list = byCampaign.get(move.bar.campaignId) ?? [];
    byCampaign.set(move.bar.campaignId, [...list, move]);
  }
  for (const [campaignId, list] of byCampaign) {
    const own = list.find(({ bar }) => bar.kind === "campaign");
    await recordAudit(ctx, {
      action: "plan.moved",
      subject: campaignId,
      detail: {
        ...(own && { version: own.bar.version + 1 }),
        ...(own && isUnapproved(own) && { isUnapproved: true }),
        moves: [...(own ? [own] : []), ...list.filter((move) => move !== own)].map(({ bar, change }) => ({
          id: bar.id,
          kind: bar.kind,
          name: bar.name,
          from: [bar.startOn, bar.endOn],
          to: [change.startOn, change.endOn],
        })),
      },
    });
  }
}

/**
 * Gives campaigns, tactics and milestones new days, all or nothing. CONFLICT names what someone else changed;
 * FORBIDDEN for campaigns without the right to edit them, and for items of others. Who approved other days is told.
 * Answers the new versions.
 */
export async function moveTimelineItems(ctx: Ctx, { changes }: TimelineMove): Promise<SavedVersions> {
  const scope = authorize(ctx, "tactics:edit");
  if (changes.some((change) => change.kind === "campaign")) authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const bars = await lockBars(tx, changes);
    const moves = changes.map((change) => ({ change, bar: found(bars.get(change.id), "plan item") }));
    for (const { bar } of moves) if (bar.kind !== "campaign") requireOwn(ctx, scope, bar);
    refuseClosed(moves.map((move) => move.bar));
    refuseStale(moves);
    // The row knows its kind; what the caller calls it only says which table it was looked up in.
    const known = moves.map(({ bar, change }) => ({ ...change, kind: bar.kind }));
    await writeDays(
      tx,
      known.filter((change) => change.kind === "campaign"),
      "campaigns",
    );
    await writeDays(
      tx,
      known.filter((change) => change.kind !== "campaign"),
      "plan_items",
    );
    await auditMoves(tx, moves);
    await noticeApprovers(tx, moves);
    return { versions: Object.fromEntries(moves.map(({ bar }) => [bar.id, bar.version + 1])) };
  });
}
