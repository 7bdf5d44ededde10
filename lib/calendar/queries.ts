import { and, asc, desc, eq, gte, isNull, ne, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { calendarFeeds, campaigns, members, planItems, users, workspaces } from "@/db/schema";
import { authorize, type Ctx, type WorkspaceSettings } from "@/lib/auth/ctx";
import { can, type Role } from "@/lib/auth/permissions";
import { addDays } from "@/lib/days";
import { AppError } from "@/lib/errors";
import { hashToken } from "@/lib/workspaces/invitations/token";
import { todayIn } from "@/lib/zone";
import { type CampaignEntry, campaignEvent, type ItemEntry, itemEvent } from "./events";
import type { FeedKind, OpenFeed } from "./feed";
import type { Calendar } from "./ics";

/** What ended longer ago than this is in no feed but its campaign's own. */
const DAYS_BACK = 366;

/** A feed as its address finds it, with the rights that its owner has now. */
export type FoundFeed = {
  id: string;
  kind: FeedKind;
  campaignId: string | null;
  lastReadAt: Date | null;
  workspaceId: number;
  workspace: WorkspaceSettings;
  owner: { id: string; name: string; role: Role };
};

/** The feed behind a token; null when there is none, it was revoked, or its owner is no member any more. */
export async function findFeed(token: string): Promise<FoundFeed | null> {
  const [row] = await db()
    .select({
      id: calendarFeeds.id,
      kind: calendarFeeds.kind,
      campaignId: calendarFeeds.campaignId,
      lastReadAt: calendarFeeds.lastReadAt,
      workspaceId: calendarFeeds.workspaceId,
      workspace: {
        name: workspaces.name,
        currency: workspaces.currency,
        timeZone: workspaces.timeZone,
        floor: workspaces.floor,
      },
      owner: { id: users.id, name: users.name, role: members.role },
    })
    .from(calendarFeeds)
    .innerJoin(workspaces, eq(workspaces.id, calendarFeeds.workspaceId))
    .innerJoin(
      members,
      and(eq(members.workspaceId, calendarFeeds.workspaceId), eq(members.userId, calendarFeeds.ownerId)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        // Of the hash an index may take its time: how long it takes says nothing about the token.
        eq(calendarFeeds.tokenHash, hashToken(token)),
        isNull(calendarFeeds.revokedAt),
        isNull(members.removedAt),
      ),
    );
  return row ?? null;
}

/** Open feeds, newest first: one's own, those of one campaign among them, or as "all" everybody's in the workspace. */
export async function listFeeds(
  ctx: Ctx,
  { of, campaignId }: { of: "me" | "all"; campaignId?: string },
): Promise<OpenFeed[]> {
  authorize(ctx, of === "all" ? "workspace:manage" : "campaigns:read");
  return ctx.db
    .select({
      id: calendarFeeds.id,
      kind: calendarFeeds.kind,
      campaignName: campaigns.name,
      ownerId: calendarFeeds.ownerId,
      ownerName: users.name,
      createdAt: calendarFeeds.createdAt,
      lastReadAt: calendarFeeds.lastReadAt,
    })
    .from(calendarFeeds)
    .innerJoin(users, eq(users.id, calendarFeeds.ownerId))
    .leftJoin(
      campaigns,
      and(eq(campaigns.workspaceId, calendarFeeds.workspaceId), eq(campaigns.id, calendarFeeds.campaignId)),
    )
    .where(
      and(
        eq(calendarFeeds.workspaceId, ctx.workspaceId),
        isNull(calendarFeeds.revokedAt),
        of === "me" ? eq(calendarFeeds.ownerId, ctx.actor.userId ?? "") : undefined,
        campaignId ? eq(calendarFeeds.campaignId, campaignId) : undefined,
      ),
    )
    .orderBy(desc(calendarFeeds.createdAt), desc(calendarFeeds.id));
}

const owner = alias(users, "owner");

async function readCampaigns(ctx: Ctx, where: SQL | undefined): Promise<CampaignEntry[]> {
  return ctx.db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      version: campaigns.version,
      updatedAt: campaigns.updatedAt,
      status: campaigns.status,
      channels: campaigns.channels,
      objective: campaigns.objective,
      ownerName: owner.name,
    })
    .from(campaigns)
    .leftJoin(owner, eq(owner.id, campaigns.ownerId))
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), ne(campaigns.status, "archived"), where))
    .orderBy(asc(campaigns.startOn), asc(campaigns.id));
}

async function readItems(ctx: Ctx, where: SQL | undefined): Promise<ItemEntry[]> {
  return ctx.db
    .select({
      id: planItems.id,
      kind: planItems.kind,
      name: planItems.name,
      startOn: planItems.startOn,
      endOn: planItems.endOn,
      version: planItems.version,
      updatedAt: planItems.updatedAt,
      channel: planItems.channel,
      progress: planItems.progress,
      assigneeName: users.name,
      campaign: {
        id: campaigns.id,
        name: campaigns.name,
        status: campaigns.status,
        version: campaigns.version,
        updatedAt: campaigns.updatedAt,
      },
    })
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .leftJoin(users, eq(users.id, planItems.assigneeId))
    .where(and(eq(planItems.workspaceId, ctx.workspaceId), ne(campaigns.status, "archived"), where))
    .orderBy(asc(planItems.startOn), asc(planItems.id));
}

type Asked = { kind: FeedKind; campaignId: string | null };

function scopeOf(ctx: Ctx, { kind, campaignId }: Asked) {
  if (kind === "campaign")
    return { campaign: eq(campaigns.id, campaignId ?? ""), item: eq(planItems.campaignId, campaignId ?? "") };
  const since = addDays(todayIn(ctx.workspace.timeZone, ctx.now()), -DAYS_BACK);
  const isMine = kind === "person";
  const me = ctx.actor.userId ?? "";
  return {
    campaign: and(gte(campaigns.endOn, since), isMine ? eq(campaigns.ownerId, me) : undefined),
    item: and(gte(planItems.endOn, since), isMine ? eq(planItems.assigneeId, me) : undefined),
  };
}

/**
 * What a feed holds, as the actor may see it now; archived campaigns are in none. NOT_FOUND for a campaign that is
 * gone or archived, and for the whole workspace's plan when the actor does not manage it any more.
 */
export async function getCalendar(ctx: Ctx, asked: Asked, origin: string): Promise<Calendar> {
  authorize(ctx, "campaigns:read");
  const { workspace, actor } = ctx;
  if (asked.kind === "workspace" && !can(actor.role, "workspace:manage"))
    throw new AppError("NOT_FOUND", "This calendar does not exist any more.");
  const scope = scopeOf(ctx, asked);
  const [campaignRows, itemRows] = await Promise.all([
    readCampaigns(ctx, scope.campaign),
    readItems(ctx, scope.item),
  ]);
  const [first] = campaignRows;
  if (asked.kind === "campaign" && !first)
    throw new AppError("NOT_FOUND", "This calendar does not exist any more.");
  const name =
    asked.kind === "person"
      ? `${actor.name} · ${workspace.name}`
      : asked.kind === "workspace"
        ? `Campaigns · ${workspace.name}`
        : `${first?.name} · ${workspace.name}`;
  return {
    name,
    events: [
      ...campaignRows.map((row) => campaignEvent(row, origin)),
      ...itemRows.map((row) => itemEvent(row, origin)),
    ],
  };
}
