import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { shareEffect } from "@/lib/statistics/shares";
import { countCells } from "../lift/queries";
import { type Launched, type Sides, sidesOf } from "../outcomes/outcomes";
import { listKnown } from "../outcomes/queries";
import type { Stage } from "./funnel";
import type { Contact, Outcome, Results, Side } from "./outcome";
import { contactStages } from "./sql";

/** Buyers and revenue of treated and control per launched campaign; "hidden" when too few for this role to see. */
export async function listOutcomes(
  ctx: Ctx,
  { campaignIds }: { campaignIds: readonly string[] },
): Promise<Map<string, Outcome | "hidden">> {
  authorize(ctx, "kpis:read");
  const outcomes = new Map<string, Outcome | "hidden">();
  for (const { known, ...campaign } of await listKnown(ctx, { campaignIds, parts: ["sides"] })) {
    const sides = known?.sides ?? sidesOf(await countCells(ctx, { campaign }));
    outcomes.set(campaign.id, outcomeOf(ctx, sides, known?.countedAt ?? null));
  }
  return outcomes;
}

function outcomeOf(ctx: Ctx, { treated, control }: Sides, countedAt: Date | null): Outcome | "hidden" {
  if (isBelowFloor(ctx, treated.people) || (control.people > 0 && isBelowFloor(ctx, control.people)))
    return "hidden";
  const share = ({ buyers, people }: Side) => ({ count: buyers, total: people });
  return { treated, control, effect: shareEffect(share(treated), share(control)), countedAt };
}

/** Treated people per stage of contact, and those of the control group who were contacted all the same. */
export async function getContact(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<Contact> {
  authorize(ctx, "kpis:read");
  const [row] = await listKnown(ctx, { campaignIds: [campaignId], parts: ["contact"] });
  if (!row) return { stages: {}, contactedControl: 0 };
  const { known, ...campaign } = row;
  return known?.contact ?? countContact(ctx, { campaign });
}

/** The same counted from the events now: each person once per stage, by the campaign that the event names. */
export async function countContact(ctx: Ctx, { campaign }: { campaign: Launched }): Promise<Contact> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db.execute<{ stage: Stage; isControl: boolean; people: number }>(
    contactStages(ctx.workspaceId, campaign),
  );
  const stages: Partial<Record<Stage, number>> = {};
  let contactedControl = 0;
  for (const row of rows) {
    if (!row.isControl) stages[row.stage] = row.people;
    else if (row.stage === "sent") contactedControl = row.people;
  }
  return { stages, contactedControl };
}

/**
 * What a launched campaign did: who was contacted, and what treated and control bought in its days. Null before
 * the launch; "hidden" when the groups are too small for this role.
 */
export async function getResults(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<Results | "hidden" | null> {
  authorize(ctx, "kpis:read");
  const [row] = await listKnown(ctx, { campaignIds: [campaignId], parts: ["sides", "contact"] });
  if (!row) return null;
  const { known, ...campaign } = row;
  const sides = known?.sides ?? sidesOf(await countCells(ctx, { campaign }));
  const outcome = outcomeOf(ctx, sides, known?.countedAt ?? null);
  if (outcome === "hidden") return "hidden";
  const contact = known?.contact ?? (await countContact(ctx, { campaign }));
  const { opensAt: from, closesAt: to } = campaign;
  return { ...outcome, ...contact, from, to, isOver: to <= ctx.now() };
}
