import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import { campaigns, planItems, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import type { CampaignFilters } from "../model";
import { campaignWhere } from "../sql";
import type { CalendarEntry } from "./calendar";

/** Tactics and milestones between two days, both inclusive, of campaigns that pass the filters; at most 1 000. */
export async function listCalendarItems(
  ctx: Ctx,
  { filters, from, to }: { filters: CampaignFilters; from: Day; to: Day },
): Promise<CalendarEntry[]> {
  authorize(ctx, "campaigns:read");
  return ctx.db
    .select({
      id: planItems.id,
      kind: planItems.kind,
      campaignId: planItems.campaignId,
      campaignName: campaigns.name,
      name: planItems.name,
      status: campaigns.status,
      startOn: planItems.startOn,
      endOn: planItems.endOn,
      progress: sql<number | null>`${planItems.progress}`,
      who: users.name,
    })
    .from(planItems)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, planItems.workspaceId), eq(campaigns.id, planItems.campaignId)),
    )
    .leftJoin(users, eq(users.id, planItems.assigneeId))
    .where(
      and(
        eq(planItems.workspaceId, ctx.workspaceId),
        gte(planItems.endOn, from),
        lte(planItems.startOn, to),
        campaignWhere(ctx.workspaceId, filters),
      ),
    )
    .orderBy(asc(planItems.startOn), asc(planItems.position), asc(planItems.id))
    .limit(1000);
}
