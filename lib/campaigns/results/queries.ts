import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { shareEffect } from "@/lib/statistics/shares";
import { STAGES, type Stage } from "./funnel";
import type { Contact, Outcome, Results, Side } from "./outcome";
import { momentsOf } from "./sql";

const NOBODY: Side = { people: 0, buyers: 0, orders: 0, revenueMinor: 0 };

/** Launched campaigns with the moments between which orders count. */
function windows(ctx: Ctx, campaignIds: readonly string[]): SQL {
  const { opensAt, contactsAt, closesAt } = momentsOf(ctx.workspace.timeZone);
  return sql`chosen as (
    select id, name, ${opensAt} as opens_at, ${contactsAt} as contacts_at, ${closesAt} as closes_at
    from campaigns where workspace_id = ${ctx.workspaceId} and launched_at is not null
      and id in (select jsonb_array_elements_text(${JSON.stringify(campaignIds)}::jsonb)::uuid)
  )`;
}

/** Buyers and revenue of treated and control per launched campaign; "hidden" when too few for this role to see. */
export async function listOutcomes(
  ctx: Ctx,
  { campaignIds }: { campaignIds: readonly string[] },
): Promise<Map<string, Outcome | "hidden">> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db.execute<Side & { campaignId: string; isControl: boolean }>(
    sql`with ${windows(ctx, campaignIds)}, bought as (
        select a.campaign_id, a.is_control, a.customer_no,
          coalesce(max(a.told_orders), count(o.no) filter (where not o.is_return)) as orders,
          coalesce(max(a.told_minor), sum(o.amount_minor), 0) as revenue
        from chosen join campaign_audience a on a.workspace_id = ${ctx.workspaceId} and a.campaign_id = chosen.id
        left join orders o on o.workspace_id = a.workspace_id and o.customer_no = a.customer_no
          and o.ordered_at >= chosen.opens_at and o.ordered_at < chosen.closes_at
        group by a.campaign_id, a.is_control, a.customer_no
      )
      select campaign_id as "campaignId", is_control as "isControl", count(*)::int as people,
        count(*) filter (where orders > 0)::int as buyers, sum(orders)::int as orders,
        sum(revenue)::float8 as "revenueMinor"
      from bought group by campaign_id, is_control`,
  );
  const sides = new Map<string, { treated: Side; control: Side }>();
  for (const { campaignId, isControl, ...side } of rows) {
    const known = sides.get(campaignId) ?? { treated: NOBODY, control: NOBODY };
    sides.set(campaignId, { ...known, [isControl ? "control" : "treated"]: side });
  }
  return new Map([...sides].map(([campaignId, both]) => [campaignId, outcomeOf(ctx, both)]));
}

function outcomeOf(ctx: Ctx, { treated, control }: { treated: Side; control: Side }): Outcome | "hidden" {
  if (isBelowFloor(ctx, treated.people) || (control.people > 0 && isBelowFloor(ctx, control.people)))
    return "hidden";
  const share = ({ buyers, people }: Side) => ({ count: buyers, total: people });
  return { treated, control, effect: shareEffect(share(treated), share(control)) };
}

/** Treated people per stage of contact, and those of the control group who were contacted all the same. */
export async function getContact(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<Contact> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db.execute<{ stage: Stage; isControl: boolean; people: number }>(
    sql`with ${windows(ctx, [campaignId])}
      select regexp_replace(n.name, '^.*_', '') as stage, a.is_control as "isControl",
        count(distinct e.customer_no)::int as people
      from chosen
      join event_names n on n.workspace_id = ${ctx.workspaceId} and n.name ~ ${`_(${STAGES.join("|")})$`}
      join events e on e.workspace_id = n.workspace_id and e.name_no = n.no
        and e.occurred_at >= chosen.contacts_at and e.props ->> 'campaign' in (chosen.id::text, chosen.name)
      join campaign_audience a on a.workspace_id = e.workspace_id and a.campaign_id = chosen.id
        and a.customer_no = e.customer_no
      group by 1, 2`,
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
  const { opensAt, closesAt } = momentsOf(ctx.workspace.timeZone);
  const [row] = await ctx.db
    .select({ from: opensAt, to: closesAt })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        eq(campaigns.id, campaignId),
        isNotNull(campaigns.launchedAt),
      ),
    );
  if (!row) return null;
  const [outcomes, contact] = await Promise.all([
    listOutcomes(ctx, { campaignIds: [campaignId] }),
    getContact(ctx, { campaignId }),
  ]);
  const outcome = outcomes.get(campaignId) ?? { treated: NOBODY, control: NOBODY, effect: null };
  if (outcome === "hidden") return "hidden";
  const [from, to] = [new Date(row.from), new Date(row.to)];
  return { ...outcome, ...contact, from, to, isOver: to <= ctx.now() };
}
