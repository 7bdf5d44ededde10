import { and, eq, type SQL, sql } from "drizzle-orm";
import { campaigns, customers } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { found } from "@/lib/errors";
import { audienceWhere } from "@/lib/segments/sql";
import { getSplit } from "../audience/queries";
import { decidingChannels } from "../launch/channels";
import { peopleOfCampaign } from "../launch/sql";
import type { MergeField } from "../merge";
import type { Holes, PersonField, Preview } from "./preview";

/** The latest product that a person bought and did not send back in the same line. */
const lastProduct = (workspaceId: number) => sql<string | null>`(
  select p.name from order_lines l
  join products p on p.workspace_id = l.workspace_id and p.no = l.product_no
  where l.workspace_id = ${workspaceId} and l.customer_no = ${customers.no} and l.quantity > 0
  order by l.ordered_at desc, l.order_no desc, l.line_no limit 1)`;

const VALUE: Record<PersonField, (workspaceId: number) => SQL<string | null>> = {
  firstName: () => sql`nullif(${customers.firstName}, '')`,
  lastName: () => sql`nullif(${customers.lastName}, '')`,
  city: () => sql`nullif(${customers.city}, '')`,
  region: () => sql`nullif(${customers.region}, '')`,
  company: () => sql`nullif(${customers.company}, '')`,
  jobTitle: () => sql`nullif(${customers.jobTitle}, '')`,
  lastProduct,
};
const isPersonField = (field: MergeField): field is PersonField => Object.hasOwn(VALUE, field);

async function readCampaign(ctx: Ctx, campaignId: string) {
  const [row] = await ctx.db
    .select({ channels: campaigns.channels })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  return found(row, "campaign");
}

/**
 * A person of the campaign's segments who can be contacted: the first, or the next after somebody. Who sees the
 * people of own segments only gets one of those; a role that sees nobody gets "hidden".
 */
export async function getPreview(
  ctx: Ctx,
  { campaignId, afterId }: { campaignId: string; afterId?: string },
): Promise<Preview> {
  authorize(ctx, "campaigns:read");
  const scope = grants(ctx.actor.role, "customers:see");
  const campaign = await readCampaign(ctx, campaignId);
  if (scope === "none") return "hidden";
  const mine = scope === "assigned" ? sql`and s.owner_id = ${ctx.actor.userId}` : sql``;
  const own = await ctx.db.execute<{ no: number }>(
    sql`select s.no from campaign_segments cs
      join segments s on s.workspace_id = cs.workspace_id and s.id = cs.segment_id
      where cs.workspace_id = ${ctx.workspaceId} and cs.campaign_id = ${campaignId} ${mine}`,
  );
  if (own.length === 0) return scope === "assigned" ? "hidden" : "nobody";
  const after = afterId
    ? sql`and m.customer_no > coalesce((select no from customers where workspace_id = ${ctx.workspaceId} and id = ${afterId}), 0)`
    : sql``;
  const fields = Object.entries(VALUE).map(
    ([key, value]) => sql`${value(ctx.workspaceId)} as ${sql.identifier(key)}`,
  );
  const [row] = await ctx.db.execute<
    Record<PersonField, string | null> & { id: string; name: string; segment: string }
  >(
    sql`select ${customers.id} as id, s.name as segment, ${sql.join(fields, sql`, `)},
        coalesce(nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), ''), ${customers.externalId}) as name
      from segment_members m
      join segments s on s.workspace_id = m.workspace_id and s.no = m.segment_no
      join customers on customers.workspace_id = m.workspace_id and customers.no = m.customer_no
      where m.workspace_id = ${ctx.workspaceId} and m.segment_no in (${sql.join(
        own.map(({ no }) => sql`${no}`),
        sql`, `,
      )})
        and customers.erased_at is null and ${audienceWhere(decidingChannels(campaign.channels))} ${after}
      order by m.customer_no, s.no limit 1`,
  );
  if (!row) return afterId ? getPreview(ctx, { campaignId }) : "nobody";
  const { id, name, ...values } = row;
  return { id, name, values: { ...values, shop: ctx.workspace.name } };
}

/** Of how many people who can be contacted a field is unknown. Null when the role may not see so small a group. */
export async function countHoles(
  ctx: Ctx,
  { campaignId, fields }: { campaignId: string; fields: readonly MergeField[] },
): Promise<Holes> {
  authorize(ctx, "campaigns:read");
  const asked = fields.filter(isPersonField);
  if (asked.length === 0) return { people: 0, without: {} };
  const split = await getSplit(ctx, { campaignId });
  const counts = asked.map(
    (field) =>
      sql`count(*) filter (where ${VALUE[field](ctx.workspaceId)} is null)::int as ${sql.identifier(field)}`,
  );
  const [row] = await ctx.db.execute<{ people: number } & Record<PersonField, number>>(
    sql`select count(*)::int as people, ${sql.join(counts, sql`, `)}
      from ${peopleOfCampaign(ctx.workspaceId, split)} as people
      join customers on customers.workspace_id = ${ctx.workspaceId} and customers.no = people.customer_no
      where people.reason is null`,
  );
  if (!row || isBelowFloor(ctx, row.people)) return null;
  const { people, ...without } = row;
  return { people, without };
}
