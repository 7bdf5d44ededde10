import { and, asc, eq, sql } from "drizzle-orm";
import { campaigns, customers, eventNames } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { type Day, diffDays } from "@/lib/days";
import { readPatiently } from "@/lib/segments/patience/queries";
import { todayIn } from "@/lib/zone";
import { risable, USUAL_RISE } from "../launch/design";
import type { Launched } from "../outcomes/outcomes";
import { listKnown } from "../outcomes/queries";
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

/** As many days as the campaign has, within these bounds. */
function beforeDaysOf({ startOn, endOn }: { startOn: Day; endOn: Day }): number {
  return Math.min(Math.max(diffDays(startOn, endOn) + 1, BEFORE_DAYS), MOST_BEFORE_DAYS);
}

async function readCampaign(ctx: Ctx, campaignId: string) {
  const [row] = await ctx.db
    .select({
      startOn: campaigns.startOn,
      endOn: campaigns.endOn,
      variants: campaigns.variants,
      controlShare: campaigns.controlShare,
      arms: campaigns.arms,
      design: campaigns.design,
      goalEvent: campaigns.goalEvent,
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

/** The audience of a launched campaign as cells, counted from orders and events now. */
export async function countCells(ctx: Ctx, { campaign }: { campaign: Launched }): Promise<Cell[]> {
  authorize(ctx, "kpis:read");
  const { id: campaignId, opensAt, closesAt, contactsAt, goalEvent, told } = campaign;
  return [
    ...(await ctx.db.execute<Cell>(
      cellsOf({
        ...{ workspaceId: ctx.workspaceId, timeZone: ctx.workspace.timeZone, campaignId },
        ...{ opensAt, closesAt, goalEvent: told.goal ? null : goalEvent, told },
        beforeFrom: new Date(contactsAt.getTime() - beforeDaysOf(campaign) * DAY_MS),
        beforeTo: contactsAt,
      }),
    )),
  ];
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
  const [campaign, [launched]] = await Promise.all([
    readCampaign(ctx, campaignId),
    listKnown(ctx, { campaignIds: [campaignId], parts: ["cells"] }),
  ]);
  if (!campaign || !launched) return null;
  const { known, ...counted } = launched;
  const { opensAt: from, closesAt: to } = counted;
  const aim = goalEvent ?? campaign.goalEvent ?? "";
  const told = { ...counted.told, goal: counted.told.goal && !goalEvent };
  const goal = told.goal
    ? { name: "", label: campaign.arms?.told.goal ?? "" }
    : aim === ""
      ? null
      : ((await listGoalEvents(ctx)).find(({ name }) => name === aim) ?? null);
  const isOwnAim = goalEvent === undefined || (goalEvent === campaign.goalEvent && !counted.told.goal);
  const isStored = known !== null && isOwnAim;
  const cells = isStored
    ? known.cells
    : await readPatiently(ctx, { signal, seconds: 20, advice: "Try again in a moment." }, (tx) =>
        countCells(tx, { campaign: { ...counted, told, goalEvent: goal?.name || null } }),
      );
  const isOver = to <= ctx.now();
  const parts = liftOf(cells, {
    ...campaign,
    ...{ segments: await listTargetSegments(ctx, { campaignIds: [campaignId] }), hasGoal: goal !== null },
    isHidden: (people) => isBelowFloor(ctx, people),
  });
  if (parts === "hidden") return "hidden";
  const { peek, influence, ...figures } = parts;
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
    ...{ from, to, isOver, goal, outlook, design, beforeDays: beforeDaysOf(campaign) },
    countedAt: isStored ? known.countedAt : null,
    spentMinor: campaign.spentMinor,
    influence: influence && {
      ...{ carries: influence.carries, turnsVerdict: influence.turnsVerdict },
      // One person is a group under every floor.
      person: grants(ctx.actor.role, "customers:see") === "all" ? influence : null,
    },
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
