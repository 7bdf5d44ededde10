import { sql } from "drizzle-orm";
import { campaignAudience, campaigns, customers, segmentMembers, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { CHANNELS } from "@/lib/customers/fields";
import { todayIn } from "@/lib/zone";
import { audienceWhere } from "../sql";
import type { Reach } from "./reach";

/** Members who may be contacted at all, by each channel, and who no running campaign speaks to today. */
export async function getReach(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<Reach> {
  authorize(ctx, "segments:read");
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const isContactable = audienceWhere(CHANNELS);
  const busy = sql`select a.customer_no from ${campaignAudience} a
    join ${campaigns} c on c.workspace_id = a.workspace_id and c.id = a.campaign_id
    where a.workspace_id = ${ctx.workspaceId} and not a.is_control and c.status = 'running'
      and c.start_on <= ${today}::date and c.end_on >= ${today}::date`;
  const byChannel = CHANNELS.map(
    (channel) => sql`count(*) filter (where ${audienceWhere([channel])})::int as ${sql.identifier(channel)}`,
  );
  const [row] = await ctx.db.execute<Record<string, number>>(sql`
    select count(*)::int as size, count(*) filter (where ${isContactable})::int as contactable,
      count(*) filter (where ${isContactable} and (${customers.no} in (${busy})) is not true)::int as free,
      ${sql.join(byChannel, sql`, `)}
    from ${segments} s
    join ${segmentMembers} m on m.workspace_id = s.workspace_id and m.segment_no = s.no
    join ${customers} on ${customers.workspaceId} = m.workspace_id and ${customers.no} = m.customer_no
    where s.workspace_id = ${ctx.workspaceId} and s.id = ${segmentId}::uuid and ${customers.erasedAt} is null`);
  const shown = (name: string) => {
    const count = row?.[name] ?? 0;
    return isBelowFloor(ctx, count) ? null : count;
  };
  return {
    size: shown("size"),
    contactable: shown("contactable"),
    free: shown("free"),
    channels: {
      email: shown("email"),
      sms: shown("sms"),
      phone: shown("phone"),
      post: shown("post"),
      ads: shown("ads"),
    },
  };
}
