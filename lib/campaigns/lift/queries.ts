import { and, asc, eq, sql } from "drizzle-orm";
import { campaigns, customers, eventNames } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { diffDays } from "@/lib/days";
import { readPatiently } from "@/lib/segments/patience/queries";
import { todayIn } from "@/lib/zone";
import { risable, USUAL_RISE } from "../launch/design";
import { momentsOf } from "../results/sql";
import { listTargetSegments } from "../targets/queries";
import type { Cell } from "./cell";
import type { Lift } from "./lift";
import { outlookOf } from "./outlook";
import { liftOf } from "./parts";
import { cellsOf } from "./sql";

/** At least so many days before the campaign tell what people spend without it. */
const BEFORE_DAYS = 90;
const MOST_BEFORE_DAYS = 365;
const DAY_MS = 86_400_000;

async function readCampaign(ctx: Ctx, campaignId: string) {
  const { timeZone } = ctx.workspace;
  const [row] = await ctx.db
    .select({
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      launchedAt: campaigns.launchedAt,
      variants: campaigns.variants,
      controlShare: campaigns.controlShare,
      arms: campaigns.arms,
      design: campaigns.design,
      goalEvent: campaigns.goalEvent,
      ...momentsOf(timeZone),
      spentMinor: sql<number>`(select coalesce(sum(amount_minor), 0)::float8 from campaign_spend s
        where s.workspace_id = ${ctx.workspaceId} and s.campaign_id = ${campaignId}::uuid)`,
    })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  return row;
}

/** Names of events that a campaign can aim at, by their label. */
export async function listGoalEvents(ctx: Ctx): Promise<{ name: string; label: string }[]> {
  authorize(ctx, "kpis:read");
  return ctx.db
    .select({ name: eventNames.name, label: eventNames.label })
    .from(eventNames)
    .where(eq(eventNames.workspaceId, ctx.workspaceId))
    .orderBy(asc(eventNames.label), asc(eventNames.no))
    .limit(200);
}

/**
 * What a launched campaign caused: treated against control in all, per segment and per variant. `goalEvent` stands in for
 * the event that the campaign aims at; "" for none. Null before the launch; "hidden" when a side is too small for this role.
 * UNAVAILABLE after 20 seconds, or once nobody waits any more.
 */
export async function getLift(
  ctx: Ctx,
  { campaignId, goalEvent, signal }: { campaignId: string; goalEvent?: string; signal?: AbortSignal },
): Promise<Lift | "hidden" | null> {
  authorize(ctx, "kpis:read");
  const campaign = await readCampaign(ctx, campaignId);
  if (!campaign?.launchedAt) return null;
  const [from, to, contactsAt] = [campaign.opensAt, campaign.closesAt, campaign.contactsAt].map(
    (text) => new Date(text),
  ) as [Date, Date, Date];
  const aim = goalEvent ?? campaign.goalEvent ?? "";
  const days = diffDays(campaign.startOn, campaign.endOn) + 1;
  const beforeDays = Math.min(Math.max(days, BEFORE_DAYS), MOST_BEFORE_DAYS);
  const told = {
    orders: campaign.arms?.told.orders ?? false,
    goal: Boolean(campaign.arms?.told.goal) && !goalEvent,
  };
  const goal = told.goal
    ? { name: "", label: campaign.arms?.told.goal ?? "" }
    : aim === ""
      ? null
      : ((await listGoalEvents(ctx)).find(({ name }) => name === aim) ?? null);
  const cells = await readPatiently(
    ctx,
    { signal, seconds: 20, advice: "Try again in a moment." },
    async (tx) => [
      ...(await tx.db.execute<Cell>(
        cellsOf({
          ...{ workspaceId: ctx.workspaceId, timeZone: ctx.workspace.timeZone, campaignId },
          ...{ opensAt: from, closesAt: to, goalEvent: goal?.name || null, told },
          ...{ beforeFrom: new Date(contactsAt.getTime() - beforeDays * DAY_MS), beforeTo: contactsAt },
        }),
      )),
    ],
  );
  const isOver = to <= ctx.now();
  const parts = liftOf(cells, {
    ...campaign,
    ...{ segments: await listTargetSegments(ctx, { campaignIds: [campaignId] }), hasGoal: goal !== null },
    isHidden: (people) => isBelowFloor(ctx, people),
  });
  if (parts === "hidden") return "hidden";
  const { peek, ...figures } = parts;
  const { treated, control } = figures.total;
  const people = treated.people + control.people;
  const { design } = campaign;
  const outlook = outlookOf({
    ...{ treated: treated.people, control: control.people, startOn: campaign.startOn, endOn: campaign.endOn },
    share: people > 0 ? (treated.buyers + control.buyers) / people : 0,
    today: todayIn(ctx.workspace.timeZone, ctx.now()),
    relativeRise: design ? design.rise / risable(design.base) : USUAL_RISE,
  });
  return {
    ...figures,
    ...{ from, to, isOver, goal, outlook, design, beforeDays },
    spentMinor: campaign.spentMinor,
    // The days of orders that came with the audience are not known, so nobody could have looked each day.
    peekP: told.orders ? null : peek(design?.base ?? outlook?.shareAtEnd ?? 0),
  };
}

/** The address of a person whom a result leads to; null for roles that do not see everybody. */
export async function findPerson(ctx: Ctx, { customerNo }: { customerNo: number }): Promise<string | null> {
  authorize(ctx, "kpis:read");
  if (grants(ctx.actor.role, "customers:see") !== "all") return null;
  const [row] = await ctx.db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.workspaceId, ctx.workspaceId), eq(customers.no, customerNo)));
  return row?.id ?? null;
}
